/** The name of the Sandbox that `KobakoModule.forRoot` makes. */
export const DEFAULT_SANDBOX = "default";

const SANDBOX = "kobako:sandbox:";

/** The injection token of a Sandbox, for factories and `overrideProvider`; in a class, use `@InjectSandbox()`. */
export function getSandboxToken(name: string = DEFAULT_SANDBOX): string {
  return `${SANDBOX}${name}`;
}

/** The name in a Sandbox's token; `undefined` for the token of something else. */
export function sandboxNameOf(token: unknown): string | undefined {
  return typeof token === "string" && token.startsWith(SANDBOX) ? token.slice(SANDBOX.length) : undefined;
}

/** The injection token of a Sandbox's request-scoped invoker; in a class, use `@InjectInvoker()`. */
export function getInvokerToken(name: string = DEFAULT_SANDBOX): string {
  return `kobako:invoker:${name}`;
}
