import { Service } from "../services/service.ts";
import { narrowsItself } from "../services/gate.ts";
import type { LeakKind } from "./seal-report.ts";
import { Spy } from "./spy.ts";
import { isPlatformObject, surfaceOf } from "./surface.ts";

/** A kind of leak, and what it is this time. */
export type Finding = readonly [kind: LeakKind, what: string];

const MAX_DEPTH = 8;
const MAX_TEXT = 1_000_000;
const STACK = /\n\s+at .+(?:\(|:\d+:\d+)/;
const ENGINE_ERROR =
  /is not a function|is not iterable|is not a constructor|Cannot (?:read|set|create|convert|assign|add|delete|destructure|mix)|Invalid array length|Maximum call stack|is not defined|reading '|Invalid (?:time value|string length|regular expression)|must be an instance of|argument must be/;
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|DSN|DATABASE_URL/i;

/** Texts that must not cross: what the Host App names, and what this process has to hide. */
export function secretsOf(given: readonly string[]): readonly (readonly [name: string, text: string])[] {
  const process = globalThis.process;
  const env = Object.entries(process?.env ?? {}).filter(
    ([name, text]) => SECRET_NAME.test(name) && (text ?? "").length >= 8,
  );
  const places = [
    ["the working folder", process?.cwd?.() ?? ""],
    ["the home folder", process?.env?.["HOME"] ?? ""],
  ] as const;
  return [
    ...given.map((text) => ["a secret", text] as const),
    ...env.map(([name, text]) => [`the environment's ${name}`, text ?? ""] as const),
    ...places.filter(([, text]) => text.length > 3),
  ];
}

/** What is wrong with a text that reached a script. */
function textFindings(text: string, secrets: ReturnType<typeof secretsOf>): Finding[] {
  const found: Finding[] = [];
  for (const [name, secret] of secrets) {
    if (secret !== "" && text.includes(secret)) found.push(["secret", `${name} is in the text that the script got`]);
  }
  if (STACK.test(text)) found.push(["secret", "a stack trace is in the text that the script got"]);
  return found;
}

/** What is wrong with the message of a failed call. */
export function faultFindings(message: string, secrets: ReturnType<typeof secretsOf>): Finding[] {
  const found = textFindings(message, secrets);
  if (ENGINE_ERROR.test(message))
    found.push([
      "engine-error",
      `the script was told "${message.slice(0, 120)}": validate the arguments, with service({ … }) for example`,
    ]);
  return found;
}

/** What is wrong with a value that reached a script, as the host gets it back. */
export function valueFindings(
  value: unknown,
  accepts: (object: object) => boolean,
  secrets: ReturnType<typeof secretsOf>,
  depth = 0,
): Finding[] {
  if (typeof value === "string") {
    const large: Finding[] = value.length > MAX_TEXT ? [["flood", `a text of ${value.length} characters`]] : [];
    return [...large, ...textFindings(value, secrets)];
  }
  if ((typeof value !== "object" && typeof value !== "function") || value === null || depth > MAX_DEPTH) return [];
  if (value instanceof Uint8Array) return textFindings(new TextDecoder().decode(value), secrets);
  if (Array.isArray(value) || value instanceof Map || isRecord(value)) {
    const members: unknown[] = Array.isArray(value)
      ? value
      : value instanceof Map
        ? [...value].flat()
        : Object.entries(value).flat();
    return members.slice(0, 1_000).flatMap((member) => valueFindings(member, accepts, secrets, depth + 1));
  }
  return value instanceof Spy || accepts(value) ? [] : objectFindings(value);
}

function objectFindings(value: object): Finding[] {
  const name = nameOf(value);
  if (isPlatformObject(value)) return [["platform-object", `a script can hold ${name}, which belongs to the platform`]];
  if (Service.is(value) || narrowsItself(value)) return [];
  const surface = surfaceOf(value);
  const calls = surface.length === 0 ? "nothing of it yet" : surface.slice(0, 8).join(", ");
  return [
    [
      "undeclared-handle",
      `a script can hold ${name} and call ${calls}; declare it with service({ … }) or respondToGuest, or return data`,
    ],
  ];
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The class of an object, for people. */
function nameOf(value: object): string {
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name}`;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const constructor: unknown =
    prototype === null ? undefined : Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof constructor === "function" && constructor.name !== "" ? `a ${constructor.name}` : "an object";
}
