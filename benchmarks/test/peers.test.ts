import { describe, expect, it } from "vitest";
import { Unavailable } from "../src/method/case.ts";
import { Measurement } from "../src/method/measurement.ts";
import { peers } from "../src/peers/registry.ts";
import { peerSuite } from "../src/peers/peer-suite.ts";

const each = peers.map((peer) => [peer.id, peer] as const);

describe.each(each)("the peer %s", (_id, peer) => {
  // Peers are installed by `pnpm bench --peers` alone: where they are not, the suite has to say so.
  it("gives the right answer to every task, or says that it is not installed", async () => {
    if (peer.flags !== undefined) return; // needs flags that this process does not have
    for (const one of peerSuite(peer).cases) {
      const outcome = await Measurement.prepare(one).catch((error: unknown) => error);
      if (outcome instanceof Unavailable) expect(outcome.message).toContain("pnpm bench --peers");
      else expect(outcome).toBeInstanceOf(Measurement);
    }
  });

  it("says what a reader must know", () => {
    expect(peer.caveat).toMatch(/^\S.{20,}\.$/);
    expect(peer.fresh).not.toBe("");
  });
});
