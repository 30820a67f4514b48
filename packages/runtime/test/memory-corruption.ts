import { readFileSync } from "node:fs";
import { BUNDLED_GUEST } from "../src/guest-source.ts";
import { createSetup, type Dispatch, type Report, type Runtime } from "../src/index.ts";
import { evaluation, type Mode } from "./invoke.ts";
import { bindStep, response } from "./messages.ts";

const setup = createSetup([bindStep("Svc")]);

/** Work that reads and writes most kinds of objects, before and after its memory was written by somebody else. */
const VICTIM = `
  words = %w[alpha beta gamma delta]; table = {}; words.each_with_index { |w, i| table[w] = i; table[w.to_sym] = [w, i * 1.5] }
  begin; raise ArgumentError, "x"; rescue => e; table[:e] = e.message; end
  Svc.poke
  words.map { |w| w.upcase + table[w].to_s }.sort.join(",") + table.size.to_s + Svc.poke.to_s + (2 ** 70).to_s
`;

/** A fresh state shows in this: value, output and steps are the same every time. */
const WITNESS = `puts [1, 2.5, :a, "b" * 3].inspect; h = {"k" => [1, nil]}; $g.inspect + h.to_s + Svc.poke.to_s + Object.constants.size.to_s`;

/** How one round of corruption ended. */
export interface Round {
  readonly ending: "value" | Exclude<Report["trap"], undefined>["kind"];
}

/** xorshift32: the same numbers for the same seed everywhere. */
function randomOf(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const { image: boot } = JSON.parse(readFileSync(BUNDLED_GUEST.manifest as URL, "utf8"));
const constants: { readonly from: number; readonly to: number } = boot.constants;
const original = readFileSync(BUNDLED_GUEST.image as URL).subarray(constants.from, constants.to);

/** Writes as a guest can: not to its constants. Throws when what it did before has changed them. */
function corrupt(memory: Uint8Array, random: (limit: number) => number): void {
  const there = memory.subarray(constants.from, constants.to);
  if (Buffer.compare(there, original) !== 0) throw new Error("a guest changed its constants");
  write(memory, random);
  there.set(original);
}

/** Ways to write to memory, from a bit to most of it. */
function write(memory: Uint8Array, random: (limit: number) => number): void {
  const words = new DataView(memory.buffer);
  const anywhere = (): number => random(memory.length - 8);
  switch (random(6)) {
    case 0:
      for (let times = 1 + random(8); times > 0; times--) memory[anywhere()] = random(256);
      return;
    case 1: {
      const at = anywhere();
      memory[at] = (memory[at] ?? 0) ^ (1 << random(8));
      return;
    }
    case 2:
      // What looks like a pointer now points elsewhere.
      for (let times = 1 + random(64); times > 0; times--) {
        const at = anywhere() & ~3;
        if (words.getUint32(at, true) < memory.length) words.setUint32(at, random(memory.length), true);
      }
      return;
    case 3: {
      const at = anywhere();
      memory.fill(random(2) * 255, at, at + random(65_536));
      return;
    }
    case 4: {
      const at = anywhere();
      memory.copyWithin(at, anywhere(), anywhere());
      return;
    }
    default:
      // Huge numbers where lengths may be.
      for (let times = 1 + random(64); times > 0; times--)
        words.setUint32(anywhere() & ~3, 0xffff_ffff - random(16), true);
  }
}

function witness(runtime: Runtime): unknown {
  const dispatch: Dispatch = (request) => {
    const there = new Uint8Array(request.buffer as ArrayBuffer).subarray(constants.from, constants.to);
    if (Buffer.compare(there, original) !== 0) throw new Error("an invocation left other constants behind");
    return response(0x07);
  };
  const report = runtime.invokeSync(evaluation(WITNESS, { setup, dispatch }));
  return [report.outcome, report.trap, report.stdout.bytes, report.usage.fuel, report.usage.memoryPeak];
}

/**
 * Lets a guest run, writes into its memory while it calls a Service, lets it go on, and looks whether the next invocation is
 * the same as one in a process that never saw any of it. Throws with the seed when it is not.
 */
export async function corruptionRound(runtime: Runtime, seed: number, mode: Mode, expected?: string): Promise<Round> {
  const fresh = expected ?? JSON.stringify(witness(runtime));
  const random = randomOf(seed);
  const dispatch: Dispatch = (request) => {
    corrupt(new Uint8Array(request.buffer as ArrayBuffer), random);
    return response(random(128));
  };
  const limits = { timeout: 10_000, fuel: 3_000_000, memory: 1 << 20, stdout: 10_000, stderr: 10_000 };
  const invocation = evaluation(VICTIM, { setup, dispatch, limits });
  const report = mode === "sync" ? runtime.invokeSync(invocation) : await runtime.invoke(invocation);
  if ((report.outcome === undefined) === (report.trap === undefined))
    throw new Error(`seed ${seed}: a Report has an outcome or a trap, not both and not neither`);
  if (report.usage.memoryPeak > 1 << 20 || report.stdout.bytes.length > 10_000)
    throw new Error(`seed ${seed}: a limit did not hold`);
  for (let again = 0; again < 2; again++) {
    const now = JSON.stringify(witness(runtime));
    if (now !== fresh) throw new Error(`seed ${seed}: the next invocation is not fresh:\n${now}\n${fresh}`);
    if (mode === "async") await new Promise((resolve) => setImmediate(resolve));
  }
  return { ending: report.trap?.kind ?? "value" };
}
