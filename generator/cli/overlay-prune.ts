/** `specmend overlay prune`: deletes obsolete actions from the overlay files. */
import { prune, type Pruned } from "../authoring/prune.js";
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { parseCommand } from "./arguments.js";
import { report } from "./output.js";
import { actionToJson, listActions, loadSources, plural, writeBack } from "./overlay-files.js";
import { planProviders, readSettings } from "./project.js";
import { printJson } from "./terminal.js";

const options = { specs: { type: "string" }, check: { type: "boolean" } } as const;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "overlay prune");
  const diagnostics = new Diagnostics();
  const jobs = diagnostics.pipe(planProviders(values.specs ?? "specs", "", positionals, readSettings()));
  const done = jobs.flatMap((job) => {
    const sources = loadSources(job, diagnostics);
    return sources ? [{ name: job.name, ...diagnostics.pipe(prune(sources.document, sources.overlays, job)) }] : [];
  });
  const edited = done.flatMap((one) => one.overlays).filter((one) => one.text !== undefined);
  const isCheck = values.check === true;
  if (!isCheck) for (const one of edited) writeBack(one, diagnostics);

  const [, all] = diagnostics.wrap(undefined);
  const isFine = !diagnostics.hasErrors && !(isCheck && edited.length > 0);
  if (values.json) {
    const files = edited.map(({ overlay, actions }) => ({
      file: overlay.document.file,
      deleted: actions.map((action) => actionToJson(action, overlay)),
    }));
    const failing = done.map(({ name, failing: others, kept }) => ({
      name,
      failing: others.length,
      kept: kept.length,
    }));
    printJson({ ok: isFine, written: !isCheck, files, providers: failing, diagnostics: diagnosticsToJson(all) });
  } else {
    report(all);
    for (const one of done) process.stdout.write(summary(one, isCheck));
  }
  return isFine ? 0 : 1;
}

function summary({ name, overlays, kept, failing }: Pruned & { readonly name: string }, isCheck: boolean): string {
  const count = overlays.reduce((sum, one) => sum + one.actions.length, 0);
  const verb = isCheck ? "to delete" : "deleted";
  const head = `${name}: ${count === 0 ? `nothing ${verb}` : `${plural(count, "obsolete action")} ${verb}`}\n`;
  const list = overlays.map(({ overlay, actions }) => listActions(actions, overlay)).join("");
  const see = `see \`specmend overlay check ${name}\``;
  const others = failing.length > 0 ? `  ${plural(failing.length, "other action")} in error: ${see}\n` : "";
  const waiting =
    kept.length > 0
      ? `  ${plural(kept.length, "action")} obsolete only while another is in conflict: left alone\n`
      : "";
  return head + list + others + waiting;
}
