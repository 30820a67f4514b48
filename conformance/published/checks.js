// What a Host App does with the published packages, in plain JavaScript: the same in Node and in a browser.
import { currentInvocation, MemoryLimitError, Sandbox, SandboxError, ServiceError, TimeoutError } from "@kobako/host";

function expect(actual, wanted) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${left} instead of ${right}`);
}

async function fails(Type, promise) {
  const error = await promise.then(
    (execution) => new Error(`it ended well: ${JSON.stringify(execution.value)}`),
    (caught) => caught,
  );
  if (!(error instanceof Type)) throw error;
  return error;
}

const later = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 5));

export const suspends = "Suspending" in WebAssembly;

const checks = {
  "a value": async () =>
    expect((await new Sandbox().eval("[1, 'é', nil, 2.5, { a: 1 }]")).value, [1, "é", null, 2.5, { a: 1 }]),
  output: async () => expect((await new Sandbox().eval("puts 'out'")).stdout, "out\n"),
  "the same thread": async () => expect(new Sandbox().evalSync("6 * 7").value, 42),
  "a Service": async () => expect((await new Sandbox().bind("Add", (a, b) => a + b).eval("Add.call(1, 2)")).value, 3),
  "a block": async () => {
    const sandbox = new Sandbox().bind("Seq::Map", (list, block) => list.map((item) => block(item)));
    expect((await sandbox.eval("Seq::Map.call([1, 2]) { |x| x * 2 }")).value, [2, 4]);
  },
  "a Handle": async () => {
    const box = new (class Box {
      open() {
        return "opened";
      }
    })();
    const { value } = await new Sandbox().bind("Give", () => box).eval("b = Give.call; [b.open, b]");
    expect([value[0], value[1] === box], ["opened", true]);
  },
  "a Snippet": async () => {
    const sandbox = new Sandbox().preload({ name: "Twice", code: "Twice = ->(x) { x * 2 }" });
    expect((await sandbox.run("Twice", [21])).value, 42);
  },
  "a Ruby error": async () => expect((await fails(SandboxError, new Sandbox().eval("raise 'no'"))).message, "no"),
  "the deadline": async () => void (await fails(TimeoutError, new Sandbox({ timeout: 50 }).eval("loop {}"))),
  "the memory limit": async () => void (await fails(MemoryLimitError, new Sandbox().eval("'x' * 10_000_000"))),
  "eight at once": async () => {
    const runs = Array.from({ length: 8 }, (_, index) =>
      new Sandbox().eval(`x = 0; 50_000.times { x += 1 }; x + ${index}`),
    );
    expect(
      (await Promise.all(runs)).map(({ value }) => value),
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) => 50_000 + index),
    );
  },
  "an asynchronous Service": async () => {
    const running = new Sandbox().bind("Later", later).eval("Later.call(1) + Later.call(2)");
    if (suspends) expect((await running).value, 3);
    else if (!/Promise/.test((await fails(ServiceError, running)).message))
      throw new Error("the error does not say why");
  },
  "a Service that never answers": async () => {
    if (!suspends) return;
    await fails(
      TimeoutError,
      new Sandbox({ timeout: 30 }).bind("Never", () => new Promise(() => {})).eval("Never.call"),
    );
  },
  "the current invocation": async () => {
    const sandbox = new Sandbox().bind("Deadline", () => typeof currentInvocation()?.deadline === "number");
    expect((await sandbox.eval("Deadline.call")).value, true);
  },
};

/** Each check's name and "ok", or what went wrong. */
export async function runChecks() {
  const results = {};
  for (const [name, check] of Object.entries(checks)) {
    results[name] = await check().then(
      () => "ok",
      (error) => String(error),
    );
  }
  return results;
}
