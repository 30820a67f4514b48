import { ConfigurableModuleBuilder } from "@nestjs/common";
import type { ProblemOptions } from "@kobako/host/http";
import type { SandboxDefinition } from "./sandbox-definition.ts";

/** The default Sandbox, and what holds for the whole application. */
export interface KobakoModuleOptions extends SandboxDefinition {
  /** How failures are answered over HTTP. */
  readonly problems?: ProblemOptions;
  /** Milliseconds that running invocations get to finish when the application shuts down. Default 5 000. */
  readonly shutdownGrace?: number;
}

/** What `forRoot` takes besides, at once even in `forRootAsync`: it decides what the module is made of. */
export interface KobakoModuleExtras {
  /** Whether `KobakoExceptionFilter` answers in the whole application. Default true. */
  readonly exceptionFilter?: boolean;
  /**
   * Whether the application takes no bodies but JSON: others are refused with 415, and what the platform refuses is answered
   * with problem+json. Default false.
   */
  readonly jsonOnly?: boolean;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<KobakoModuleOptions>({ moduleName: "Kobako" })
    .setClassMethodName("forRoot")
    .setExtras<KobakoModuleExtras>({ exceptionFilter: true, jsonOnly: false })
    .build();
