import type { Suite } from "../method/case.ts";
import type { Peer } from "./peer.ts";
import { PEER_PREFIX, peerSuite } from "./peer-suite.ts";
import { isolatedVmContext, isolatedVmIsolate } from "./adapters/isolated-vm.ts";
import { kobako } from "./adapters/kobako.ts";
import { nodeVm } from "./adapters/node-vm.ts";
import { quickJsContext, quickJsRuntime } from "./adapters/quickjs.ts";
import { rubyWasm } from "./adapters/ruby-wasm.ts";
import { wasmoon } from "./adapters/wasmoon.ts";

/** In the order in which they are shown; adapters load their engines when they are opened, not before. */
export const peers: readonly Peer[] = [
  kobako,
  quickJsRuntime,
  quickJsContext,
  isolatedVmIsolate,
  isolatedVmContext,
  wasmoon,
  rubyWasm,
  nodeVm,
];

/** The suite of a peer, if `name` is one. */
export function peerSuiteNamed(name: string): Suite | undefined {
  const peer = peers.find(({ id }) => `${PEER_PREFIX}${id}` === name);
  return peer === undefined ? undefined : peerSuite(peer);
}
