/** One script that is tried on one member. */
export interface Probe {
  /** The bound path. */
  readonly path: string;
  /** The name that is called. */
  readonly member: string;
  /** The Ruby, as it runs. */
  readonly script: string;
}

/** The constant under which the guest finds an object that notices whatever is done with it. */
export const SPY_PATH = "KobakoSpy";

/** Arguments, as Ruby: what Services are commonly not written for. */
export const ARGUMENTS: readonly string[] = [
  "",
  "nil",
  "'a'",
  "1",
  "-1",
  "0.0 / 0.0",
  "2 ** 63",
  "'1e999'",
  "[]",
  "[[['a']]]",
  "{}",
  "{'$gt' => ''}",
  "{'then' => 'x', 'toString' => 1, 'valueOf' => 1, 'length' => 1_000_000_000}",
  "{'__proto__' => {'kobakoPolluted' => true}, 'constructor' => {'prototype' => {'kobakoPolluted' => true}}}",
  "'__proto__', 'kobakoPolluted', true",
  "'constructor', {'prototype' => {'kobakoPolluted' => true}}",
  "['__proto__', 'kobakoPolluted'], true",
  "'__proto__'",
  "'constructor'",
  "'../../../../etc/passwd'",
  "'a' + 0.chr + 'b'",
  '"\\xff\\xfe"',
  "'x' * 100_000",
  "'a' * 5_000 + '!'",
  "' ' * 20_000 + '!'",
  "(1..5_000).to_a",
  "20.times.inject([]) { |a, _| [a] }",
  ":'Symbol.iterator'",
  `${SPY_PATH}.call`,
  `[${SPY_PATH}.call]`,
  `{'a' => ${SPY_PATH}.call}`,
  `${SPY_PATH}.call, ${SPY_PATH}.call`,
  "'a', 'b', 'c', 'd'",
  "**{:__proto__ => {'kobakoPolluted' => true}, :constructor => 1}",
  "'a', limit: 'x', signal: 1, __proto__: {'kobakoPolluted' => true}",
];

/** Blocks, as Ruby. */
export const BLOCKS: readonly string[] = [" { |*a| a }", " { raise 'from the block' }", " { break 1 }"];

/** Names that no member answers to, whatever is bound; a class may define some of them over a built-in one, which is a hook. */
export const RESERVED: readonly string[] = [
  "constructor",
  "prototype",
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "_",
  "#x",
  "",
];

/** Names that JavaScript itself calls on objects, to convert, print, await or iterate them. */
export const HOOKS: ReadonlySet<string> = new Set([
  "toJSON",
  "toString",
  "toLocaleString",
  "valueOf",
  "then",
  "catch",
  "finally",
  "inspect",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
]);

/** Ruby that calls a member, whatever its name, and gives what came of it: `[:value, …]` or `[:fault, message]`. */
export function callScript(path: string, member: string, args: string, block = ""): string {
  const name = JSON.stringify(member).replaceAll("#", "\\#");
  const all = [`${name}.to_sym`, args].filter((part) => part !== "").join(", ");
  return `begin; [:value, ${path}.method_missing(${all})${block}]; rescue Kobako::ServiceError => e; [:fault, e.message]; end`;
}
