/** What older JSONPath dialects have and RFC 9535 does not, and what to write instead. */
import type { SyntaxProblem } from "./hints.js";
import type { Condition, Operand, Query } from "./query.js";

type Advice = (match: RegExpExecArray, left: string) => string | undefined;

/** Looked for at the place where the query stops making sense; `left` is the path before it. */
const FORMS: readonly (readonly [form: RegExp, advice: Advice])[] = [
  [/^\(@\.length ?- ?(\d+)\)\]/, ([, back]) => `Write [-${back}], counted from the end.`],
  [/^\((@.*)\)\]/, ([, condition]) => `Write [?${condition}].`],
  [/^(@.*?)\](?=$|[.[])/, ([, condition]) => `Write [?${condition}].`],
  [/^~/, () => "Names cannot be selected, only values: select the value, or what has it."],
  [/^\^/, () => "There is no way up: select the parent by what it has, such as [?@.name]."],
  [
    /^=~ ?\/((?:[^/\\]|\\.)*)\/[a-z]*/,
    ([, pattern], left) => `Write search(${left}, '${pattern?.replaceAll("'", "\\'")}').`,
  ],
  [
    /^(?:property|parentProperty|parent|path|root)\b/,
    (_, left) => (left === "@" ? "A filter sees values, not their names: write the names, ['a', 'b']." : undefined),
  ],
  [
    /^in ?\[ ?([^\],]+)(?:, ?([^\],]+))?([\],])/,
    ([, one, other, end], left) =>
      `Write ${[one, other].flatMap((value) => (value === undefined ? [] : `${left} == ${value.trim()}`)).join(" || ")}${end === "," ? ", and so on" : ""}.`,
  ],
  [/^\[/, (_, left) => (left.endsWith(".") ? "Remove the dot before the bracket." : undefined)],
];

/** What to write in place of what stands at the offset, where it is of another dialect. */
export function dialectHelp(text: string, offset: number): string | undefined {
  if (offset === 0 && /^[\w'[.]/.test(text)) return `Begin with \`$\`: ${/^[[.]/.test(text) ? "$" : "$."}${text}`;
  const rest = text.slice(offset);
  const left = /[@$][^\s()&|!<>=?]*$/.exec(text.slice(0, offset).trimEnd())?.[0] ?? "@";
  for (const [form, advice] of FORMS) {
    const match = form.exec(rest);
    const help = match === null ? undefined : advice(match, left);
    if (help !== undefined) return help;
  }
  return undefined;
}

/** `@.length > 1` asks for a member of that name; in the dialects that have it, it is how long something is. */
export function lengthSuspicions({ segments, text }: Query): readonly SyntaxProblem[] {
  const conditions = segments.flatMap(({ selectors }) =>
    selectors.flatMap((one) => (one.kind === "filter" ? comparisons(one.condition) : [])),
  );
  return conditions.flatMap(([asked, literal, written]) => {
    const last = asked.kind === "query" ? asked.query.segments.at(-1)?.text : undefined;
    if (asked.kind !== "query" || last !== ".length" || literal.kind !== "literal" || typeof literal.value !== "number")
      return [];
    const path = asked.query.text.slice(0, -".length".length);
    const message = `\`${asked.query.text}\` is a member called \`length\`, not how long something is`;
    return [
      {
        message,
        offset: Math.max(0, text.indexOf(written)),
        help: `Write length(${path}), or ${path}['length'] for the member.`,
      },
    ];
  });
}

function comparisons(condition: Condition): readonly (readonly [Operand, Operand, string])[] {
  if (condition.kind === "not") return comparisons(condition.operand);
  if (condition.kind === "and" || condition.kind === "or") return condition.operands.flatMap(comparisons);
  if (condition.kind !== "comparison") return [];
  const { left, right, text } = condition;
  return [
    [left, right, text],
    [right, left, text],
  ];
}
