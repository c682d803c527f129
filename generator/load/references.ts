/** References from one local file to another. */
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Whether a reference in `file` leads to a local file that is there and is not `expected`. A `base` (`$self`) stands for
 * the file's own address. What is not local is never another file: nobody fetches it.
 */
export function isOtherFile(file: string, base: string | undefined, reference: string, expected: string): boolean {
  try {
    const self = new URL(base ?? "", pathToFileURL(resolve(file)));
    const url = new URL(reference, self);
    if (url.protocol !== "file:") return false;
    return realpathSync(fileURLToPath(url)) !== realpathSync(expected);
  } catch {
    return false;
  }
}
