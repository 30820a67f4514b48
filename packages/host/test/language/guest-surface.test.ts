import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Sandbox } from "../../src/index.ts";
import { formatSurface, type GuestSurface, namesOf, readSurface, SURFACE_FILE } from "./guest-surface.ts";

const text = readFileSync(SURFACE_FILE, "utf8");
const allowed = JSON.parse(text) as GuestSurface;
const names = namesOf(allowed);

describe("the guest defines what the list allows", () => {
  const defined = namesOf(readSurface());

  it("and nothing else: read what is new, then run update-guest-surface.ts", () => {
    expect(defined.length).toBeGreaterThan(1200);
    expect(defined.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("and all of it", () => {
    expect(names.filter((name) => !defined.includes(name))).toEqual([]);
  });

  it("in the form that the update command writes", () => {
    expect(text).toBe(formatSurface(allowed));
  });
});

describe("the list holds nothing", () => {
  // What every object and class answers to; the methods of a Handle and of a Service are there to be refused.
  const everywhere = ["Kernel", "Object", "BasicObject", "Module", "Class", "IO", "Method", "Proc"];
  const members = everywhere.flatMap((name) => {
    const { methods = [], singleton = [] } = allowed.modules[name] ?? {};
    return [...methods, ...singleton];
  });
  const methods = new Set([...members, ...Object.values(allowed.objects).flat()]);
  const constants = new Set(allowed.modules["Object"]?.constants);

  // GC stays: it tunes the script's own heap, and the memory limit does not ask it.
  it.each([
    ["that reaches files", ["File", "Dir", "FileTest", "Pathname", "Tempfile", "FileUtils", "ARGF", "DATA", "STDIN"]],
    ["that reaches processes", ["Signal", "Thread", "Ractor", "ConditionVariable", "Mutex", "PTY"]],
    ["that reaches the network", ["Socket", "TCPSocket", "UDPSocket", "Net", "Resolv"]],
    ["that tells of the host", ["ENV", "ARGV", "Etc", "Gem", "RbConfig", "RUBY_PLATFORM", "RUBYOPT"]],
    ["that looks into the engine", ["ObjectSpace", "RubyVM", "Binding", "TracePoint", "Marshal", "Fiddle", "DL"]],
  ])("%s: %j", (_, forbidden) => {
    expect(constants.size).toBeGreaterThan(50);
    expect(forbidden.filter((name) => constants.has(name))).toEqual([]);
  });

  it.each([
    [
      "that reads or runs files",
      ["open", "sysopen", "readlines", "readline", "gets", "read", "popen", "autoload", "test"],
    ],
    ["that reaches processes", ["system", "exec", "fork", "spawn", "trap", "exit!", "at_exit", "kill"]],
    ["that waits", ["sleep", "select", "usleep"]],
    ["that compiles or looks into scopes", ["eval", "binding", "local_variable_set", "set_trace_func"]],
    ["that looks into the engine", ["syscall", "each_object", "memsize_of", "_id2ref", "irep", "iseq"]],
  ])("%s: %j", (_, forbidden) => {
    expect(methods.size).toBeGreaterThan(150);
    expect(forbidden.filter((name) => methods.has(name))).toEqual([]);
  });

  it.each([
    ["a command in backquotes", "`ls`", "NotImplementedError"],
    ["a text given to instance_eval", "instance_eval('1 + 1')", "NotImplementedError"],
    ["a text given to class_eval", "Object.class_eval('1 + 1')", "NotImplementedError"],
    ["a text given to module_eval", "Kernel.module_eval('1 + 1')", "NotImplementedError"],
  ])("that runs %s", async (_, source, klass) => {
    await expect(new Sandbox().eval(source)).rejects.toMatchObject({ klass });
  });
});

describe("what scripts can see of addresses", () => {
  const SCRIPT =
    "o = Object.new; [o.inspect, o.object_id, o.hash, Class.new.inspect, ->(x) { x }.inspect, Kobako.inspect, :a.object_id]";

  it.each(["hermetic", "permissive"] as const)("is the same in every invocation (%s)", async (profile) => {
    const first = await new Sandbox({ profile }).eval(SCRIPT);
    const second = await new Sandbox({ profile, memoryLimit: null }).eval(SCRIPT);
    expect(second.value).toEqual(first.value);
  });
});
