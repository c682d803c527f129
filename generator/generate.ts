/** The pipeline for one provider, on one screen: load → overlay → model → emit. It writes nothing. */
import { nameItem } from "./authoring/address.js";
import { Diagnostics, type Result } from "./diagnostics.js";
import { emitPackage } from "./emit/emit.js";
import type { VirtualFile } from "./emit/file.js";
import type { Publishing } from "./emit/publishing.js";
import { isSwagger, type ReadFile } from "./load/document.js";
import { reportStrays } from "./load/providers.js";
import { readDocument } from "./load/read.js";
import { referencesOf } from "./load/referenced-files.js";
import { isOtherFile } from "./load/references.js";
import { buildModel } from "./model/build.js";
import type { Model } from "./model/model.js";
import { correct } from "./overlay/correct.js";
import type { CorrectedDocument, ReadPage } from "./overlay/overlay.js";
import { readOverlay } from "./overlay/read.js";

/** What the model is made from, apart from the document. Paths are as a person would type them. */
export interface ModelJob {
  /** The provider's name: `close`. */
  readonly name: string;
  readonly packageName: string;
  /** What the headers of generated files call the source: `specs/close`. */
  readonly source: string;
  readonly spec: string;
  /** A Stainless configuration beside the spec: how its methods are paged. */
  readonly stainless?: string | undefined;
  /** Folders beside the spec's own whose files it may refer to. */
  readonly allowRefs?: readonly string[];
  /** Told of every file that the spec refers to, there or not. */
  onRead?(file: string): void;
}

/** One package to make. Paths are as a person would type them; diagnostics show them so. */
export interface Job extends ModelJob {
  readonly overlays: readonly string[];
  readonly readPage: ReadPage;
  /** A correction without guard or evidence is an error. */
  readonly strict: boolean;
  /** Documents beside the spec that only a reference can lead to. */
  readonly others?: readonly string[];
  /** What the project says of the package itself. */
  publishing?(): Result<Publishing | undefined>;
}

export interface ReadModel {
  readonly model: Model;
  /** The files that the spec refers to. */
  readonly references: readonly ReadFile[];
}

export interface GeneratedPackage extends ReadModel {
  readonly files: readonly VirtualFile[];
}

/** Makes a package's files; undefined when anything is an error. `runtime` is what is copied into every package. */
export async function generate(
  job: Job,
  runtime: readonly VirtualFile[],
): Promise<Result<GeneratedPackage | undefined>> {
  const diagnostics = new Diagnostics();
  const document = diagnostics.pipe(readDocument(job.spec));
  const overlays = job.overlays.map((file) => {
    const overlay = diagnostics.pipe(readDocument(file));
    return overlay && diagnostics.pipe(readOverlay(overlay));
  });
  if (!document || overlays.includes(undefined)) return diagnostics.wrap(undefined);

  const sound = overlays.filter((overlay) => overlay !== undefined);
  const corrected = diagnostics.pipe(
    correct(document, sound, { readPage: job.readPage, strict: job.strict, isOtherFile }),
  );
  if (!corrected || diagnostics.hasErrors) return diagnostics.wrap(undefined);

  const { model, references = [] } = diagnostics.pipe(await readModel(corrected, job)) ?? {};
  if (model)
    reportStrays(
      job.others ?? [],
      references.map(({ file }) => file),
      diagnostics,
    );
  if (!model || diagnostics.hasErrors) return diagnostics.wrap(undefined);

  const publishing = job.publishing && diagnostics.pipe(job.publishing());
  const files = diagnostics.pipe(await emitPackage(model, runtime, publishing));
  return diagnostics.wrap(diagnostics.hasErrors ? undefined : { model, files, references });
}

/**
 * The corrected document → the model: with the files that it refers to, and Swagger 2.0 brought into OpenAPI 3's form.
 * Undefined when the document is not one that a package can be made from.
 */
export async function readModel(corrected: CorrectedDocument, job: ModelJob): Promise<Result<ReadModel | undefined>> {
  const diagnostics = new Diagnostics();
  const swagger = isSwagger(corrected) ? await import("./load/swagger.js") : undefined;
  const references = referencesOf(job.spec, {
    allowed: job.allowRefs ?? [],
    onAsk: (file) => job.onRead?.(file),
    convert: (file, name) => (whole ? diagnostics.pipe(whole.file(file, name)) : file),
  });
  const whole = swagger && new swagger.Swagger(corrected, references);
  const upgraded = whole ? { ...corrected, ...diagnostics.pipe(whole.document()) } : corrected;
  const stainless = job.stainless === undefined ? undefined : diagnostics.pipe(readDocument(job.stainless));
  const model = diagnostics.pipe(withinStack(() => buildModel(upgraded, { ...job, stainless, nameItem }, references)));
  return diagnostics.wrap(model && { model, references: references.files });
}

/** Types that lead to types, thousands of them in a row: a document can be deep without being nested. */
function withinStack<Value>(build: () => Result<Value | undefined>): Result<Value | undefined> {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const diagnostics = new Diagnostics();
    diagnostics.error("model/too-deep", `The document cannot be followed to its end: ${error.message}.`);
    return diagnostics.wrap(undefined);
  }
}
