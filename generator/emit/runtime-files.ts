/** Which files of the runtime a package needs: those that its own files import, and what these import in turn. */
import type { VirtualFile } from "./file.js";

/** The end of an import or an export, as the formatter leaves it. One that is only quoted in a comment does no harm. */
const specifiers = /\bfrom "(\.[\w./-]+)\.js";$/gm;

export function reachedFrom(sources: readonly VirtualFile[], runtime: readonly VirtualFile[]): readonly VirtualFile[] {
  const files = new Map(runtime.map((file) => [file.path, file]));
  const reached = new Set<VirtualFile>();
  const visit = ({ path, text }: VirtualFile): void => {
    for (const [, specifier] of text.matchAll(specifiers)) {
      const target = files.get(new URL(`${specifier}.ts`, `file:///${path}`).pathname.slice(1));
      if (!target || reached.has(target)) continue;
      reached.add(target);
      visit(target);
    }
  };
  sources.forEach(visit);
  return runtime.filter((file) => reached.has(file));
}
