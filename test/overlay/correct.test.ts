import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../generator/load/document.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { correct, judge } from "../../generator/overlay/correct.js";
import type { CorrectOptions } from "../../generator/overlay/overlay.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentOf, format, overlayOf, overlayText } from "./documents.js";

const spec = documentOf(`openapi: 3.0.0
info:
  title: Close
paths:
  /event/:
    get:
      summary: List events
      parameters:
        - name: Authorization
          in: header
        - name: _limit
          in: query
          description: "Number of results.   The default
            is 100."
          schema:
            type: integer
            default: 100
        - name: _skip
          in: query
      responses: {}
  /event/{id}/:
    get:
      tags: [read, write]
`);

const page = "The `_limit` parameter has a default of  50\nand a maximum of 50. Cursors are opaque.";
const lenient: CorrectOptions = { strict: false, readPage: (name) => (name === "events.md" ? page : undefined) };
const limit = "$.paths['/event/'].get.parameters[?@.name=='_limit']";

/** Verdicts and diagnostics of actions that begin in line 4 of the overlay. */
function judged(actions: string, options = lenient): { verdicts: string[]; notes: string[] } {
  const [judgements, diagnostics] = judge(spec, [overlayOf(actions)], options);
  const notes = format(diagnostics).map((line) => line.replace(/^overlay\.yaml:/, "").replace(" error overlay/", " "));
  return { verdicts: judgements.map((one) => one.verdict), notes };
}

describe("applied", () => {
  it.each<[string, string]>([
    ["an addition needs no guard", "  - {target: $.info, update: {x-a: 1}}"],
    [
      "a guard by value",
      `  - {target: "${limit}", update: {schema: {default: 50}}, x-expect: {value: {schema: {default: 100}}}}`,
    ],
    [
      "a guard by the exact value",
      `  - {target: "${limit}.schema", update: {default: 50}, x-expect: {exactly: {default: 100, type: integer}}}`,
    ],
    [
      "a guard by text, white space collapsed",
      `  - {target: "${limit}.description", update: x, x-expect: {contains: "results. The  default is"}}`,
    ],
    [
      "a guard by absence",
      "  - {target: \"$.paths['/event/'].get.parameters\", update: {name: _cursor}, x-expect: {absent: \"@[?@.name=='_cursor']\"}}",
    ],
    ["a guard by count", "  - {target: $.paths.*.get, update: {x-a: 1}, x-expect: {count: 2}}"],
    [
      "a guard by a range of counts",
      "  - {target: $.paths.*.get, update: {x-a: 1}, x-expect: {count: {min: 1, max: 2}}}",
    ],
    [
      "a guard about another place",
      "  - {target: $.info, update: {title: x}, x-expect: {target: $.openapi, value: 3.0.0}}",
    ],
    [
      "a guard that another place is not there",
      "  - {target: $.info, update: {title: x}, x-expect: {target: $.servers, count: 0}}",
    ],
    [
      "several guards",
      "  - {target: $.info, update: {title: x}, x-expect: [{value: {title: Close}}, {absent: ['@.version', '@.summary']}]}",
    ],
    ["an optional action without a match", "  - {target: $.servers, remove: true, x-expect: {count: {min: 0}}}"],
    [
      "a list's items in any order",
      "  - {target: \"$.paths['/event/{id}/'].get.tags\", remove: true, x-expect: {value: [write]}}",
    ],
    [
      "an item once more, where the whole list was known",
      "  - {target: \"$.paths['/event/{id}/'].get.tags\", update: read, x-expect: {exactly: [read, write]}}",
    ],
    [
      "an item that another item only contains",
      "  - {target: \"$.paths['/event/'].get.parameters\", update: {name: _skip}, x-expect: {count: 1}}",
    ],
  ])("%s", (_, actions) => expect(judged(actions)).toEqual({ verdicts: ["applied"], notes: [] }));

  it("judges each action after the ones before it", () => {
    const actions =
      "  - {target: $.info, update: {title: B}, x-expect: {value: {title: Close}}}\n  - {target: $.info.title, update: C, x-expect: {value: B}}";
    expect(judged(actions)).toEqual({ verdicts: ["applied", "applied"], notes: [] });
  });
});

