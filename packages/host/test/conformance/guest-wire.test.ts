import { readdirSync, readFileSync } from "node:fs";
import { decodeOutcome, decodeValue, encodeSetup } from "@kobako/codec";
import { createSetup, type Dispatch, EMPTY_SETUP, type Invocation, type Report, Runtime } from "@kobako/runtime";
import { describe, expect, test } from "vitest";

/** The golden vectors that packages/codec runs against the host's codec; here the guest's C codec meets them. */
const FOLDER = new URL("../../../../conformance/wire/", import.meta.url);

interface Vector {
  readonly file: string;
  readonly name: string;
  readonly envelope?: string;
  readonly bytes: string;
  readonly value?: unknown;
  readonly encode?: readonly string[];
  readonly decode?: readonly string[];
  readonly refusedBy?: readonly string[];
}

const vectors = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => {
    const parsed = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as { vectors: Omit<Vector, "file">[] };
    return parsed.vectors.map((vector) => ({ ...vector, file }));
  });

function bytesOf(text: string): Uint8Array {
  const groups = text.split(" ").filter((group) => group !== "");
  return Uint8Array.from(
    groups.flatMap((group) => {
      const [hex = "", times = "1"] = group.split("*");
      const once = Array.from({ length: hex.length / 2 }, (_, index) =>
        Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
      );
      return Array.from({ length: Number(times) }, () => once).flat();
    }),
  );
}

function join(...parts: (Uint8Array | number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const FEED = createSetup([encodeSetup({ kind: "bind", path: "Feed" }).slice()]);

function enter(overrides: Partial<Invocation>): Report {
  return Runtime.shared.invokeSync({
    entry: "eval",
    payload: new TextEncoder().encode("Feed.call"),
    setup: FEED,
    profile: "hermetic",
    limits: { timeout: null, memory: null, fuel: null, stdout: null, stderr: null },
    dispatch: () => new Uint8Array(0),
    ...overrides,
  });
}

/** Gives the guest a Response and returns the Outcome of passing its value on. */
function echo(response: Uint8Array): Report {
  return enter({ dispatch: () => response });
}

function about(wanted: (vector: Vector) => boolean): [string, Vector][] {
  const found = vectors.filter(wanted);
  if (found.length === 0) throw new Error("no vector to run: has their format changed?");
  return found.map((vector) => [`${vector.file}: ${vector.name}`, vector]);
}

function isValue(vector: Vector): boolean {
  return (vector.envelope ?? "value") === "value" && vector.refusedBy === undefined;
}

describe("the guest's codec", () => {
  test.each(about((vector) => isValue(vector) && vector.encode?.includes("guest") === true))(
    "reads and writes %s",
    (_name, vector) => {
      const bytes = bytesOf(vector.bytes);
      expect(echo(join([0x92, 0x00], bytes)).outcome).toEqual(join([0x01], bytes));
    },
  );

  test.each(
    about(
      (vector) =>
        isValue(vector) && vector.decode?.includes("guest") === true && vector.encode?.includes("guest") === false,
    ),
  )("reads %s as what it writes otherwise", (_name, vector) => {
    const bytes = bytesOf(vector.bytes);
    const outcome = decodeOutcome(echo(join([0x92, 0x00], bytes)).outcome ?? new Uint8Array(0));
    expect(outcome).toMatchObject({ ok: true });
    const means = decodeValue(bytes);
    // A binary String that happens to be text is text once it has been in the guest.
    const text = means instanceof Uint8Array ? new TextDecoder().decode(means) : undefined;
    expect([means, text]).toContainEqual(outcome.ok ? outcome.value : undefined);
  });

  // What fills all 128 levels cannot be fed inside an Array; the next test makes it in the guest.
  const requests = about(
    (vector) =>
      vector.envelope === "request" && vector.encode?.includes("guest") === true && !vector.name.includes("128 levels"),
  );
  test.each(requests)("writes %s", (_name, vector) => {
    const { target, method, hasBlock } = vector.value as {
      target: string | { handle: number };
      method: string;
      hasBlock: boolean;
    };
    const bytes = bytesOf(vector.bytes);
    const named = typeof target === "string";
    const setup = named ? createSetup([...FEED.steps, encodeSetup({ kind: "bind", path: target }).slice()]) : FEED;
    const script = `
      args, kwargs, receiver = Feed.call
      receiver = ${named ? target : "receiver"}
      receiver.method_missing(${JSON.stringify(method)}.to_sym, *args, **kwargs)${hasBlock ? " { 1 }" : ""}
    `;
    const seen: Uint8Array[] = [];
    const dispatch: Dispatch = (request) => {
      seen.push(request.slice());
      return seen.length === 1 ? join([0x92, 0x00], feed(bytes, named)) : Uint8Array.of(0x92, 0x00, 0xc0);
    };
    const report = enter({ setup, dispatch, payload: new TextEncoder().encode(script) });
    expect(report.trap).toBeUndefined();
    expect(seen[1]).toEqual(bytes);
  });

  test("writes arguments of 128 levels and refuses 129", () => {
    const script = (levels: number): string => `a = []; ${levels - 1}.times { a = [a] }; Feed.call(a, k: a)`;
    const seen: number[] = [];
    const dispatch: Dispatch = (request) => {
      seen.push(request.length);
      return Uint8Array.of(0x92, 0x00, 0xc0);
    };
    expect(enter({ dispatch, payload: new TextEncoder().encode(script(128)) }).outcome).toEqual(
      Uint8Array.of(0x01, 0xc0),
    );
    expect(enter({ dispatch, payload: new TextEncoder().encode(script(129)) }).outcome?.[0]).toBe(0x02);
    expect(seen).toHaveLength(1);
  });

  test.each(
    about(
      (vector) =>
        vector.refusedBy?.includes("guest") === true && ["value", "response"].includes(vector.envelope ?? "value"),
    ),
  )("refuses %s", (_name, vector) => {
    const bytes = bytesOf(vector.bytes);
    const report = echo(vector.envelope === "response" ? bytes : join([0x92, 0x00], bytes));
    expect(report.trap?.kind).toBe("engine");
  });

  test.each(about((vector) => vector.refusedBy?.includes("guest") === true && vector.envelope === "invocation"))(
    "refuses %s",
    (_name, vector) => {
      const report = enter({ entry: "run", payload: bytesOf(vector.bytes), setup: EMPTY_SETUP });
      expect(report.trap?.kind).toBe("engine");
    },
  );

  test.each(about((vector) => vector.refusedBy?.includes("guest") === true && vector.envelope === "block-call"))(
    "refuses %s",
    (_name, vector) => {
      const report = enter({
        payload: new TextEncoder().encode("Feed.call { 1 }"),
        dispatch: (_request, call) => call.yieldToBlock(bytesOf(vector.bytes)),
      });
      expect(report.trap?.kind).toBe("engine");
    },
  );
});

/** `[args, kwargs, target]` cut out of the bytes of a Request, for the guest to call with. */
function feed(request: Uint8Array, named: boolean): Uint8Array {
  const start = skip(request, skip(request, 1));
  const target = named ? Uint8Array.of(0xc0) : request.subarray(1, 7);
  return join([0x93], request.subarray(start, request.length - 1), target);
}

/** The offset behind a fixstr, str 8 or Handle. */
function skip(bytes: Uint8Array, at: number): number {
  const tag = bytes[at] ?? 0;
  if (tag === 0xd6) return at + 6;
  if (tag === 0xd9) return at + 2 + (bytes[at + 1] ?? 0);
  return at + 1 + (tag & 0x1f);
}
