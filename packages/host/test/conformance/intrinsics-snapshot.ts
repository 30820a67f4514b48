/** Every own property of every intrinsic that scripts might reach for; two snapshots of untouched intrinsics are equal. */
export function snapshotIntrinsics(): ReadonlyMap<string, unknown> {
  const snapshot = new Map<string, unknown>();
  for (const [name, object] of INTRINSICS) {
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      for (const part of ["value", "get", "set"] as const)
        snapshot.set(`${name}.${String(key)}.${part}`, descriptor?.[part]);
    }
    snapshot.set(`prototype of ${name}`, Object.getPrototypeOf(object));
  }
  snapshot.set("globals", Object.getOwnPropertyNames(globalThis).join());
  return snapshot;
}

const INTRINSICS: readonly (readonly [string, object])[] = [
  ["Object", Object],
  ["Object.prototype", Object.prototype],
  ["Function.prototype", Function.prototype],
  ["Array.prototype", Array.prototype],
  ["String.prototype", String.prototype],
  ["Number.prototype", Number.prototype],
  ["Map.prototype", Map.prototype],
  ["Set.prototype", Set.prototype],
  ["Promise.prototype", Promise.prototype],
  ["Error.prototype", Error.prototype],
  ["Symbol.prototype", Symbol.prototype],
  ["Uint8Array.prototype", Uint8Array.prototype],
  ["process", process],
];
