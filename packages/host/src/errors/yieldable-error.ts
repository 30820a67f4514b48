import type { Error as EffectError } from "effect/Data";

type YieldableErrorConstructor = new (properties: {
  readonly message: string;
}) => InstanceType<typeof EffectError<{ readonly message: string }>>;

type EffectData = typeof import("effect/Data");

/** What Effect asks an error for, as of version 4: that it is an Effect, and how it fails with itself. */
const PROTOCOL: readonly PropertyKey[] = [
  "~effect/Effect",
  "~effect/Effect/identifier",
  "~effect/Effect/evaluate",
  "~effect/Effect/successCont",
  "~effect/Effect/failureCont",
  "~effect/Effect/ensureCont",
  Symbol.iterator,
  "pipe",
];

class LazyYieldableError extends Error {
  constructor({ message }: { readonly message: string }) {
    super(message);
  }
}

const { prototype } = LazyYieldableError;
let adopted = false;

/** Gives errors what Effect's own base class has. The first time counts. */
export function adoptProtocol({ Error: Base }: Pick<EffectData, "Error">): void {
  if (adopted) return;
  adopted = true;
  const base: object = Object.getPrototypeOf(Base.prototype);
  const protocol: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(base);
  Reflect.deleteProperty(protocol, "constructor");
  Object.defineProperties(prototype, protocol);
}

/** Loads `effect/Data` at once. It is there if anything asks for the protocol: Effect does. */
function load(): void {
  const node = globalThis.process?.getBuiltinModule?.("node:module");
  try {
    if (node !== undefined) adoptProtocol(node.createRequire(import.meta.url)("effect/Data") as EffectData);
  } catch (cause) {
    const message = "kobako's errors cannot be used as Effects here: import @kobako/host/effect first";
    throw new Error(message, { cause });
  }
}

for (const key of PROTOCOL) {
  Object.defineProperty(prototype, key, {
    get(this: object): unknown {
      load();
      return adopted ? Reflect.get(prototype, key, this) : undefined;
    },
    configurable: true,
  });
}

// Elsewhere nothing loads at once; before anything fails, it is there.
if (globalThis.process?.getBuiltinModule === undefined) void import("effect/Data").then(adoptProtocol, () => undefined);

/**
 * An Error that is an Effect which fails with itself, as `Data.Error` of Effect is, except that Effect is loaded when it is asked for:
 * its fifteen files would be half of what importing this package costs.
 */
export const YieldableError: YieldableErrorConstructor = LazyYieldableError as unknown as YieldableErrorConstructor;
