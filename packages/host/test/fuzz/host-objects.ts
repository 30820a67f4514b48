import { respondToGuest } from "../../src/index.ts";
import { Random } from "./random.ts";

/** A member of a generated object, by how it was made. */
interface Made {
  readonly name: string;
  /** Whether a guest may use it. Known from how it was made, not from looking at the object. */
  readonly allowed: boolean;
}

/** A host object, what may be used of it, and what was used. */
export interface HostObject {
  readonly target: object;
  readonly made: readonly Made[];
  /** Names of members whose code ran or whose value was read. */
  readonly touched: Set<string>;
}

const NAMES =
  "get set find load_all loadAll user_name userName ready isReady is_open total data x y toString valueOf toJSON then call apply bind name length constructor __proto__ prototype _private __internal #hash hasOwnProperty inspect save destroy caller arguments 0 é a-b".split(
    " ",
  );
const RESERVED = /^(?:_|#|constructor$|prototype$|$)/;
// Own properties of every class or function; a generated class does not redefine them.
const PLAIN_KINDS = ["function", "data", "getter", "throwing getter", "class", "setter", "undefined"] as const;
const CLASS_KINDS = [
  "method",
  "getter",
  "field",
  "function field",
  "inherited method",
  "inherited getter",
  "setter",
  "value",
  "native",
] as const;

/** A random object and a model of it: what a guest may use is decided while it is made. */
export function hostObject(seed: number): HostObject {
  const random = new Random(seed);
  const names = [...new Set(random.list(12, () => random.pick(NAMES)))];
  const touched = new Set<string>();
  const made: Made[] = [];
  const touch = (name: string): string => {
    touched.add(name);
    return name;
  };
  const plain = random.once(2);
  const base: object = plain ? (random.once(3) ? (Object.create(null) as object) : {}) : {};
  const middle: object = Object.create(
    random.once(2) ? Object.prototype : (Object.create(Object.prototype) as object),
  ) as object;
  const own: object = plain ? base : (Object.create(middle) as object);
  const define = (holder: object, name: string, descriptor: PropertyDescriptor): void => {
    Object.defineProperty(holder, name, { configurable: true, enumerable: random.once(2), ...descriptor });
  };
  const narrowed = random.once(5) ? new Set(random.list(4, () => random.pick(NAMES))) : undefined;
  for (const name of names) {
    // An object whose constructor is a built-in one belongs to the platform: the gate then looks no further.
    const kind = name === "constructor" ? "method" : random.pick(plain ? PLAIN_KINDS : CLASS_KINDS);
    const method = function (this: unknown) {
      return touch(name);
    };
    const getter = { get: () => touch(name), set: () => touch(`${name}=`) };
    const holder =
      kind.startsWith("inherited") || (!plain && ["method", "value", "native"].includes(kind)) ? middle : own;
    let opens = true;
    if (kind === "function" || kind === "method" || kind === "inherited method")
      define(holder, name, { value: method, writable: true });
    else if (kind === "getter" || kind === "inherited getter") define(holder, name, getter);
    else if (kind === "throwing getter")
      define(holder, name, {
        get: () => {
          touch(name);
          throw new Error("thrown");
        },
      });
    else if (kind === "data") define(holder, name, { value: seed, writable: true });
    else {
      opens = false;
      if (kind === "class") define(holder, name, { value: class Inner {} });
      else if (kind === "setter") define(holder, name, { set: () => touch(`${name}=`) });
      else if (kind === "field") define(own, name, { value: seed });
      else if (kind === "function field") define(own, name, { value: method });
      else if (kind === "value") define(holder, name, { value: seed });
      else if (kind === "native")
        define(holder, name, { value: random.pick([Object.assign, Reflect.get, eval, Function]) });
      else opens = kind === "undefined" && (define(holder, name, { value: undefined }), true);
    }
    made.push({ name, allowed: opens && !RESERVED.test(name) && (narrowed === undefined || narrowed.has(name)) });
  }
  if (narrowed !== undefined)
    Object.defineProperty(plain ? own : middle, respondToGuest, { value: (name: string) => narrowed.has(name) });
  return { target: own, made, touched };
}

/** Every name that may be asked for: those that were made, and others. */
export function namesToAsk(seed: number, { made }: HostObject): readonly string[] {
  const random = new Random(seed ^ 0x5bd1e995);
  return [
    ...new Set([
      ...made.map(({ name }) => name),
      ...random.list(8, () => random.pick(NAMES)),
      "no_such_thing",
      "prototype",
    ]),
  ];
}
