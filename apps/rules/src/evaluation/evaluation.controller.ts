import { RefusedRequestError } from "@kobako/host/http";
import { Body, Controller, HttpCode, Post, Req } from "@nestjs/common";
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from "@nestjs/swagger";
import { z } from "zod";
import { FIELDS } from "../data/data.controller.ts";
import { LIMITS } from "../limits.ts";
import type { RuleKind } from "../rules/rule.ts";
import { RuleStore } from "../rules/rule-store.ts";
import { CurrentTenant } from "../tenants/current-tenant.ts";
import { type Evaluated, Evaluator } from "./evaluator.ts";
import type { Outcome, RuleError } from "./outcome.ts";

const RECORDS = z.array(FIELDS).max(LIMITS.records);
const NAMES = z.array(z.string()).max(LIMITS.rules).optional();
const MODE = z.enum(["batch", "strict"]).default("batch");
const EVALUATE = z.object({ records: RECORDS, formulas: NAMES, mode: MODE });
const MATCH = z.object({ records: RECORDS, filters: NAMES, mode: MODE });

const ERROR = z.object({ class: z.string(), message: z.string(), line: z.number().optional() });
const ERRORS = z.record(z.string(), ERROR);
const USAGE = z.object({ invocations: z.number(), fuel: z.number(), calls: z.number() });
const EVALUATED = z.object({
  results: z.array(z.object({ values: z.record(z.string(), z.unknown()), errors: ERRORS.optional() })),
  usage: USAGE,
});
const MATCHED = z.object({
  results: z.array(z.object({ passes: z.array(z.string()), errors: ERRORS.optional() })),
  usage: USAGE,
});

/** Runs a tenant's rules over the records of a request. */
@Controller()
@ApiTags("evaluation")
@ApiBearerAuth()
export class EvaluationController {
  constructor(
    private readonly evaluator: Evaluator,
    private readonly store: RuleStore,
    private readonly tenant: CurrentTenant,
  ) {}

  @Post("evaluate")
  @HttpCode(200)
  @ApiOperation({ summary: "Give each record the values of formulas: all of the tenant's, or those named" })
  @ApiResponse({ status: 200, standardSchema: EVALUATED })
  async evaluate(
    @Req() request: object,
    @Body({ schema: EVALUATE }) body: z.infer<typeof EVALUATE>,
  ): Promise<z.infer<typeof EVALUATED>> {
    const { names, outcomes, usage } = await this.run(request, "formulas", body.formulas, body);
    return { results: outcomes.map((one) => ({ values: valuesOf(names, one), ...errorsOf(names, one) })), usage };
  }

  @Post("match")
  @HttpCode(200)
  @ApiOperation({ summary: "Say of each record which webhooks' filters it passes; one that fails does not pass" })
  @ApiResponse({ status: 200, standardSchema: MATCHED })
  async match(
    @Req() request: object,
    @Body({ schema: MATCH }) body: z.infer<typeof MATCH>,
  ): Promise<z.infer<typeof MATCHED>> {
    const { names, outcomes, usage } = await this.run(request, "filters", body.filters, body);
    return { results: outcomes.map((one) => ({ passes: passedOf(names, one), ...errorsOf(names, one) })), usage };
  }

  private async run(
    request: object,
    kind: RuleKind,
    asked: readonly string[] | undefined,
    { records, mode }: Pick<z.infer<typeof EVALUATE>, "records" | "mode">,
  ): Promise<Evaluated & { readonly names: readonly string[] }> {
    const tenant = this.tenant.id;
    const known = new Set(this.store.names(tenant, kind));
    const names = asked === undefined ? Array.from(known) : Array.from(new Set(asked));
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined)
      throw new RefusedRequestError(404, { slug: "unknown-rule", detail: `one of the ${kind} is not there` });
    return { names, ...(await this.evaluator.evaluate({ request, tenant, kind, names, records, mode })) };
  }
}

/** By name; the names are rules' names, none of which JavaScript gives a meaning. */
function valuesOf(names: readonly string[], outcomes: readonly Outcome[]): Record<string, unknown> {
  return Object.fromEntries(
    outcomes.flatMap((outcome, index) => ("value" in outcome ? [[names[index] ?? "", outcome.value]] : [])),
  );
}

function passedOf(names: readonly string[], outcomes: readonly Outcome[]): string[] {
  return names.filter((_, index) => {
    const outcome = outcomes[index];
    return outcome !== undefined && "value" in outcome && outcome.value === true;
  });
}

function errorsOf(names: readonly string[], outcomes: readonly Outcome[]): { errors?: Record<string, RuleError> } {
  const errors = outcomes.flatMap((outcome, index) =>
    "error" in outcome ? [[names[index] ?? "", outcome.error] as const] : [],
  );
  return errors.length === 0 ? {} : { errors: Object.fromEntries(errors) };
}
