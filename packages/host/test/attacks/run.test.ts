import { describe, expect, it } from "vitest";
import { type Block, Sandbox } from "../../src/index.ts";

const MIB = 1 << 20;

async function tagOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    (execution) => execution,
    (error: unknown) => (error as { _tag?: string })._tag,
  );
}

describe("attack 16: re-entrancy", () => {
  it("a Service that changes the Sandbox, runs it again, or never stops doing so, meets a typed error", async () => {
    const sandbox: Sandbox = new Sandbox({ maxDepth: 5 });
    sandbox
      .bind("Bind", () => sandbox.bind("Late", () => 1))
      .bind("Down", async () => (await sandbox.eval("Down.call")).value)
      .bind("DownSync", () => sandbox.evalSync("DownSync.call").value)
      .bind("Wide", async () =>
        (await Promise.all([1, 2, 3].map((x) => sandbox.eval(`${x} + 1`)))).map((e) => e.value),
      );
    expect(await tagOf(sandbox.eval("Bind.call"))).toBe("ServiceArgumentError");
    expect(await tagOf(sandbox.eval("Down.call"))).toBe("ServiceError");
    expect(await tagOf(sandbox.eval("DownSync.call"))).toBe("ServiceError");
    expect((await sandbox.eval("Wide.call")).value).toEqual([2, 3, 4]);
  });

  it("a block yields while its call is open, and never before, after, twice at once or out of order", async () => {
    const kept: Block[] = [];
    const sandbox = new Sandbox({ timeout: 10_000 })
      .bind("Keep", (block: Block) => kept.push(block))
      .bind("UseKept", () => kept.at(-1)?.(1))
      .bind("UseOuter", (block: Block) => {
        kept.push(block);
        return block(1);
      })
      .bind("Both", async (block: Block) => {
        const later = block.async(1);
        const now = await Promise.resolve()
          .then(() => block(2))
          .catch((error: unknown) => (error as Error).message.slice(0, 9));
        return [await later, now];
      })
      .bind("Late", (block: Block) => {
        setTimeout(() => {
          try {
            block(1);
          } catch {
            kept.push(block);
          }
        }, 1);
      });
    expect(await tagOf(sandbox.eval("Keep.call { 1 }; UseKept.call"))).toBe("ServiceError");
    expect(await tagOf(sandbox.eval("UseOuter.call { UseKept.call }"))).toBe("ServiceError");
    expect((await sandbox.eval("Both.call { |x| x * 10 }")).value).toEqual([10, "block(…) "]);
    const before = kept.length;
    await sandbox.eval("Late.call { raise 'never' }");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kept).toHaveLength(before + 1);
  });

  it("nesting a thousand deep is an ending like any other, and the next invocation is fine", async () => {
    const sandbox = new Sandbox({ maxDepth: 1_000, timeout: 60_000 });
    sandbox.bind("Down", (depth: number) => (depth === 0 ? 0 : sandbox.evalSync(`Down.call(${depth - 1}) + 1`).value));
    const ending = await tagOf(sandbox.eval("Down.call(998)"));
    expect(
      ["ServiceError", "TrapError", "MemoryLimitError"].includes(String(ending)) || typeof ending === "object",
    ).toBe(true);
    expect((await sandbox.eval("Down.call(3)")).value).toBe(3);
  });
});

describe("attack 30: memory", () => {
  // Per invocation: what the guest may grow, both channels, and copies of messages that cannot be larger than guest memory.
  it.each([
    ["Strings", "a = []; loop { a << 'x' * 1000 }"],
    ["Symbols", "i = 0; loop { i += 1; ('sym' + i.to_s * 20).to_sym }"],
    ["Arrays", "a = []; loop { a = [a, a] ; a << a.dup }"],
    [
      "Hashes with keywords",
      "def f(**k) k; end; h = {}; i = 0; loop { i += 1; h[('k' + i.to_s).to_sym] = f(**h.first(9).to_h) }",
    ],
    ["exceptions", "a = []; loop { begin; raise 'x' * 100; rescue => e; a << e; end }"],
    ["regular expressions", "a = []; i = 0; loop { i += 1; a << Regexp.new('a' * (i % 50 + 1) + i.to_s) }"],
    ["output", "loop { puts 'x' * 10_000 }"],
    ["Procs", "a = []; loop { x = 'x' * 100; a << -> { x } }"],
    ["Fibers", "a = []; loop { f = Fiber.new { Fiber.yield 1 }; f.resume; a << f }"],
    ["calls of a Service", "h = {}; i = 0; loop { i += 1; h[i] = S.call(i.to_s * 50) }"],
    ["Handles", "a = []; loop { a << H.call }"],
    ["failed calls", "loop { begin; S.nope('x' * 1000); rescue Kobako::ServiceError; end }"],
  ])("of the process is bounded, whatever a script hoards: %s", { timeout: 120_000 }, async (_, script) => {
    const sandbox = new Sandbox({ timeout: 300, memoryLimit: 4 * MIB, maxHandles: 10_000, maxCalls: 50_000 })
      .bind("S", (text: string) => text)
      .bind("H", () => new (class Thing {})());
    const before = process.memoryUsage.rss();
    const ending = await tagOf(sandbox.eval(script));
    expect(["MemoryLimitError", "TimeoutError", "BudgetExceededError", "SandboxError"]).toContain(ending);
    expect(process.memoryUsage.rss() - before).toBeLessThan(256 * MIB);
    expect((await sandbox.eval("1")).usage.memoryPeak).toBe(0);
  });
});

