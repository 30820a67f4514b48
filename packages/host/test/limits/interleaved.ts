/**
 * Two tenants take turns on the same instances, each planting secrets wherever Ruby has a place for them, and looking for the
 * other's by every means that Ruby has: `pnpm node packages/host/test/limits/interleaved.ts [rounds]`, by default 10 000 invocations.
 * Fails when anything of one tenant is found by the other, or in the memory of an instance that waits for work.
 */
import { Runtime } from "@kobako/runtime";
import { Execution, Sandbox, SandboxError } from "../../src/index.ts";

/** How every secret begins. The guest's sources do not hold it, or it would be found in them. */
const MARK = "S3CR3T-";

const PLANT = `
Plant = ->(secret, keeper) {
  $planted = secret
  Object.const_set(:PLANTED, secret)
  $kept = Array.new(100) { |i| secret * (i + 1) }
  $table = { secret => secret.to_sym, secret.to_sym => [secret] }
  String.class_eval { define_method(secret.to_sym) { secret } }
  Kernel.module_eval { define_method(:planted) { secret } }
  class String; def upcase = "patched"; end
  class Array; def size = -1; end
  at = Struct.new(:a).new(secret)
  $handle = keeper
  $big = secret * 500
  $fiber = Fiber.new { Fiber.yield secret }.tap(&:resume)
  puts secret
  $stderr.puts secret
  raise ArgumentError, secret if secret.end_with?("7")
  at.a
}`;

const SCAN = `
Scan = ->(first, second, own) {
  mark = first + second
  found = []
  look = ->(where, text) { found << where if text.include?(mark) }
  zero = ->(where, text) { found << where unless text.delete("\\0 ").empty? }
  look.call("globals", global_variables.map { |name| name.to_s }.join(" "))
  look.call("constants", Object.constants.map { |name| name.to_s }.join(" "))
  look.call("symbols", Symbol.all_symbols.map { |name| name.to_s }.join(" ")) if Symbol.respond_to?(:all_symbols)
  look.call("methods", ("".methods + [].methods + methods).map { |name| name.to_s }.join(" "))
  found << "patch" if "a".upcase != "A" || [1].size != 1 || respond_to?(:planted)
  found << "global" if $planted || $kept || $handle
  if Object.const_defined?(:ObjectSpace) && ObjectSpace.respond_to?(:each_object)
    ObjectSpace.each_object(String) { |text| found << "object" if text.size > mark.size && text.include?(mark) }
  end
  fresh = String.new
  look.call("capacity", fresh + fresh.inspect)
  look.call("append", (fresh << "x").inspect)
  used = "y" * 10_000
  used.clear
  look.call("cleared", (used << "z").byteslice(0, 10_000))
  look.call("slices", ["abc"[0, 1 << 30], "abc"[-3, 1 << 30], "abc".byteslice(0, 1 << 30), "abc".byteslice(1, 9_999)].join)
  zero.call("padding", "".ljust(10_000) + "".center(5_000))
  zero.call("multiplied", "\\0" * 20_000)
  zero.call("pack x", [].pack("x20000"))
  zero.call("pack @", [].pack("@20000")) rescue 0
  zero.call("pack a", [""].pack("a20000"))
  %w[a10000 @5000a100 x3a10000 b10000 h10000 Z* m w].each do |format|
    look.call(format, "abc".unpack(format).join) rescue 0
  end
  ["abc".getbyte(3), "abc".getbyte(10_000), "abc".getbyte(-4)].each { |byte| found << "getbyte" if byte }
  found << "array" unless Array.new(5_000).all?(&:nil?)
  sparse = []
  sparse[4_000] = 1
  found << "sparse" unless sparse[0, 4_000].all?(&:nil?)
  sparse.clear
  sparse[3_000] = nil
  found << "cleared array" unless sparse.all?(&:nil?)
  look.call("allocate", [Object, String, Array, Hash, Exception].map { |type| type.allocate.inspect rescue "" }.join)
  look.call("struct", Struct.new(:a, :b, :c).new.inspect)
  look.call("float", [0.0, -0.0, 1e300, 2.0**-1074].map { |x| x.to_s + [x].pack("E").inspect }.join)
  begin
    nosuch
  rescue NameError => error
    look.call("message", error.message + error.inspect + error.backtrace.inspect)
  end
  look.call("last error", $!.inspect)
  look.call("random", Random.new(1).bytes(10_000)) if Random.method_defined?(:bytes)
  found << "handle" unless Whose.call(own) == Name.call
  puts Name.call
  found
}`;

