import { readFileSync } from "node:fs";

/** One request and what is to be answered: an element of `cases.json`. */
export interface ContractCase {
  readonly name: string;
  /** Runs on a server that exposes guest errors. */
  readonly exposed?: boolean;
  /** How often the request is made; each answer must be as described. Default once. */
  readonly repeat?: number;
  readonly request: ContractRequest;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contains?: object;
  /** A part of the body's text. */
  readonly text?: string;
  readonly omits?: readonly string[];
}

interface ContractRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly raw?: string;
  /** Spaces that are put behind the body. */
  readonly pad?: number;
}

export const CASES = JSON.parse(
  readFileSync(new URL("../cases.json", import.meta.url), "utf8"),
) as readonly ContractCase[];

/** Makes a case's request. */
export function ask(address: string, { path, headers, json, raw, pad = 0 }: ContractRequest): Promise<Response> {
  const type = json === undefined ? {} : { "content-type": "application/json" };
  return fetch(`${address}${path}`, {
    method: "POST",
    headers: { ...type, ...headers },
    body: `${raw ?? JSON.stringify(json)}${" ".repeat(pad)}`,
  });
}
