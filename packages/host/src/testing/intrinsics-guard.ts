const WATCHED: readonly object[] = [
  Object.prototype,
  Function.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  Error.prototype,
  Object,
];

type Snapshot = ReadonlyMap<PropertyKey, PropertyDescriptor>;

function take(object: object): Snapshot {
  return new Map(
    Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key) ?? {}] as const),
  );
}

/** Notices changes of intrinsic objects, and takes them back: the test suite has to go on with them. */
export class IntrinsicsGuard {
  readonly #before = WATCHED.map((object) => [object, take(object)] as const);

  /** What changed since the guard was made, or since the last look; it is as before then. */
  restore(): readonly string[] {
    const changed: string[] = [];
    for (const [object, before] of this.#before) {
      const after = take(object);
      for (const [key, descriptor] of after) {
        const known = before.get(key);
        if (known === undefined) {
          changed.push(`${String(key)} was added`);
          Reflect.deleteProperty(object, key);
        } else if (known.value !== descriptor.value || known.get !== descriptor.get || known.set !== descriptor.set) {
          changed.push(`${String(key)} was replaced`);
          Object.defineProperty(object, key, known);
        }
      }
      for (const [key, descriptor] of before) {
        if (after.has(key)) continue;
        changed.push(`${String(key)} was removed`);
        Object.defineProperty(object, key, descriptor);
      }
    }
    return changed;
  }
}
