/**
 * The steps that turn a freshly booted guest into the state that invocations start from: one message per step for the
 * guest's `__kobako_setup`, replayed in order. The runtime keeps the state as an image, so that the steps cost nothing
 * per invocation.
 */
export class Setup {
  #steps: readonly Uint8Array[];

  constructor(steps: readonly Uint8Array[]) {
    this.#steps = steps;
  }

  /** The messages, in the order in which they are replayed. */
  get steps(): readonly Uint8Array[] {
    return this.#steps;
  }

  /** Lets go of its own steps in favour of equal ones that others hold, too. */
  share(steps: readonly Uint8Array[]): void {
    this.#steps = steps;
  }
}

/** Costs nothing until the first invocation uses it. The steps are not copied: do not change them afterwards. */
export function createSetup(steps: readonly Uint8Array[]): Setup {
  return new Setup(steps);
}

/** A guest as it is after boot: no Services, no Snippets. */
export const EMPTY_SETUP: Setup = createSetup([]);
