import { deepStrictEqual } from "node:assert/strict";
import { KobakoError, Sandbox } from "../../src/index.ts";
import { mutateBytecode, type Random } from "./mutate-bytecode.ts";
import { type RiteField, riteFields } from "./rite-fields.ts";

/** Programs whose bytecode has every kind of instruction, pool value and table between them. */
const SOURCES = [
  "A = 1\nB = [1, 2.5, 'text', :sym, 2**70, 123456789012, nil, true]\nB.each { |x| Probe.call(x.to_s) }",
  "class P\n  attr_reader :x\n  def initialize(x) = @x = x\n  def <=>(o) = x <=> o.x\n  include Comparable\nend\nP.new(1) < P.new(2)",
  "def f(a, b = 2, *c, d, e: 5, **g, &h) = h ? h.call(a, b, c, d, e, g) : [a, b, c, d, e, g]\nf(1, 2, 3, 4, e: 6, z: 7) { |*x, **k| [x, k] }\nf(*[1, 2], **{e: 1})",
  "def r\n  yield 1\nrescue ArgumentError, TypeError => e\n  e.message\nelse\n  2\nensure\n  $done = true\nend\nr { |x| raise TypeError, \"t#{x}\" }\nr { 3 }\nbegin; Integer('x'); rescue => e; e.backtrace; end",
  "x = 0\nwhile x < 20\n  x += 1\n  next if x % 2 == 1\n  break if x > 15\nend\nfor i in 1..3 do x += i end\ncase x\nwhen 1..5 then :a\nwhen Integer then :b\nelse :c\nend",
  "m = ->(n) { n < 2 ? n : m.(n - 1) + m.(n - 2) }\nm.(8)\nh = { a: 1, 'b' => [2, { c: 3 }] }\nk, (l, *o), p = 1, [2, 3, 4], 5\n[k, l, o, p, h.map { |key, v| \"#{key}-#{v}\" }, %w[x y].join, <<~T]\n  here #{x = 3}\nT",
  "module M\n  X = 5\n  def self.call(*args, name: 'n') = [args, name, X]\n  class << self\n    def z = super rescue 'none'\n  end\nend\nM.z\nclass Q < Struct.new(:a)\n  def method_missing(name, *args) = [name, args]\n  def respond_to_missing?(*) = true\n  alias b a\n  undef to_a\nend\nQ.new(1).anything(2)\n@i, @@c, $g = 1, 2, 3 rescue nil",
  "e = Enumerator.new { |y| 3.times { |i| y << i } }\ne.next\ne.lazy.map { |x| x * 2 }.first(2)\nFiber.new { Fiber.yield 1; 2 }.tap { |f| f.resume; f.resume }\ncatch(:t) { throw :t, 4 }\n[3, 1, 2].sort_by { |x| -x }.inject(:+)\ndefine_method(:dm) { |a = 1| a } rescue nil",
];

const TAXONOMY = new Set([
  "TrapError",
  "MemoryLimitError",
  "FuelExhaustedError",
  "BytecodeError",
  "SandboxError",
  "ServiceError",
]);
/** Touches most of what a guest holds: whatever a trial left behind would show in its value, output or fuel. */
const AFTERWARDS = `
  puts [Object.constants.size, Kernel.instance_methods.size, $g.inspect, $done.inspect, Object.const_defined?(:A)].inspect
  text = (1..50).map { |i| i.to_s * i }.join.hash.to_s + [2**80, 1.5, :a, nil].inspect + { b: [rand, Time.now] }.to_s
  begin; raise ArgumentError, text; rescue => e; Probe.call(e.message); end
`;
const LIMITS = { timeout: null, fuel: 200_000, memoryLimit: 4 * 1024 * 1024, stdoutLimit: 4096, stderrLimit: 4096 };

interface Seed {
  readonly code: Uint8Array;
  readonly fields: readonly RiteField[];
}

/** Runs damaged bytecode, and after it what any other tenant could run on the same instance. */
export class BytecodeTrials {
  /** How many trials ended how; a trial that ran to its end counts as `value`. */
  readonly endings = new Map<string, number>();
  /** The most guest memory that one trial was given, in bytes. */
  memoryPeak = 0;
  readonly #seeds: readonly Seed[];
  readonly #random: Random;
  readonly #tenant = new Sandbox(LIMITS).bind("Probe", (text: unknown) => text);
  readonly #fresh: unknown;

  constructor(random: Random) {
    const compiler = new Sandbox();
    this.#random = random;
    this.#seeds = SOURCES.flatMap((source) =>
      [true, false].map((debug) => {
        const code = compiler.compile(source, { debug });
        return { code, fields: riteFields(code) };
      }),
    );
    for (const { code } of this.#seeds) this.run(code);
    if (this.endings.size !== 1) throw new Error(`a program fails unchanged: ${[...this.endings.keys()].join(", ")}`);
    this.endings.clear();
    this.#fresh = this.#afterwards();
  }

  /** One mutated program. */
  next(): Uint8Array {
    const pick = (): Seed => this.#seeds[this.#random(this.#seeds.length)] ?? { code: new Uint8Array(1), fields: [] };
    const { code, fields } = pick();
    return mutateBytecode(code, fields, pick().code, this.#random);
  }

  /** @throws when it ends outside of the taxonomy, or when the next invocation is not as on a fresh guest */
  run(binary: Uint8Array): void {
    const sandbox = new Sandbox(LIMITS).bind("Probe", (text: unknown) => text).preload({ binary });
    let ending = "value";
    let { memoryPeak } = sandbox.usage;
    try {
      ({ memoryPeak } = sandbox.evalSync("Probe.call('alive')").usage);
    } catch (error) {
      if (!(error instanceof KobakoError) || !TAXONOMY.has(error._tag)) throw error;
      ending = error._tag;
      ({ memoryPeak } = error.execution.usage);
    }
    this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
    this.memoryPeak = Math.max(this.memoryPeak, memoryPeak);
    if (this.#fresh !== undefined) deepStrictEqual(this.#afterwards(), this.#fresh);
  }

  #afterwards(): unknown {
    const { value, stdout, stderr, usage } = this.#tenant.evalSync(AFTERWARDS);
    return { value, stdout, stderr, fuel: usage.fuel, memoryPeak: usage.memoryPeak };
  }
}
