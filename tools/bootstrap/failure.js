/** A failure that the newcomer can do something about: `what` happened, and what to do (`remedy`), in one line. */
export class Failure extends Error {
  /** @override */
  name = "Failure";

  /**
   * @param {string} what
   * @param {string} remedy
   * @param {number} [exitCode]
   */
  constructor(what, remedy, exitCode = 1) {
    super(`${what}. ${remedy}.`);
    this.exitCode = exitCode;
  }
}
