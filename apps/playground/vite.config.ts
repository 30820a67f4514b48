import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the built page works in any folder of any server.
  base: "./",
  // Inside the workspace the packages are read from their sources.
  resolve: { conditions: ["kobako:source", "module", "browser", "development|production"] },
  build: { target: "esnext", outDir: "dist" },
});
