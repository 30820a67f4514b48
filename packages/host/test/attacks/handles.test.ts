import { describe, expect, it } from "vitest";
import { respondToGuest, Sandbox, service } from "../../src/index.ts";

class Account {
  readonly owner = "ann";
  balance(): number {
    return 100;
  }
}

class Vault {
  open(): string {
    return "gold";
  }
}

const REFUSED = "begin; %s; rescue Kobako::ServiceError, NoMethodError, TypeError, ArgumentError => e; e.message; end";

describe("attack 17: forged, stale and foreign Handles", () => {
  it("a Handle of another tenant's, kept by a Service, stands for nothing but the object itself", async () => {
    const kept: unknown[] = [];
    const tenant = (name: string): Sandbox =>
      new Sandbox()
        .bind("Give", () => new Account())
        .bind("Keep", (handle: unknown) => kept.push(handle) > 0)
        .bind("Name", () => name);
    await tenant("a").eval("Keep.call(Give.call)");
    expect(kept[0]).toBeInstanceOf(Account);
    // Ids of another tenant, by every way that a script has to write one down.
    for (const forged of ["1", "2 ** 31", "-1", "0", ":'1'", "Kobako::Handle", "Object.new"]) {
      const { value } = await tenant("b").eval(`Give.call; ${REFUSED.replace("%s", `(${forged}).balance`)}`);
      expect(String(value)).not.toBe("100");
    }
  });

  it("a Handle that a script hid in a global, a constant or a Proc is gone in the next invocation", async () => {
    const sandbox = new Sandbox().bind("Give", () => new Account());
    await sandbox.eval("$h = Give.call; H = $h; P = -> { $h }; $h.balance");
    expect((await sandbox.eval("[$h.nil?, Object.const_defined?(:H), Object.const_defined?(:P)]")).value).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("a Handle among the keys of a Hash is the object, in a Map, and no text of it", async () => {
    const account = new Account();
    const sandbox = new Sandbox().bind("Give", () => account);
    const { value } = await sandbox.eval("{Give.call => 1}");
    expect(value).toEqual(new Map([[account, 1]]));
  });
});

describe("attack 18: a confused deputy through Handles", () => {
  it("a Service can tell the objects that it gave out from any other Handle", async () => {
    const opened: unknown[] = [];
    const sandbox = new Sandbox()
      .bind("Account", () => new Account())
      .bind("Vault", () => new Vault())
      .bind("Withdraw", (account: unknown) => {
        if (!(account instanceof Account)) throw new TypeError("no account");
        opened.push(account);
        return account.balance();
      });
    expect((await sandbox.eval("Withdraw.call(Account.call)")).value).toBe(100);
    for (const other of ["Vault.call", "1", "{'balance' => 5}", "'Account'", "[Account.call]"]) {
      await expect(sandbox.eval(`Withdraw.call(${other})`)).rejects.toMatchObject({ _tag: "ServiceError" });
    }
    expect(opened).toHaveLength(1);
  });

  it("a token that allows nothing is called by no name, however it comes back", async () => {
    const token = { secret: () => "s", [respondToGuest]: () => false };
    // A Symbol-keyed member makes no class of it: it would cross as data, so it is wrapped in a class.
    class Token {
      readonly inner = token;
      secret(): string {
        return "s";
      }
      [respondToGuest](): boolean {
        return false;
      }
    }
    const sandbox = new Sandbox().bind("T", () => new Token()).bind("Echo", (x: unknown) => x);
    for (const way of ["T.call.secret", "Echo.call(T.call).secret", "Echo.call([T.call])[0].secret", "T.call.inner"]) {
      await expect(sandbox.eval(way)).rejects.toMatchObject({ _tag: "NoServiceError" });
    }
  });
});

describe("attack 19: an answer that would expose more than was meant", () => {
  const strict = (): Sandbox =>
    new Sandbox({ handles: "declared" })
      .bind("Raw", () => new Account())
      .bind("Nested", () => ({ list: [new Map([["a", new Account()]])] }))
      .bind("Fn", () => () => 1)
      .bind("Declared", () => service({ balance: { call: () => 7 } }))
      .bind("Narrowed", () =>
        Object.assign(() => 8, {
          [respondToGuest]: () => true,
        }),
      )
      .bind("Block", (block: (x: unknown) => unknown) => block(new Account()));

  it.each(["Raw.call", "Nested.call", "Fn.call"])('%s fails loudly under handles: "declared"', async (call) => {
    await expect(strict().eval(call)).rejects.toMatchObject({
      _tag: "ServiceError",
      message: expect.stringMatching(/does not declare/),
    });
    const { value, usage } = await strict().eval(REFUSED.replace("%s", call));
    expect(value).toMatch(/does not declare/);
    expect(usage.handles).toBe(0);
  });

  it("what is declared crosses, and answers to what it declares", async () => {
    expect((await strict().eval("[Declared.call.balance, Narrowed.call.call]")).value).toEqual([7, 8]);
    await expect(strict().eval("Declared.call.owner")).rejects.toMatchObject({ _tag: "NoServiceError" });
  });

  it("a block's argument and an argument of run are looked at too", async () => {
    await expect(strict().eval("Block.call { |x| x }")).rejects.toMatchObject({ _tag: "ServiceError" });
    const sandbox = new Sandbox({ handles: "declared" }).preload({ name: "Take", code: "Take = ->(x) { 1 }" });
    await expect(sandbox.run("Take", [new Account()])).rejects.toThrow(TypeError);
    expect((await sandbox.run("Take", [{ a: 1 }])).value).toBe(1);
  });

  it("by default a class instance is a Handle: its own fields stay closed, its methods answer", async () => {
    const sandbox = new Sandbox().bind("Raw", () => new Account());
    expect((await sandbox.eval("Raw.call.balance")).value).toBe(100);
    await expect(sandbox.eval("Raw.call.owner")).rejects.toMatchObject({ _tag: "NoServiceError" });
  });
});
