import type { Plan } from "./rounds.ts";

/** For figures that are published. */
export const THOROUGH: Plan = { rounds: 9, milliseconds: 100, warmUp: 250 };

/** For a look. */
export const QUICK: Plan = { rounds: 3, milliseconds: 40, warmUp: 80 };
