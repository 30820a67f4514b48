import { deepStrictEqual } from "node:assert/strict";
import { decodeRequest, decodeResponse, decodeValue, encodeRequest, encodeResponse, encodeValue } from "@kobako/codec";
import type { Case, Suite } from "../method/case.ts";

/** What stands for each kind and size. */
const VALUES: Readonly<Record<string, unknown>> = {
  nil: null,
  integer: 42,
  float: 0.5,
  symbol: Symbol.for("name"),
  "string-64": "lorem ipsum ".repeat(6).slice(0, 64),
  "string-64k": "lorem ipsum dolor sit amet ".repeat(2428).slice(0, 65_536),
  "string-64k-not-ascii": "löréms ipsüm ".repeat(8000).slice(0, 57_000),
  "bytes-64k": new Uint8Array(65_536).fill(7),
  "integers-1000": Array.from({ length: 1000 }, (_, index) => index * 37),
  "records-1000": Array.from({ length: 1000 }, (_, id) => ({ id, name: `user ${id}`, score: id / 7, admin: false })),
  nested: { a: [1, [2, [3, { b: "c", d: null, e: [true, false] }]]], f: { g: { h: { i: -1 } } } },
};

const REQUEST = { target: "KV::Lookup", method: "call", args: ["user:42"], kwargs: undefined, hasBlock: false };
const ANSWER = { id: 42, name: "Ada", admin: true };
const CAVEAT = "The host's side alone, without a guest and its own codec.";

function codecCase(id: string, measures: string, bytes: number, work: () => unknown, expected?: unknown): Case {
  const operations = bytes > 1000 ? 1 : 200;
  return {
    ...{ id, unit: "µs", measures, caveat: CAVEAT },
    prepare: () => ({
      run: () => {
        let result: unknown;
        for (let count = 0; count < operations; count++) result = work();
        return result;
      },
      operations,
      check: (result) => deepStrictEqual(result, expected),
    }),
  };
}

/** An encoding is a view that the next one overwrites: both sides are copied where they are compared. */
function bothWays(name: string, value: unknown): Case[] {
  const bytes = encodeValue(value).slice();
  const size = `${bytes.length.toLocaleString("en")} bytes`;
  return [
    codecCase(`encode-${name}`, `Encoding ${name}, ${size}.`, bytes.length, () => encodeValue(value), bytes),
    codecCase(`decode-${name}`, `Decoding ${name}, ${size}.`, bytes.length, () => decodeValue(bytes), value),
  ];
}

function envelopes(): Case[] {
  const request = encodeRequest(REQUEST).slice();
  const response = encodeResponse(ANSWER).slice();
  const small = (id: string, measures: string, work: () => unknown, expected: unknown): Case =>
    codecCase(id, measures, 0, work, expected);
  return [
    small("decode-request", "Decoding a Request with one argument.", () => decodeRequest(request), REQUEST),
    small("encode-request", "Encoding a Request with one argument.", () => encodeRequest(REQUEST), request),
    small("encode-response", "Encoding a Response of three fields.", () => encodeResponse(ANSWER), response),
    small("decode-response", "Decoding a Response of three fields.", () => decodeResponse(response), {
      ok: true,
      value: ANSWER,
    }),
  ];
}

export const suite: Suite = {
  name: "codec",
  about: "MessagePack on the host's side, by kind and size.",
  cases: [...envelopes(), ...Object.entries(VALUES).flatMap(([name, value]) => bothWays(name, value))],
};
