/** The part of the catalogue that is about generated code. */
export const emitCodes = {
  "emit/does-not-compile": {
    title: "generated code does not compile",
    cause: "What specmend made of the spec is no valid TypeScript. This is a bug of specmend; nothing was written.",
    fix: "Report it with the spec and the overlay. Until it is mended, `--no-typecheck` writes the package as it is.",
  },
  "emit/too-many-resources": {
    title: "too many resources",
    cause: "Each resource is a file of the package; so many would be none that anybody can install.",
    fix: "Give the operations `tags`, or `operationId: resource.method`, with an overlay action, so that they share resources.",
  },
  "emit/too-large": {
    title: "the package is too large",
    cause: "No compiler and no editor gets through so much source: each operation is about 800 characters of it.",
    fix: "Take out with an overlay's `remove` what nobody calls, or make several packages of it, each with its own spec.",
  },
  "emit/no-compiler": {
    title: "no type check",
    cause: "A package is type-checked before it is written, and no TypeScript could do that; nothing was written.",
    fix: "`npm install --save-dev typescript`; or pass `--no-typecheck` (or set `typecheck` to false) where the build checks types itself.",
  },
  "internal/emit": {
    title: "generated code is broken",
    cause: "specmend printed code that does not parse. This is a bug of specmend; nothing was written.",
    fix: "Report it with the spec and the overlay.",
  },
};
