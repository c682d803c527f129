import { expect, test } from "vitest";
import { isMediaType, isRange } from "../../generator/model/media.js";

test.each(["application/json", "image/*", "*/*", "application/*+json", "a/b; c=d", 'a/b;c="*/`${x}"', "a/b+c.d-e_f"])(
  "%s is a media type",
  (text) => expect(isMediaType(text)).toBe(true),
);

test.each(["", "json", "a/b/c", "a b/c", "a/`${x}`", "a/*b", "im*/png", "a/b;\r\nx: y", "a/b; é", "{a}/b"])(
  "%j is none",
  (text) => expect(isMediaType(text)).toBe(false),
);

test("a star in a parameter makes no range", () => {
  expect(isRange("image/*; q=1")).toBe(true);
  expect(isRange('text/plain; x="*`${y}')).toBe(false);
});
