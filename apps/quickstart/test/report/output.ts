import { Writable } from "node:stream";

/** A stream that looks like a terminal of some width, and keeps what was written. */
export class Output extends Writable {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  text = "";

  constructor(columns: number | undefined) {
    super({
      decodeStrings: false,
      write: (chunk: string, _encoding, done) => {
        this.text += chunk;
        done();
      },
    });
    this.columns = columns;
    this.isTTY = columns !== undefined;
  }

  /** As `process.stdout`, of which it has the parts that a report needs. */
  asStdout(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}
