import { type Diagnostic, Sandbox } from "@kobako/host";
import { InjectSandbox } from "@kobako/nest";
import { Injectable } from "@nestjs/common";
import { snippetOf } from "./rule.ts";

/** Says what is wrong with a rule's source before it is kept. Compiles, runs nothing. */
@Injectable()
export class RuleCheck {
  constructor(@InjectSandbox() private readonly sandbox: Sandbox) {}

  /**
   * What the compiler says, in the lines of the source. A source must compile by itself, so that it cannot end the method
   * that it becomes, and as that method.
   */
  check(source: string): readonly Diagnostic[] {
    const alone = this.sandbox.check(source);
    if (alone.some(isError)) return alone;
    const lines = source.split("\n").length;
    return this.sandbox
      .check(snippetOf({ kind: "formulas", name: "checked", source }).code)
      .map((diagnostic) => ({ ...diagnostic, line: Math.min(Math.max(diagnostic.line - 1, 1), lines) }));
  }

  isRefused(diagnostics: readonly Diagnostic[]): boolean {
    return diagnostics.some(isError);
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
