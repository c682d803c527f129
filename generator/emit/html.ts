/** Vendors write HTML into descriptions, which Markdown allows: readers of source code should not have to read tags. */

const code = /(```[\s\S]*?```|`[^`\n]*`)/;
const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*|\/)?)>/gi;
const href = /\shref\s*=\s*(?:"([^"\s]*)"|'([^'\s]*)')/i;

/** What a tag is in Markdown: where it opens, and where it closes. */
const marks = new Map<string, readonly [open: string, close: string]>(
  Object.entries({
    b: ["**", "**"],
    br: ["\n", ""],
    code: ["`", "`"],
    div: ["\n\n", "\n\n"],
    em: ["_", "_"],
    h1: ["\n\n# ", "\n\n"],
    h2: ["\n\n# ", "\n\n"],
    h3: ["\n\n# ", "\n\n"],
    h4: ["\n\n# ", "\n\n"],
    i: ["_", "_"],
    li: ["\n- ", ""],
    ol: ["\n\n", "\n\n"],
    p: ["\n\n", "\n\n"],
    span: ["", ""],
    strong: ["**", "**"],
    tt: ["`", "`"],
    u: ["", ""],
    ul: ["\n\n", "\n\n"],
  }),
);

/** A description with Markdown in place of the common tags; others, and code, stay as they are. */
export function withoutHtml(text: string): string {
  return isHtml(text) ? replaced(text, marks) : text;
}

/** The first sentence of a description, on one line and without tags. */
export function firstSentence(text: string): string {
  const plain = isHtml(text) ? replaced(text, words) : text;
  const paragraph = plain.trim().split(/\n\s*\n/, 1)[0] ?? "";
  const line = paragraph.replaceAll(/\s+/g, " ").trim();
  return /^.{15,}?[.!?](?= \p{Lu})/u.exec(line)?.[0] ?? line;
}

const words = new Map(
  [...marks].map(([name, [open, close]]) => [name, [blankOf(open), blankOf(close)] as const] as const),
);

function blankOf(mark: string): string {
  if (mark.startsWith("\n\n")) return "\n\n";
  return mark.startsWith("\n") ? " " : mark === "`" ? "`" : "";
}

function isHtml(text: string): boolean {
  return /<\/?[a-z][a-z0-9]*[\s/>]/i.test(text);
}

function replaced(text: string, by: ReadonlyMap<string, readonly [string, string]>): string {
  const parts = text.split(code).map((part, index) => {
    if (index % 2 === 1) return part;
    const open: string[] = [];
    const mended = part.replaceAll(tag, (whole, slash: string, written: string, attributes: string) => {
      const name = written.toLowerCase();
      if (name === "a") return link(slash === "/", attributes, open, by === marks);
      const [opening, closing] = by.get(name) ?? [whole, whole];
      return slash === "/" ? closing : opening;
    });
    return open.length > 0 ? part : mended;
  });
  return parts
    .join("")
    .replaceAll(/[^\S\n]*\n[^\S\n]*(?=\n)/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** A link leads on only where it is absolute: a vendor's own pages are not beside this code. */
function link(isEnd: boolean, attributes: string, open: string[], isMarkdown: boolean): string {
  if (isEnd) return open.pop() ?? "";
  const found = href.exec(attributes);
  const url = found?.[1] ?? found?.[2] ?? "";
  const isAbsolute = isMarkdown && /^https?:\/\/[^()]*$/.test(url);
  open.push(isAbsolute ? `](${url})` : "");
  return isAbsolute ? "[" : "";
}
