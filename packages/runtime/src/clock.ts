/** Milliseconds on a clock that never goes back. */
export const now: () => number = performance.now.bind(performance);
