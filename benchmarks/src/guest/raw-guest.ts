import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Steps between two safepoints, as many as the runtime grants. */
const QUANTUM = 16_384;

/** First byte of an Outcome that is a value. */
const VALUE = 0x01;

interface RawExports {
  readonly memory: WebAssembly.Memory;
  readonly __stack_pointer: WebAssembly.Global<"i32">;
  /** Absent in a guest without metering. */
  readonly __kobako_fuel?: WebAssembly.Global<"i32">;
  readonly __kobako_alloc: (length: number) => number;
  readonly __kobako_eval: (address: number, length: number) => void;
  readonly __kobako_take_outcome: () => bigint;
}

/**
 * A guest instance without runtime and host, for comparing builds that no runtime accepts: the same imports and the same
 * restore for each of them. It enforces nothing.
 */
export class RawGuest {
  readonly #exports: RawExports;
  readonly #image: Uint8Array;
  readonly #stackPointer: number;

  private constructor(module: WebAssembly.Module, image: Uint8Array, stackPointer: number) {
    const refuse = (): never => {
      throw new Error("a raw guest has no host to call");
    };
    const instance = new WebAssembly.Instance(module, {
      env: {
        __kobako_dispatch: refuse,
        __kobako_await: refuse,
        __kobako_pause: refuse,
        __kobako_safepoint: () => this.#refill(),
        __kobako_grow: (end: number) => this.#grow(end >>> 0),
      },
      wasi_snapshot_preview1: { fd_write: refuse, clock_time_get: refuse, random_get: refuse },
    });
    this.#exports = instance.exports as unknown as RawExports;
    this.#image = image;
    this.#stackPointer = stackPointer;
  }

  /** @param folder where kobako.wasm, kobako.image and manifest.json lie */
  static async load(folder: string): Promise<RawGuest> {
    const [wasm, image, manifest] = await Promise.all(
      ["kobako.wasm", "kobako.image", "manifest.json"].map((name) => readFile(join(folder, name))),
    );
    if (wasm === undefined || image === undefined || manifest === undefined) throw new Error(`no guest in ${folder}`);
    const { image: described } = JSON.parse(manifest.toString()) as { image: { stackPointer: number } };
    return new RawGuest(new WebAssembly.Module(new Uint8Array(wasm)), new Uint8Array(image), described.stackPointer);
  }

  /** Whether this build counts steps. */
  get metered(): boolean {
    return this.#exports.__kobako_fuel !== undefined;
  }

  /** Evaluates from the boot image and returns the Outcome. @throws when it is not a value */
  eval(source: Uint8Array): Uint8Array {
    this.#restore();
    this.#refill();
    const address = this.#exports.__kobako_alloc(source.length) >>> 0;
    this.#bytes.set(source, address);
    this.#exports.__kobako_eval(address, source.length);
    const packed = this.#exports.__kobako_take_outcome();
    const at = Number(packed >> 32n);
    const outcome = this.#bytes.slice(at, at + Number(packed & 0xffff_ffffn));
    if (outcome[0] !== VALUE) throw new Error(`the script failed: ${Buffer.from(outcome).toString("latin1")}`);
    return outcome;
  }

  get #bytes(): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer);
  }

  #restore(): void {
    const bytes = this.#bytes;
    bytes.set(this.#image);
    bytes.fill(0, this.#image.length);
    this.#exports.__stack_pointer.value = this.#stackPointer;
  }

  #refill(): number {
    if (this.#exports.__kobako_fuel !== undefined) this.#exports.__kobako_fuel.value = QUANTUM;
    return 0;
  }

  #grow(end: number): number {
    const missing = end - this.#exports.memory.buffer.byteLength;
    if (missing > 0) this.#exports.memory.grow(Math.ceil(missing / 65_536));
    return 1;
  }
}
