/** A server made from a document and the client made from it agree on every operation. `CORPUS=all`: on the large ones, too. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { roundTrip } from "./round-trip.js";

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const small = [
  "readme-oas-examples--3.1-yaml-parameters-style.yaml",
  "readme-oas-examples--3.1-yaml-train-travel.yaml",
  "openapi-ts-openapi-typescript--query-test-fixtures-api.yaml",
  "openapi-ts-openapi-typescript--fixtures-redocly-openapi-b.yaml",
  "speakeasy-api-openapi--oq-testdata-petstore.yaml",
  "speakeasy-api-openapi--openapi-testdata-test.openapi.yaml",
  "kubb-labs-kubb--adapter-oas-mocks-petStore.yaml",
];
const large = [
  "stripe.com.json",
  "github.com-ghes-3.4.json",
  "spotify.com.json",
  "slack.com.json",
  "digitalocean.com.json",
];
/** `CORPUS=all`, or a part of a file's name. */
const wanted = process.env["CORPUS"];
const all = [...small, ...large];
const files = wanted === undefined ? small : wanted === "all" ? all : all.filter((file) => file.includes(wanted));
const isThere = existsSync(corpus);
if (!isThere)
  console.warn("SKIPPED: there is no ../shared/corpus, so no client was tried against a server of its document.");

describe.skipIf(!isThere)("client and server agree", () => {
  it.each(files)("%s", { timeout: 900_000 }, async (file) => {
    const { disagreements, uncalled, ...figures } = await roundTrip(corpus + file);
    if (wanted !== undefined) console.info(file, JSON.stringify({ ...figures, disagreements: disagreements.length }));
    expect(uncalled).toEqual([]);
    expect(disagreements.slice(0, 20)).toEqual([]);
  });
});