describe("conflict", () => {
  const because = "conflict: The spec is no longer what this action corrects: expected";
  const advice = "Read the vendor's documentation again, then change the action and its x-expect.";
  it.each<[string, string, string[]]>([
    [
      "another value",
      `  - target: "${limit}"\n    update: {schema: {default: 50, maximum: 50}}\n    x-expect: {value: {schema: {default: 10}}}`,
      [
        `6:42 ${because} $.paths['/event/'].get.parameters[1].schema.default to be 10, found 100; the action wants 50.`,
        "  spec.yaml:17:22 the spec has 100",
        "  overlay.yaml:5:32 the action wants 50",
      ],
    ],
    [
      "a value that is gone",
      `  - target: "${limit}"\n    update: {schema: {maximum: 50}}\n    x-expect: {value: {schema: {minimum: 1}}}`,
      [
        `6:42 ${because} $.paths['/event/'].get.parameters[1].schema.minimum to be 1, found nothing; the action wants {"schema": {"maximum": 50}}.`,
        "  spec.yaml:15:11 the spec has nothing",
        '  overlay.yaml:5:14 the action wants {"schema": {"maximum": 50}}',
      ],
    ],
    [
      "a value of another kind",
      "  - target: $.info\n    update: {title: b}\n    x-expect: {value: {title: {a: 1}}}",
      [
        `6:31 ${because} $.info.title to be {"a": 1}, found the text "Close"; the action wants "b".`,
        '  spec.yaml:3:10 the spec has the text "Close"',
        '  overlay.yaml:5:21 the action wants "b"',
      ],
    ],
    [
      "more than exactly",
      `  - target: "${limit}.schema"\n    remove: true\n    x-expect: {exactly: {type: integer}}`,
      [
        `6:25 ${because} $.paths['/event/'].get.parameters[1].schema.default not to be there, found 100; the action removes it.`,
        "  spec.yaml:17:22 the spec has 100",
        "  overlay.yaml:5:13 the action removes it",
      ],
    ],
    [
      "another order than exactly",
      "  - target: $.paths['/event/{id}/'].get.tags\n    update: x\n    x-expect: {exactly: [write, read]}",
      [
        `6:25 ${because} $.paths['/event/{id}/'].get.tags to be exactly ["write", "read"], found ["read", "write"]; the action wants "x".`,
        '  spec.yaml:23:13 the spec has ["read", "write"]',
        '  overlay.yaml:5:13 the action wants "x"',
      ],
    ],
    [
      "a missing item",
      "  - target: $.paths['/event/{id}/'].get.tags\n    update: x\n    x-expect: {value: [delete]}",
      [
        `6:23 ${because} $.paths['/event/{id}/'].get.tags to have the item "delete", found ["read", "write"]; the action wants "x".`,
        '  spec.yaml:23:13 the spec has ["read", "write"]',
        '  overlay.yaml:5:13 the action wants "x"',
      ],
    ],
    [
      "another text",
      `  - target: ${limit}.description\n    update: x\n    x-expect: {contains: default is 20}`,
      [
        `6:26 ${because} $.paths['/event/'].get.parameters[1].description to contain “default is 20”, found “Number of results. The default is 100.”; the action wants "x".`,
        "  spec.yaml:13:24 the spec has “Number of results. The default is 100.”",
        '  overlay.yaml:5:13 the action wants "x"',
      ],
    ],
    [
      "something that should be absent",
      "  - target: $.paths['/event/'].get.parameters\n    update: {name: _skip, in: path}\n    x-expect: {absent: ['@[?@.x]', \"@[?@.name=='_skip']\"]}",
      [
        `6:36 ${because} @[?@.name=='_skip'] to select nothing at $.paths['/event/'].get.parameters, found {"name": "_skip", "in": "query"}; the action wants {"name": "_skip", "in": "path"}.`,
        '  spec.yaml:18:11 the spec has {"name": "_skip", "in": "query"}',
        '  overlay.yaml:5:13 the action wants {"name": "_skip", "in": "path"}',
      ],
    ],
    [
      "another count, and two failures at once",
      "  - target: $.paths.*.get\n    update: {x-a: 1}\n    x-expect: [{count: 3}, {absent: '@.tags'}]",
      [
        `6:16 ${because} $.paths.*.get to select 3 nodes, found 2 nodes; expected @.tags to select nothing at $.paths['/event/{id}/'].get, found ["read", "write"]; the action wants {"x-a": 1}.`,
        "  spec.yaml:23:7 one of them is here",
        '  spec.yaml:23:13 the spec has ["read", "write"]',
        '  overlay.yaml:5:13 the action wants {"x-a": 1}',
      ],
    ],
    [
      "another place that is gone",
      "  - target: $.info\n    update: {x-a: 1}\n    x-expect: {target: $.servers, value: []}",
      [
        `6:15 ${because} $.servers to select at least one node, found nothing; the action wants {"x-a": 1}.`,
        `  help: $ has no .servers. It has .openapi, .info, .paths. ${advice}`,
        '  overlay.yaml:5:13 the action wants {"x-a": 1}',
        "  spec.yaml:1:1 $ is there, .servers is not",
      ],
    ],
    [
      "another place, misspelt",
      "  - target: $.info\n    update: {x-a: 1}\n    x-expect: {target: \"$.paths['/events/'].get\", value: {}}",
      [
        `6:15 ${because} $.paths['/events/'].get to select at least one node, found nothing; the action wants {"x-a": 1}.`,
        `  help: $.paths has no ['/events/']. Did you mean ['/event/']? ${advice}`,
        '  overlay.yaml:5:13 the action wants {"x-a": 1}',
        "  spec.yaml:6:5 $.paths is there, ['/events/'].get is not; this comes nearest",
      ],
    ],
  ])("%s", (_, actions, notes) => expect(judged(actions)).toEqual({ verdicts: ["conflict"], notes }));
});

