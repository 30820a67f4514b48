import { lookup, type Peer } from "../peer.ts";
import { importPeer, readPeerFile } from "../peers-folder.ts";

interface RubyVm {
  eval(source: string): { toJS(): unknown };
}

type DefaultRubyVm = (module: WebAssembly.Module) => Promise<{ vm: RubyVm }>;

/** ruby.wasm looks the host up in JavaScript's global object: there is nothing narrower. */
function exposeHost(): void {
  Object.assign(globalThis, { lookup });
}

export const rubyWasm: Peer = {
  id: "ruby-wasm",
  title: "@ruby/wasm-wasi",
  dialect: "ruby.wasm",
  fresh: "virtual machine",
  caveat: 'CRuby 3.4, the whole language. Scripts that may `require "js"` reach everything that the process can.',
  slowStart: true,
  flags: ["--no-warnings"],
  open: async () => {
    const binary = await readPeerFile("@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm");
    const module = await WebAssembly.compile(new Uint8Array(binary));
    const { DefaultRubyVM } = await importPeer<{ DefaultRubyVM: DefaultRubyVm }>("@ruby/wasm-wasi/dist/node");
    exposeHost();
    return { evaluate: async (source) => (await DefaultRubyVM(module)).vm.eval(`require "js"\n${source}`).toJS() };
  },
};
