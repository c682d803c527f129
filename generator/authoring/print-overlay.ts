/** Prints an overlay as YAML in the layout that people give it: a blank line between actions, small things on one line. */
import type { Json, JsonObject } from "../load/document.js";
import { loadDocument } from "../load/load.js";
import { equal, isContainer } from "../overlay/values.js";
import type { PlannedAction } from "./diff.js";
import { printBlock, type Style } from "./print-yaml.js";

export interface OverlayHead {
  readonly title: string;
  /** The document it is for, as a relative reference. */
  readonly extends?: string;
}

/** The overlay as plain data. */
export function overlayValue({ title, extends: base }: OverlayHead, actions: readonly PlannedAction[]): JsonObject {
  const head = { overlay: "1.1.0", info: { title, version: "1.0.0" }, ...(base !== undefined && { extends: base }) };
  return { ...head, actions: actions.map(toJson) };
}

/** The overlay as YAML text; that it says the same as the data is checked by reading it back. */
export function printOverlay(head: OverlayHead, actions: readonly PlannedAction[]): string {
  const value = overlayValue(head, actions);
  const { overlay, info, extends: base } = value;
  const printed = [
    `overlay: ${String(overlay)}`,
    ...printBlock({ info: info as Json, ...(base !== undefined && { extends: base }) }, style),
    "actions:",
    ...actions.flatMap((action, index) => [...(index > 0 ? [""] : []), ...item(toJson(action))]),
  ];
  const text = `${printed.join("\n")}\n`;
  const isRight = equal(loadDocument("overlay.yaml", text)[0]?.value, value);
  // JSON is YAML too, and can say everything.
  return isRight ? text : `${JSON.stringify(value, undefined, 2)}\n`;
}

function item(action: JsonObject): string[] {
  return printBlock([action], style, [], 2).map((line) => (line === "" ? "" : `  ${line}`));
}

/** An action's fields and each expectation are blocks; what they hold may go on one line. */
const style: Style = {
  width: 120,
  isFlow: (value, path) => {
    const [, field, , expectation] = path;
    const isFrame = path.length === 1 || (field === "x-expect" ? expectation === undefined : path.length === 2);
    return !isFrame && path[0] !== "info" && isSimple(value);
  },
};

/** No riddle on one line: short, and at most two levels deep. */
export function isSimple(value: Json): boolean {
  return depthOf(value) <= 2 && JSON.stringify(value).length <= 72;
}

function depthOf(value: Json): number {
  return isContainer(value) ? 1 + Math.max(0, ...Object.values(value).map((inner: Json) => depthOf(inner))) : 0;
}

function toJson(action: PlannedAction): JsonObject {
  const { target, description, update, remove } = action;
  return {
    target,
    description,
    ...(update !== undefined && { update }),
    ...(remove !== undefined && { remove }),
    "x-expect": action["x-expect"],
  };
}
