import { parseSync, Visitor } from "oxc-parser";

/** A place that reaches a member by a computed name, or makes code of text. */
export interface Reflection {
  readonly kind: "member" | "reflect" | "code";
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

const CODE = new Set(["eval", "Function", "AsyncFunction", "GeneratorFunction"]);
const REFLECT = new Set(["get", "set", "deleteProperty", "defineProperty", "construct"]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Everything in a source that a hostile name could redirect. Numbers, strings and `Symbol.…` that are written there do not count. */
export function reflectionsIn(file: string, source: string): readonly Reflection[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const found: Reflection[] = [];
  const add = (kind: Reflection["kind"], { start, end }: Node): void => {
    const line = source.slice(0, start).split("\n").length;
    found.push({ kind, line, text: source.slice(start, Math.min(end, start + 80)).replaceAll(/\s+/g, " ") });
  };
  const callee = (node: Node, target: Node): void => {
    const text = source.slice(target.start, target.end);
    if (CODE.has(text.replace(/^globalThis\./, ""))) add("code", node);
    const [holder, method = ""] = text.split(".");
    if (holder === "Reflect" && REFLECT.has(method)) add("reflect", node);
  };
  new Visitor({
    MemberExpression(node) {
      if (node.computed && !isWritten(node.property, source)) add("member", node);
    },
    CallExpression(node) {
      callee(node, node.callee);
    },
    NewExpression(node) {
      callee(node, node.callee);
    },
    ImportExpression(node) {
      if (node.source.type !== "Literal") add("code", node);
    },
  }).visit(program);
  return found;
}

/** Whether the name stands in the source: a literal, or a well-known symbol. */
function isWritten(property: Node, source: string): boolean {
  if (property.type === "Literal") return true;
  return /^Symbol\.\w+$/.test(source.slice(property.start, property.end));
}
