import { type BytecodeSnippet, type Extension, Sandbox, type SandboxOptions, type SourceSnippet } from "@kobako/host";

/** What a Sandbox is made of: its options, and what is loaded into it before the guest services are bound. */
export interface SandboxDefinition extends SandboxOptions {
  /** Added with `sandbox.preload`, in order. */
  readonly snippets?: readonly (SourceSnippet | BytecodeSnippet)[];
  /** Added with `sandbox.install`. */
  readonly extensions?: readonly Extension[];
  /** Whatever else is set up: Services that are no providers, reserved paths. */
  readonly configure?: (sandbox: Sandbox) => void;
}

/** @throws what the constructor, `preload` and `install` throw */
export function createSandbox({ snippets = [], extensions = [], configure, ...options }: SandboxDefinition): Sandbox {
  const sandbox = new Sandbox(options);
  for (const snippet of snippets) sandbox.preload(snippet);
  sandbox.install(...extensions);
  configure?.(sandbox);
  return sandbox;
}
