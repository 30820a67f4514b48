import { readdirSync, readFileSync } from "node:fs";
import type { FunctionStore } from "./store/function-store.ts";
import type { TenantStore } from "./store/tenant-store.ts";

const EXAMPLES = new URL("../examples/", import.meta.url);

/** Issues the demonstration's key; a new tenant gets the examples, of which nothing is changed later. */
export function seed(tenants: TenantStore, functions: FunctionStore, demoKey: string | undefined): string {
  const { tenant, key, isNew } = tenants.issueKey("demo", demoKey);
  if (isNew) {
    for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith(".rb"))) {
      functions.put(tenant.id, file.slice(0, -".rb".length), readFileSync(new URL(file, EXAMPLES), "utf8"));
    }
  }
  return key;
}
