import { ArgumentError } from "../errors/argument-error.ts";
import { KobakoError } from "../errors/kobako-error.ts";
import { TimeoutError } from "../errors/trap-error.ts";
import { requireOptions } from "../sandbox/sandbox-options.ts";
import { registryOf, Sandbox } from "../sandbox/sandbox.ts";
import { Service } from "../services/service.ts";
import { requireTarget } from "../services/service-registry.ts";
import { faultFindings, type Finding, secretsOf, valueFindings } from "./findings.ts";
import { IntrinsicsGuard } from "./intrinsics-guard.ts";
import { ARGUMENTS, BLOCKS, callScript, HOOKS, type Probe, RESERVED, SPY_PATH } from "./probes.ts";
import { type Leak, type LeakKind, SealError, type SealReport } from "./seal-report.ts";
import { Spy } from "./spy.ts";
import { namesOf, surfaceOf } from "./surface.ts";

/** What `assertSealed` may try, and what it should not mind. */
export interface SealOptions {
  /** Tries these alone: paths (`KV`), members (`KV.get`). */
  readonly only?: readonly string[];
  /** Leaves these out: paths, members, or kinds of leaks. Members that send mail or move money belong here. */
  readonly skip?: readonly string[];
  /** Path → the members that a script may reach; anything else that answers is a leak. */
  readonly allow?: Readonly<Record<string, readonly string[]>>;
  /** Says which objects may become Handles although they declare nothing: `(object) => object instanceof User`. */
  readonly acceptHandle?: (object: object) => boolean;
  /** Texts that no script may ever see: passwords, keys, names of internal hosts. */
  readonly secrets?: readonly string[];
  /** What fills reserved paths, as `options.bind` would. */
  readonly bind?: Readonly<Record<string, object>>;
  /** Milliseconds that one call may take. Default 5 000. */
  readonly patience?: number;
}

/** A Sandbox, whatever its Services and entrypoints are. */
type AnySandbox = Pick<Sandbox, "options" | "revoke">;

interface Target {
  readonly path: string;
  readonly object: object;
}

const KNOWN = { only: 0, skip: 0, allow: 0, acceptHandle: 0, secrets: 0, bind: 0, patience: 0 };

/**
 * Throws at everything that is bound to a Sandbox what hostile scripts would: names, keys, coercions, Handles, floods,
 * thenables, getters. Resolves with a report when nothing leaks; rejects with a `SealError` that says which member leaked what.
 *
 * **It calls your Services**, every member of them, many times and with strange arguments: run it against a test database,
 * and `skip` what has effects elsewhere. `listProbes` shows what it would do.
 *
 * @example
 * ```ts
 * test("what scripts can reach is sealed", () => assertSealed(createSandbox(), { skip: ["Mail.send"] }));
 * ```
 * @throws SealError; TypeError, ArgumentError for options
 */
export async function assertSealed(sandbox: AnySandbox, options: SealOptions = {}): Promise<SealReport> {
  const run = new SealRun(targetsOf(sandbox, options), options);
  const report = await run.all();
  if (report.leaks.length > 0) throw new SealError(report);
  return report;
}

/** What `assertSealed` would run, without running anything: a dry run. */
export function listProbes(sandbox: AnySandbox, options: SealOptions = {}): readonly Probe[] {
  return targetsOf(sandbox, options).flatMap((target) => [
    ...hiddenProbes(target, options),
    ...memberProbes(target, options),
  ]);
}