describe("attack 32: floods of output", () => {
  it.each([
    ["a gigabyte", "line = 'x' * 65_536; 16_384.times { $stdout.write(line) }"],
    ["a million bytes, each alone", "1_000_000.times { $stdout.write('x') }"],
  ])("%s keeps exactly the cap, and says so", { timeout: 120_000 }, async (_, script) => {
    const seen = { bytes: 0 };
    const execution = await new Sandbox({ stdoutLimit: 100_003, timeout: null }).eval(script, {
      onStdout: (text) => {
        seen.bytes += text.length;
      },
    });
    expect(execution.stdoutBytes).toHaveLength(100_003);
    expect(execution.stdoutTruncated).toBe(true);
    expect(seen.bytes).toBe(100_003);
  });

  it.each([1, 2, 3, 4, 5])(
    "a character of four bytes that the cap tears after %i bytes is left out of the text",
    async (cap) => {
      const execution = await new Sandbox({ stdoutLimit: cap, stderrLimit: 2 }).eval(
        "$stdout.write('a😀'); $stderr.write('e'); $stdout.write('b'); $stderr.write('f'); $stderr.write('g')",
      );
      expect(execution.stdoutBytes).toHaveLength(cap);
      expect(execution.stdout).toBe(cap === 5 ? "a😀" : "a");
      expect(execution.stderr).toBe("ef");
      expect(execution.stderrTruncated).toBe(true);
    },
  );
});

describe("attack 34: bleeding from tenant to tenant", () => {
  const LEAVE = (canary: string): string =>
    `$g = "${canary}"; C = "${canary}"; :"${canary}"; puts "${canary}"; "${canary}" =~ /(.+)/; class Object; def canary; "${canary}"; end; end; class String; @@c = "${canary}"; end; H = Give.call; Kobako::ServiceError.class_eval { def extra; "${canary}"; end }; "${canary}"`;
  const LOOK = `seen = []; seen << $g; seen << (Object.const_defined?(:C) ? C : nil); seen << $~ ; seen << (respond_to?(:canary) ? canary : nil); seen << (Object.const_defined?(:H) ? 1 : nil); seen << (Kobako::ServiceError.method_defined?(:extra) ? 1 : nil); seen.compact.size`;
  const ENDINGS = [
    "nil",
    "raise 'x'",
    "loop {}",
    "a = []; loop { a << 'x' * 999 }",
    "def f; f; end; f",
    "Give.nope",
    "throw :x",
  ];

  it("a thousand interleaved invocations leave nothing that another finds, after crashes and time-outs too", async () => {
    const tenants = Array.from({ length: 10 }, (_, index) =>
      new Sandbox({ fuel: 400_000, memoryLimit: 1 << 18 })
        .bind("Give", async () => new (class Own {})())
        .preload({ name: "Own", code: `OWNER = ${index}` }),
    );
    let looked = 0;
    await Promise.all(
      Array.from({ length: 1_000 }, async (_, index) => {
        const tenant = tenants[index % tenants.length] ?? new Sandbox();
        if (index % 2 === 0) {
          const ending = ENDINGS[(index / 2) % 40] ?? "nil";
          const options = ending === "loop {}" && index % 4 === 0 ? { timeout: 10 } : {};
          await tenant.eval(`${LEAVE(`canary-${index}`)}; ${ending}`, options).catch(() => undefined);
        } else {
          const found = await tenant.eval(`[OWNER, (${LOOK})]`);
          expect(found.value).toEqual([index % tenants.length, 0]);
          expect(found.stdout).toBe("");
          looked += 1;
        }
      }),
    );
    expect(looked).toBe(500);
  });
});

describe("attack 30: Symbols, which the engine keeps for good", () => {
  it("a tenant uses up its own share, and no other's", async () => {
    const hostile = new Sandbox({ memoryLimit: 16 * MIB }).bind("Echo", (value: unknown) => value);
    // Few at a time: the more Symbols a guest has, the longer it takes to make another.
    const send = async (round: number): Promise<unknown> =>
      hostile.eval(`Echo.call((0...4_000).map { |i| "hostile#{i}x${round}".to_sym }).size`);
    let rounds = 0;
    const refused = async (): Promise<void> => {
      for (; rounds < 20; rounds++) await send(rounds);
    };
    const refusal = { message: expect.stringMatching(/too many different Symbols/) as unknown };
    await expect(refused()).rejects.toMatchObject(refusal);
    expect(rounds).toBe(16);
    await expect(hostile.eval(":another_new_one")).rejects.toMatchObject(refusal);
    expect((await hostile.eval("[:hostile1x0, 'text']")).value).toEqual([Symbol.for("hostile1x0"), "text"]);
    expect((await new Sandbox().eval(":new_for_an_honest_tenant")).value).toBe(Symbol.for("new_for_an_honest_tenant"));
  });
});

describe("attack 40: side channels", () => {
  it("a hermetic script has no clock but the Service calls that it makes", async () => {
    const script =
      "a = Time.now.to_f; 100_000.times { }; b = Time.now.to_f; [a, b, Random.rand, Object.new.respond_to?(:sleep), Time.now.to_i]";
    const first = await new Sandbox({ profile: "hermetic" }).eval(script);
    const second = await new Sandbox().eval(script);
    expect(first.value).toEqual(second.value);
    expect(first.usage.fuel).toBe(second.usage.fuel);
    const [before, after] = first.value as number[];
    expect(after).toBe(before);
  });

  it("no Ruby that a script can write measures an interval, a thread or shared memory", async () => {
    const names = ["Thread", "Ractor", "Mutex", "Queue", "Process", "Timeout", "GC", "ObjectSpace::WeakMap"];
    const script = `${JSON.stringify(names)}.select { |n| n.split("::").inject(Object) { |m, c| m && m.const_defined?(c) ? m.const_get(c) : nil } }`;
    const { value } = await new Sandbox().eval(script);
    expect((value as string[]).filter((name) => name !== "GC")).toEqual([]);
  });
});
