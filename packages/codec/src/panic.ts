import type { EnvelopeReader } from "./envelope-reader.ts";
import type { Layout } from "./byte-reader.ts";
import type { EnvelopeWriter } from "./envelope-writer.ts";

/** An exception that ended an invocation. */
export interface Panic {
  /** Whose failure it is: the script's, or that of a Service the script did not rescue. */
  origin: "sandbox" | "service";
  /** The guest's class name, such as `NoMethodError`. */
  class: string;
  /** The exception's message. */
  message: string;
  /** Guest frames, innermost first; empty when the guest had none. */
  backtrace: string[];
  /** Any value; `null` when the guest sent none. */
  details: unknown;
}

const ORIGINS: ReadonlySet<string> = new Set<Panic["origin"]>(["sandbox", "service"]);

/** Layout of a message that is a Panic map. */
export const PANIC_LAYOUT: Layout = { envelopeDepth: 1, fault: false, root: "", fields: [] };

/** Writes the map of a Panic. */
export function writePanic(writer: EnvelopeWriter, panic: Panic): void {
  writer.fields(5);
  writer.text("origin");
  writer.text(panic.origin);
  writer.text("class");
  writer.text(panic.class);
  writer.text("message");
  writer.text(panic.message);
  writer.text("backtrace");
  writer.texts(panic.backtrace);
  writer.text("details");
  writer.enter("details");
  writer.value(panic.details);
}

/** Reads the map of a Panic; keys that it does not know are ignored. */
export function readPanic(reader: EnvelopeReader): Panic {
  let origin: string | undefined;
  let className: string | undefined;
  let message: string | undefined;
  let backtrace: string[] = [];
  let details: unknown = null;
  reader.expectFields("a Panic", true, (name) => {
    if (name === "origin") origin = reader.expectOneOf("the origin of a Panic", ORIGINS);
    else if (name === "class") className = reader.expectText("the class of a Panic");
    else if (name === "message") message = reader.expectText("the message of a Panic");
    else if (name === "backtrace") backtrace = reader.expectTexts("the backtrace of a Panic");
    else if (name === "details") details = reader.value();
    else return false;
    return true;
  });
  return {
    origin: reader.require(origin, "the origin of a Panic") as Panic["origin"],
    class: reader.require(className, "the class of a Panic"),
    message: reader.require(message, "the message of a Panic"),
    backtrace,
    details,
  };
}
