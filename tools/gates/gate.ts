/** One check of the repository. It says how much it looked at, so that a check of nothing cannot pass for a clean one. */
export interface Gate {
  readonly name: string;
  /** @param root the repository, or a copy of it in which a test planted a violation */
  inspect(root: string): Promise<Inspection>;
}

export interface Inspection {
  /** How many things were looked at. Zero fails the gate. */
  readonly inspected: number;
  /** What they are, in the plural: "files". */
  readonly unit: string;
  /** One text per violation, or a tool's whole output. Empty when all is well. */
  readonly problems: readonly string[];
}

export interface Verdict {
  readonly passed: boolean;
  readonly summary: string;
  readonly problems: readonly string[];
}

export function judge({ inspected, unit, problems }: Inspection): Verdict {
  const empty = inspected === 0 ? [`inspected no ${unit}: a check of nothing has not passed`] : [];
  const all = [...empty, ...problems];
  return { passed: all.length === 0, summary: `${inspected} ${unit}`, problems: all };
}
