const LONE_SURROGATE = /\p{Surrogate}/u;

/** UTF-8 has no lone surrogates: encoding one would change the text. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
