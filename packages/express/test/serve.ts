import type { AddressInfo } from "node:net";
import type { RunningAdapter } from "@kobako/adapter-contract";
import type { Express } from "express";

/** Serves an application on a free port of loopback. */
export async function serve(app: Express): Promise<RunningAdapter> {
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}`, close };
}
