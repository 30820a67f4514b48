import { describe, expect, it } from "vitest";
import { BytecodeError, Sandbox } from "../../src/index.ts";
import { BytecodeTrials } from "./bytecode-trial.ts";
import { seededRandom } from "./mutate-bytecode.ts";
import { type RiteField, riteFields } from "./rite-fields.ts";

describe("mutated bytecode", () => {
  it("ends as the taxonomy says, within its limits, and leaves nothing behind", () => {
    const trials = new BytecodeTrials(seededRandom(6));
    for (let count = 0; count < 300; count++) trials.run(trials.next());
    const { endings, memoryPeak } = trials;
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBe(300);
    // A mutation that the loader refuses every time, or that never matters, would test nothing.
    expect(endings.get("BytecodeError") ?? 0).toBeGreaterThan(30);
    expect(endings.get("value") ?? 0).toBeGreaterThan(10);
    expect(endings.get("SandboxError") ?? 0).toBeGreaterThan(5);
    expect(memoryPeak).toBeLessThanOrEqual(4 * 1024 * 1024);
  });
});

describe("bytecode that leaves its own tables is refused before it runs", () => {
  const code = new Sandbox().compile(
    "def f(a, b = 2) = a + b\nx = [f(1), 'text', :sym].map { |v| v.to_s }\nx if x.size > 2",
  );
  const fields = riteFields(code);
  const load = (binary: Uint8Array) => new Sandbox().preload({ binary }).evalSync("1");
  const set = ({ offset, size }: RiteField, value: number): Uint8Array => {
    const bytes = code.slice();
    for (let byte = 0; byte < size; byte++) bytes[offset + byte] = (value >>> (8 * (size - 1 - byte))) & 0xff;
    return bytes;
  };

  it.each(["registers", "children", "symbolsLength", "poolLength", "codeLength"] as const)("fewer %s", (kind) => {
    const field = fields.find((one) => one.kind === kind);
    expect(field).toBeDefined();
    if (field !== undefined) expect(() => load(set(field, 0))).toThrow(BytecodeError);
  });

  it("unknown instructions, in every place", () => {
    const instructions = fields.filter(({ kind }) => kind === "code");
    expect(instructions.length).toBeGreaterThanOrEqual(3);
    for (const { offset } of instructions)
      expect(() => load(set({ kind: "code", offset, size: 1 }, 0xff))).toThrow(BytecodeError);
  });

  it("an end that is missing", () => {
    for (const { offset, size } of fields.filter(({ kind }) => kind === "code")) {
      const bytes = code.slice();
      bytes.fill(0, offset, offset + size);
      expect(() => load(bytes)).toThrow(BytecodeError);
    }
  });

  it("and what the compiler made is not", () => {
    expect(load(code).value).toBe(1);
  });
});
