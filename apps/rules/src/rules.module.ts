import { KobakoModule } from "@kobako/nest";
import { type DynamicModule, Module, StandardSchemaValidationPipe } from "@nestjs/common";
import { APP_GUARD, APP_PIPE } from "@nestjs/core";
import { Books } from "./data/books.ts";
import { DataController } from "./data/data.controller.ts";
import { Records } from "./data/records.ts";
import { Database } from "./database/database.ts";
import { EvaluationController } from "./evaluation/evaluation.controller.ts";
import { Evaluator } from "./evaluation/evaluator.ts";
import { HealthController } from "./health.controller.ts";
import { RuleCheck } from "./rules/rule-check.ts";
import { RuleStore } from "./rules/rule-store.ts";
import { RulesController } from "./rules/rules.controller.ts";
import { tenantSandboxes } from "./rules/tenant-sandboxes.ts";
import { CurrentTenant } from "./tenants/current-tenant.ts";
import { TenantGuard } from "./tenants/tenant.guard.ts";
import { Tenants } from "./tenants/tenants.ts";

/** The service over one database. */
@Module({})
export class RulesModule {
  static over(database: Database): DynamicModule {
    return {
      module: RulesModule,
      // Clients are the authors of the rules: they may read what went wrong in them.
      imports: [KobakoModule.forRoot({ problems: { exposeGuestErrors: true }, jsonOnly: true })],
      controllers: [RulesController, EvaluationController, DataController, HealthController],
      providers: [
        { provide: Database, useValue: database },
        { provide: APP_GUARD, useClass: TenantGuard },
        { provide: APP_PIPE, useFactory: () => new StandardSchemaValidationPipe() },
        tenantSandboxes,
        Books,
        CurrentTenant,
        Evaluator,
        Records,
        RuleCheck,
        RuleStore,
        Tenants,
      ],
    };
  }
}
