/**
 * Controls other than tab and newline, C1 controls, line separators and bidirectional overrides, lone surrogates: what can
 * rewrite a terminal or a log.
 */
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose
export const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\p{Surrogate}]/gu;

/** What `util.inspect` leaves as it is. */
const UNINSPECTED = /[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Text from a guest, made safe to print: no escape sequence, no carriage return, no lone surrogate survives. */
export function display(text: string): string {
  return text.replace(UNPRINTABLE, escape);
}

/** Makes what `util.inspect` printed safe as well: it escapes control characters and nothing else. */
export function displayInspected(text: string): string {
  return text.replace(UNINSPECTED, escape);
}
