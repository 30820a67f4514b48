export const MODES = ["async", "sync"] as const;
export type Mode = (typeof MODES)[number];
