import { describe, expect, it } from "vitest";
import { type Block, BlockError, Sandbox } from "../../src/index.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a block in the hands of a Service", () => {
  it("throws a BlockError that names the guest's exception", async () => {
    let seen: unknown;
    const sandbox = new Sandbox().bind("Try", (block: Block) => {
      try {
        block();
      } catch (error) {
        seen = error;
      }
    });
    await sandbox.eval("Try.call { raise KeyError, 'mine' }");
    expect(seen).toBeInstanceOf(BlockError);
    expect(seen).toMatchObject({ klass: "KeyError", message: "mine" });
    expect((seen as BlockError).backtraceLines[0]).toBe("(eval):1");
  });

  it("is the same exception object again for the script, backtrace included", async () => {
    const sandbox = new Sandbox().bind("Pass", (block: Block) => block());
    const script =
      "err = nil\nbegin\n  Pass.call { err = KeyError.new('x'); raise err }\nrescue => e\n  [e.equal?(err), e.backtrace.first]\nend";
    expect((await sandbox.eval(script)).value).toEqual([true, expect.stringMatching(/^\(eval\):3/)]);
  });

  it("that was caught earlier comes back as the Service's own failure", async () => {
    const sandbox = new Sandbox().bind("Late", (block: Block) => {
      let first: unknown;
      try {
        block(1);
      } catch (error) {
        first = error;
      }
      try {
        block(2);
      } catch {
        // the guest now holds this one
      }
      throw first;
    });
    const script =
      "begin; Late.call { |n| raise n == 1 ? KeyError : IndexError, n.to_s }; rescue Kobako::ServiceError => e; e.message; end";
    expect((await sandbox.eval(script)).value).toBe("BlockError: 1");
  });

  it("runs the finally blocks of a Service that it breaks out of, and nothing after", async () => {
    const log: string[] = [];
    const sandbox = new Sandbox().bind("Each", (block: Block) => {
      try {
        block(1);
        log.push("after");
      } finally {
        log.push("finally");
      }
      log.push("end");
    });
    expect((await sandbox.eval("Each.call { |x| break x + 1 }")).value).toBe(2);
    expect(log).toEqual(["finally"]);
  });

  it("breaks out of an asynchronous Service too, once its finally blocks are through", async () => {
    const log: string[] = [];
    const sandbox = new Sandbox().bind("Each", async (block: Block) => {
      try {
        await pause(1);
        await block.async(1);
        log.push("after");
      } finally {
        await pause(1);
        log.push("finally");
      }
    });
    expect((await sandbox.eval("Each.call { |x| break x + 1 }")).value).toBe(2);
    expect(log).toEqual(["finally"]);
  });

  it("cannot be called again after it broke", async () => {
    let second = "";
    const sandbox = new Sandbox().bind("Each", (block: Block) => {
      try {
        block(1);
      } catch {
        try {
          block(2);
        } catch (error) {
          second = (error as Error).message;
        }
      }
      return "ignored";
    });
    expect((await sandbox.eval("n = 0; r = Each.call { |x| n += 1; break :out }; [r, n]")).value).toEqual([
      Symbol.for("out"),
      1,
    ]);
    expect(second).toContain("break");
  });

  it("cannot be called from a timer, a later call or another invocation", async () => {
    const kept: Block[] = [];
    const sandbox = new Sandbox().bind("Keep", (block: Block) => void kept.push(block));
    await sandbox.eval("Keep.call { 1 }");
    for (const block of kept) {
      expect(() => block()).toThrow("after its Service call had ended");
      await expect(block.async()).rejects.toThrow("after its Service call had ended");
    }
  });

  it("runs several block.async calls one after the other", async () => {
    const sandbox = new Sandbox()
      .bind("Wait", async (x: number) => pause(5 - x).then(() => x))
      .bind("All", async (block: Block) => Promise.all([1, 2, 3].map((x) => block.async(x))));
    const script =
      "log = []; r = All.call { |x| log << [:in, x]; y = Wait.call(x); log << [:out, x]; y * 10 }; [r, log.map(&:last)]";
    expect((await sandbox.eval(script)).value).toEqual([
      [10, 20, 30],
      [1, 1, 2, 2, 3, 3],
    ]);
  });

  it("leaves no rejection behind when the Service does not look at it", async () => {
    const sandbox = new Sandbox().bind("Drop", async (block: Block) => {
      void block.async(1);
      await pause(3);
      return "done";
    });
    expect((await sandbox.eval("Drop.call { raise 'unseen' }")).value).toBe("done");
    expect((await sandbox.eval("Drop.call { break 5 }")).value).toBe(5);
  });

  it("refuses block(…) while block.async(…) is at work, and says so", async () => {
    let message = "";
    const sandbox = new Sandbox()
      .bind("Wait", () => pause(2))
      .bind("Mix", async (block: Block) => {
        const first = block.async(1);
        await pause(0);
        try {
          block(2);
        } catch (error) {
          message = (error as Error).message;
        }
        return first;
      });
    expect((await sandbox.eval("Mix.call { |x| Wait.call; x }")).value).toBe(1);
    expect(message).toContain("await it first");
  });

  it("block.async is refused in evalSync, and says so", () => {
    const sandbox = new Sandbox().bind("Sync", (block: Block) => {
      const promise = block.async(1);
      let message = "";
      void promise.catch((error: Error) => (message = error.message));
      return message;
    });
    expect(sandbox.evalSync("Sync.call { 1 }").value).toBe("");
  });

  it("does not let a Service swallow a limit that was hit inside it", async () => {
    const swallow = (block: Block): unknown => {
      try {
        return block();
      } catch {
        return "swallowed";
      }
    };
    const sandbox = new Sandbox({ timeout: 40, maxHandles: 1 }).bind("Swallow", swallow).bind("Make", () => new Date());
    await expect(sandbox.eval("Swallow.call { loop {} }")).rejects.toMatchObject({ _tag: "TimeoutError" });
    await expect(sandbox.eval("Swallow.call { [Make.call, Make.call] }")).rejects.toMatchObject({
      _tag: "BudgetExceededError",
    });
    await expect(sandbox.eval("Swallow.call { 'x' * 10_000_000 }")).rejects.toMatchObject({ _tag: "MemoryLimitError" });
  });

  it("gets arguments that cannot cross thrown back at the Service", async () => {
    const sandbox = new Sandbox().bind("Bad", (block: Block) => block("\uD800"));
    await expect(sandbox.eval("Bad.call { |x| x }")).rejects.toMatchObject({
      _tag: "ServiceError",
      message: expect.stringContaining("cannot cross") as string,
    });
  });
});
