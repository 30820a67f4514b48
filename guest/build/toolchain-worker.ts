import { parentPort } from "node:worker_threads";
import { Exit, runLLVM, type Tree } from "@yowasp/clang";

/** What a worker is asked to do: see `Toolchain.run`. */
export interface ToolRequest {
  readonly id: number;
  readonly args: readonly string[];
  /** Files beside the mounted ones, by path. */
  readonly files: readonly (readonly [path: string, content: Uint8Array])[];
  /** The file to hand back; its folder is the root, because tools cannot make folders here. */
  readonly output: string | undefined;
}

export interface ToolReply {
  readonly id: number;
  readonly failed: boolean;
  readonly output: Uint8Array | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export interface Mount {
  readonly mount: readonly (readonly [path: string, content: Uint8Array])[];
}

const port = parentPort;
if (!port) throw new Error("toolchain-worker.ts runs as a worker thread");

const mounted: Tree = {};
const ready = Promise.resolve(runLLVM(undefined, {}, { fetchProgress() {} }));

port.on("message", (message: ToolRequest | Mount) => {
  if ("mount" in message) for (const [path, content] of message.mount) place(mounted, path, content);
  else void ready.then(() => port.postMessage(answer(message)));
});

function answer({ id, args, files, output }: ToolRequest): ToolReply {
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  const tree: Tree = { ...mounted };
  for (const [path, content] of files) place(tree, path, content);
  const collect = (into: Uint8Array[]) => (bytes: Uint8Array | null) => {
    if (bytes) into.push(bytes.slice());
  };
  let failed = false;
  let result: Tree = {};
  try {
    const options = {
      synchronously: true,
      decodeASCII: false,
      stdin: null,
      stdout: collect(stdout),
      stderr: collect(stderr),
    };
    result = (runLLVM([...args], tree, options) ?? {}) as Tree;
  } catch (error) {
    if (!(error instanceof Exit)) stderr.push(new TextEncoder().encode(`the tool itself failed: ${String(error)}`));
    failed = true;
  }
  const content = output === undefined ? undefined : result[output];
  return {
    id,
    failed,
    output: content instanceof Uint8Array ? content : undefined,
    stdout: Buffer.concat(stdout),
    stderr: Buffer.concat(stderr).toString(),
  };
}

function place(root: Tree, path: string, content: Uint8Array): void {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  let folder = root;
  for (const each of folders) folder = (folder[each] ??= {}) as Tree;
  folder[name] = content;
}
