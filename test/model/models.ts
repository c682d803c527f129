/** Models of small documents, written as YAML. */
import type { Diagnostic } from "../../generator/diagnostics.js";
import { loadDocument } from "../../generator/load/load.js";
import { buildModel } from "../../generator/model/build.js";
import type { Model, Operation } from "../../generator/model/model.js";
import { correct } from "../../generator/overlay/correct.js";
import { readOverlay } from "../../generator/overlay/read.js";

const head = 'openapi: 3.1.0\ninfo: { title: Test, version: "1" }\nservers: [{ url: https://api.test }]\n';

export interface Built {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
  /** `code: message` of each. */
  readonly said: readonly string[];
}

/** `text` goes on after `openapi`, `info` and `servers`; `overlay` is a list of actions, `configuration` a stainless.yml. */
export function build(text: string, overlay?: string, name = "test", configuration?: string): Built {
  const [document, problems] = loadDocument("spec.yaml", head + text);
  const overlays =
    overlay === undefined ? [] : [`overlay: 1.1.0\ninfo: { title: x, version: "1" }\nactions:\n${overlay}`];
  const read = overlays.map((one) => {
    const [loaded] = loadDocument("overlay.yaml", one);
    const [sound, wrong] = loaded ? readOverlay(loaded) : [undefined, []];
    if (!sound) throw new Error(wrong.map(({ message }) => message).join("\n"));
    return sound;
  });
  if (!document) throw new Error(problems.map(({ message }) => message).join("\n"));
  const [corrected, verdicts] = correct(document, read, { readPage: () => "The page.", strict: false });
  if (!corrected) throw new Error(verdicts.map(({ message }) => message).join("\n"));
  const [stainless] = configuration === undefined ? [] : loadDocument("stainless.yml", configuration);
  const options = { name, packageName: `@test/${name}`, source: "specs/test", stainless };
  const [model, diagnostics] = buildModel(corrected, options);
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { model, diagnostics, said: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

/** The operation of a document with one `GET /things`, whose inside is given as lines of YAML. */
export function operation(inside: string, rest = ""): Built & { readonly operation: Operation } {
  const indented = inside
    .trim()
    .split("\n")
    .map((line) => `      ${line}\n`);
  const built = build(`paths:\n  /things:\n    get:\n      operationId: things.list\n${indented.join("")}${rest}`);
  const [found] = built.model.resources.flatMap((resource) => resource.operations);
  if (!found) throw new Error("There is no operation.");
  return { ...built, operation: found };
}
