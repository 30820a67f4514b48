/** A Handle that leads to no object: `undefined` when there is none under its id, `disconnected` after `revoke`. */
export class HandleFault extends Error {
  readonly type: "undefined" | "disconnected";

  constructor(type: "undefined" | "disconnected") {
    super(type);
    this.type = type;
  }
}
