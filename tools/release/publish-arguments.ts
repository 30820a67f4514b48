export interface PublishOptions {
  readonly publish: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** npm's arguments for one tarball. Where the workflow has an identity, the package says where it was built (provenance). */
export function publishArguments(tarball: string, { publish, env }: PublishOptions): readonly string[] {
  const hasIdentity = env["ACTIONS_ID_TOKEN_REQUEST_URL"] !== undefined;
  return [
    "publish",
    tarball,
    "--access",
    "public",
    "--ignore-scripts",
    "--loglevel=error",
    ...(publish ? [] : ["--dry-run", "--force"]),
    ...(publish && hasIdentity ? ["--provenance"] : []),
  ];
}
