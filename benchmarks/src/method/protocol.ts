import type { Budget } from "./measurement.ts";

/** From the program to the process that measures: one round of one case, please. */
export interface RoundRequest {
  readonly id: string;
  readonly budget: Budget;
}

/** The answer. Samples are in the case's unit and may be thinned out. */
export type RoundAnswer =
  | { readonly samples: readonly number[] }
  | { readonly unavailable: string }
  | { readonly error: string };
