/** One step into a value: the key of a pair, an index, or `~n` for pair `n` of a map where its key is no text. */
export type PathSegment = number | string;

const MAX_SEGMENTS = 16;
const MAX_KEY_UNITS = 40;
const IDENTIFIER = /^[A-Za-z_$][\w$]{0,39}$/;

/** Joins steps to `args[2].name`; long ways and long keys are cut, since their text may be a guest's. */
export function formatPath(root: string, segments: readonly PathSegment[]): string {
  let path = root;
  for (const segment of segments.slice(0, MAX_SEGMENTS)) {
    if (typeof segment === "number") path += segment < 0 ? `[pair ${~segment}]` : `[${segment}]`;
    else if (!IDENTIFIER.test(segment)) path += `[${quote(segment)}]`;
    else path += path === "" ? segment : `.${segment}`;
  }
  return segments.length > MAX_SEGMENTS ? `${path}…` : path;
}

/** JSON keeps control characters out of messages. */
function quote(key: string): string {
  return JSON.stringify(key.length > MAX_KEY_UNITS ? `${key.slice(0, MAX_KEY_UNITS)}…` : key);
}
