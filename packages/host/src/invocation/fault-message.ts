/** Characters of a Service's error that a script gets to see. */
const MAX_MESSAGE = 1_000;
const MAX_NAME = 80;

const STACK_LINE = /\n[^\S\n]+at .*/s;
const FILE_URL = /file:\/\/[^\s'")]*/g;
const FILE_PATH =
  /(?<![\w:./])(?:[A-Za-z]:\\|\/(?:app|bin|data|dev|etc|home|lib|lib64|mnt|node_modules|opt|private|proc|root|run|srv|sys|tmp|usr|Users|var|work|workspace)(?=\/))[^\s'"`)]*/g;
const SOURCE_FILE = /(?<![\w:./])\/[^\s'"`)]*\.[cm]?[jt]sx?(?::\d+)*/g;
const CLASS_NAME = /^[\w$.:]+$/;

/**
 * What a script learns of an error that a Service threw: `Name: message`, capped, without stack lines and without the
 * host's file paths. Nothing of the error runs but the two getters, and what they throw is swallowed.
 */
export function faultMessage(error: unknown): string {
  const name = typeof error === "object" && error !== null ? readText(error, "name") : undefined;
  const message = typeof error === "object" && error !== null ? readText(error, "message") : error;
  const className = name !== undefined && name.length <= MAX_NAME && CLASS_NAME.test(name) ? name : "Error";
  return `${className}: ${typeof message === "string" ? sanitize(message) : "a Service threw a value that is no Error"}`;
}

function readText(error: object, key: "name" | "message"): string | undefined {
  try {
    const value: unknown = Reflect.get(error, key);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function sanitize(message: string): string {
  // Cut first: what follows is linear, but there may be megabytes of it.
  const cut = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return cut
    .replace(STACK_LINE, "")
    .replace(FILE_URL, "<path>")
    .replace(FILE_PATH, "<path>")
    .replace(SOURCE_FILE, "<path>");
}