function targetsOf(sandbox: AnySandbox, options: SealOptions): Target[] {
  requireOptions(options, KNOWN, "an option of assertSealed");
  if (!(sandbox instanceof Sandbox)) throw new TypeError("assertSealed takes a Sandbox");
  const registry = registryOf(sandbox);
  const targets: Target[] = [];
  for (const path of registry.paths) {
    const binding = registry.find(path);
    const filled = options.bind?.[path];
    if (filled !== undefined) targets.push({ path, object: filled });
    else if (binding?.kind === "object") targets.push({ path, object: binding.object });
    else if (binding?.kind === "provider") targets.push({ path, object: requireTarget(binding.provide(), path) });
  }
  for (const name of [...(options.only ?? []), ...Object.keys(options.allow ?? {})]) {
    if (!targets.some(({ path }) => name === path || name.startsWith(`${path}.`)))
      throw new ArgumentError(`${name} names nothing that is bound`);
  }
  return targets.filter(({ path }) => options.only?.some((name) => name.split(".", 1)[0] === path) !== false);
}

function isWanted(path: string, member: string, { only, skip = [] }: SealOptions): boolean {
  const names = [path, `${path}.${member}`];
  return (
    !skip.some((name) => names.includes(name)) && (only === undefined || only.some((name) => names.includes(name)))
  );
}

/** Names that must not answer: reserved ones, and whatever else the object and its classes have. */
function hiddenProbes({ path, object }: Target, options: SealOptions): Probe[] {
  const surface = new Set(surfaceOf(object));
  const hidden = [...new Set([...RESERVED, ...HOOKS, ...namesOf(object)])].filter((name) => !surface.has(name));
  return hidden
    .filter((member) => isWanted(path, member, options))
    .map((member) => ({ path, member, script: callScript(path, member, "'x'") }));
}

function memberProbes({ path, object }: Target, options: SealOptions): Probe[] {
  const members = surfaceOf(object).filter((member) => isWanted(path, member, options));
  return members.flatMap((member) => [
    ...ARGUMENTS.map((args) => ({ path, member, script: callScript(path, member, args) })),
    ...BLOCKS.map((block) => ({ path, member, script: callScript(path, member, "'a'", block) })),
  ]);
}

/** One `assertSealed`, in a Sandbox of its own: yours is neither sealed nor changed. */
class SealRun {
  readonly #targets: readonly Target[];
  readonly #options: SealOptions;
  readonly #sandbox: Sandbox;
  readonly #secrets: ReturnType<typeof secretsOf>;
  readonly #leaks = new Map<string, Leak>();
  /** Members of the target at hand that did not answer in time. */
  readonly #hanging = new Set<string>();
  #probes = 0;

  constructor(targets: readonly Target[], options: SealOptions) {
    this.#targets = targets;
    this.#options = options;
    this.#secrets = secretsOf(options.secrets ?? []);
    this.#sandbox = new Sandbox({ timeout: options.patience ?? 5_000, memoryLimit: 64 * 1024 * 1024 });
    this.#sandbox.bind(SPY_PATH, () => new Spy());
    for (const { path, object } of targets) this.#sandbox.bind(path, object);
  }

