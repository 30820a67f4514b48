import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
const conditions = ["kobako:source"];

/** Project name → folder; `pnpm vitest run --project codec` runs one. */
const projects: Record<string, string> = {
  codec: "packages/codec",
  runtime: "packages/runtime",
  host: "packages/host",
  express: "packages/express",
  nest: "packages/nest",
  guest: "guest",
  quickstart: "apps/quickstart",
  rules: "apps/rules",
  "code-mode": "apps/code-mode",
  grader: "apps/grader",
  plugins: "apps/plugins",
  playground: "apps/playground",
  serverless: "apps/serverless",
  benchmarks: "benchmarks",
  tools: "tools",
  docs: "docs",
};

export default defineConfig({
  root,
  // Workspace packages are read from their sources: no build comes before a test.
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Ends a test that hangs; on a loaded machine an honest one may take ten times as long as usual.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: Object.entries(projects).map(([name, folder]) => ({
      extends: true,
      root: `${root}${folder}`,
      test: { name, include: ["test/**/*.test.ts"] },
    })),
  },
});
