/** Overlays of other people: what is written in another dialect is answered with what to write instead. */
import { describe, expect, it } from "vitest";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentOf, format, overlayText } from "./documents.js";

function notes(action: string): readonly string[] {
  return format(readOverlay(documentOf(overlayText(action), "overlay.yaml"))[1]);
}

/** The help on a target, and whether it is an error or a warning. */
function help(target: string): string | undefined {
  const [first, second] = notes(`  - target: ${JSON.stringify(target)}\n    update: {a: 1}`);
  return second && `${/ (error|warning) /.exec(first ?? "")?.[1]}: ${second.replace("  help: ", "")}`;
}

describe("a target in another dialect", () => {
  it.each([
    ["/paths/~1a/get", "error: Write $.paths['/a'].get"],
    ["#/paths/~1a/get", "error: Write $.paths['/a'].get"],
    ["paths['/a']", "error: Begin with `$`: $.paths['/a']."],
    ["['a']", "error: Begin with `$`: $['a']."],
    ["$.a[@.name=='x']", "error: Write [?@.name=='x']."],
    ["$.a[(@.name=='x')].b", "error: Write [?@.name=='x']."],
    ["$.a[(@.length-1)]", "error: Write [-1], counted from the end."],
    ["$.a.[*]", "error: Remove the dot before the bracket."],
    ["$.a[*]~", "error: Names cannot be selected, only values: select the value, or what has it."],
    ["$.a.b^", "error: There is no way up: select the parent by what it has, such as [?@.name]."],
    ["$.a[?(@.name =~ /x.*/i)]", "error: Write search(@.name, 'x.*')."],
    ["$.a[?(@property=='x')]", "error: A filter sees values, not their names: write the names, ['a', 'b']."],
    ["$.a[?(@.x in ['p','q'])]", "error: Write @.x == 'p' || @.x == 'q'."],
    ["$.a[?(@.x in ['p', 'q', 'r'])]", "error: Write @.x == 'p' || @.x == 'q', and so on."],
    ["$.a[?(@.x in [1])]", "error: Write @.x == 1."],
    ["$..[?(@.length>1)]", "warning: Write length(@), or @['length'] for the member."],
    ["$..[?(@.a && !(2 < @.tags.length))]", "warning: Write length(@.tags), or @.tags['length'] for the member."],
  ])("%s", (target, wanted) => expect(help(target)).toBe(wanted));

  it.each(["$.paths.*.get[?(@.x=='y')]", "$..[?(length(@)>1)]", "$.a[?(@['length']>1)]", "$.a[?(@.length=='1m')]"])(
    "%s is a query as it is",
    (target) => expect(help(target)).toBeUndefined(),
  );
});

it.each([
  ["merge", "Here it is called `update`."],
  ["value", "Here it is called `update`."],
  ["delete", "Here it is called `remove`."],
  ["from", "Here it is called `copy`."],
  ["targets", "Did you mean `target`?"],
  ["x-expects", "Did you mean `x-expect`?"],
  ["constructor", "It has the fields target, description, update, remove, copy, x-expect, x-evidence."],
])("the field %s", (field, wanted) => {
  expect(notes(`  - target: $.a\n    update: {a: 1}\n    ${field}: {b: 1}`)).toContain(`  help: ${wanted}`);
});
