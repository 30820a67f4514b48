import { ArgumentError } from "../errors/argument-error.ts";
import { type CallArguments, callDeclared, type KeptMember, keepMember } from "./declared-member.ts";
import { isReservedName, otherSpellings } from "./member-names.ts";
import type { InputOf, OutputOf, StandardSchema } from "./standard-schema.ts";

/** The arguments of `call` for a list of schemas; nothing is known of them without one. */
type ArgumentsOf<Args> = Args extends readonly unknown[]
  ? { -readonly [Index in keyof Args]: OutputOf<Args[Index]> }
  : never[];

/** A Service member with its contract. Every part but `call` may be left out, and is then not checked. */
export interface MemberSpec<Args = unknown> {
  /** One schema per positional argument; a missing argument is validated as `undefined`, an extra one is refused. */
  readonly args?: Args;
  /** The schema of the keyword arguments, as one object; without it, keywords are refused where `args` is given. */
  readonly kwargs?: StandardSchema;
  /** The schema of the result. */
  readonly returns?: StandardSchema;
  /** Awaits any thenable that `call` returns, such as a query builder; without it only real Promises are awaited. */
  readonly async?: boolean;
  /** Gets the validated arguments, then the keywords, then the guest's block. */
  readonly call: (...args: [...ArgumentsOf<Args>, ...rest: never[]]) => unknown;
}

/** A member whose keywords and result are typed by their schemas too; see `member`. */
export interface TypedMember<
  Args extends readonly StandardSchema[],
  Kwargs extends StandardSchema | undefined,
  Returns extends StandardSchema | undefined,
> {
  /** One schema per positional argument. */
  readonly args: Args;
  /** The schema of the keyword arguments, as one object. */
  readonly kwargs?: Kwargs;
  /** The schema of the result. */
  readonly returns?: Returns;
  /** Awaits any thenable that `call` returns. */
  readonly async?: boolean;
  /** Gets the validated arguments, then the keywords, then the guest's block. */
  readonly call: (
    ...args: [
      ...ArgumentsOf<Args>,
      ...(Kwargs extends StandardSchema ? [kwargs: OutputOf<Kwargs>] : []),
      ...rest: never[],
    ]
  ) => Returns extends StandardSchema ? InputOf<Returns> | PromiseLike<InputOf<Returns>> : unknown;
}

/** A Service that answers to its declared members and to nothing else. Made by `service`. */
export class Service {
  readonly #members: ReadonlyMap<string, KeptMember>;

  constructor(members: object) {
    const kept = new Map<string, KeptMember>();
    for (const [name, spec] of Object.entries(members)) {
      if (isReservedName(name)) throw new ArgumentError(`a Service cannot declare a member named ${name}`);
      kept.set(name, keepMember(name, spec));
    }
    this.#members = kept;
    Object.freeze(this);
  }

  /** Whether `value` was made by this class; runs no code of the value. */
  static is(value: object): value is Service {
    return #members in value;
  }

  /** The declared names. */
  static names(service: Service): readonly string[] {
    return [...service.#members.keys()];
  }

  /** Runs a declared member, or gives `undefined` when there is none of that name. */
  static member(service: Service, name: string): DeclaredMember | undefined {
    let member = service.#members.get(name);
    if (member === undefined && !isReservedName(name)) {
      for (const spelling of otherSpellings(name)) member ??= service.#members.get(spelling);
    }
    return member === undefined
      ? undefined
      : { kind: "declared", call: (given) => callDeclared(service, member, given) };
  }
}

/** A declared member, ready to be called with arguments that are still to be checked. */
export interface DeclaredMember {
  readonly kind: "declared";
  readonly call: (given: CallArguments) => unknown;
}

/**
 * Declares a Service member by member: arguments and results are validated, types are inferred, and nothing that is not
 * listed can be called. A mismatch of the arguments is fault `argument`; of the result, a `ServiceError`.
 *
 * @example
 * ```ts
 * sandbox.bind("KV::Store", service({
 *   lookup: { args: [z.string()], returns: z.string().nullable(), call: (key) => store.get(key) ?? null },
 * }));
 * ```
 * @throws TypeError, ArgumentError for a malformed declaration
 */
export function service<const Members extends Readonly<Record<string, unknown>>>(members: {
  readonly [Name in keyof Members]: MemberSpec<Members[Name]>;
}): Service {
  if (typeof members !== "object" || members === null)
    throw new TypeError("service(members): members must be an object");
  return new Service(members);
}

/**
 * One member for `service`, with the types of its keywords and its result inferred as well: TypeScript infers only
 * the arguments of a member that stands inside `service({ … })`.
 *
 * @example
 * ```ts
 * service({ find: member({ args: [z.string()], kwargs: Limits, returns: Row, call: (id, { limit }) => … }) })
 * ```
 */
export function member<
  const Args extends readonly StandardSchema[],
  Kwargs extends StandardSchema | undefined = undefined,
  Returns extends StandardSchema | undefined = undefined,
>(spec: TypedMember<Args, Kwargs, Returns>): MemberSpec<Args> {
  // The same object; only what is known of its keywords and its result is forgotten.
  const widened: object = spec;
  return widened as MemberSpec<Args>;
}
