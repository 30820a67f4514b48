import { lookup, type Peer } from "../peer.ts";
import { importPeer } from "../peers-folder.ts";

interface LuaEngine {
  readonly global: { set(name: string, value: unknown): void; close(): void };
  doStringSync(source: string): unknown;
}

interface Wasmoon {
  readonly LuaFactory: new () => { createEngine(): Promise<LuaEngine> };
}

export const wasmoon: Peer = {
  id: "wasmoon",
  title: "wasmoon",
  dialect: "lua",
  fresh: "Lua state",
  caveat: "Lua 5.4. No limits are set; guest code can reach the host's objects.",
  open: async () => {
    const { LuaFactory } = await importPeer<Wasmoon>("wasmoon");
    const factory = new LuaFactory();
    return {
      evaluate: async (source, host) => {
        const lua = await factory.createEngine();
        try {
          if (host) lua.global.set("lookup", lookup);
          return lua.doStringSync(source);
        } finally {
          lua.global.close();
        }
      },
    };
  },
};
