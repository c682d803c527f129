/** What of a document has to be read for an overlay: `true` is all of a part, an object some of its fields. */
import { expect, it } from "vitest";
import type { Json, Wanted } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { reachOf } from "../../generator/overlay/reach.js";
import { readOverlay } from "../../generator/overlay/read.js";

function reach(...actions: Json[]): unknown {
  const [document] = loadDocument(
    "o.json",
    JSON.stringify({ overlay: "1.1.0", info: { title: "t", version: "1" }, actions }),
  );
  const [overlay] = document === undefined ? [] : readOverlay(document);
  const wanted = overlay && reachOf([overlay]);
  return wanted && show(wanted);
}

const show = ({ isWhole, parts }: Wanted): unknown =>
  isWhole || Object.fromEntries([...parts].map(([name, part]) => [name, show(part)]));

it.each<[unknown, ...Json[]]>([
  [{ info: { title: true } }, { target: "$.info", update: { title: "x" } }],
  [
    { paths: { "/a": { get: { tags: true, x: { y: true } } } } },
    { target: "$.paths['/a'].get", update: { tags: ["x"], x: { y: 1 } } },
  ],
  [{ paths: { "/a": {} } }, { target: "$.paths['/a']", remove: true }],
  [{ paths: { "/a": {} } }, { target: "$.paths['/a']", update: {} }],
  [{ paths: { "/a": true } }, { target: "$.paths['/a']", update: [1] }],
  [
    { paths: { "/a": { get: { parameters: true } } } },
    { target: "$.paths['/a'].get.parameters[?@.name=='p'].schema", update: { a: 1 } },
  ],
  [{ servers: true }, { target: "$.servers[0].url", update: "x" }],
  [{ info: true }, { target: "$.info..x", update: {} }],
  [{ info: true }, { target: "$.info['a','b']", update: {} }],
  [
    { info: true, tags: true },
    { target: "$.info", copy: "$.tags" },
  ],
  [
    { info: {}, a: { $ref: true } },
    { target: "$", update: { info: {}, a: { $ref: "x" } } },
  ],
  [
    { info: { title: true }, tags: true },
    { target: "$.info.title", update: "x" },
    { target: "$.tags[*]", update: {} },
  ],
  [{ a: true }, { target: "$.a.b", update: 1 }, { target: "$.a", update: "x" }],
  [undefined, { target: "$", update: [] }],
  [undefined, { target: "$..x", update: {} }],
  [undefined, { target: "$.paths[*].get", update: {} }],
  [undefined, { target: "$.info", copy: "$.components" }],
  [undefined, { target: "$.info", copy: "$..x" }],
  [undefined, { target: "$.info[?@.a==$.b]", update: {} }],
  [undefined, { target: "$.info[0].x[?@.a==$.b]", update: {} }],
])("%j for %j %j", (wanted, ...actions) => {
  expect(reach(...actions.filter((action) => action !== undefined))).toEqual(wanted);
});
