import { runInNewContext } from "node:vm";
import { lookup, type Peer } from "../peer.ts";

export const nodeVm: Peer = {
  id: "node-vm",
  title: "node:vm",
  dialect: "javascript",
  fresh: "context",
  caveat: "No security boundary: a script that wants out gets out. The floor for what V8 can do.",
  open: async () => ({
    evaluate: (source, host) => runInNewContext(source, host ? { lookup } : {}) as unknown,
  }),
};
