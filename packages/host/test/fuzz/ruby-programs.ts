import { Random } from "./random.ts";

const NAMES = ["a", "b", "c", "d"];
const METHODS =
  "to_s to_i to_f to_a to_h to_sym inspect size length first last push pop shift reverse sort uniq map select reject each inject sum min max zip flatten compact keys values merge fetch dig upcase downcase split chars bytes sub gsub scan match? index slice * + - % << [] []= == <=> === hash dup clone freeze frozen? nil? is_a? respond_to? send __send__ public_send method methods instance_variables instance_variable_set instance_variable_get singleton_class class superclass ancestors define_method instance_eval instance_exec class_eval tap then call to_proc curry next succ pred times upto downto step chr ord pack unpack sprintf format rjust center succ! replace concat insert delete delete_if clear fill rotate sample shuffle combination permutation product transpose each_slice each_cons each_with_index with_index lazy cycle group_by partition tally sort_by min_by chunk_while bsearch divmod pow gcd bit_length abs floor round rationalize to_r to_c real imaginary const_get const_set remove_const method_missing extend include object_id".split(
    " ",
  );
const CLASSES = [
  "String",
  "Array",
  "Hash",
  "Integer",
  "Float",
  "Symbol",
  "NilClass",
  "Object",
  "Kernel",
  "Proc",
  "Exception",
  "Range",
  "Struct",
  "Comparable",
  "Enumerable",
];
const ERRORS = [
  "StandardError",
  "ArgumentError",
  "TypeError",
  "NoMethodError",
  "Exception",
  "RuntimeError",
  "Kobako::ServiceError",
  "SystemStackError",
  "StopIteration",
  "FiberError",
];
const INTEGERS = [
  "0",
  "1",
  "-1",
  "2",
  "7",
  "255",
  "-128",
  "65536",
  "2 ** 31",
  "2 ** 62",
  "-(2 ** 63)",
  "2 ** 64",
  "2 ** 200",
  "1_000_000",
];
const STRINGS = [
  "''",
  "'a'",
  '"\\u00e9\\u{1F600}"',
  '"\\xff\\x00"',
  "'x' * 1000",
  "'a b c'",
  '"#{a}"',
  "'%d %s %f'",
  "'__proto__'",
  "'constructor'",
  "'then'",
  '"\\r\\n\\e[2J"',
];
const SERVICES = [
  "Echo.call",
  "Later.call",
  "Each.call",
  "Give.call",
  "Fail.call",
  "Facts.rate",
  "Facts.double",
  "Facts.nope",
  "Give.call.name",
  "Give.call.self",
  "Fn.call.call",
];

/** Ruby programs that nobody would write, made of what people write. One statement per part. */
export function rubyProgram(seed: number): readonly string[] {
  const random = new Random(seed);
  const names = NAMES.map((name) => `${name} = nil`);
  return [...names, ...Array.from({ length: 3 + random.below(12) }, () => guarded(random)), value(random, 3)];
}

/** Most errors end a statement and not the program, or no program would get far. */
function guarded(random: Random): string {
  const code = statement(random, 4);
  return random.once(8) ? code : `begin; ${code}; rescue StandardError, ScriptError, SystemStackError; end`;
}

