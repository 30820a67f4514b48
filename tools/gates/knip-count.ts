import type { Reporter } from "knip";

/** A knip reporter that says how much was inspected, which knip's own reporters do not. */
const knipCount: Reporter = ({ counters }) => {
  process.stdout.write(`knip processed ${counters.processed} files\n`);
};

// oxlint-disable-next-line import/no-default-export -- knip loads a reporter by its default export
export default knipCount;
