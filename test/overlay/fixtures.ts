import { fileURLToPath } from "node:url";

/** A file other people wrote, in ../shared; tests say so and are skipped where it is not there. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`../../../shared/fixtures/overlay/${path}`, import.meta.url));
}
