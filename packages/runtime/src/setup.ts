/** Characters that are made at once: the arguments of a function lie on the stack. */
const CHUNK = 8192;

/** Bytes of the length in front of each step. */
const PREFIX = 4;

const { fromCharCode } = String;

/** The steps one after the other, each behind its length, one character for each byte. */
function pack(steps: readonly Uint8Array[]): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (const step of steps) {
    const { length } = step;
    units.push(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
    for (let at = 0; at < length; at++) {
      units.push(step[at] ?? 0);
      if (units.length < CHUNK) continue;
      parts.push(fromCharCode.apply(null, units));
      units = [];
    }
  }
  const last = fromCharCode.apply(null, units);
  // Not added up, which would keep all the parts; most set-ups have one.
  return parts.length === 0 ? last : [...parts, last].join("");
}

function unpack(packed: string): Uint8Array[] {
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = packed.charCodeAt(at);
  const lengths = new DataView(bytes.buffer);
  const steps: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + PREFIX;
    at = start + lengths.getUint32(at);
    steps.push(bytes.subarray(start, at));
  }
  return steps;
}

/**
 * The steps that turn a freshly booted guest into the state that invocations start from: one message per step for the
 * guest's `__kobako_setup`, replayed in order. The runtime keeps the state as an image, so that the steps cost nothing
 * per invocation; then nobody reads them any more, and they lie packed. A string, because it takes a third of what typed arrays
 * take for a few short messages, and because the engine compares and hashes it, with a secret seed.
 */
export class Setup {
  #key: string;

  constructor(steps: readonly Uint8Array[]) {
    this.#key = pack(steps);
  }

  /** The messages, in the order in which they are replayed: a copy. */
  get steps(): readonly Uint8Array[] {
    return unpack(this.#key);
  }

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#key === "";
  }

  /** Equal for Setups with the same steps, and for no others. */
  get key(): string {
    return this.#key;
  }

  /** Lets go of its own key in favour of an equal one that others hold, too. */
  share(key: string): void {
    this.#key = key;
  }
}

/** Costs nothing until the first invocation uses it. */
export function createSetup(steps: readonly Uint8Array[]): Setup {
  return new Setup(steps);
}

/** A guest as it is after boot: no Services, no Snippets. */
export const EMPTY_SETUP: Setup = createSetup([]);
