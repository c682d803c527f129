/** Request bodies as a server reads them. */
import { isTree, type Media, type Place, type Specification, type Tree } from "./document.js";
import { inWords, isDefined, pairsOf, readPairs } from "./wire.js";

export type Kind = "json" | "form" | "multipart" | "raw";

export function kindOf(mediaType: string): Kind {
  if (/^[^;]*[/+]json\s*(?:;|$)/i.test(mediaType)) return "json";
  if (/^application\/x-www-form-urlencoded/i.test(mediaType)) return "form";
  return /^multipart\//i.test(mediaType) ? "multipart" : "raw";
}

/** What a property of a form is written as: a style where the encoding names one, else its own media type. */
function placeOf(media: Media, name: string, value: unknown): Place {
  const { [name]: found } = media.encoding;
  const encoding: Tree = isTree(found) ? found : {};
  const isStyled = ["style", "explode", "allowReserved"].some((key) => encoding[key] !== undefined);
  const style = String(encoding["style"] ?? "form");
  const isJson = isTree(value) && !isStyled;
  return {
    name,
    in: "query",
    required: false,
    style,
    explode: encoding["explode"] === undefined ? style === "form" : encoding["explode"] === true,
    ...(isJson && { mediaType: "application/json" }),
    schema: true,
    examples: [],
  };
}

/** The members of a form that OpenAPI says how to write. */
export function writable(media: Media, value: unknown): unknown {
  if (kindOf(media.type) !== "form" || !isTree(value)) return value;
  const kept = Object.entries(value).filter(([name, one]) => isDefined(placeOf(media, name, one), one));
  return Object.fromEntries(kept);
}

/** What is different between the body that came and the one that was given; nothing when they agree. */
export async function compareBody(
  media: Media,
  given: unknown,
  bytes: Buffer,
  contentType: string,
  same: (found: unknown, wanted: unknown) => boolean,
): Promise<string | undefined> {
  const wanted = media.type.replace(/\*$/, "");
  if (!contentType.toLowerCase().startsWith(wanted.toLowerCase()))
    return `content type ${contentType}, not ${media.type}`;
  const text = bytes.toString("utf8");
  const kind = kindOf(media.type);
  if (kind === "json") {
    const found: unknown = JSON.parse(text);
    return same(found, JSON.parse(JSON.stringify(given))) ? undefined : `body ${text}`;
  }
  if (kind === "raw") {
    const own = given instanceof Blob ? Buffer.from(await given.arrayBuffer()) : Buffer.from(String(given));
    return own.equals(bytes) ? undefined : `bytes ${text}`;
  }
  if (!isTree(given)) return `a form of ${typeof given}`;
  return kind === "form"
    ? compareForm(media, given, text, same)
    : compareParts(
        media,
        given,
        new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }),
        same,
      );
}

function compareForm(
  media: Media,
  given: Tree,
  text: string,
  same: (found: unknown, wanted: unknown) => boolean,
): string | undefined {
  const pairs = pairsOf(text);
  for (const [name, value] of Object.entries(given)) {
    const place = placeOf(media, name, value);
    const found = readPairs(place, pairs, value);
    if (!same(found, place.mediaType === undefined ? inWords(value) : value))
      return `form field ${name}: ${JSON.stringify(found)} in ${text}`;
  }
  return pairs.length === 0 ? undefined : `more in the form: ${JSON.stringify(pairs)}`;
}

async function compareParts(
  media: Media,
  given: Tree,
  received: Response,
  same: (found: unknown, wanted: unknown) => boolean,
): Promise<string | undefined> {
  const form = await received.formData();
  for (const [name, value] of Object.entries(given)) {
    const place = placeOf(media, name, value);
    const styled = isTree(media.encoding[name]) && "style" in media.encoding[name];
    if (styled && !(value instanceof Blob)) continue;
    const parts = form.getAll(name);
    const own = Array.isArray(value) ? value : [value];
    if (parts.length !== own.length) return `${parts.length} parts ${name} for ${own.length} values`;
    for (const [index, item] of own.entries()) {
      const part = parts[index]!;
      const content = typeof part === "string" ? part : Buffer.from(await part.arrayBuffer()).toString("utf8");
      const isJson = isTree(item) || Array.isArray(item) || place.mediaType !== undefined;
      if (item instanceof Blob ? content !== (await item.text()) : !isPart(content, item, isJson, same))
        return `part ${name}: ${content}`;
    }
    form.delete(name);
  }
  return undefined;
}

function isPart(content: string, item: unknown, isJson: boolean, same: (a: unknown, b: unknown) => boolean): boolean {
  if (!isJson || item instanceof Blob) return content === String(item) || content === JSON.stringify(item);
  return same(JSON.parse(content), item);
}

/** Whether a form's schema says that it is an object: no other value has members to write. */
export function isForm(specification: Specification, media: Media): boolean {
  const schema = specification.resolve(media.schema);
  return schema["type"] === undefined || schema["type"] === "object";
}