class Keeper {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  name(): string {
    return this.#name;
  }
}

interface Tenant {
  readonly name: string;
  readonly keeper: Keeper;
  readonly sandbox: Sandbox;
}

function openTenant(name: string, runtime: Runtime): Tenant {
  const keeper = new Keeper(name);
  const sandbox = new Sandbox({ runtime, memoryLimit: 8 * 2 ** 20 })
    .bind("Whose", async (object: Keeper) => object.name())
    .bind("Name", () => name)
    .preload({ name: "Plant", code: PLANT })
    .preload({ name: "Scan", code: SCAN });
  return { name, keeper, sandbox };
}

/** The memories of all instances that are made from now on. */
function collectMemories(): { readonly memories: WebAssembly.Memory[]; readonly stop: () => void } {
  const memories: WebAssembly.Memory[] = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args) as WebAssembly.Instance;
      const { memory } = instance.exports;
      if (memory instanceof WebAssembly.Memory) memories.push(memory);
      return instance;
    },
  });
  return {
    memories,
    stop: () => {
      WebAssembly.Instance = Instance;
    },
  };
}

function executionOf(outcome: unknown): Execution {
  if (outcome instanceof Execution) return outcome;
  if (outcome instanceof SandboxError) return outcome.execution;
  throw outcome;
}

async function plant({ sandbox, name, keeper }: Tenant, round: number): Promise<string | undefined> {
  const secret = `${MARK}${name}-${round}`;
  const outcome = await sandbox.run("Plant", [secret, keeper]).catch((error: unknown) => error);
  const { stdout, stderr } = executionOf(outcome);
  return stdout === `${secret}\n` && stderr === `${secret}\n` ? undefined : `${name} wrote ${stdout}${stderr}`;
}

async function scan({ sandbox, name, keeper }: Tenant): Promise<string | undefined> {
  const { value, stdout } = await sandbox.run("Scan", [MARK.slice(0, 3), MARK.slice(3), keeper]);
  if (stdout !== `${name}\n`) return `${name} wrote ${stdout}`;
  return Array.isArray(value) && value.length === 0 ? undefined : `${name} found ${String(value)}`;
}

/** Lets two tenants take turns, `rounds` invocations in all; returns what one of them found of the other. */
export async function interleave(rounds: number): Promise<readonly string[]> {
  const { memories, stop } = collectMemories();
  const found: string[] = [];
  try {
    const runtime = new Runtime({ maxConcurrency: 2 });
    const [ann, bob] = [openTenant("ann", runtime), openTenant("bob", runtime)];
    for (let round = 0; round < rounds; round += 4) {
      const [first, second] = round % 8 === 0 ? [ann, bob] : [bob, ann];
      // One after the other, and at the same time.
      found.push(...[await plant(first, round), await scan(second)].filter((one) => one !== undefined));
      found.push(...(await Promise.all([plant(second, round), scan(first)])).filter((one) => one !== undefined));
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      if (round % 64 === 0 && memories.some(({ buffer }) => Buffer.from(buffer).includes(MARK)))
        found.push(`memory held a secret after round ${round}`);
    }
    if (memories.length > 8) found.push(`${memories.length} instances were made: they are hardly shared`);
  } finally {
    stop();
  }
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const rounds = Number(process.argv[2] ?? 10_000);
  const found = await interleave(rounds);
  process.stdout.write(
    found.length === 0 ? `${rounds} invocations: nobody found anything\n` : `${found.slice(0, 20).join("\n")}\n`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}
