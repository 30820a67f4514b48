/** ES2024, in every supported engine (Node 20, and browsers of 2023); the configured library is ES2023. */
interface WellFormed {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

/** False when `text` has a lone surrogate, which UTF-8 cannot carry. */
export function isWellFormed(text: string): boolean {
  return (text as string & WellFormed).isWellFormed();
}

/** `text` with every lone surrogate replaced by U+FFFD. */
export function toWellFormed(text: string): string {
  return (text as string & WellFormed).toWellFormed();
}