describe("obsolete", () => {
  it.each<[string, string, string[]]>([
    [
      "upstream was corrected",
      `  - target: ${limit}\n    update: {schema: {default: 100}}\n    x-expect: {value: {schema: {default: 50}}}`,
      [
        '4:5 obsolete: $.paths[\'/event/\'].get.parameters[1] already has {"schema": {"default": 100}}: the action is no longer needed.',
        "  spec.yaml:17:22 it says so here",
      ],
    ],
    [
      "upstream has it, with more to say",
      "  - target: $.paths['/event/'].get.parameters\n    update: {name: _skip}\n    x-expect: {absent: \"@[?@.name=='_skip']\"}",
      [
        '4:5 obsolete: $.paths[\'/event/\'].get.parameters already has {"name": "_skip"}: the action is no longer needed.',
        "  spec.yaml:18:11 it says so here",
      ],
    ],
    [
      "the value is there without any guard",
      "  - target: $.info.title\n    update: Close",
      [
        '4:5 obsolete: $.info.title is already "Close": the action is no longer needed.',
        "  spec.yaml:3:10 it says so here",
      ],
    ],
    [
      "the item is there",
      "  - target: $.paths['/event/{id}/'].get.tags\n    update: [write]",
      [
        "4:5 obsolete: $.paths['/event/{id}/'].get.tags already has [\"write\"]: the action is no longer needed.",
        "  spec.yaml:23:20 it says so here",
      ],
    ],
    [
      "copy of what is there",
      "  - target: $.info\n    copy: $.info",
      [
        "4:5 obsolete: $.info already has what `copy` would copy: the action is no longer needed.",
        "  spec.yaml:3:3 it says so here",
      ],
    ],
    ["an empty update", "  - target: $.info\n    update: {}", ["4:5 obsolete: The action changes nothing at $.info."]],
  ])("%s", (_, actions, notes) => expect(judged(actions)).toEqual({ verdicts: ["obsolete"], notes }));

  it("says so of a second overlay too, and points at the first", () => {
    const overlays = ["a.yaml", "b.yaml"].map((file) =>
      overlayOf("  - {target: $.info, update: {x-a: 1}}", "1.1.0", file),
    );
    const [judgements, diagnostics] = judge(spec, overlays, lenient);
    expect(judgements.map((one) => one.verdict)).toEqual(["applied", "obsolete"]);
    expect(format(diagnostics)[1]).toBe("  a.yaml:4:36 an earlier action has made it so");
  });

  it.each([
    ["several keys", limit, "{schema: {type: integer, default: 50}}", "5:47"],
    ["an item", "$.paths['/event/{id}/'].get.tags", "[audit]", "5:14"],
    ["a field of an item", limit, "{schema: {default: 50}}", "5:32", "$.paths['/event/'].get.parameters"],
  ])("points at the earlier action rather than at the spec: %s", (_, target, update, place, again = target) => {
    const guard = "x-expect: {absent: \"@[?@.name=='_limit']\"}";
    const wanted = again === target ? update : `[{name: _limit, schema: {default: 50}}]\n    ${guard}`;
    const { verdicts, notes } = judged(
      `  - target: ${target}\n    update: ${update}\n  - target: ${again}\n    description: again\n    update: ${wanted}`,
    );
    expect(verdicts).toEqual(["applied", "obsolete"]);
    expect(notes.at(-1)).toBe(`  overlay.yaml:${place} an earlier action has made it so`);
  });
});

