import { RefusedRequestError, TenantSandboxes } from "@kobako/host/http";
import { Body, Controller, Delete, Get, HttpCode, HttpException, Param, Post, Put } from "@nestjs/common";
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from "@nestjs/swagger";
import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { CurrentTenant } from "../tenants/current-tenant.ts";
import { isMethodName, RULE_KINDS, RULE_NAME, type Rule, type RuleKind } from "./rule.ts";
import { RuleCheck } from "./rule-check.ts";
import { RuleStore } from "./rule-store.ts";

const KIND = z.enum(RULE_KINDS);
const NAME = z.string().regex(RULE_NAME);
const TEXT = z.string().refine((text) => text.isWellFormed(), "Invalid string: half of a surrogate pair");
const SOURCE = z.object({ source: TEXT.min(1).max(LIMITS.source) });

const DIAGNOSTIC = z.object({
  line: z.number(),
  column: z.number(),
  message: z.string(),
  severity: z.enum(["error", "warning"]),
  excerpt: z.string(),
});
const CHECKED = z.object({ diagnostics: z.array(DIAGNOSTIC) });
const RULE = z.object({ kind: KIND, name: z.string(), source: z.string(), version: z.number() });
const INVALID = z.object({ type: z.string(), title: z.string(), status: z.number(), diagnostics: z.array(DIAGNOSTIC) });

/** The rules of a tenant. */
@Controller("rules")
@ApiTags("rules")
@ApiBearerAuth()
export class RulesController {
  constructor(
    private readonly store: RuleStore,
    private readonly checker: RuleCheck,
    private readonly sandboxes: TenantSandboxes,
    private readonly tenant: CurrentTenant,
  ) {}

  @Post("check")
  @HttpCode(200)
  @ApiOperation({ summary: "Say what is wrong with a source, for an editor; keeps and runs nothing" })
  @ApiResponse({ status: 200, standardSchema: CHECKED })
  async check(@Body({ schema: SOURCE }) { source }: z.infer<typeof SOURCE>): Promise<z.infer<typeof CHECKED>> {
    return { diagnostics: [...(await this.checker.check(this.tenant.id, source))] };
  }

  @Get()
  @ApiOperation({ summary: "All rules" })
  @ApiResponse({ status: 200, standardSchema: z.array(RULE) })
  all(): readonly Rule[] {
    return this.store.all(this.tenant.id);
  }

  @Get(":kind/:name")
  @ApiOperation({ summary: "One rule" })
  @ApiResponse({ status: 200, standardSchema: RULE })
  find(@Param("kind", { schema: KIND }) kind: RuleKind, @Param("name", { schema: NAME }) name: string): Rule {
    return this.store.find(this.tenant.id, kind, name) ?? notThere();
  }

  @Put(":kind/:name")
  @ApiOperation({ summary: "Keep a rule, if it compiles" })
  @ApiResponse({ status: 200, standardSchema: RULE })
  @ApiResponse({ status: 422, description: "It does not compile: where, and why", standardSchema: INVALID })
  async put(
    @Param("kind", { schema: KIND }) kind: RuleKind,
    @Param("name", { schema: NAME }) name: string,
    @Body({ schema: SOURCE }) { source }: z.infer<typeof SOURCE>,
  ): Promise<Rule> {
    const tenant = this.tenant.id;
    if (!isMethodName(name))
      throw new RefusedRequestError(422, { slug: "reserved-name", title: "Ruby needs this name itself" });
    const diagnostics = await this.checker.check(tenant, source);
    if (this.checker.isRefused(diagnostics)) throw new HttpException(invalid(diagnostics), 422);
    if (this.store.find(tenant, kind, name) === undefined && this.store.count(tenant) >= LIMITS.rules)
      throw new RefusedRequestError(409, {
        slug: "too-many-rules",
        title: `A tenant keeps at most ${LIMITS.rules} rules`,
      });
    const rule = this.store.put(tenant, kind, name, source);
    this.sandboxes.delete(tenant);
    return rule;
  }

  @Delete(":kind/:name")
  @HttpCode(204)
  @ApiOperation({ summary: "Forget a rule" })
  @ApiResponse({ status: 204 })
  remove(@Param("kind", { schema: KIND }) kind: RuleKind, @Param("name", { schema: NAME }) name: string): void {
    const tenant = this.tenant.id;
    if (!this.store.remove(tenant, kind, name)) notThere();
    this.sandboxes.delete(tenant);
  }
}

function invalid(diagnostics: readonly object[]): object {
  const title = "The rule does not compile";
  return { type: "urn:kobako:problem:invalid-rule", title, status: 422, diagnostics };
}

function notThere(): never {
  throw new RefusedRequestError(404, { slug: "unknown-rule", title: "There is no such rule" });
}
