/** What could rewrite the terminal: control characters, bidirectional overrides, line separators, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Surrogate}\u2028-\u202E\u2066-\u2069]/gu;

/** One line of untrusted text, made safe to print: control characters become their pictures (␛), a tab becomes spaces. */
export function printable(line: string): string {
  return line.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0);
    if (character === "\t") return "    ";
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
  });
}
