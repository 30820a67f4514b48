import { ArgumentError } from "../errors/argument-error.ts";
import { isPromise, whenSettled } from "./promises.ts";
import { describeIssues, isStandardSchema, type StandardResult, type StandardSchema } from "./standard-schema.ts";

/** A declaration as it is kept: read once, when `service` is called. */
export interface KeptMember {
  readonly args: readonly StandardSchema[] | undefined;
  readonly kwargs: StandardSchema | undefined;
  readonly returns: StandardSchema | undefined;
  readonly async: boolean;
  readonly call: (...args: unknown[]) => unknown;
}

/** Arguments of a call, before they become one list. */
export interface CallArguments {
  readonly args: unknown[];
  readonly kwargs: Record<string, unknown> | undefined;
  readonly block: unknown;
}

/** @throws TypeError for a malformed declaration */
export function keepMember(name: string, spec: unknown): KeptMember {
  if (typeof spec !== "object" || spec === null) throw new TypeError(`member ${name} must be an object with call`);
  const { args, kwargs, returns, async: isAsync, call } = spec as { [Key in keyof KeptMember]?: unknown };
  if (typeof call !== "function") throw new TypeError(`member ${name} has no call function`);
  if (args !== undefined && !(Array.isArray(args) && args.every(isStandardSchema)))
    throw new TypeError(`args of member ${name} must be a list of Standard Schemas`);
  for (const schema of [kwargs, returns]) {
    if (schema !== undefined && !isStandardSchema(schema))
      throw new TypeError(`kwargs and returns of member ${name} must be Standard Schemas`);
  }
  return {
    args,
    kwargs: kwargs as StandardSchema | undefined,
    returns: returns as StandardSchema | undefined,
    async: isAsync === true,
    call: call as KeptMember["call"],
  };
}

/** Validates, calls, validates. Asynchronous only where a schema or the member is. */
export function callDeclared(service: object, member: KeptMember, given: CallArguments): unknown {
  const args = checkArguments(member, given);
  return isPromise(args)
    ? whenSettled(args, (checked) => callChecked(service, member, checked as unknown[]), rethrow)
    : callChecked(service, member, args);
}

function callChecked(service: object, member: KeptMember, args: unknown[]): unknown {
  let result: unknown = Reflect.apply(member.call, service, args);
  if (member.async) result = Promise.resolve(result);
  if (member.returns === undefined) return result;
  const { returns } = member;
  return isPromise(result)
    ? whenSettled(result, (value) => checkResult(returns, value), rethrow)
    : checkResult(returns, result);
}

/** The list of arguments for `call`; a Promise of it when a schema is asynchronous. */
function checkArguments(member: KeptMember, { args, kwargs, block }: CallArguments): unknown[] | Promise<unknown[]> {
  const tail = block === undefined ? [] : [block];
  if (member.args === undefined && member.kwargs === undefined)
    return [...args, ...(kwargs === undefined ? [] : [kwargs]), ...tail];
  const schemas = member.args ?? [];
  if (member.args !== undefined && args.length > schemas.length) {
    throw new ArgumentError(`expected at most ${schemas.length} positional arguments, got ${args.length}`);
  }
  if (kwargs !== undefined && member.kwargs === undefined) throw new ArgumentError("takes no keyword arguments");
  const checked: unknown[] = schemas.map((schema, index) => check(schema, args[index], `argument ${index + 1}`));
  if (member.args === undefined) checked.push(...args);
  if (member.kwargs !== undefined) checked.push(check(member.kwargs, kwargs ?? {}, "keyword arguments"));
  return checked.some(isPromise) ? allSettled(checked).then((values) => [...values, ...tail]) : [...checked, ...tail];
}

/** `Promise.all` for Promises alone: an argument that merely has a `then` is an object of the host's, and not called. */
async function allSettled(checked: readonly unknown[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const one of checked) values.push(isPromise(one) ? await one : one);
  return values;
}

function check(schema: StandardSchema, value: unknown, position: string): unknown {
  const accept = (result: StandardResult<unknown>): unknown => {
    if (result.issues === undefined) return result.value;
    throw new ArgumentError(`${position}: ${describeIssues(result.issues)}`);
  };
  const result = schema["~standard"].validate(value);
  return isPromise(result) ? whenSettled(result, accept as (value: unknown) => unknown, rethrow) : accept(result);
}

function checkResult(schema: StandardSchema, value: unknown): unknown {
  const accept = (result: StandardResult<unknown>): unknown => {
    if (result.issues === undefined) return result.value;
    throw new ResultError(`the result does not match its declaration: ${describeIssues(result.issues)}`);
  };
  const result = schema["~standard"].validate(value);
  return isPromise(result) ? whenSettled(result, accept as (value: unknown) => unknown, rethrow) : accept(result);
}

/** A declared member gave something else than it declares. */
class ResultError extends Error {
  static {
    this.prototype.name = "ServiceError";
  }
}

function rethrow(error: unknown): never {
  throw error;
}
