/** Messages of the wire, written by hand: the runtime knows none of them, and neither do its tests through a codec. */

const encoder = new TextEncoder();

/** A str of up to 65535 bytes. */
export function str(text: string): number[] {
  const bytes = encoder.encode(text);
  const header = bytes.length < 32 ? [0xa0 | bytes.length] : [0xda, bytes.length >> 8, bytes.length & 0xff];
  return [...header, ...bytes];
}

export function source(text: string): Uint8Array {
  return encoder.encode(text);
}

export function bindStep(path: string): Uint8Array {
  return Uint8Array.from([0x92, ...str("bind"), ...str(path)]);
}

export function sourceStep(name: string, code: string): Uint8Array {
  return Uint8Array.from([0x93, ...str("source"), ...str(name), ...str(code)]);
}

/** The Response that carries a value, given as its bytes. */
export function response(...value: number[]): Uint8Array {
  return Uint8Array.from([0x92, 0x00, ...value]);
}

/** The arguments of a block: an array of small integers. */
export function blockArguments(...values: number[]): Uint8Array {
  return Uint8Array.from([0x90 | values.length, ...values]);
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
