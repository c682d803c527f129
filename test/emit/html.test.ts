import { describe, expect, it } from "vitest";
import { firstSentence, withoutHtml } from "../../generator/emit/html.js";

describe("HTML in a description", () => {
  it.each([
    ["<p>Retrieves an <a href='https://x.test/a'>account</a>.</p>", "Retrieves an [account](https://x.test/a)."],
    ['See <a class="x" href="/docs/connect">Connect</a>.', "See Connect."],
    ["One<br>two<br/>three<br />four", "One\ntwo\nthree\nfour"],
    [
      "<p>Set <code>limit</code>, <b>never</b> <em>more</em>.</p>\n\n<p>Then go.</p>",
      "Set `limit`, **never** _more_.\n\nThen go.",
    ],
    ["Any of:<ul><li>one</li><li>two</li></ul>", "Any of:\n\n- one\n- two"],
  ])("%j → %j", (html, markdown) => {
    expect(withoutHtml(html)).toBe(markdown);
  });

  it.each([
    "A List<string> of a < b && c > d.",
    "Use `<b>` and\n```\n<p>raw</p>\n```",
    "<table><tr><td>1</td></tr></table>",
    "An <a href='https://x.test'>open link.",
    "  two  blanks\n\n\n  indented",
  ])("leaves %j alone", (text) => {
    expect(withoutHtml(text)).toBe(text);
  });

  it("ends soon, whatever it is", () => {
    for (const text of ["<", "<a ", "<a href='", "</a>", "`", "```", "<p>\n", " \n", "<br "]) {
      const long = text.repeat(50_000);
      expect(withoutHtml(long).length).toBeLessThanOrEqual(long.length * 2);
      expect(firstSentence(long).length).toBeLessThanOrEqual(long.length);
    }
  });
});

describe("the first sentence", () => {
  it.each([
    [
      "<p>Updates an <a href='/x'>account</a> by setting values. Any other\nis kept.</p>",
      "Updates an account by setting values.",
    ],
    ["Lists what is\nthere, e.g. pets.\n\nMore.", "Lists what is there, e.g. pets."],
    ["Version 1.5 of it", "Version 1.5 of it"],
    ["", ""],
  ])("of %j is %j", (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });
});
