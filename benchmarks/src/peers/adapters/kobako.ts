import { Sandbox } from "@kobako/host";
import { lookup, type Peer } from "../peer.ts";

export const kobako: Peer = {
  id: "kobako",
  title: "kobako",
  dialect: "kobako",
  fresh: "all of guest memory",
  caveat: "Limits on time, memory and output are in force, output is captured, usage is counted.",
  open: async () => {
    const sandbox = await new Sandbox().bind("Lookup", lookup).warm();
    return { evaluate: async (source) => (await sandbox.eval(source)).value };
  },
};
