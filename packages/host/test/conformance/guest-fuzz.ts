// `pnpm node packages/host/test/conformance/guest-fuzz.ts [inputs] [seed]`: damaged Responses for the guest's C codec.
import { readdirSync, readFileSync } from "node:fs";
import { encodeSetup } from "@kobako/codec";
import { createSetup, Runtime } from "@kobako/runtime";

const [inputs = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const FOLDER = new URL("../../../../conformance/wire/", import.meta.url);

/** Short golden messages: what is long is long by repetition, which teaches a decoder nothing. */
function corpus(): Uint8Array[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
  const messages = files.flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as {
      vectors: { envelope?: string; bytes: string }[];
    };
    return vectors
      .filter(({ bytes }) => !bytes.includes("*") && bytes.length < 400)
      .map(({ envelope, bytes }) =>
        Buffer.from(`${envelope === "response" ? "" : "9200"}${bytes.replaceAll(" ", "")}`, "hex"),
      );
  });
  if (messages.length < 100) throw new Error(`only ${messages.length} messages to start from`);
  return messages;
}

let state = seed >>> 0;

/** A number below `limit` (xorshift32: the same inputs for the same seed everywhere). */
function random(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function mutate(message: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = [...message];
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(bytes.length + 1);
    const how = random(6);
    if (how === 0) bytes[at] = random(256);
    else if (how === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (how === 2) bytes.length = Math.min(bytes.length, at);
    else if (how === 3) bytes.splice(at, 0, ...other.subarray(random(other.length)));
    else if (how === 4) bytes.splice(at, 1 + random(4));
    else
      bytes.splice(
        at,
        random(5),
        ...[0xc6, 0xc9, 0xdb, 0xdd, 0xdf].slice(random(5)),
        0xff,
        random(256),
        random(256),
        random(256),
      );
  }
  return Uint8Array.from(bytes);
}

const setup = createSetup([encodeSetup({ kind: "bind", path: "Feed" }).slice()]);
const payload = new TextEncoder().encode("begin; Feed.call; rescue Kobako::ServiceError; 1; end");
const limits = { timeout: null, memory: 1 << 20, fuel: 1_000_000, stdout: 0, stderr: 0 };
const messages = corpus();
const endings = new Map<string, number>();
const started = Date.now();
let peak = 0;

for (let input = 1; input <= inputs; input++) {
  const pick = (): Uint8Array => messages[random(messages.length)] ?? Uint8Array.of(0);
  const bytes = mutate(pick(), pick());
  const report = Runtime.shared.invokeSync({
    entry: "eval",
    payload,
    setup,
    limits,
    profile: "hermetic",
    dispatch: () => bytes,
  });
  const ending = report.trap === undefined ? "accepted" : report.trap.kind;
  endings.set(ending, (endings.get(ending) ?? 0) + 1);
  peak = Math.max(peak, report.usage.memoryPeak);
  if (!["accepted", "engine", "memory"].includes(ending)) {
    console.error(`input ${input} of seed ${seed} ended as ${ending}: ${Buffer.from(bytes).toString("hex")}`);
    process.exitCode = 1;
  }
  if (input % 10_000 === 0 || input === inputs) {
    // An asynchronous turn lets the pool and the collector do what they put off.
    await new Promise((resolve) => setImmediate(resolve));
    const counts = [...endings].map(([name, count]) => `${name} ${count}`).join(", ");
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    const resident = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
    process.stdout.write(
      `${input} inputs in ${seconds} s: ${counts}; guest growth at most ${peak} bytes, process ${resident} MiB\n`,
    );
  }
}
