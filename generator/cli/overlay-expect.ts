/** `specmend overlay expect`: fills in missing `x-expect` from the spec as it stands. */
import { fillExpectations } from "../authoring/expect.js";
import { Diagnostics } from "../diagnostics.js";
import { diagnosticsToJson } from "../format-diagnostics.js";
import { parseCommand, refuseProviders } from "./arguments.js";
import { report } from "./output.js";
import { actionToJson, listActions, loadSources, plural, writeBack, type Sources } from "./overlay-files.js";
import { planProviders, readSettings } from "./project.js";
import { printJson } from "./terminal.js";
import { UsageError } from "./usage.js";

const options = {
  specs: { type: "string" },
  spec: { type: "string" },
  overlay: { type: "string", multiple: true },
  check: { type: "boolean" },
} as const;

type Values = { specs?: string; spec?: string; overlay?: string[] };

export async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(argv, options, "overlay expect");
  const diagnostics = new Diagnostics();
  const edited = plan(values, positionals, diagnostics).flatMap((job) => {
    const sources = loadSources(job, diagnostics);
    return sources ? diagnostics.pipe(fillExpectations(sources.document, sources.overlays, job)) : [];
  });
  const changed = edited.filter((one) => one.text !== undefined);
  const isCheck = values.check === true;
  if (!isCheck) for (const one of changed) writeBack(one, diagnostics);

  const [, all] = diagnostics.wrap(undefined);
  const isFine = !diagnostics.hasErrors && !(isCheck && changed.length > 0);
  if (values.json) {
    const files = changed.map(({ overlay, actions }) => ({
      file: overlay.document.file,
      filled: actions.map((action) => actionToJson(action, overlay)),
    }));
    printJson({ ok: isFine, written: !isCheck, files, diagnostics: diagnosticsToJson(all) });
  } else {
    report(all);
    const verb = isCheck ? "to add" : "added";
    for (const { overlay, actions } of edited) {
      const count = actions.length === 0 ? "no x-expect" : `${actions.length} x-expect`;
      process.stdout.write(`${overlay.document.file}: ${count} ${verb}\n${listActions(actions, overlay)}`);
    }
    if (changed.length > 0 && !isCheck) {
      const total = changed.reduce((sum, one) => sum + one.actions.length, 0);
      process.stderr.write(
        `Read ${total === 1 ? "it" : "them"}: ${plural(total, "guard")} can say more than what is written now.\n`,
      );
    }
  }
  return isFine ? 0 : 1;
}

function plan(values: Values, names: readonly string[], diagnostics: Diagnostics): readonly Sources[] {
  const { spec, overlay = [], specs } = values;
  const settings = readSettings();
  if (spec === undefined) {
    if (overlay.length > 0) throw new UsageError("--overlay goes with --spec", "overlay expect");
    return diagnostics.pipe(planProviders(specs ?? "specs", "", names, settings));
  }
  refuseProviders(names, specs, "overlay expect");
  if (overlay.length === 0) throw new UsageError("--spec needs at least one --overlay", "overlay expect");
  return [{ spec, overlays: overlay, readPage: () => undefined, strict: settings.strict }];
}
