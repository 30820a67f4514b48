import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "./failure.js";
import { ensureInstalled } from "./install.js";
import { Progress } from "./progress.js";
import { Timings } from "./timings.js";

/** What each command of the root manifest runs, once everything it needs is there. */
const PROGRAMS = {
  start: "apps/quickstart/src/main.ts",
  test: "tools/gates/main.ts",
};

/** Workspace packages are read from their sources: nothing has to be built before a program runs. */
const SOURCES = "--conditions=kobako:source";

/**
 * Prepares what is missing (dependencies, the pinned Node, the Guest Binary), then runs a command's program on the pinned
 * Node and ends as it ends. This file and those it imports run on Node 18 and later, before anything is installed.
 *
 * @param {string | undefined} command a key of `PROGRAMS`
 * @param {readonly string[]} args handed on to the program
 */
export async function main(command, args) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const progress = new Progress(process.stderr, process.env);
  const timings = new Timings(join(root, ".cache", "bootstrap", "timings.json"));
  try {
    if (command !== "start" && command !== "test") {
      throw new Failure(`There is no command "${command}"`, `Use ${Object.keys(PROGRAMS).join(" or ")}`, 2);
    }
    const node = await ensureInstalled(root, progress, timings);
    process.exitCode =
      (await ensureGuest(root, node, progress, timings)) ||
      (await run(root, node, [SOURCES, join(root, PROGRAMS[command]), ...args]));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    progress.fail(error.message);
    process.exitCode = error.exitCode;
  }
}

/**
 * The guest's build says itself what is up to date, how far it is, and in one line why it failed.
 *
 * @param {string} root
 * @param {string} node
 * @param {Progress} progress
 * @param {Timings} timings
 * @returns {Promise<number>} its exit code
 */
async function ensureGuest(root, node, progress, timings) {
  const build = join(root, "guest", "build", "main.ts");
  const check = spawnSync(node, [SOURCES, build, "--check"], { cwd: root, stdio: "ignore" });
  if (check.status === 0) return 0;
  const step = progress.start("Building the Guest Binary from source", timings.estimate("guest"));
  step.handOver();
  const code = await run(root, node, [SOURCES, build]);
  if (code > 128) throw new Failure("The guest's build was stopped by a signal", "Run the command again", code);
  if (code !== 0) return code;
  timings.record("guest", step.elapsed);
  step.done("Guest Binary built");
  return 0;
}

/**
 * @param {string} root
 * @param {string} node
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code, as a shell would report it
 */
function run(root, node, args) {
  // A terminal sends its signals to the child as well; the child decides how to end, and this process follows.
  const wait = () => {};
  process.on("SIGINT", wait);
  const child = spawn(node, args, { cwd: root, stdio: "inherit" });
  const forward = () => child.kill("SIGTERM");
  process.on("SIGTERM", forward);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(
        new Failure(
          `The pinned Node does not start here (${error.message})`,
          "See README.md for the supported systems",
        ),
      );
    });
    child.on("close", (code, signal) => {
      process.off("SIGINT", wait);
      process.off("SIGTERM", forward);
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}
