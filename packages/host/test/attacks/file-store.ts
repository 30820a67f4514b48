import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { ArgumentError, service, type StandardSchema } from "../../src/index.ts";

/** Names of files directly below the root: nothing that could lead anywhere else. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MAX_BYTES = 65_536;

const fileName: StandardSchema<string, string> = {
  "~standard": {
    version: 1,
    vendor: "example",
    validate: (value) =>
      typeof value === "string" && NAME.test(value) ? { value } : { issues: [{ message: "not the name of a file" }] },
  },
};

/**
 * How a Service that reads files can be written, and what attack 39 is tried on: names, not paths; the link is refused when
 * the file is opened, not looked at before; and what was opened must lie where it should.
 */
export async function fileStore(folder: string): Promise<ReturnType<typeof service>> {
  const root = await realpath(folder);
  return service({
    read: {
      args: [fileName],
      call: async (name) => {
        const path = join(root, name);
        // Not following a link makes looking and opening one step: nothing can be swapped in between.
        const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
        if (file === undefined) throw new ArgumentError("there is no such file");
        try {
          const status = await file.stat();
          const place = await realpath(path).catch(() => "");
          if (!status.isFile() || status.nlink !== 1 || !place.startsWith(root + sep))
            throw new ArgumentError("there is no such file");
          const buffer = new Uint8Array(Math.min(status.size, MAX_BYTES));
          const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
          return new TextDecoder().decode(buffer.subarray(0, bytesRead));
        } finally {
          await file.close();
        }
      },
    },
  });
}
