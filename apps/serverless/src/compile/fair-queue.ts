/** Work that waits, by whom it is for: everybody's turn comes after one piece of work of each of the others. */
export class FairQueue<Work> {
  /** In the order of turns; nobody is in it who has nothing to do. */
  readonly #waiting = new Map<number, Work[]>();

  add(owner: number, work: Work): void {
    const works = this.#waiting.get(owner);
    if (works === undefined) this.#waiting.set(owner, [work]);
    else works.push(work);
  }

  /** The work whose turn it is. */
  take(): Work | undefined {
    const [first] = this.#waiting;
    if (first === undefined) return undefined;
    const [owner, [work, ...rest]] = first;
    this.#waiting.delete(owner);
    if (rest.length > 0) this.#waiting.set(owner, rest);
    return work;
  }
}
