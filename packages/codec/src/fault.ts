import type { EnvelopeReader } from "./envelope-reader.ts";
import type { Layout } from "./byte-reader.ts";
import type { EnvelopeWriter } from "./envelope-writer.ts";
import { toWellFormed } from "./well-formed.ts";
import { EXT_FAULT } from "./wire.ts";

/** How a Service call failed (SPEC §9): what it threw, bad arguments, nothing there, or a revoked Handle. */
export type FaultType = "runtime" | "argument" | "undefined" | "disconnected";

/** The failure of a Service call, as the guest sees it. */
export interface Fault {
  /** What kind of failure it is; decides the class of the error. */
  type: FaultType;
  /** For the guest's `Kobako::ServiceError`; lone surrogates travel as U+FFFD, so that reporting never fails. */
  message: string;
  /** Any value; `nil` when absent. */
  details?: unknown;
}

const TYPES: ReadonlySet<string> = new Set<FaultType>(["runtime", "argument", "undefined", "disconnected"]);
const LAYOUT: Layout = { envelopeDepth: 1, fault: false, root: "fault", fields: [] };

/** Writes the ext value of a Fault. */
export function writeFault(writer: EnvelopeWriter, fault: Fault): void {
  writer.extOf(EXT_FAULT, () => {
    writer.fields(3);
    writer.text("type");
    writer.text(fault.type);
    writer.text("message");
    writer.text(toWellFormed(fault.message));
    writer.text("details");
    writer.enter("details");
    writer.value(fault.details);
  });
}

/** Reads the ext value of a Fault. */
export function readFault(reader: EnvelopeReader): Fault {
  let type: string | undefined;
  let message: string | undefined;
  let details: unknown = null;
  reader.enterFault(LAYOUT);
  reader.expectFields("a Fault", false, (name) => {
    if (name === "type") type = reader.expectOneOf("the type of a Fault", TYPES);
    else if (name === "message") message = reader.expectText("the message of a Fault");
    else if (name === "details") details = reader.value();
    else return false;
    return true;
  });
  return {
    type: reader.require(type, "the type of a Fault") as FaultType,
    message: reader.require(message, "the message of a Fault"),
    details,
  };
}