  async all(): Promise<SealReport> {
    const surface: Record<string, readonly string[]> = {};
    const guard = new IntrinsicsGuard();
    const late = new LateFailures();
    try {
      for (const target of this.#targets) {
        surface[target.path] = surfaceOf(target.object);
        this.#hanging.clear();
        this.#judgeSurface(target);
        await this.#hidden(target);
        for (const probe of memberProbes(target, this.#options)) {
          // One that hangs would hang again, each time for as long as it is given.
          if (this.#hanging.has(probe.member)) continue;
          await this.#member(probe);
          for (const what of guard.restore()) this.#leak(probe, "pollution", `${what} to an intrinsic prototype`);
          for (const what of late.take()) this.#leak(probe, "late-failure", what);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
      const last = memberProbes(this.#targets.at(-1) ?? { path: "", object: {} }, this.#options).at(-1);
      if (last !== undefined) for (const what of late.take()) this.#leak(last, "late-failure", what);
    } finally {
      late.stop();
    }
    return { leaks: [...this.#leaks.values()], surface, probes: this.#probes };
  }

  #judgeSurface({ path, object }: Target): void {
    const allowed = this.#options.allow?.[path];
    for (const member of surfaceOf(object)) {
      if (!isWanted(path, member, this.#options)) continue;
      const probe = { path, member, script: callScript(path, member, "") };
      if (allowed !== undefined && !allowed.includes(member)) this.#leak(probe, "unlisted", "a script can call it");
      else if (allowed === undefined && HOOKS.has(member) && !Service.is(object))
        this.#leak(probe, "hook", "JavaScript calls it to convert or await the object; a script can, too");
    }
  }

  async #hidden(target: Target): Promise<void> {
    const before = stateOf(target.object);
    for (const probe of hiddenProbes(target, this.#options)) {
      const [tag, answer] = await this.#run(probe);
      // The one answer to whatever leads nowhere.
      if (tag === "fault" && answer === "no such Service or method") continue;
      if (tag !== undefined) this.#leak(probe, "reserved", "it answered, although the gate says that it must not");
    }
    if (!isSame(before, stateOf(target.object)))
      this.#leak(
        { path: target.path, member: "*", script: "names that must not answer" },
        "mutation",
        "the bound object changed",
      );
  }

  async #member(probe: Probe): Promise<void> {
    Spy.seen.clear();
    const [tag, answer] = await this.#run(probe);
    const accepts = this.#options.acceptHandle ?? (() => false);
    let found: Finding[] = [];
    if (tag === "value") found = valueFindings(answer, accepts, this.#secrets);
    else if (tag === "fault" && typeof answer === "string") found = faultFindings(answer, this.#secrets);
    for (const [kind, what] of found) this.#leak(probe, kind, what);
    if (Spy.seen.size > 0)
      this.#leak(probe, "coercion", `it used ${[...Spy.seen].join(", ")} of an object that it was given`);
  }

  /** What came of a probe: its tag and answer, or nothing when the invocation ended otherwise. */
  async #run(probe: Probe): Promise<readonly [tag?: string, answer?: unknown]> {
    this.#probes += 1;
    try {
      const { value } = await this.#sandbox.eval(probe.script);
      const [tag, answer] = value as readonly [symbol, unknown];
      return [tag.description ?? "", answer];
    } catch (error) {
      if (!(error instanceof KobakoError)) throw error;
      if (error instanceof TimeoutError) this.#hanging.add(probe.member);
      if (error.category === "trap")
        this.#leak(probe, "flood", `the invocation ended in ${error._tag}: ${error.message}`);
      return [];
    }
  }

  /** One leak per member and kind: the first that was found. */
  #leak({ path, member, script }: Probe, kind: LeakKind, what: string): void {
    if (this.#options.skip?.includes(kind) === true) return;
    const key = `${path} ${member} ${kind}`;
    if (!this.#leaks.has(key)) this.#leaks.set(key, { kind, path, member, what, probe: script });
  }
}

type State = readonly (readonly [PropertyKey, unknown])[];

/** Own members and prototype of an object, by identity; getters are not run. */
function stateOf(object: object): State {
  const own = Reflect.ownKeys(object).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    return [key, descriptor?.value ?? descriptor?.get] as const;
  });
  return [...own, ["__proto__", Object.getPrototypeOf(object)]];
}

function isSame(before: State, after: State): boolean {
  return (
    before.length === after.length &&
    before.every(([key, value], index) => after[index]?.[0] === key && Object.is(after[index]?.[1], value))
  );
}

/** Rejections that nobody handles, while it listens. */
class LateFailures {
  readonly #seen: string[] = [];
  readonly #listener = (reason: unknown): void => {
    this.#seen.push(
      `a Promise was rejected where nobody looks: ${String(reason instanceof Error ? reason.message : typeof reason)}`,
    );
  };

  constructor() {
    globalThis.process?.on?.("unhandledRejection", this.#listener);
  }

  take(): readonly string[] {
    return this.#seen.splice(0);
  }

  stop(): void {
    globalThis.process?.off?.("unhandledRejection", this.#listener);
  }
}
