import { ArgumentError } from "@kobako/host";

const MAX_PATH = 1_024;
const MAX_SEGMENT = 255;

/**
 * A path from a script in its one spelling: absolute, without `.` and `..`. Above the root there is nothing, so `..` there is
 * refused rather than dropped; so are NUL, backslashes and what is too long for a file name. Unicode forms are one name.
 *
 * @throws ArgumentError, which reaches the script
 */
export function virtualPath(given: unknown): string {
  if (typeof given !== "string") throw new ArgumentError("a path must be a String");
  if (given.length === 0 || given.length > MAX_PATH) throw new ArgumentError("a path has 1 to 1024 characters");
  if (/[\0\\]/.test(given)) throw new ArgumentError("a path has no NUL and no backslash");
  const segments: string[] = [];
  for (const segment of given.normalize("NFC").split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment.length > MAX_SEGMENT) throw new ArgumentError("a file name has at most 255 characters");
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) throw new ArgumentError("the path leads out of the file system");
  }
  return `/${segments.join("/")}`;
}
