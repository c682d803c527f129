/** Checks that the sentences corrections stand on are where they are said to be. */
import type { Diagnostics } from "../diagnostics.js";
import { child } from "../load/document.js";
import type { Evidence, Overlay, ReadPage } from "./overlay.js";
import { collapse, shorten } from "./values.js";

export class EvidenceCheck {
  readonly #readPage: ReadPage;
  readonly #pages = new Map<string, string | undefined>();

  constructor(readPage: ReadPage) {
    this.#readPage = readPage;
  }

  check(evidence: Evidence, overlay: Overlay, diagnostics: Diagnostics): void {
    if (evidence.kind === "url") return;
    const text = this.#page(evidence.page);
    if (text === undefined) {
      diagnostics.error("overlay/evidence", `There is no page docs/${evidence.page}.`, {
        location: overlay.document.locate(child(evidence.pointer, "page")),
        help: "Save the vendor's page under docs/, as it is.",
      });
      return;
    }
    const quote = collapse(evidence.quote);
    if (text.includes(quote)) return;
    const help = nearestPassage(text, quote);
    const location = overlay.document.locate(child(evidence.pointer, "quote"));
    const message = `The quote is not in docs/${evidence.page}: “${shorten(quote, 80)}”.`;
    diagnostics.error("overlay/evidence", message, help === undefined ? { location } : { location, help });
  }

  #page(name: string): string | undefined {
    if (!this.#pages.has(name)) {
      const text = this.#readPage(name);
      this.#pages.set(name, text === undefined ? undefined : collapse(text));
    }
    return this.#pages.get(name);
  }
}

/** How far the page has the quote, and how it goes on there. */
function nearestPassage(text: string, quote: string): string | undefined {
  let shortest = 0;
  let longest = quote.length;
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    if (text.includes(quote.slice(0, middle))) shortest = middle;
    else longest = middle - 1;
  }
  const start = quote.slice(0, quote.lastIndexOf(" ", shortest)).trimEnd();
  if (shortest < 8 || start === "") {
    const at = text.toLowerCase().indexOf(quote.toLowerCase());
    return at < 0 ? undefined : `The page writes it “${shorten(text.slice(at, at + quote.length), 100)}”.`;
  }
  const at = text.indexOf(quote.slice(0, shortest)) + start.length;
  return `The page has “${lastWords(start)}”, and goes on “${shorten(text.slice(at, at + 80).trim(), 60)}”.`;
}

function lastWords(text: string): string {
  return text.length <= 50 ? text : `…${text.slice(text.indexOf(" ", text.length - 50))}`;
}