describe("unmatched", () => {
  it.each<[string, string, string[]]>([
    [
      "a misspelt name",
      "  - target: $.paths['/events/'].get.parameters\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths has no ['/events/'].",
        "  help: Did you mean ['/event/']?",
        "  spec.yaml:6:5 $.paths is there, ['/events/'].get.parameters is not; this comes nearest",
      ],
    ],
    [
      "exchanged letters",
      "  - target: $.inof\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $ has no .inof.",
        "  help: Did you mean .info?",
        "  spec.yaml:3:3 $ is there, .inof is not; this comes nearest",
      ],
    ],
    [
      "a name far from all",
      "  - target: $.components.schemas\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $ has no .components.",
        "  help: It has .openapi, .info, .paths.",
        "  spec.yaml:1:1 $ is there, .components.schemas is not",
      ],
    ],
    [
      "a name below many nodes",
      "  - target: $.paths.*.gett\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'] (and one more) has no .gett.",
        "  help: Did you mean .get?",
        "  spec.yaml:7:7 $.paths.* is there, .gett is not; this comes nearest",
      ],
    ],
    [
      "a name anywhere",
      "  - target: $..paramters\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: nothing below $ is called paramters.",
        "  help: Did you mean parameters?",
        "  spec.yaml:9:9 $ is there, ..paramters is not; this comes nearest",
      ],
    ],
    [
      "a name in a text",
      "  - target: $.info.title.text\n    update: {}",
      [
        '4:13 unmatched: The target selects nothing: $.info.title is the text "Close", not an object.',
        "  spec.yaml:3:10 $.info.title is there, .text is not",
      ],
    ],
    [
      "an index too high",
      "  - target: $.paths['/event/'].get.parameters[7]\n    remove: true",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'].get.parameters is a list of 3 items.",
        "  help: If the vendor removed it, delete this action.",
        "  spec.yaml:9:9 $.paths['/event/'].get.parameters is there, [7] is not",
      ],
    ],
    [
      "everything in nothing",
      "  - target: $.paths['/event/'].get.responses.*\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'].get.responses is an empty object: nothing is in it.",
        "  spec.yaml:20:18 $.paths['/event/'].get.responses is there, .* is not",
      ],
    ],
    [
      "a filter, and the nearest text",
      "  - target: $.paths['/event/'].get.parameters[?@.name=='_limt'].schema\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: none of the 3 candidates in $.paths['/event/'].get.parameters fulfils `@.name=='_limt'`.",
        '  help: Did you mean "_limit"?',
        "  spec.yaml:11:11 $.paths['/event/'].get.parameters is there, [?@.name=='_limt'].schema is not; this comes nearest",
      ],
    ],
    [
      "a filter, and all texts",
      "  - target: $.paths['/event/'].get.parameters[?@.name=='since']\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: none of the 3 candidates in $.paths['/event/'].get.parameters fulfils `@.name=='since'`.",
        '  help: There is "Authorization", "_limit", "_skip".',
        "  spec.yaml:9:9 $.paths['/event/'].get.parameters is there, [?@.name=='since'] is not",
      ],
    ],
    [
      "a filter's failing condition",
      "  - target: $.paths['/event/'].get.parameters[?@.name=='_limit' && @.schema.default==50]\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'].get.parameters[1] comes nearest, but there `@.schema.default==50` does not hold: it is 100.",
        "  spec.yaml:11:11 $.paths['/event/'].get.parameters is there, [?@.name=='_limit' && @.schema.default==50] is not; this comes nearest",
      ],
    ],
    [
      "a filter's failing condition about a text, of several candidates",
      "  - target: $.paths['/event/'].get.parameters[?@.in=='query' && @.name=='_skp']\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'].get.parameters[2] comes nearest, but there `@.name=='_skp'` does not hold: it is \"_skip\".",
        '  help: Did you mean "_skip"?',
        "  spec.yaml:18:11 $.paths['/event/'].get.parameters is there, [?@.in=='query' && @.name=='_skp'] is not; this comes nearest",
      ],
    ],
    [
      "a filter's failing condition about nothing",
      "  - target: $.paths['/event/'].get.parameters[?@.name=='_skip' && @.schema.default==50]\n    update: {}",
      [
        "4:13 unmatched: The target selects nothing: $.paths['/event/'].get.parameters[2] comes nearest, but there `@.schema.default==50` does not hold: there is no such value.",
        "  spec.yaml:18:11 $.paths['/event/'].get.parameters is there, [?@.name=='_skip' && @.schema.default==50] is not; this comes nearest",
      ],
    ],
    [
      "a source",
      "  - target: $.info\n    copy: $.pathes['/event/']",
      [
        "5:11 unmatched: `copy` selects nothing: $ has no .pathes.",
        "  help: Did you mean .paths?",
        "  spec.yaml:5:3 $ is there, .pathes['/event/'] is not; this comes nearest",
      ],
    ],
  ])("%s", (_, actions, notes) => expect(judged(actions)).toEqual({ verdicts: ["unmatched"], notes }));

  it("knows when an earlier action took the place away", () => {
    const actions =
      "  - {target: $.info.title, remove: true, x-expect: {value: Close}}\n  - {target: $.info.title, update: b}";
    expect(judged(actions).notes).toEqual([
      "5:14 unmatched: The target selects nothing: $.info has no .title.",
      "  help: The action at overlay.yaml:4 took it away: $.info.title.",
      "  spec.yaml:3:3 $.info is there, .title is not",
      "  overlay.yaml:4:5 this earlier action took it away",
    ]);
  });
});

