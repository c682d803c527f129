/** `x-redoclyPagination` (once `x-redocly-pagination`): our styles by other names, fields as JSON pointers. */
import { child } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import { fieldPath, type Reading, type Reporter, type Word } from "./declared.js";
import type { Node, ObjectNode, Source } from "../source.js";

const styles = ["cursor", "offset", "page", "link"] as const;
type Style = (typeof styles)[number];

const needs: Readonly<Record<Style, readonly string[]>> = {
  cursor: ["cursorParam", "nextCursor", "items"],
  offset: ["offsetParam", "items"],
  page: ["offsetParam", "items"],
  link: ["items"],
};
const fields = ["style", "cursorParam", "nextCursor", "hasMore", "offsetParam", "limitParam", "items"];

export function readRedocly(source: Source, found: Node, report: Reporter, dialect: string): Reading {
  if (found.value === false) return false;
  const node = source.asObject(found, `\`${dialect}\``);
  if (!node) return undefined;
  const at = { pointer: node.pointer };
  const named = source.text(node, "style");
  const style = styles.find((one) => one === named);
  if (!style) {
    return report.error(
      "pagination/unknown-style",
      named === undefined ? at : { pointer: child(node.pointer, "style") },
      named === undefined ? `\`${dialect}\` has no \`style\`.` : `\`${named}\` is no style of \`${dialect}\`.`,
      { help: suggestion(named ?? "", styles, "The styles are") },
    );
  }
  const before = report.problems;
  for (const key of Object.keys(node.value).filter((one) => !fields.includes(one))) {
    const message = `\`${key}\` is no field of \`${dialect}\`.`;
    const help = suggestion(key, fields, "Its fields are");
    report.error("pagination/unknown-field", { pointer: child(node.pointer, key) }, message, { help });
  }
  for (const key of needs[style].filter((one) => typeof node.value[one] !== "string"))
    report.error("pagination/unknown-field", at, `\`${dialect}\` of the style \`${style}\` needs \`${key}\`.`);
  if (report.problems > before) return undefined;
  const parameter = word(source, node, style === "cursor" ? "cursorParam" : "offsetParam");
  const limit = word(source, node, "limitParam");
  const next = style === "cursor" ? word(source, node, "nextCursor") : undefined;
  const hasMore = style === "link" ? undefined : word(source, node, "hasMore");
  const items = word(source, node, "items");
  return {
    dialect,
    at,
    style,
    request: { ...(style !== "link" && parameter && { [style]: parameter }), ...(limit && { limit }) },
    response: { ...(items && { items }), ...(next && { next }), ...(hasMore && { hasMore }) },
    dropWithCursor: [],
  };
}

function word(source: Source, node: ObjectNode, key: string): Word | undefined {
  const text = node.value[key] === undefined ? undefined : source.text(node, key);
  return text === undefined ? undefined : { text, paths: [fieldPath(text)], at: { pointer: child(node.pointer, key) } };
}
