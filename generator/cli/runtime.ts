import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { VirtualFile } from "../emit/file.js";
import { runtimeInputs } from "./project.js";

/** The runtime as it goes into a package. */
export function readRuntime(): VirtualFile[] {
  return runtimeInputs().map((file) => ({ path: `src/runtime/${basename(file)}`, text: readFileSync(file, "utf8") }));
}
