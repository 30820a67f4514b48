import * as codec from "../src/index.ts";
import { type Described, handleToken, hostValue, plainObject, references } from "./described-values.ts";
import type { Envelope } from "./vectors.ts";

type Use = "given" | "answered";
type Kwargs = readonly (readonly [string, Described])[];

interface DescribedMessages {
  request: {
    target: string | { handle: number };
    method: string;
    args: Described[];
    kwargs: Kwargs;
    hasBlock: boolean;
  };
  response: { ok: Described } | { fault: { type: codec.FaultType; message: Described; details: Described } };
  outcome: { ok: Described } | { panic: Omit<codec.Panic, "details"> & { details: Described } };
  yield:
    | { kind: "value" | "break"; value: Described }
    | { kind: "error"; class: string; message: string; backtrace: string[] };
  invocation: { entrypoint: string; args: Described[]; kwargs: Kwargs };
}

/** The codec's own form of a described message. */
export function messageOf(envelope: Envelope, described: unknown, use: Use): unknown {
  switch (envelope) {
    case "value":
      return hostValue(described as Described, use);
    case "request":
      return request(described as DescribedMessages["request"], use);
    case "response":
      return response(described as DescribedMessages["response"], use);
    case "outcome":
      return outcome(described as DescribedMessages["outcome"], use);
    case "yield":
      return yielded(described as DescribedMessages["yield"], use);
    case "invocation": {
      const { entrypoint, args, kwargs } = described as DescribedMessages["invocation"];
      return { entrypoint, args: values(args, use), kwargs: keywords(kwargs, use) };
    }
    case "block-call":
      return values(described as Described[], use);
    case "setup": {
      const step = described as { kind: string; code: string };
      return step.kind === "bytecode" ? { kind: "bytecode", code: hostValue({ bin: step.code }, use) } : step;
    }
    case "compile":
      return described;
  }
}

function values(args: readonly Described[], use: Use): unknown[] {
  return args.map((arg) => hostValue(arg, use));
}

function keywords(kwargs: Kwargs, use: Use): Record<string, unknown> | undefined {
  return kwargs.length === 0 ? undefined : plainObject(kwargs.map(([name, value]) => [name, hostValue(value, use)]));
}

function request(described: DescribedMessages["request"], use: Use): unknown {
  const { target, method, args, kwargs, hasBlock } = described;
  const called = typeof target === "string" || use === "answered" ? target : handleToken(target.handle);
  return { target: called, method, args: values(args, use), kwargs: keywords(kwargs, use), hasBlock };
}

function response(described: DescribedMessages["response"], use: Use): unknown {
  if ("ok" in described) return { ok: true, value: hostValue(described.ok, use) };
  const { type, message, details } = described.fault;
  return { ok: false, fault: { type, message: hostValue(message, use), details: hostValue(details, use) } };
}

function outcome(described: DescribedMessages["outcome"], use: Use): unknown {
  if ("ok" in described) return { ok: true, value: hostValue(described.ok, use) };
  return { ok: false, panic: { ...described.panic, details: hostValue(described.panic.details, use) } };
}

function yielded(described: DescribedMessages["yield"], use: Use): unknown {
  return described.kind === "error" ? described : { kind: described.kind, value: hostValue(described.value, use) };
}

/** Encodes what `messageOf` made. */
export function encodeMessage(envelope: Envelope, message: unknown): Uint8Array {
  switch (envelope) {
    case "value":
      return codec.encodeValue(message, references);
    case "request":
      return codec.encodeRequest(message as codec.Request, references);
    case "response": {
      const answer = message as codec.Response;
      return answer.ok ? codec.encodeResponse(answer.value, references) : codec.encodeFault(answer.fault, references);
    }
    case "outcome":
      return codec.encodeOutcome(message as codec.Outcome, references);
    case "yield":
      return codec.encodeYield(message as codec.Yield, references);
    case "invocation":
      return codec.encodeInvocation(message as codec.Invocation, references);
    case "block-call":
      return codec.encodeBlockCall(message as unknown[], references);
    case "setup":
      return codec.encodeSetup(message as codec.SetupStep);
    case "compile":
      return codec.encodeCompile(message as codec.Compile);
  }
}

/** Decodes into the form that `messageOf` makes. */
export function decodeMessage(envelope: Envelope, bytes: Uint8Array): unknown {
  switch (envelope) {
    case "value":
      return codec.decodeValue(bytes, references);
    case "request": {
      const { target, ...rest } = codec.decodeRequest(bytes, references);
      return { target: target instanceof codec.Handle ? { handle: target.id } : target, ...rest };
    }
    case "response":
      return codec.decodeResponse(bytes, references);
    case "outcome":
      return codec.decodeOutcome(bytes, references);
    case "yield":
      return codec.decodeYield(bytes, references);
    case "invocation":
      return codec.decodeInvocation(bytes, references);
    case "block-call":
      return codec.decodeBlockCall(bytes, references);
    case "setup":
    case "compile":
      throw new Error(`the host does not read ${envelope} messages`);
  }
}
