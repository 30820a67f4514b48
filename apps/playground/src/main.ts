import { Sandbox } from "@kobako/host";
import { examples } from "./examples.ts";
import { describeUsage, firstProblem, runScript } from "./run-script.ts";

function element<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

const script = element("script", HTMLTextAreaElement);
const run = element("run", HTMLButtonElement);
const picker = element("examples", HTMLSelectElement);
const problem = element("problem", HTMLParagraphElement);
const value = element("value", HTMLPreElement);
const output = element("output", HTMLPreElement);
const usage = element("usage", HTMLParagraphElement);

const sandbox = new Sandbox({ timeout: "1 second", memoryLimit: 16 * 2 ** 20 });
// The one thing of the page that a script reaches. A name is all that gets through.
sandbox.bind("Page::Colour", async (name: unknown) => {
  if (typeof name !== "string" || !/^[a-z]{0,20}$/.test(name)) throw new TypeError("a colour's name has small letters");
  document.body.style.setProperty("--accent", name === "" ? "" : name);
  await new Promise((resolve) => setTimeout(resolve, 400));
});

for (const name of Object.keys(examples)) picker.append(new Option(name));
picker.addEventListener("change", () => {
  script.value = examples[picker.value] ?? "";
  check();
});
script.value = examples[picker.value] ?? "";
script.addEventListener("input", check);
script.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void start();
});
run.addEventListener("click", () => void start());

function check(): void {
  problem.textContent = firstProblem(sandbox.check(script.value));
}

async function start(): Promise<void> {
  if (run.disabled) return;
  run.disabled = true;
  value.textContent = "Running…";
  output.textContent = "";
  usage.textContent = "";
  try {
    const outcome = await runScript(sandbox, script.value);
    value.textContent = outcome.text;
    value.classList.toggle("failed", outcome.failed);
    output.textContent = outcome.output;
    usage.textContent = describeUsage(outcome.usage);
  } finally {
    run.disabled = false;
  }
}

try {
  await sandbox.warm();
  value.textContent = "Ready.";
  run.disabled = false;
  check();
} catch (error) {
  value.textContent = String(error);
  value.classList.add("failed");
}
