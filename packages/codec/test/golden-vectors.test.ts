import { describe, expect, it } from "vitest";
import { CodecError } from "../src/index.ts";
import { decodeMessage, encodeMessage, messageOf } from "./described-messages.ts";
import { accepted, bytesOf, hexOf, refused } from "./vectors.ts";

describe.each(accepted)("$file", ({ vectors }) => {
  it.each(vectors)("$name", ({ envelope = "value", bytes: notation, value, encode, decode }) => {
    const bytes = bytesOf(notation);
    if (encode.includes("host")) {
      expect(hexOf(encodeMessage(envelope, messageOf(envelope, value, "given")))).toBe(hexOf(bytes));
    }
    if (decode.includes("host")) {
      expect(decodeMessage(envelope, bytes)).toStrictEqual(messageOf(envelope, value, "answered"));
    }
  });
});

describe.each(refused)("$file", ({ vectors }) => {
  it.each(vectors.filter(({ refusedBy }) => refusedBy.includes("host")))(
    "$envelope: $name",
    ({ envelope, bytes: notation, code, offset, path }) => {
      const error = refusal(() => decodeMessage(envelope, bytesOf(notation)));
      expect(error).toBeInstanceOf(CodecError);
      expect({ code: (error as CodecError).code, offset: (error as CodecError).offset }).toEqual({ code, offset });
      if (path !== undefined) expect((error as CodecError).path).toBe(path);
    },
  );
});

function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe("the vectors", () => {
  const all = accepted.flatMap(({ vectors }) => vectors);
  const no = refused.flatMap(({ vectors }) => vectors);

  it("are at least 150 that are accepted and 60 that are refused, each with its reason", () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(no.length).toBeGreaterThanOrEqual(60);
    expect(no.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  it("concern both sides", () => {
    for (const side of ["host", "guest"] as const) {
      expect(all.filter(({ encode }) => encode.includes(side)).length).toBeGreaterThan(100);
      expect(all.filter(({ decode }) => decode.includes(side)).length).toBeGreaterThan(100);
      expect(no.filter(({ refusedBy }) => refusedBy.includes(side)).length).toBeGreaterThan(60);
    }
  });
});
