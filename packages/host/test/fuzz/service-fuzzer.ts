import { Sandbox } from "../../src/index.ts";
import { Finding, type Fuzzer } from "./fuzzer.ts";
import { hostObject, namesToAsk } from "./host-objects.ts";

const REFUSED = "no such Service or method";

/** JavaScript names that a Ruby name may mean when nothing has that very name. */
function spellings(name: string): string[] {
  const base = name.endsWith("?") ? name.slice(0, -1) : name;
  const camel = base.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const predicate = name.endsWith("?") ? [`is${camel.charAt(0).toUpperCase()}${camel.slice(1)}`] : [];
  return [...new Set([base, camel, ...predicate])].filter((one) => one !== name);
}

/**
 * Oracle: a script that asks a host object for every name, made or not, gets an answer from the members that were made to be
 * allowed, the one refusal from all others, and runs no code of any other; traps of a Proxy before it show no read.
 */
export const serviceFuzzer: Fuzzer = {
  name: "service",
  generate: (seed) => namesToAsk(seed, hostObject(seed)),
  async check(names, seed) {
    const object = hostObject(seed);
    const reads: string[] = [];
    const watched = new Proxy(object.target, {
      get: (_, key) => void reads.push(`get ${String(key)}`),
      has: (_, key) => (reads.push(`has ${String(key)}`), false),
      set: (_, key) => (reads.push(`set ${String(key)}`), false),
      ownKeys: () => (reads.push("ownKeys"), []),
    });
    const sandbox = new Sandbox().bind("O", watched);
    const script = `[${names.map((name) => JSON.stringify(name).replaceAll("#", "\\#")).join(", ")}].map { |n| begin; O.method_missing(n.to_sym); :answered; rescue Kobako::ServiceError => e; e.message; end }`;
    const { value } = seed % 2 === 0 ? await sandbox.eval(script) : sandbox.evalSync(script);
    const known = new Map(object.made.map((one) => [one.name, one.allowed]));
    const expectedTouches = new Set<string>();
    for (const [index, name] of names.entries()) {
      const answer: unknown = (value as unknown[])[index];
      const meant = known.has(name) ? name : spellings(name).find((one) => known.has(one));
      const allowed = meant !== undefined && known.get(meant) === true;
      if (allowed) expectedTouches.add(meant);
      const reserved = name === "" || /^(?:_|#|constructor$|prototype$)/.test(name);
      if (allowed && !reserved ? answer === REFUSED : answer !== REFUSED)
        throw new Finding(
          `${JSON.stringify(name)} was answered with ${String(answer)}; it ${allowed ? "is" : "is not"} allowed`,
        );
    }
    for (const name of object.touched)
      if (!expectedTouches.has(name)) throw new Finding(`code of ${JSON.stringify(name)} ran`);
    if (reads.length > 0) throw new Finding(`traps ran: ${reads.join(", ")}`);
    return `${object.made.filter(({ allowed }) => allowed).length > 0 ? "some" : "no"} members`;
  },
};
