/** `overlay expect`: writes the guards that the build asks for, from the spec as it stands. Pure: texts in, texts out. */
import { Diagnostics, type Result } from "../diagnostics.js";
import type { Document, Json, JsonObject } from "../load/document.js";
import { insertField, type NewField } from "../load/insert-field.js";
import { positionAt, positionsOf } from "../load/position-at.js";
import { applyEdits } from "../load/text-edits.js";
import { judgeAll, type Unguarded } from "../overlay/judge.js";
import type { Action, CorrectOptions, Overlay } from "../overlay/overlay.js";
import { isContainer, isList } from "../overlay/values.js";
import { actionsOf, complain, firstRight, indexOf, type EditedOverlay } from "./edited.js";
import { isSimple } from "./print-overlay.js";
import { printBlock, printFlow, type Style } from "./print-yaml.js";

/**
 * Fills in missing `x-expect`. The result is judged before it is handed out: every new guard holds, and no verdict is
 * another. Its `actions` are those that got a guard.
 */
export function fillExpectations(
  spec: Document,
  overlays: readonly Overlay[],
  options: CorrectOptions,
): Result<readonly EditedOverlay[]> {
  const diagnostics = new Diagnostics();
  const { unguarded, judgements } = judgeAll(spec, overlays, options);
  const all = new Map(unguarded.map(({ action, guard }) => [action, guard.expectations]));
  const whole = new Set(overlays.filter((overlay) => guarded(overlay, all) !== undefined));
  const editable = unguarded.filter((one) => whole.has(one.overlay) || isEditable(one));
  const guards = new Map(editable.map(({ action, guard }) => [action, guard.expectations]));
  let filled = fill(overlays, guards);
  // A proposal that does not hold gives way to a mere count of nodes, and that to nothing.
  for (const fallback of [(matched: number) => [{ count: matched }], () => undefined]) {
    const now = judgeAll(spec, filled, options).judgements;
    const changed = judgements.filter(({ verdict }, index) => now[index]?.verdict !== verdict);
    if (changed.length === 0) break;
    for (const { action, matched } of changed) {
      const guard = guards.has(action) ? fallback(matched) : undefined;
      if (guard === undefined) guards.delete(action);
      else guards.set(action, guard);
    }
    filled = fill(overlays, guards);
  }
  for (const { action, overlay, guard } of unguarded) {
    if (guards.has(action)) continue;
    complain(diagnostics, "overlay/not-editable", overlay, action.pointer, [
      "`x-expect` cannot be put into this action without changing what the rest of the file says.",
      `Write it yourself: \`x-expect: ${guard.proposal}\`.`,
    ]);
  }
  return diagnostics.wrap(
    overlays.map((overlay, at) => {
      const { text } = (filled[at] as Overlay).document;
      const actions = overlay.actions.filter((action) => guards.has(action));
      return { overlay, actions, text: actions.length === 0 ? undefined : text };
    }),
  );
}

type Guards = ReadonlyMap<Action, readonly JsonObject[]>;

function fill(overlays: readonly Overlay[], guards: Guards): readonly Overlay[] {
  return overlays.map((overlay) => guarded(overlay, guards) ?? overlay);
}

function isEditable({ overlay, action, guard }: Unguarded): boolean {
  return guarded(overlay, new Map([[action, guard.expectations]])) !== undefined;
}

/** The overlay with guards in its text; undefined when it would not read back as that. */
function guarded(overlay: Overlay, guards: Guards): Overlay | undefined {
  const wanted = overlay.actions.filter((action) => guards.has(action));
  if (wanted.length === 0) return undefined;
  const byIndex = new Map(wanted.map((action) => [indexOf(action), guards.get(action) as readonly Json[]]));
  const entries = actionsOf(overlay).map((entry, index) => {
    const guard = byIndex.get(index);
    return guard === undefined ? entry : { ...entry, "x-expect": guard };
  });
  return firstRight(overlay, entries, [
    () => {
      const { text } = overlay.document;
      const root = positionsOf(overlay.document);
      const edits = wanted.map((action) => {
        const field = fieldOf(guards.get(action) as readonly Json[]);
        return insertField(text, positionAt(root, action.pointer), field, "x-evidence");
      });
      return applyEdits(text, edits);
    },
  ]);
}

function fieldOf(guard: readonly Json[]): NewField {
  const style: Style = { width: 112, isFlow: (part, path) => path.length > 2 && isSimple(part) };
  return {
    key: "x-expect",
    block: printBlock({ "x-expect": guard }, style),
    flow: printFlow(guard),
    json: jsonLine(guard),
  };
}

/** JSON on one line, spaced as formatters do it. */
function jsonLine(value: Json): string {
  if (!isContainer(value) || Object.keys(value).length === 0) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonLine).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([key, inner]: [string, Json]) => `${JSON.stringify(key)}: ${jsonLine(inner)}`)
    .join(", ")} }`;
}
