import { type Diagnostic, Sandbox } from "@kobako/host";
import { InjectSandbox } from "@kobako/nest";
import { Injectable } from "@nestjs/common";
import { TenantLines } from "../tenants/tenant-lines.ts";
import { snippetOf } from "./rule.ts";

/** Says what is wrong with a rule's source before it is kept. Compiles, runs nothing. */
@Injectable()
export class RuleCheck {
  private readonly lines = new TenantLines();

  constructor(@InjectSandbox() private readonly sandbox: Sandbox) {}

  /**
   * What the compiler says, in the lines of the source. A source must compile by itself, so that it cannot end the method
   * that it becomes, and as that method.
   *
   * @throws RefusedRequestError (429) when the tenant has too many waiting
   */
  check(tenant: string, source: string): Promise<readonly Diagnostic[]> {
    return this.lines.run(tenant, () => this.compile(source));
  }

  isRefused(diagnostics: readonly Diagnostic[]): boolean {
    return diagnostics.some(isError);
  }

  private compile(source: string): readonly Diagnostic[] {
    const alone = this.sandbox.check(source);
    if (alone.some(isError)) return alone;
    const lines = source.split("\n").length;
    return this.sandbox
      .check(snippetOf({ kind: "formulas", name: "checked", source }).code)
      .map((diagnostic) => ({ ...diagnostic, line: Math.min(Math.max(diagnostic.line - 1, 1), lines) }));
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
