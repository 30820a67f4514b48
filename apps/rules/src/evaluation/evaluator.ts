import { AbortedError, type Execution, KobakoError, PoolTimeoutError } from "@kobako/host";
import { RefusedRequestError, type RequestInvoker, TenantSandboxes } from "@kobako/host/http";
import { RequestInvokers } from "@kobako/nest";
import { Injectable } from "@nestjs/common";
import type { Fields } from "../data/records.ts";
import { LIMITS } from "../limits.ts";
import { Turns } from "../turns.ts";
import { isMethodName, methodOf, type RuleKind } from "../rules/rule.ts";
import { errorOf, type Outcome, readOutcomes } from "./outcome.ts";
import { TenantTurns } from "./tenant-turns.ts";

/** `batch`: one invocation for all records. `strict`: one for each, so that no record's rules see another record. */
export type Mode = "batch" | "strict";

/** What is to be evaluated for whom. */
export interface Work {
  readonly request: object;
  readonly tenant: string;
  readonly kind: RuleKind;
  /** Names of rules that the tenant has. */
  readonly names: readonly string[];
  readonly records: readonly Fields[];
  readonly mode: Mode;
}

/** The outcomes of each record, by rule, and what they took. */
export interface Evaluated {
  readonly outcomes: readonly (readonly Outcome[])[];
  readonly usage: { readonly invocations: number; readonly fuel: number; readonly calls: number };
}

/** Runs rules over records. */
@Injectable()
export class Evaluator {
  private readonly turns = new TenantTurns();

  constructor(
    private readonly invokers: RequestInvokers,
    private readonly sandboxes: TenantSandboxes,
  ) {}

  /** @throws RefusedRequestError; KobakoError where no record can be told apart from the others: a limit met in batch mode, a client that left */
  evaluate(work: Work): Promise<Evaluated> {
    return this.turns.run(work.tenant, async () => {
      const sandbox = await this.sandboxes.get(work.tenant);
      const invoker = this.invokers.of(work.request, sandbox);
      return work.mode === "batch" ? evaluateAll(invoker, work) : evaluateEach(invoker, work);
    });
  }
}

async function evaluateAll(invoker: RequestInvoker, work: Work): Promise<Evaluated> {
  const { value, usage } = await invoker.run(ENTRYPOINTS[work.kind], [...constantsOf(work), work.records]);
  const { fuel, calls } = usage;
  return { outcomes: readAll(value, work, work.records.length), usage: { invocations: 1, fuel, calls } };
}

/** One after the other: they share this thread anyway, and each is over in microseconds. */
async function evaluateEach(invoker: RequestInvoker, work: Work): Promise<Evaluated> {
  const constants = constantsOf(work);
  const outcomes: (readonly Outcome[])[] = [];
  const turns = new Turns();
  let fuel = 0;
  let calls = 0;
  for (const record of work.records) {
    await turns.take();
    let execution: Execution;
    try {
      execution = await invoker.run(ENTRYPOINTS[work.kind], [...constants, [record]], LIMITS.record);
      outcomes.push(...readAll(execution.value, work, 1));
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      execution = error.execution;
      const failed = { error: errorOf(error.klass ?? error._tag, error.message, error.backtraceLines[0]) };
      outcomes.push(work.names.map(() => failed));
    }
    fuel += execution.usage.fuel;
    calls += execution.usage.calls;
  }
  return { outcomes, usage: { invocations: work.records.length, fuel, calls } };
}

/** The request's own end, and a server without room, are no outcome of a record. */
function isOfRecord(error: unknown): error is KobakoError {
  return error instanceof KobakoError && !(error instanceof AbortedError || error instanceof PoolTimeoutError);
}

const ENTRYPOINTS: Readonly<Record<RuleKind, string>> = { formulas: "Evaluate", filters: "Match" };

/**
 * What all invocations of one request are told: the methods to call, and the fields that can be methods. These are the
 * fields of all records, so that both modes say the same of a field that one record lacks.
 */
function constantsOf({ kind, names, records }: Work): readonly unknown[] {
  const fields = new Set<string>();
  for (const record of records) for (const field of Object.keys(record)) fields.add(field);
  return [names.map((name) => methodOf({ kind, name })), Array.from(fields).filter(isMethodName)];
}

/** @throws RefusedRequestError (422) */
function readAll(value: unknown, { names }: Work, count: number): (readonly Outcome[])[] {
  const outcomes = Array.isArray(value) ? value.map((one: unknown) => readOutcomes(one, names.length)) : [];
  const fine = outcomes.filter((one) => one !== undefined);
  if (fine.length === count && outcomes.length === count) return fine;
  const title = "The rules have changed how rules are evaluated";
  throw new RefusedRequestError(422, { slug: "unreadable-results", title });
}