describe("invalid", () => {
  it.each(["description: nothing", "remove: false"])("an action that does nothing: %s", (field) => {
    expect(judged(`  - target: $.info\n    ${field}`)).toEqual({
      verdicts: ["invalid"],
      notes: [
        "4:5 invalid: The action does nothing: it has neither `update` nor `remove: true` nor `copy`.",
        "  help: Say what it should do, such as `update: { summary: Events }`, or delete the action.",
      ],
    });
  });

  it("shows both places", () => {
    expect(judged("  - target: $.paths\n    update: {/event/: {get: {summary: {a: 1}}}}")).toEqual({
      verdicts: ["invalid"],
      notes: [
        "5:39 incompatible: An object cannot be merged into the text \"List events\", at $.paths['/event/'].get.summary.",
        '  spec.yaml:7:16 the spec has the text "List events"',
      ],
    });
  });
});

describe("guards", () => {
  const advice = (proposal: string) =>
    `  help: Add \`x-expect: ${proposal}\`, so that it stops when the vendor changes the place.`;
  const cases: [string, string, string, string][] = [
    [
      "overwriting",
      `  - target: ${limit}\n    update: {schema: {default: 50}}`,
      "overwrites $.paths['/event/'].get.parameters[1].schema.default (100)",
      "{value: {schema: {default: 100}}}",
    ],
    [
      "overwriting a primitive target",
      "  - target: $.info.title\n    update: b",
      'overwrites $.info.title ("Close")',
      "{value: Close}",
    ],
    [
      "appending",
      "  - target: $.paths['/event/'].get.parameters\n    update: {in: query, name: _cursor}",
      "appends to $.paths['/event/'].get.parameters",
      "{absent: [\"@[?@.name=='_cursor']\"]}",
    ],
    [
      "appending a primitive inside a merge",
      "  - target: $.paths['/event/{id}/']\n    update: {get: {tags: [x]}}",
      "appends to $.paths['/event/{id}/'].get.tags",
      "{absent: [\"@.get.tags[?@=='x']\"]}",
    ],
    [
      "removing an item",
      "  - target: $.paths['/event/'].get.parameters[0]\n    remove: true",
      "removes $.paths['/event/'].get.parameters[0]",
      "{value: {name: Authorization, in: header}}",
    ],
    ["removing a text", "  - target: $.info.title\n    remove: true", "removes $.info.title", "{exactly: Close}"],
  ];
  it.each(cases)(
    "%s without one is a warning, in strict mode an error, with one to write",
    (_, actions, deed, proposal) => {
      const message = `overlay/unguarded: The action ${deed} without saying in x-expect what it corrects.`;
      expect(judged(actions)).toEqual({ verdicts: ["applied"], notes: [`4:5 warning ${message}`, advice(proposal)] });
      expect(judged(actions, { ...lenient, strict: true }).notes).toContain(`4:5 ${message.replace("overlay/", "")}`);
    },
  );
  it.each(cases)("%s: the proposal holds", (_, actions, __, proposal) => {
    expect(judged(`${actions}\n    x-expect: ${proposal}`)).toEqual({ verdicts: ["applied"], notes: [] });
  });
});

