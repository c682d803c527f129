/** TypeScript → JavaScript, declarations and maps, file by file: the sources are written so that no type checker is needed. */
import { transformSync } from "oxc-transform";
import type { VirtualFile } from "./file.js";

interface SourceMap {
  sources: string[];
  sourcesContent?: (string | null | undefined)[];
  file?: string;
}

/** Beyond this size a map costs more than all else together, and no debugger shows the file. */
const longestMapped = 5_000_000;

/** Sources that hold nothing but exported types and what they import. */
const typesOnly = new Set(["src/schemas.ts", "src/webhooks.ts"]);

/**
 * `src/a/b.ts` → `dist/a/b.{js,js.map,d.ts,d.ts.map}`. Throws when the source does not parse: a bug of an emitter. Types are
 * their own declarations, so that there is nothing to map.
 */
export function compile(source: VirtualFile): VirtualFile[] {
  const stem = source.path.replace(/^src\//, "dist/").replace(/\.ts$/, "");
  if (typesOnly.has(source.path))
    return [
      { path: `${stem}.js`, text: "export {};\n" },
      { path: `${stem}.d.ts`, text: source.text },
    ];
  const sourcemap = source.text.length <= longestMapped;
  const code = transformSync(source.path, source.text, {
    sourcemap,
    target: "es2022",
    typescript: { onlyRemoveTypeImports: true, declaration: {} },
  });
  const [error] = code.errors;
  if (error) throw new Error(`${source.path}: ${error.message}\n${error.codeframe ?? ""}`);
  return [
    ...withMap(`${stem}.js`, code.code, code.map, source.path),
    ...withMap(`${stem}.d.ts`, code.declaration ?? "", code.declarationMap, source.path),
  ];
}

function withMap(path: string, text: string, map: SourceMap | undefined, source: string): VirtualFile[] {
  if (!map) return [{ path, text }];
  const name = path.slice(path.lastIndexOf("/") + 1);
  const up = "../".repeat(path.split("/").length - 1);
  const { sourcesContent: _, ...rest } = map;
  return [
    { path, text: `${text}//# sourceMappingURL=${name}.map\n` },
    { path: `${path}.map`, text: `${JSON.stringify({ ...rest, file: name, sources: [`${up}${source}`] })}\n` },
  ];
}
