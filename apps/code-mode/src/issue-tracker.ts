export interface Issue {
  readonly id: number;
  readonly title: string;
  readonly labels: readonly string[];
  readonly days: number;
  state: "open" | "closed";
  readonly comments: string[];
}

function issue(id: number, title: string, days: number, ...labels: string[]): Issue {
  return { id, title, labels, days, state: "open", comments: [] };
}

/** What the tools work on: a small project's issues, with the days since somebody last wrote there. */
export function exampleIssues(): readonly Issue[] {
  return [
    issue(11, "Crash when a file name has spaces", 12, "bug"),
    issue(12, "Dark mode", 200, "idea"),
    issue(13, "Search is slow on large projects", 95, "bug", "speed"),
    issue(14, "Import from CSV", 400, "idea", "help wanted"),
    issue(15, "Typo in the manual", 3, "docs"),
    issue(16, "Sort by date", 130, "idea"),
  ];
}
