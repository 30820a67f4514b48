import type { Block } from "../../src/index.ts";

const LARGE = Array.from({ length: 100_000 }, (_, index) => index);

/** Holds the thread for a while. */
export function slowly(): void {
  const end = performance.now() + 3;
  while (performance.now() < end);
}

/** Services that make it hard for a deadline, by the names that conformance/limits/deadlines.json uses. */
export const hostileServices = {
  answer: () => 1,
  promise: async () => 1,
  pending: () => new Promise(() => {}),
  slow: slowly,
  callsBlock: (block: Block) => {
    for (;;) block();
  },
  swallows: (block: Block) => {
    try {
      block();
    } catch {
      return 1;
    }
    return 2;
  },
  awaitsBlock: async (block: Block) => {
    for (;;) await block.async();
  },
  largeAnswer: () => LARGE,
} as const;

export type ServiceName = keyof typeof hostileServices;
