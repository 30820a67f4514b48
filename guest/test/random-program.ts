/** The same numbers for the same seed everywhere (xorshift32). */
export function randomOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const STORES = ["i32.store", "i64.store", "f32.store", "f64.store", "i32.store8", "i32.store16", "i64.store8"];
const LOCALS = ["$a", "$b", "$c", "$d"];

/** Statements in WebAssembly text that write to memory in every way that a compiler has, along every kind of control flow. */
class Program {
  readonly #random: (below: number) => number;
  #labels = 0;

  constructor(random: (below: number) => number) {
    this.#random = random;
  }

  #one<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.#random(choices.length)] ?? choices[0];
  }

  #local(): string {
    return LOCALS[this.#random(LOCALS.length)] ?? "$a";
  }

  #number(): string {
    return `(i32.const ${this.#random(80) - 40})`;
  }

  #address(): string {
    return this.#one(
      () => `(local.get ${this.#local()})`,
      () => `(local.get ${this.#local()})`,
      () => `(i32.add (local.get ${this.#local()}) ${this.#number()})`,
      () => `(i32.sub ${this.#address()} ${this.#number()})`,
      () => `(local.tee ${this.#local()} ${this.#address()})`,
      () => `(i32.add (local.get ${this.#local()}) (i32.and (local.get ${this.#local()}) (i32.const 63)))`,
      () => "(i32.add (local.get $frame) (i32.const 8))",
    )();
  }

  /** Below 128 in every byte, which no constant is. */
  #value(type: string): string {
    const value = this.#random(100);
    const bits = `(i64.const ${value * 0x0101_0101})`;
    if (type === "i64") return bits;
    if (type === "f64") return `(f64.reinterpret_i64 ${bits})`;
    if (type === "f32") return `(f32.reinterpret_i32 (i32.const ${value * 0x0101_0101}))`;
    // The address may change while the value is computed.
    return this.#one(
      `(i32.const ${value})`,
      `(i32.and (local.tee ${this.#local()} ${this.#address()}) (i32.const 0x3f3f3f3f))`,
    );
  }

  #store(): string {
    const store = STORES[this.#random(STORES.length)] ?? "i32.store";
    return `(${store} offset=${this.#one(0, 0, 4, 12, 4096)} ${this.#address()} ${this.#value(store.slice(0, 3))})`;
  }

  #loop(depth: number): string {
    const label = `$l${this.#labels++}`;
    const again = "(global.set $rounds (i32.sub (global.get $rounds) (i32.const 1)))";
    return `(loop ${label} ${this.statements(depth)} ${again} (br_if ${label} (i32.gt_s (global.get $rounds) (i32.const 0))))`;
  }

  #block(depth: number): string {
    const label = `$b${this.#labels++}`;
    return `(block ${label} ${this.statements(depth)} (br_if ${label} ${this.#condition()}) ${this.statements(depth)})`;
  }

  #condition(): string {
    return `(i32.and (local.get ${this.#local()}) (i32.const ${1 << this.#random(4)}))`;
  }

  #nested(depth: number): string {
    const inner = depth - 1;
    return this.#one(
      () => this.#loop(inner),
      () => this.#block(inner),
      () => `(if ${this.#condition()} (then ${this.statements(inner)}) (else ${this.statements(inner)}))`,
      () => `(try (do ${this.statements(inner)} (if ${this.#condition()} (then (throw $e))) ${this.statements(inner)})
        (catch_all ${this.statements(inner)}))`,
    )();
  }

  #statement(depth: number): string {
    if (depth > 0 && this.#random(3) === 0) return this.#nested(depth);
    return this.#one(
      () => this.#store(),
      () => this.#store(),
      () => this.#store(),
      () => `(local.set ${this.#local()} ${this.#address()})`,
      () => `(call $callee ${this.#address()})`,
      () => `(memory.fill ${this.#address()} (i32.const 5) (i32.const ${1 + this.#random(50)}))`,
      () => `(memory.copy (local.get $a) (i32.add (local.get $a) (i32.const 16)) (i32.const ${1 + this.#random(50)}))`,
    )();
  }

  statements(depth: number): string {
    return Array.from({ length: 1 + this.#random(4) }, () => this.#statement(depth)).join("\n");
  }
}

/** Reserves a C stack frame of 32 bytes, as compilers do; one in five writes where the frame is not. */
const FRAME = "(global.set $sp (local.tee $frame (i32.sub (global.get $sp) (i32.const 32))))";
const UNFRAME = "(global.set $sp (i32.add (local.get $frame) (i32.const 32)))";

/** A module that exports `run(a, b, c)` and two pages of `memory`, whose C stack ends at `stackEnd`. */
export function randomProgram(seed: number, stackEnd: number): string {
  const random = randomOf(seed);
  const program = new Program(random);
  // What `alloca` does.
  const reserve =
    random(4) === 0 ? "(global.set $sp (i32.sub (local.get $frame) (i32.and (local.get $a) (i32.const 255))))" : "";
  return `(module
    (tag $e)
    (memory (export "memory") 2)
    (global $sp (export "sp") (mut i32) (i32.const ${stackEnd}))
    (global $rounds (mut i32) (i32.const 12))
    (func $callee (param $p i32) (local $frame i32)
      ${FRAME}
      (i32.store offset=${random(29)} (local.get $frame) (i32.const 7))
      (i64.store offset=${random(40)} (local.get $frame) (i64.const 7))
      (i32.store offset=4 (local.get $p) (i32.const 9))
      (i32.store (local.get $p) (i32.const 9))
      ${UNFRAME})
    (func (export "run") (param $a i32) (param $b i32) (param $c i32) (local $d i32) (local $frame i32)
      ${FRAME}
      (local.set $d (i32.add (local.get $a) (i32.const 2)))
      ${program.statements(2)}
      ${reserve}
      ${program.statements(3)}
      ${UNFRAME}))`;
}
