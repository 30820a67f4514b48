import { readFileSync } from "node:fs";
import { type Extension, Sandbox } from "@kobako/host";
import { VirtualFileSystem } from "./virtual-file-system.ts";

/** What a plug-in says about itself. */
export interface Description {
  readonly plugins: readonly string[];
  readonly events: readonly string[];
  readonly commands: Readonly<Record<string, string>>;
}

type Entrypoints = {
  Describe: () => Description;
  Emit: (event: string, payload: unknown) => unknown[];
  Command: (name: string, args: readonly unknown[]) => unknown;
};

export interface PlugInHostOptions {
  readonly source: string;
  /** Gets what the plug-in posts. */
  readonly post: (text: string) => void;
}

function ruby(file: string): string {
  return readFileSync(new URL(`../extensions/${file}`, import.meta.url), "utf8");
}

/** One plug-in: its code in a Sandbox of its own, its files in a file system of its own. */
export class PlugInHost {
  readonly files = new VirtualFileSystem({ maxBytes: 1_000_000, maxFiles: 100 });
  readonly #sandbox: Sandbox<Record<string, unknown>, Entrypoints>;

  /** @throws SandboxError when the plug-in does not compile */
  constructor({ source, post }: PlugInHostOptions) {
    const fileExtension: Extension = {
      name: "FileApi",
      source: ruby("file.rb"),
      backend: { path: "File", object: this.files },
    };
    const dsl: Extension = { name: "PluginApi", source: ruby("plugin.rb"), dependsOn: ["FileApi"] };
    this.#sandbox = new Sandbox<Record<string, unknown>, Entrypoints>({ timeout: "1 second", maxCalls: 1_000 });
    this.#sandbox.install(fileExtension, dsl).bind("Chat", { post }).preload({ name: "Main", code: source });
  }

  /** Runs the plug-in's top level once, so that what is wrong with it shows now. */
  async start(): Promise<Description> {
    await this.#sandbox.seal();
    return (await this.#sandbox.run("Describe")).value;
  }

  /** Calls every handler of an event, in order, and gives what each gave. */
  async emit(event: string, payload: unknown): Promise<readonly unknown[]> {
    return (await this.#sandbox.run("Emit", [event, payload])).value;
  }

  async command(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return (await this.#sandbox.run("Command", [name, args])).value;
  }
}
