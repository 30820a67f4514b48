import { ArgumentError } from "../errors/argument-error.ts";
import { display } from "../errors/display.ts";

const CONSTANT = /^[A-Z]\w*$/;
const PATH = /^[A-Z]\w*(?:::[A-Z]\w*)*$/;

/** A name that Ruby takes for a top-level constant. @throws TypeError, ArgumentError */
export function requireConstantName(value: unknown, what: string): string {
  return requireMatch(value, what, CONSTANT, "a constant name such as Adder");
}

/** Constant names joined by `::`. @throws TypeError, ArgumentError */
export function requireConstantPath(value: unknown, what: string): string {
  return requireMatch(value, what, PATH, "a constant path such as KV::Lookup");
}

/** `["A", "A::B"]` for `A::B::C`: the modules that the path goes through. */
export function namespacesOf(path: string): readonly string[] {
  const found: string[] = [];
  for (let end = path.indexOf("::"); end !== -1; end = path.indexOf("::", end + 2)) found.push(path.slice(0, end));
  return found;
}

function requireMatch(value: unknown, what: string, form: RegExp, example: string): string {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string`);
  if (!form.test(value))
    throw new ArgumentError(`${what} must be ${example}, not ${display(JSON.stringify(value.slice(0, 100)))}`);
  return value;
}
