import { KobakoError } from "../errors/kobako-error.ts";
import { SandboxError } from "../errors/sandbox-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { PoolTimeoutError } from "../errors/setup-error.ts";
import {
  AbortedError,
  BudgetExceededError,
  FuelExhaustedError,
  MemoryLimitError,
  TimeoutError,
} from "../errors/trap-error.ts";
import { RefusedRequestError } from "./refused-request-error.ts";

/** How errors are told to clients. */
export interface ProblemOptions {
  /**
   * Whether clients may read the message, class and backtrace of a script's failure. Yes where the client wrote the script;
   * default no.
   */
  readonly exposeGuestErrors?: boolean;
  /** Seconds after which a client may ask again when all instances are busy. Default 1. */
  readonly retryAfter?: number;
  /** What a problem's `type` starts with. Default `urn:kobako:problem:`. */
  readonly typeBase?: string;
}

/** An answer of RFC 9457. */
export interface Problem {
  /** HTTP status. */
  readonly status: number;
  /** Response headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be sent as JSON. */
  readonly body: ProblemBody;
}

/** The members of a problem document; what else there is depends on `type`. */
export interface ProblemBody {
  /** A URI for the kind of problem. */
  readonly type: string;
  /** What kind of problem it is, for people. */
  readonly title: string;
  /** The HTTP status again, as RFC 9457 has it. */
  readonly status: number;
  /** What happened this time, where the guest's errors are exposed. */
  readonly detail?: string;
  /** The guest class of the exception. */
  readonly class?: string;
  /** Guest frames, innermost first. */
  readonly backtrace?: readonly string[];
  readonly [member: string]: unknown;
}

/** How deep a backtrace is told: a stack overflow has thousands of equal frames. */
const MAX_FRAMES = 50;

interface Kind {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * The answer to a request that ended in an error; `undefined` for an error that neither the sandbox nor an adapter made, which
 * is the framework's. No host stack, path or cause is ever part of it, and nothing that a script wrote unless
 * `exposeGuestErrors` says so.
 *
 * | error | status |
 * |---|---|
 * | `TimeoutError` | 504 |
 * | `MemoryLimitError`, `FuelExhaustedError` | 422 |
 * | `AbortedError` | 499, which nobody is there to read unless the Host App aborted |
 * | other `TrapError`, `SetupError` | 500 |
 * | `SandboxError` | 422 |
 * | `ServiceError` | 502 |
 * | `PoolTimeoutError` | 503 with `Retry-After` |
 * | `RefusedRequestError` | its own |
 */
export function problem(error: unknown, options: ProblemOptions = {}): Problem | undefined {
  const { exposeGuestErrors = false, retryAfter = 1, typeBase = "urn:kobako:problem:" } = options;
  if (error instanceof RefusedRequestError) {
    const { status, slug, title, detail } = error;
    return answer({ status, slug, title, members: detail === undefined ? {} : { detail } }, typeBase, error.headers);
  }
  if (!(error instanceof KobakoError)) return undefined;
  const kind = kindOf(error);
  const told = exposeGuestErrors && isOfGuest(error) ? { ...kind, members: guestMembers(error) } : kind;
  return answer(told, typeBase, error instanceof PoolTimeoutError ? { "Retry-After": String(retryAfter) } : {});
}

function answer(kind: Kind, typeBase: string, headers: Readonly<Record<string, string>>): Problem {
  const { status, slug, title, members } = kind;
  return {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json" },
    body: { type: `${typeBase}${slug}`, title, status, ...members },
  };
}

/** The messages of caps are the host's own words. */
function kindOf(error: KobakoError): Kind {
  const detail = { detail: error.message };
  if (error instanceof TimeoutError)
    return { status: 504, slug: "timeout", title: "The script ran out of time", members: detail };
  if (error instanceof MemoryLimitError)
    return { status: 422, slug: "memory-limit", title: "The script ran out of memory", members: detail };
  if (error instanceof FuelExhaustedError)
    return { status: 422, slug: "fuel-exhausted", title: "The script ran out of fuel", members: detail };
  if (error instanceof BudgetExceededError)
    return {
      status: 422,
      slug: "budget-exceeded",
      title: "The script exceeded a budget",
      members: { ...detail, axis: error.axis, limit: error.limit },
    };
  if (error instanceof AbortedError) return { status: 499, slug: "aborted", title: "The request was given up" };
  if (error instanceof PoolTimeoutError) return { status: 503, slug: "busy", title: "Too many scripts are running" };
  if (error instanceof ServiceError) return { status: 502, slug: "service-failed", title: "A Service failed" };
  if (error instanceof SandboxError) return { status: 422, slug: "script-failed", title: "The script failed" };
  return { status: 500, slug: "sandbox-unavailable", title: "The script could not be run" };
}

function isOfGuest(error: KobakoError): boolean {
  return error instanceof SandboxError || error instanceof ServiceError;
}

function guestMembers(error: KobakoError): Readonly<Record<string, unknown>> {
  const { message, klass, backtraceLines } = error;
  return {
    detail: message,
    ...(klass === undefined ? {} : { class: klass }),
    backtrace: backtraceLines.slice(0, MAX_FRAMES),
  };
}