describe("evidence", () => {
  const action = (evidence: string) => `  - target: $.info\n    update: {x-a: 1}\n    x-evidence: ${evidence}`;
  it.each<[string, string, string[]]>([
    ["a quote, white space collapsed", "{page: events.md, quote: 'has a default of 50 and'}", []],
    ["a url", "{url: https://a.test, quote: a, checked: 2026-01-31}", []],
    [
      "a page that is not there",
      "{page: event.md, quote: a}",
      ["6:24 evidence: There is no page docs/event.md.", "  help: Save the vendor's page under docs/, as it is."],
    ],
    [
      "a quote that goes on otherwise",
      "{page: events.md, quote: has a default of 50 and a minimum of 10}",
      [
        "6:42 evidence: The quote is not in docs/events.md: “has a default of 50 and a minimum of 10”.",
        "  help: The page has “has a default of 50 and a”, and goes on “maximum of 50. Cursors are opaque.”.",
      ],
    ],
    [
      "a quote in other letters",
      "{page: events.md, quote: cursors are Opaque}",
      [
        "6:42 evidence: The quote is not in docs/events.md: “cursors are Opaque”.",
        "  help: The page writes it “Cursors are opaque”.",
      ],
    ],
    [
      "a quote from nowhere",
      "{page: events.md, quote: Nothing of the kind}",
      ["6:42 evidence: The quote is not in docs/events.md: “Nothing of the kind”."],
    ],
  ])("%s", (_, evidence, notes) => expect(judged(action(evidence))).toEqual({ verdicts: ["applied"], notes }));

  it("must be there in strict mode", () => {
    const actions = "  - target: $.info\n    update: {x-a: 1}";
    expect(judged(actions, { ...lenient, strict: true })).toEqual({
      verdicts: ["applied"],
      notes: ["4:5 no-evidence: Nothing says on whose word $.info is corrected."],
    });
  });
});

describe("a run", () => {
  const actions =
    "  - {target: $.nothing, update: 1}\n  - {target: $.info, update: {x-a: 1}}\n  - {target: $.info, update: {}}";
  it("judges every action, and corrects nothing when one is in error", () => {
    expect(judged(actions).verdicts).toEqual(["unmatched", "applied", "obsolete"]);
    expect(correct(spec, [overlayOf(actions)], lenient)[0]).toBeUndefined();
  });
  it("gives each judgement its place and its count", () => {
    const [judgements] = judge(spec, [overlayOf("  - {target: $.paths.*, update: {x-a: 1}}")], lenient);
    expect(judgements[0]).toMatchObject({
      verdict: "applied",
      matched: 2,
      location: { file: "overlay.yaml", line: 4, column: 5 },
    });
  });
  it("does not change the document or the overlay", () => {
    const overlay = overlayOf(
      "  - {target: $.info, update: {x-a: {b: [1]}}}\n  - {target: $.info.x-a.b, update: 2}".replace(
        "$.info.x-a.b",
        "\"$.info['x-a'].b\"",
      ),
    );
    const before = JSON.stringify([spec.value, overlay.document.value]);
    const [corrected] = correct(spec, [overlay], lenient);
    expect(corrected?.value["info"]).toEqual({ title: "Close", "x-a": { b: [1, 2] } });
    expect(JSON.stringify([spec.value, overlay.document.value])).toBe(before);
  });
});

