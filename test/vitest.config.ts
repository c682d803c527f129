import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/cases/*/**"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: "threads",
    // On two cores, one of them would else be idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
