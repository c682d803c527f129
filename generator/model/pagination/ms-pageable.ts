/** `x-ms-pageable`: the URL of the next page in the body; `nextLinkName: null` says that there is only one page. */
import { child, isObject, own, type Json } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import { formatField, type Path, type Reading, type Reporter, type Word } from "./declared.js";
import { unsupported } from "./dialects.js";
import type { Node, Source } from "../source.js";

const dialect = "x-ms-pageable";
const fields = ["nextLinkName", "itemName", "operationName"];

export function readMsPageable(source: Source, found: Node, report: Reporter): Reading {
  if (found.value === false) return false;
  const node = source.asObject(found, `\`${dialect}\``);
  if (!node) return undefined;
  const at = { pointer: node.pointer };
  const before = report.problems;
  for (const key of Object.keys(node.value).filter((one) => !fields.includes(one) && !one.startsWith("x-"))) {
    const help = suggestion(key, fields, "Its fields are");
    report.error(
      "pagination/unknown-field",
      { pointer: child(node.pointer, key) },
      `\`${key}\` is no field of \`${dialect}\`.`,
      { help },
    );
  }
  if (report.problems > before) return undefined;
  if (node.value["nextLinkName"] === null) return false;
  const nextLink = source.text(node, "nextLinkName");
  if (nextLink === undefined)
    return report.error("pagination/unknown-field", at, `\`${dialect}\` needs \`nextLinkName\`.`);
  const itemName = (node.value["itemName"] === undefined ? undefined : source.text(node, "itemName")) ?? "value";
  const itemsAt = node.value["itemName"] === undefined ? node.pointer : child(node.pointer, "itemName");
  const response = { items: word(itemName, itemsAt), next: word(nextLink, child(node.pointer, "nextLinkName")) };
  if (isOperation(source, node.value["operationName"])) {
    return unsupported(
      report,
      { pointer: child(node.pointer, "operationName") },
      `\`${dialect}.operationName\` gets the next page with another operation`,
      { style: "next-url", items: itemName, next: /^@?odata\./.test(nextLink) ? formatField([nextLink]) : nextLink },
    );
  }
  return { dialect, at, style: "next-url", request: {}, response, dropWithCursor: [] };
}

const idsOf = new WeakMap<Source, ReadonlySet<string>>();

/**
 * Whether the document has that operation, by its whole id or what follows the group in it (`Things_listMore`). Otherwise
 * it only names the method that AutoRest makes to follow the link, as in all of Microsoft Graph.
 */
function isOperation(source: Source, name: Json | undefined): boolean {
  const paths = source.root.value["paths"];
  const ids = idsOf.get(source) ?? new Set(isObject(paths) ? Object.values(paths).flatMap(idsIn) : []);
  idsOf.set(source, ids);
  return typeof name === "string" && ids.has(name);
}

function idsIn(item: Json | undefined): string[] {
  return Object.values<Json | undefined>(isObject(item) ? item : {}).flatMap((operation) => {
    const id = own(operation, "operationId");
    return typeof id === "string" ? [id, id.slice(id.indexOf("_") + 1)] : [];
  });
}

/** Names such as `odata.nextLink` have a dot of their own; others are paths. */
function word(text: string, pointer: string): Word {
  const paths: Path[] = text.includes(".") ? [[text], text.split(".")] : [[text]];
  return { text, paths, at: { pointer } };
}
