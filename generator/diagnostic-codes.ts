/** Every diagnostic that specmend can report, with its words: a code is an entry, so there is none without them. */
import { emitCodes } from "./diagnostic-codes-emit.js";
import { overlayCodes } from "./diagnostic-codes-overlay.js";

export interface DiagnosticWords {
  /** What it is, in a few words. */
  readonly title: string;
  /** Why it is a problem. */
  readonly cause: string;
  /** What to do about it. */
  readonly fix: string;
}

const catalogue = {
  "load/not-found": {
    title: "file not found",
    cause: "A file that the command or a provider's folder names is not there.",
    fix: "Check the path. A provider is a folder under specs/ that holds openapi.yaml or openapi.json.",
  },
  "load/unreadable": {
    title: "file cannot be read",
    cause: "The operating system refused to hand over the file.",
    fix: "Check its permissions, and that it is a file.",
  },
  "load/syntax": {
    title: "not valid YAML or JSON",
    cause: "The text cannot be parsed, so nothing in it can be used.",
    fix: "Mend the text at the marked place. If it is the vendor's own file, fetch it again: a broken download looks like this.",
  },
  "load/too-deep": {
    title: "nested too deeply",
    cause: "Collections are nested beyond any real document; following them could exhaust the stack.",
    fix: "Flatten the document, or check where it came from.",
  },
  "load/too-many-aliases": {
    title: "too many YAML aliases",
    cause: "Aliases expand to more nodes than any real document has: the pattern of an alias bomb.",
    fix: "Replace aliases by $ref, or check where the document came from.",
  },
  "load/not-an-object": {
    title: "not an object",
    cause: "The document's root is a list, a text or nothing.",
    fix: "An OpenAPI document or an overlay begins with a mapping, such as `openapi: 3.1.0`.",
  },
  "load/not-utf8": {
    title: "not UTF-8",
    cause: "The file's bytes are not UTF-8 text.",
    fix: "Convert the file to UTF-8.",
  },
  "model/version": {
    title: "unsupported OpenAPI version",
    cause: "Only Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 documents are understood.",
    fix: "Convert the document first.",
  },
  "model/invalid": {
    title: "invalid OpenAPI",
    cause: "The document does not have the shape that OpenAPI asks for at this place.",
    fix: "Correct the place with an overlay action.",
  },
  "model/reference": {
    title: "$ref leads nowhere",
    cause: "The file or the place in it that a $ref names is not there.",
    fix: "Correct the $ref, or add what it names, with an overlay action.",
  },
  "model/reference-cycle": {
    title: "$ref leads only back to itself",
    cause: "Following the $ref never arrives at a schema.",
    fix: "Replace one $ref of the circle by the schema that was meant, with an overlay action.",
  },
  "model/remote-reference": {
    title: "$ref to the network",
    cause:
      "specmend fetches nothing, so that a package is made of files that can be reviewed, and is the same tomorrow.",
    fix: "Download the file to the folder of the document, and change the $ref to its path with an overlay action.",
  },
  "model/outside-reference": {
    title: "$ref out of the document's folder",
    cause:
      "A document from elsewhere must not read any file of this machine, so only the files in its folder are opened.",
    fix: "Move the file there, or allow its folder with --allow-refs or allowRefs in package.json.",
  },
  "model/duplicate-operation": {
    title: "operationId used twice",
    cause: "Two operations have one operationId, or would become the same method.",
    fix: "Give one of them another operationId with an overlay action.",
  },
  "model/duplicate-name": {
    title: "two things with one name",
    cause: "Two different names become the same TypeScript name.",
    fix: "Rename one of them with an overlay action.",
  },
  "model/parameter": {
    title: "invalid parameter",
    cause: "The parameter cannot be sent as it is declared.",
    fix: "Correct the parameter with an overlay action.",
  },
  "model/unsupported": {
    title: "not supported yet",
    cause: "The document uses a feature that specmend does not generate code for.",
    fix: "Remove or replace the marked place with an overlay action.",
  },
  "model/pattern": {
    title: "a pattern that is not checked",
    cause:
      "A `pattern` repeats a part that can itself match in several ways, looks ahead or back, or refers back. JavaScript may need exponential time for it.",
    fix: "Nothing has to be done: the server checks it. To have it checked before sending, simplify it with an overlay action.",
  },
  "model/no-server": {
    title: "no server",
    cause: "The document names no absolute server URL, so the client has no default base URL.",
    fix: "Add `servers` with an overlay action; until then callers must pass baseUrl.",
  },
  "pagination/unknown-style": {
    title: "unknown pagination style",
    cause: "The style of x-pagination, or what another dialect calls so, is none that it has.",
    fix: "Use one of the styles that are listed.",
  },
  "pagination/unknown-field": {
    title: "wrong field in a pagination declaration",
    cause: "Nobody reads this field, or one that is needed is missing; a misspelt one would change nothing.",
    fix: "Check the spelling against the fields of the style.",
  },
  "pagination/no-such-parameter": {
    title: "pagination names a parameter that is not there",
    cause: "The operation has no such parameter or body property, so the next page could not be asked for.",
    fix: "Name a parameter of the operation, or add it with an overlay action; `x-pagination` wins over other dialects.",
  },
  "pagination/no-such-field": {
    title: "pagination names a response field that is not there",
    cause: "The response schema has no such field, so pages could not be read.",
    fix: "Name a field of the response, or add it to its schema with an overlay action; `x-pagination` wins over other dialects.",
  },
  "pagination/wrong-type": {
    title: "pagination names a field of the wrong type",
    cause: "Items must be a list, cursors text or numbers, totals numbers, and hasMore a boolean.",
    fix: "Name another field, or correct its schema with an overlay action.",
  },
  "pagination/unsupported": {
    title: "pagination that cannot be followed",
    cause: "Another tool's dialect says something that x-pagination cannot, so the method returns one page only.",
    fix: "Declare with `x-pagination` in an overlay how the pages hang together, or `x-pagination: false` for no pages.",
  },
  "pagination/first-page": {
    title: "number of the first page unknown",
    cause: "Counting pages from the wrong number would leave one out.",
    fix: "Say `firstPage: 0` or `firstPage: 1` in x-pagination, or correct the parameter's default.",
  },
  "feed/invalid": {
    title: "invalid x-feed",
    cause: "The feed does not fit the operation: what is new could not be told, or would be missed.",
    fix: "Name fields of an item and a parameter of the operation, and say how late an item may become visible.",
  },
  "filters/invalid": {
    title: "invalid x-filters",
    cause: "The filters do not fit the operation, so a fake of it would answer with the wrong items.",
    fix: "Name a parameter of the operation and a field of an item for each, and how the two relate.",
  },
  "combinations/invalid": {
    title: "invalid x-parameter-combinations",
    cause: "The combinations do not fit the operation's parameters.",
    fix: "List parameters of the operation, and only sets of the listed parameters.",
  },
  "write/foreign-folder": {
    title: "folder is not a generated package",
    cause: "The output folder holds files that specmend did not write; replacing it would lose them.",
    fix: "Choose another --out, or empty the folder.",
  },
  "write/failed": {
    title: "package could not be written",
    cause: "The operating system refused. The previous package is as it was.",
    fix: "Check permissions and free space.",
  },
  "write/unsafe-path": {
    title: "file name leads out of the package",
    cause: "A generated file would be written outside of its package, or over another one. Nothing was written.",
    fix: "Rename what the file is named after with an overlay action. If it comes from no name in the spec, report it as a bug.",
  },
  "write/hand-edit": {
    title: "hand edit replaced",
    cause: "Generated files are made anew at every run, so a change made in one of them is lost.",
    fix: "Make the change in the overlay. What was replaced is in version control, if it was committed.",
  },
  "write/output": {
    title: "file could not be written",
    cause: "The operating system refused, or the folder is not there.",
    fix: "Check the path, permissions and free space.",
  },
  "generate/no-providers": {
    title: "no providers",
    cause: "The specs folder holds no provider.",
    fix: "A provider is a folder such as specs/close that holds openapi.yaml or openapi.json.",
  },
  "generate/unknown-provider": {
    title: "unknown provider",
    cause: "There is no such folder under specs/.",
    fix: "Use one of the names listed, or add the folder.",
  },
  "generate/provider-name": {
    title: "provider name is no package name",
    cause: "A provider's folder names its package and its client.",
    fix: "Rename the folder: letters, digits, `.`, `_` and `-`, beginning with a letter or digit, and none that differs only in case.",
  },
  "generate/no-document": {
    title: "provider without a document",
    cause: "A folder under specs/ is a provider, and a provider has the vendor's OpenAPI document.",
    fix: "Save the vendor's document there as openapi.yaml, openapi.yml or openapi.json, or delete the folder.",
  },
  "generate/two-documents": {
    title: "provider with two documents",
    cause: "A provider has one OpenAPI document; the others would be ignored.",
    fix: "Keep the vendor's own and delete the rest.",
  },
  "generate/stray-file": {
    title: "file that nothing reads",
    cause: "A misnamed overlay would be ignored without a word.",
    fix: "Rename it to overlay.NAME.yaml if it is an overlay, or move it: pages that overlays quote go into docs/.",
  },
  "generate/orphan": {
    title: "package without a provider",
    cause: "The folder was generated from a provider that is gone, so nothing keeps it up to date.",
    fix: "Delete the folder, or bring the provider back.",
  },
  "release/damaged": {
    title: "last release cannot be read",
    cause:
      "released.json has the package's version and what was released under it. Without it, a version could come twice.",
    fix: "Take the file from version control. `specmend release` alone writes it.",
  },
  "release/version": {
    title: "version is too low",
    cause: "The version that was asked for promises callers more than the changes keep, or has been used.",
    fix: "Ask for a higher one, or leave --version out.",
  },
  "model/too-deep": {
    title: "references lead on and on",
    cause: "Schemas refer to schemas that refer to schemas, further than any real document goes.",
    fix: "Shorten the chain of `$ref`s with an overlay action, or check where the document came from.",
  },
  ...overlayCodes,
  ...emitCodes,
} satisfies Readonly<Record<string, DiagnosticWords>>;

export type DiagnosticCode = keyof typeof catalogue;

/** What each code means and how it is mended. `specmend explain CODE` prints an entry. */
export const diagnosticCatalogue: Readonly<Record<DiagnosticCode, DiagnosticWords>> = catalogue;