describe("for every document and every overlay", () => {
  const value = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json>(null, true, 0, 1, "a", "name", ""),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "name", "__proto__"), tie("node"), {
        maxKeys: 3,
        noNullPrototype: true,
      }) as fc.Arbitrary<Json>,
    ),
  })).node;
  const query = fc.constantFrom(
    "$",
    "$.a",
    "$.*",
    "$..a",
    "$.a[0]",
    "$..[?@.name=='a']",
    "$.a.b.name",
    "$.b[?@.a && @.b==1]",
    "$.c",
    "$..nam",
    "$.a[1:]",
    "$..[?!@.a]",
  );
  const expectation = fc.record(
    {
      target: query,
      count: fc.constantFrom<Json>(1, 2, { min: 0 }, { min: 1, max: 2 }),
      value,
      exactly: value,
      absent: fc.constantFrom("@.a", "@..b", "@[?@.name=='a']"),
      contains: fc.constantFrom("a", "na"),
    },
    { requiredKeys: [] },
  );
  const guards = fc.option(fc.array(expectation, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 });
  const action = fc.oneof(
    fc.record({ target: query, update: value, "x-expect": guards }),
    fc.record({ target: query, copy: query, "x-expect": guards }),
    fc.record({ target: query, remove: fc.constant(true), "x-expect": guards }),
  );
  const root = fc.record({ a: value, b: value, name: value });
  const actions = fc.array(action, { minLength: 1, maxLength: 6 });
  const written = (list: readonly object[]) =>
    overlayText(list.map((one, index) => `  - ${JSON.stringify({ ...one, "x-number": index })}\n`).join(""));

  it("judging throws nothing, and what is corrected is what the specification says", () => {
    fc.assert(
      fc.property(root, actions, (spec, list) => {
        const document = documentOf(JSON.stringify(spec), "spec.json");
        const [overlay] = readOverlay(documentOf(written(list), "overlay.yaml"));
        if (overlay === undefined) return;
        const [judgements, diagnostics] = judge(document, [overlay], lenient);
        expect(judgements).toHaveLength(list.length);
        for (const one of diagnostics) expect(one.location).toBeDefined();
        const applied = judgements.filter((one) => one.verdict === "applied").map((one) => one.action);
        expect(correct(document, [overlay], lenient)[0] === undefined).toBe(applied.length < list.length);
        // The others left no trace: without them everything is as it was.
        const sound = { ...overlay, actions: applied };
        const [corrected] = correct(document, [sound], lenient);
        expect(corrected?.value).toEqual(applyOverlay(document.value, sound).value);
        expect(corrected?.corrections).toHaveLength(applied.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("reading throws nothing", () => {
    const key = fc.constantFrom(
      "overlay",
      "info",
      "title",
      "version",
      "actions",
      "target",
      "update",
      "copy",
      "x-expect",
      "x-evidence",
      "count",
      "absent",
      "page",
      "quote",
      "$ref",
      "components",
      "fields",
      "extends",
    );
    const scalar = fc.constantFrom<Json>(
      null,
      1,
      true,
      "1.0.0",
      "1.2.0",
      "$.a",
      "@.a",
      "#/components/actions/a",
      "x",
      "2026-01-01",
    );
    const shape = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        scalar,
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(key, tie("node"), { maxKeys: 5, noNullPrototype: true }) as fc.Arbitrary<Json>,
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, shape, { noNullPrototype: true }), (text) => {
        const [overlay, diagnostics] = readOverlay(documentOf(JSON.stringify(text), "overlay.json"));
        expect(overlay === undefined).toBe(diagnostics.some((one) => one.severity === "error"));
      }),
      { numRuns: 1000 },
    );
  });
});
