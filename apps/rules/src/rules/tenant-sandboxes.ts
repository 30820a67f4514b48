import { readFileSync } from "node:fs";
import { Sandbox } from "@kobako/host";
import { TenantSandboxes } from "@kobako/host/http";
import { GuestServices } from "@kobako/nest";
import type { FactoryProvider } from "@nestjs/common";
import { LIMITS } from "../limits.ts";
import { Turns } from "../turns.ts";
import { snippetOf } from "./rule.ts";
import { RuleStore } from "./rule-store.ts";

const RECORD = readFileSync(new URL("../../guest/record.rb", import.meta.url), "utf8");

/**
 * A Sandbox per tenant, with the tenant's rules as Snippets: they are compiled once, however many records come. After a
 * change of the rules, `delete` has it made anew.
 */
export const tenantSandboxes: FactoryProvider<TenantSandboxes> = {
  provide: TenantSandboxes,
  inject: [RuleStore, GuestServices],
  useFactory: (store: RuleStore, guestServices: GuestServices) =>
    new TenantSandboxes({
      configure: async (tenant) => {
        const turns = new Turns();
        const sandbox = new Sandbox(LIMITS.sandbox).preload({ name: "RecordRules", code: RECORD });
        for (const rule of store.all(tenant)) {
          await turns.take();
          const { name, code } = snippetOf(rule);
          // As bytecode: a Snippet of source would be compiled twice, to try it and to load it.
          sandbox.preload({ binary: sandbox.compile(code, { name: `(snippet:${name})` }) });
        }
        return guestServices.bindTo(sandbox);
      },
    }),
};
