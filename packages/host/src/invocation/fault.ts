import { CodecError, type Fault } from "@kobako/codec";
import { Runtime } from "@kobako/runtime";
import { ArgumentError } from "../errors/argument-error.ts";
import { faultMessage } from "./fault-message.ts";
import { UndeclaredError } from "./handle-table.ts";
import { HandleFault } from "./handle-fault.ts";

/** The one answer to every name that leads nowhere: unknown, unfilled, unbound, refused or stale are not told apart. */
export const UNDEFINED_FAULT: Fault = Object.freeze({
  type: "undefined",
  message: "no such Service or method",
  details: null,
});

const DISCONNECTED_FAULT: Fault = Object.freeze({
  type: "disconnected",
  message: "Disconnected: the host withdrew this object",
  details: null,
});

/** A Promise where nothing can wait for it. */
export class CannotWait extends Error {
  static {
    this.prototype.name = "ServiceError";
  }

  constructor() {
    super(
      Runtime.shared.canSuspend
        ? "the Service returned a Promise, which evalSync, runSync and block(…) cannot wait for: use eval, run or block.async(…)"
        : "the Service returned a Promise, which this engine cannot wait for (it lacks JavaScript Promise Integration): use Node 24 or later, or return a plain value",
    );
  }
}

/** An answer that the wire cannot carry. The reason stays on the host: its path names the host's properties. */
export class Unwritable extends Error {
  static {
    this.prototype.name = "ServiceError";
  }

  constructor(cause: unknown) {
    super(`the Service's answer cannot cross to the guest: ${reasonOf(cause)}`, { cause });
  }
}

/** What the script is told of an error that a Service threw. Runs nothing of the error but `name` and `message` getters. */
export function faultOf(error: unknown): Fault {
  if (isInstance(error, HandleFault)) return error.type === "undefined" ? UNDEFINED_FAULT : DISCONNECTED_FAULT;
  if (isInstance(error, CodecError))
    return { type: "runtime", message: `ServiceError: a value cannot cross to the guest: ${reasonOf(error)}` };
  return { type: isInstance(error, ArgumentError) ? "argument" : "runtime", message: faultMessage(error) };
}

function reasonOf(error: unknown): string {
  if (isInstance(error, UndeclaredError)) return "an object in it does not declare what a script may call";
  if (!isInstance(error, CodecError)) return "reading it threw an error";
  return REASONS[error.code];
}

const REASONS: Readonly<Record<CodecError["code"], string>> = {
  Truncated: "it is damaged",
  InvalidType: "its kind has no place there",
  DuplicateKey: "two keys in it are the same in JavaScript",
  InvalidEncoding: "a string in it is not well-formed Unicode",
  UnsupportedType: "a value in it has no Ruby counterpart",
  TooDeep: "it is nested too deeply, or contains itself",
  TooLarge: "it is too large",
};

/** `instanceof` for values that may be hostile: a Proxy's trap can throw. */
function isInstance<Class>(value: unknown, constructor: abstract new (...args: never[]) => Class): value is Class {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}
