import { createHash } from "node:crypto";
import { BuildError } from "./build-error.ts";

const ERRNO = { success: 0, badf: 8, nosys: 52, spipe: 70 } as const;

class ProcessExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/**
 * mruby's own compiler as a WebAssembly program. It reads Ruby from its standard input and writes C to its standard
 * output; that, its arguments and its exit status are all that it can reach.
 */
export class MrbcProgram {
  /** Names this very compiler in cache keys. */
  readonly digest: string;
  readonly #module: WebAssembly.Module;

  constructor(wasm: Uint8Array<ArrayBuffer>) {
    this.digest = createHash("sha256").update(wasm).digest("hex");
    this.#module = new WebAssembly.Module(wasm);
  }

  /** Compiles Ruby source to a C struct named `symbol`. `name` stands in error messages. */
  compile(source: string, symbol: string, name: string): string {
    const { status, stdout, stderr } = this.#run(["mrbc", `-B${symbol}`, "-S", "-s", "-o-", "-"], source);
    if (status !== 0)
      throw new BuildError(`${name} does not compile: ${stderr.trim().replaceAll(/^-:/gm, `${name}:`)}`);
    return stdout;
  }

  #run(args: readonly string[], input: string): { status: number; stdout: string; stderr: string } {
    const outputs: [Uint8Array[], Uint8Array[]] = [[], []];
    const argv = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
    let unread = new TextEncoder().encode(input);
    let memory = new Uint8Array();
    let view = new DataView(memory.buffer);
    const refresh = () => {
      if (memory.buffer !== exports.memory.buffer) {
        memory = new Uint8Array(exports.memory.buffer);
        view = new DataView(exports.memory.buffer);
      }
    };
    const slices = (iovs: number, count: number) =>
      Array.from({ length: count }, (_, index) => {
        const start = view.getUint32(iovs + index * 8, true);
        return memory.subarray(start, start + view.getUint32(iovs + index * 8 + 4, true));
      });
    const wasi: Record<string, WebAssembly.ImportValue> = {
      args_sizes_get(count: number, size: number) {
        refresh();
        view.setUint32(count, argv.length, true);
        view.setUint32(
          size,
          argv.reduce((sum, arg) => sum + arg.length, 0),
          true,
        );
        return ERRNO.success;
      },
      args_get(pointers: number, buffer: number) {
        refresh();
        for (const [index, arg] of argv.entries()) {
          view.setUint32(pointers + index * 4, buffer, true);
          memory.set(arg, buffer);
          buffer += arg.length;
        }
        return ERRNO.success;
      },
      fd_read(fd: number, iovs: number, count: number, read: number) {
        if (fd !== 0) return ERRNO.badf;
        refresh();
        let total = 0;
        for (const slice of slices(iovs, count)) {
          const part = unread.subarray(0, slice.length);
          slice.set(part);
          unread = unread.subarray(part.length);
          total += part.length;
        }
        view.setUint32(read, total, true);
        return ERRNO.success;
      },
      fd_write(fd: number, iovs: number, count: number, written: number) {
        const output = outputs[fd - 1];
        if (!output) return ERRNO.badf;
        refresh();
        const parts = slices(iovs, count).map((slice) => slice.slice());
        output.push(...parts);
        view.setUint32(
          written,
          parts.reduce((sum, part) => sum + part.length, 0),
          true,
        );
        return ERRNO.success;
      },
      fd_close: () => ERRNO.success,
      fd_seek: () => ERRNO.spipe,
      fd_prestat_get: () => ERRNO.badf,
      proc_exit(code: number) {
        throw new ProcessExit(code);
      },
    };
    const imports = new Proxy(wasi, {
      get: (target, name) => target[String(name)] ?? (() => ERRNO.nosys),
    });
    const instance = new WebAssembly.Instance(this.#module, { wasi_snapshot_preview1: imports });
    const exports = instance.exports as { memory: WebAssembly.Memory; _start(): void };
    let status = 0;
    try {
      exports._start();
    } catch (error) {
      if (!(error instanceof ProcessExit)) throw error;
      status = error.code;
    }
    return {
      status,
      stdout: Buffer.concat(outputs[0]).toString("latin1"),
      stderr: Buffer.concat(outputs[1]).toString(),
    };
  }
}
