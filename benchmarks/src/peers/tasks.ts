import type { Dialect } from "./peer.ts";

/** The same work in every dialect. */
export interface Task {
  readonly id: string;
  readonly measures: string;
  readonly sources: Readonly<Record<Dialect, string>>;
  readonly expected: unknown;
  readonly callsHost: boolean;
}

const CALLS = 1000;
const LETTERS = 65_536;

function rubyLoop(step: string): string {
  return `i = 0\nwhile i < ${CALLS}\n  i = ${step}\nend\ni`;
}

function javascriptLoop(step: string): string {
  return `let i = 0; while (i < ${CALLS}) i = ${step}; i`;
}

function luaLoop(step: string): string {
  return `local i = 0; while i < ${CALLS} do i = ${step} end; return i`;
}

export const tasks: readonly Task[] = [
  {
    id: "nil",
    measures: "The smallest script, evaluated in fresh isolation.",
    sources: { kobako: "nil", "ruby.wasm": "nil", javascript: "null", lua: "return nil" },
    expected: null,
    callsHost: false,
  },
  {
    id: "formula",
    measures: "A formula over two variables, as in a spreadsheet's cell.",
    sources: {
      kobako: "price = 120\nquantity = 3\nprice * quantity * (quantity > 2 ? 90 : 100) / 100",
      "ruby.wasm": "price = 120\nquantity = 3\nprice * quantity * (quantity > 2 ? 90 : 100) / 100",
      javascript: "const price = 120; const quantity = 3; price * quantity * (quantity > 2 ? 90 : 100) / 100",
      lua: "local price = 120; local quantity = 3; return price * quantity * (quantity > 2 and 90 or 100) // 100",
    },
    expected: 324,
    callsHost: false,
  },
  {
    id: "string-64k",
    measures: "A string of 64 KiB, made by the script and read by the host.",
    sources: {
      kobako: `"x" * ${LETTERS}`,
      "ruby.wasm": `"x" * ${LETTERS}`,
      javascript: `"x".repeat(${LETTERS})`,
      lua: `return ("x"):rep(${LETTERS})`,
    },
    expected: "x".repeat(LETTERS),
    callsHost: false,
  },
  {
    id: "loop-1000",
    measures: "A loop of a thousand additions, to take off the next one.",
    sources: {
      kobako: rubyLoop("i + 1"),
      "ruby.wasm": rubyLoop("i + 1"),
      javascript: javascriptLoop("i + 1"),
      lua: luaLoop("i + 1"),
    },
    expected: CALLS,
    callsHost: false,
  },
  {
    id: "host-1000",
    measures: "The same loop with a call of a host function in each round.",
    sources: {
      kobako: rubyLoop("Lookup.call(i)"),
      "ruby.wasm": rubyLoop("JS.global.call(:lookup, i).to_i"),
      javascript: javascriptLoop("lookup(i)"),
      lua: luaLoop("lookup(i)"),
    },
    expected: CALLS,
    callsHost: true,
  },
  {
    id: "xor-100k",
    measures: "A loop of 100 000 exclusive ors: how fast the language itself runs.",
    sources: {
      kobako: "i = 0; x = 0; while i < 100_000; x ^= i; i += 1; end; x",
      "ruby.wasm": "i = 0; x = 0; while i < 100_000; x ^= i; i += 1; end; x",
      javascript: "let i = 0, x = 0; while (i < 100000) { x ^= i; i += 1 } x",
      lua: "local i = 0; local x = 0; while i < 100000 do x = x ~ i; i = i + 1 end; return x",
    },
    expected: 0,
    callsHost: false,
  },
];

/** Calls of the host in `host-1000`. */
export const HOST_CALLS: number = CALLS;
