import { readFileSync } from "node:fs";
import { Sandbox } from "@kobako/host";
import { TenantSandboxes } from "@kobako/host/http";
import { GuestServices } from "@kobako/nest";
import type { FactoryProvider } from "@nestjs/common";
import { LIMITS } from "../limits.ts";
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
      configure: (tenant) => {
        const sandbox = new Sandbox(LIMITS.sandbox).preload({ name: "RecordRules", code: RECORD });
        for (const rule of store.all(tenant)) sandbox.preload(snippetOf(rule));
        return guestServices.bindTo(sandbox);
      },
    }),
};