function statement(random: Random, depth: number, inMethod = false): string {
  const inner = (): string =>
    depth <= 0 ? "nil" : random.list(3, () => statement(random, depth - 1, inMethod)).join("; ") || "nil";
  // Ruby has no class definitions inside of methods.
  const method = (): string => random.list(3, () => statement(random, depth - 1, true)).join("; ") || "nil";
  const name = random.pick(NAMES);
  switch (random.below(22)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `${name} = ${value(random, depth)}`;
    case 4:
      return `if ${value(random, depth - 1)} then ${inner()} else ${inner()} end`;
    case 5:
      return `${random.pick(["while", "until"])} ${random.pick(["true", "false", value(random, 1)])} do ${inner()}; break if ${value(random, 1)} end`;
    case 6:
      return `${1 + random.below(50)}.times { |${name}| ${inner()} }`;
    case 7:
      return `begin; ${inner()}; rescue ${random.pick(ERRORS)} => ${name}; ${inner()}; ${random.once(4) ? "retry if rand < 0.1; " : ""}else; ${inner()}; ensure; ${inner()}; end`;
    case 8:
      return `raise ${random.pick(ERRORS)}, ${value(random, 1)}`;
    case 9:
      return `def m${random.below(4)}(${random.pick(["", "x = nil", "*x", "x, y = 1", "x: 1", "**x", "*x, &y", "x, *y, z: 2, **w"])}); ${method()}; end`;
    case 10:
      if (inMethod) return `${name} = ${value(random, depth)}`;
      return `class K${random.below(3)}${random.pick(["", " < String", " < Array", " < StandardError", " < Hash"])}; ${random.once(2) ? "attr_accessor :a; " : ""}def ${random.pick(METHODS.filter((one) => /^\w+[?!]?$/.test(one)))}(*x, &y); ${method()}; end; end`;
    case 11:
      if (inMethod) return `${name} = ${value(random, depth)}`;
      return `class ${random.pick(CLASSES.slice(0, 8))}; def ${random.pick(["to_s", "inspect", "==", "hash", "+", "<=>", "each", "coerce", "x"])}(*x); ${method()}; end; end`;
    case 12:
      return `catch(:${name}) { ${inner()}; throw :${random.pick(NAMES)}, ${value(random, 1)} }`;
    case 13:
      return `f = Fiber.new { |x| ${inner()}; Fiber.yield(${value(random, 1)}); ${inner()} }; ${random.list(3, () => `f.resume(${value(random, 1)})`).join("; ") || "f.alive?"}`;
    case 14:
      return `${random.pick(["puts", "p", "print", "warn", "$stdout.write"])}(${value(random, 2)})`;
    case 15:
      return `$g = ${value(random, depth - 1)}`;
    case 16:
      return `case ${value(random, 1)} when ${value(random, 1)}, ${random.pick(CLASSES)} then ${inner()} else ${inner()} end`;
    case 17:
      return `m${random.below(4)}(${args(random, 2)})`;
    case 18:
      return `loop { ${inner()}; break ${value(random, 1)} }`;
    case 19:
      return `${random.pick(SERVICES)}(${args(random, 2)}) ${block(random, depth)}`;
    case 20:
      return `${name}, ${random.pick(NAMES)} = ${value(random, 1)}, *${value(random, 1)}`;
    default:
      return `${name} ${random.pick(["+=", "||=", "&&=", "<<=", "*=", "-=", "**="])} ${value(random, 1)}`;
  }
}

function value(random: Random, depth: number): string {
  if (depth <= 0) return random.pick([...NAMES, ...INTEGERS, ...STRINGS, "nil", "true", ":a", "1.5", "[]", "{}", "$g"]);
  switch (random.below(16)) {
    case 0:
      return random.pick(INTEGERS);
    case 1:
      return random.pick(STRINGS);
    case 2:
      return random.pick([
        "nil",
        "true",
        "false",
        "self",
        ":sym",
        ':"a b"',
        "1.5",
        "-0.0",
        "0.0 / 0.0",
        "1e308 * 10",
        "$g",
        "__method__",
        ...CLASSES,
      ]);
    case 3:
      return `[${random.list(4, () => value(random, depth - 1)).join(", ")}]`;
    case 4:
      return `{${random.list(3, () => `${value(random, depth - 2)} => ${value(random, depth - 1)}`).join(", ")}}`;
    case 5:
      return `(${value(random, depth - 1)} ${random.pick(["+", "-", "*", "/", "%", "**", "<<", ">>", "&", "|", "^", "==", "<=>", "===", "&&", "||", "..", "=~"])} ${value(random, depth - 1)})`;
    case 6:
    case 7:
    case 8:
      return `(${value(random, depth - 1)}).${methodName(random)}(${args(random, depth - 1)}) ${block(random, depth - 1)}`;
    case 9:
      return `->(${random.pick(["", "x", "*x"])}) { ${value(random, depth - 1)} }`;
    case 10:
      return `(${value(random, depth - 1)} rescue ${value(random, 0)})`;
    case 11:
      return `${random.pick(SERVICES)}(${args(random, depth - 1)}) ${block(random, depth - 1)}`;
    case 12:
      return `${random.pick(CLASSES)}.${random.pick(["new", "allocate", "name", "instance_methods", "constants", "ancestors"])}(${args(random, 1)})`;
    case 13:
      return `(${value(random, depth - 1)} ? ${value(random, depth - 1)} : ${value(random, 0)})`;
    case 14:
      return `Struct.new(:a, :b).new(${args(random, 1)})`;
    default:
      return random.pick(NAMES);
  }
}

function methodName(random: Random): string {
  const name = random.pick(METHODS);
  return /^\w+[?!]?$/.test(name) ? name : `send(:'${name}', ${value(random, 0)}).itself`;
}

function args(random: Random, depth: number): string {
  const list = random.list(3, () => value(random, Math.max(0, depth - 1)));
  if (random.once(12)) list.push(`*${value(random, 0)}`);
  if (random.once(6)) list.push(`k: ${value(random, 0)}`);
  return list.join(", ");
}

function block(random: Random, depth: number): string {
  if (depth <= 0 || !random.once(3)) return "";
  return `{ |${random.pick(["", "x", "x, y", "*x"])}| ${random.once(6) ? `${random.pick(["next", "break"])} ` : ""}${value(random, depth - 1)} }`;
}
