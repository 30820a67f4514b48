import { decodeRequest, encodeFault, encodeResponse, type Request } from "@kobako/codec";
import { type Dispatch, type ServiceCall, TrapSignal } from "@kobako/runtime";
import { display } from "../errors/display.ts";
import { SandboxError } from "../errors/sandbox-error.ts";
import { BudgetExceededError } from "../errors/trap-error.ts";
import { callMember, REFUSED } from "../services/call-member.ts";
import { type Member, resolveMember } from "../services/gate.ts";
import { abandon, isPromise, whenSettled } from "../services/promises.ts";
import { type DeclaredMember, Service } from "../services/service.ts";
import { BlockCall } from "./block.ts";
import { isCurrent, runInContext } from "./current-invocation.ts";
import { endSignal } from "./end-signal.ts";
import { CannotWait, faultOf, UNDEFINED_FAULT, Unwritable } from "./fault.ts";
import { HandleFault } from "./handle-fault.ts";
import type { InvocationContext } from "./invocation-context.ts";
import { readingOf } from "./long-message.ts";
import { createTracer, isTraced, type ServiceTrace } from "./tracing.ts";

type Answer = Uint8Array | Promise<Uint8Array>;

const tracer = createTracer("kobako:service");

/** The callback that answers the Requests of one invocation. */
export function createDispatch(context: InvocationContext): Dispatch {
  return (bytes, call) =>
    isCurrent(context) ? answer(context, bytes, call) : runInContext(context, answer, context, bytes, call);
}

function answer(context: InvocationContext, bytes: Uint8Array, call: ServiceCall): Answer {
  context.calls += 1;
  if (context.calls > context.maxCalls) throw overBudget(context.maxCalls);
  let request: Request;
  try {
    request = decodeRequest(bytes, context.handles, readingOf(bytes, context.decoding, call));
  } catch (error) {
    return unreadable(context, error);
  }
  return isTraced(tracer) ? traced(context, request, call) : serve(context, request, call);
}

function serve(context: InvocationContext, request: Request, call: ServiceCall): Answer {
  let target: object | undefined;
  try {
    target =
      typeof request.target === "string"
        ? context.objectAt(request.target)
        : context.handles.resolve(request.target.id);
    if (target !== undefined && context.handles.isRevoked(target)) throw new HandleFault("disconnected");
  } catch (error) {
    return failed(context, request, undefined, error);
  }
  const member = target === undefined ? undefined : memberOf(target, request.method);
  if (member === undefined) return failed(context, request, undefined, REFUSED);
  const block = request.hasBlock ? new BlockCall(context, call) : undefined;
  let result: unknown;
  try {
    result = use(member, request, block);
    if (context.interpret !== undefined) result = context.interpret(result, () => context.signal);
  } catch (error) {
    return failed(context, request, block, error);
  }
  if (!isPromise(result)) return answered(context, request, block, result);
  if (!call.canSuspend) {
    abandon(result);
    return failed(context, request, block, new CannotWait());
  }
  // An encoding is a view that dies with the next one; what a Promise carries has to outlive other turns.
  return whenSettled(
    result,
    (value) => answered(context, request, block, value).slice(),
    (error) => failed(context, request, block, error).slice(),
  );
}

function memberOf(target: object, method: string): Member | DeclaredMember | undefined {
  return Service.is(target) ? Service.member(target, method) : resolveMember(target, method);
}

function use(member: Member | DeclaredMember, { args, kwargs }: Request, block: BlockCall | undefined): unknown {
  if (member.kind === "declared") return member.call({ args, kwargs, block: block?.toFunction() });
  if (kwargs !== undefined) args.push(kwargs);
  if (block !== undefined) args.push(block.toFunction());
  return callMember(member, args);
}

/** The Response of a Service that returned. */
function answered(
  context: InvocationContext,
  request: Request,
  block: BlockCall | undefined,
  value: unknown,
): Uint8Array {
  if (value === REFUSED) return failed(context, request, block, REFUSED);
  if (block !== undefined) {
    block.end();
    if (block.trap !== undefined) throw block.trap.error;
    if (block.isBroken) return encodeResponse(null);
  }
  if (context.ended) return encodeResponse(null);
  try {
    return encodeResponse(value, context.handles);
  } catch (error) {
    if (error instanceof TrapSignal) throw error;
    return failed(context, request, undefined, new Unwritable(error));
  }
}

/** The Response of a Service that threw, or that was not called. */
function failed(
  context: InvocationContext,
  request: Request | undefined,
  block: BlockCall | undefined,
  error: unknown,
): Uint8Array {
  if (block !== undefined) {
    block.end();
    if (block.trap !== undefined) throw block.trap.error;
    if (block.isBroken) return encodeResponse(null);
    if (block.isPending(error)) return encodeFault({ type: "runtime", message: "", details: { reraise: true } });
  }
  if (context.ended) return encodeResponse(null);
  const fault = error === REFUSED ? UNDEFINED_FAULT : faultOf(error);
  context.failures.add(fault, error === REFUSED ? undefined : error, subjectOf(request));
  return encodeFault(fault);
}

/** A Request that cannot be read is the guest's doing, not the Service's; a Handle in it that leads nowhere is a fault. */
function unreadable(context: InvocationContext, error: unknown): Uint8Array {
  if (error instanceof TrapSignal) throw error;
  if (error instanceof HandleFault) return failed(context, undefined, undefined, error);
  const message = `a Request could not be read: ${error instanceof Error ? error.message : "unknown"}`;
  throw endSignal(message, (data) => new SandboxError(message, { ...data, cause: error }));
}

function overBudget(limit: number): TrapSignal {
  return endSignal("maxCalls", (data) => new BudgetExceededError("calls", limit, data));
}

/** For the Host App's eyes: what the script called. Guests choose both names, of any length and content. */
function namesOf(request: Request): { readonly target: string; readonly method: string } {
  const target = typeof request.target === "string" ? request.target : "Handle";
  return { target: display(target.slice(0, 100)), method: display(request.method.slice(0, 100)) };
}

function subjectOf(request: Request | undefined): string | undefined {
  if (request === undefined) return undefined;
  const { target, method } = namesOf(request);
  return `${target}.${method}`;
}

function traced(context: InvocationContext, request: Request, call: ServiceCall): Answer {
  const trace: ServiceTrace = namesOf(request);
  const failures = context.failures.count;
  const finish = (bytes: Uint8Array): Uint8Array => {
    if (context.failures.count > failures)
      tracer?.error.publish(Object.assign(trace, { error: context.failures.latest }));
    tracer?.end.publish(trace);
    return bytes;
  };
  tracer?.start.publish(trace);
  const answer = serve(context, request, call);
  return isPromise(answer) ? answer.then(finish) : finish(answer);
}
