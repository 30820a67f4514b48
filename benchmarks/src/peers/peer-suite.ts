import { deepStrictEqual } from "node:assert/strict";
import type { Suite } from "../method/case.ts";
import type { Engine, Peer } from "./peer.ts";
import { HOST_CALLS, tasks } from "./tasks.ts";

/** Before the name of a peer where a suite is asked for. */
export const PEER_PREFIX = "peer-";

/** The tasks of all peers, on this one. */
export function peerSuite(peer: Peer): Suite {
  let engine: Promise<Engine> | undefined;
  return {
    name: `${PEER_PREFIX}${peer.id}`,
    about: `${peer.title}, a fresh ${peer.fresh} for every evaluation. ${peer.caveat}`,
    ...(peer.flags === undefined ? {} : { flags: peer.flags }),
    cases: tasks.map(({ id, measures, sources, expected, callsHost }) => ({
      ...{ id, unit: "µs", measures, caveat: peer.caveat },
      prepare: async () => {
        engine ??= peer.open();
        const { evaluate } = await engine;
        const source = sources[peer.dialect];
        return {
          run: () => evaluate(source, callsHost),
          check: (value) => deepStrictEqual(value ?? null, expected),
        };
      },
    })),
    figures: (peer.slowStart === true ? [] : ["host-call"]).map((id) => ({
      id,
      unit: "µs",
      measures: "One call of a host function with a number in and out, without the loop around it.",
      caveat: peer.caveat,
      from: ["host-1000", "loop-1000"],
      compute: (calls, loop) => (calls - loop) / HOST_CALLS,
    })),
  };
}
