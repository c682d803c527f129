import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  camelCase,
  constantCase,
  friendlyKey,
  functionName,
  isIdentifier,
  memberName,
  pascalCase,
  schemaName,
  words,
} from "../../generator/model/names/names.js";

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string());

describe("words", () => {
  it.each([
    ["events_list", "eventsList", "events-list", "Events list", "events.list", "EventsList", "EVENTS_LIST"],
    ["http_server", "HTTPServer", "HttpServer", "http server"],
  ])("%s is told in one way however it is written", (...spellings) => {
    const told = spellings.map((one) =>
      words(one)
        .map((word) => word.toLowerCase())
        .join(" "),
    );
    expect(new Set(told).size).toBe(1);
  });
});

describe("cases", () => {
  it.each([
    ["events list", "EventsList", "eventsList", "EVENTS_LIST"],
    ["X-Request-Id", "XRequestId", "xRequestId", "X_REQUEST_ID"],
    ["HTTPServers", "HTTPServers", "httpServers", "HTTP_SERVERS"],
    ["2fa", "TwoFa", "twoFa", "2FA"],
    ["1-click apps", "OneClickApps", "oneClickApps", "1_CLICK_APPS"],
    ["404 page", "_404Page", "_404Page", "404_PAGE"],
    ["größe", "Größe", "größe", "GRÖSSE"],
    ["", "", "", ""],
  ])("%j → %s, %s, %s", (name, pascal, camel, constant) => {
    expect([pascalCase(name), camelCase(name), constantCase(name)]).toEqual([pascal, camel, constant]);
  });

  it("make an identifier of any text, or nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const name of [pascalCase(text), camelCase(text)])
          expect(name === "" || isIdentifier(name), JSON.stringify(name)).toBe(true);
      }),
    );
  });

  it("are stable: what is cased already stays as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]+( [a-z]+)*$/), (text) => {
        expect(pascalCase(pascalCase(text))).toBe(pascalCase(text));
        expect(camelCase(camelCase(text))).toBe(camelCase(text));
      }),
    );
  });
});

describe("friendlyKey", () => {
  it.each([
    ["object_type", "object_type"],
    ["_cursor", "_cursor"],
    ["$top", "$top"],
    ["verbs[]", "verbs"],
    ["filter[created]", "filter_created"],
    ["page[after][id]", "page_after_id"],
    ["X-Request-Id", "xRequestId"],
    ["2fa", "twoFa"],
    ["&=?", "value"],
  ])("%s → %s", (wireName, key) => {
    expect(friendlyKey(wireName)).toBe(key);
  });

  it("is an identifier whatever the wire name, and the wire name itself where that is one", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = friendlyKey(text);
        expect(isIdentifier(key), JSON.stringify(key)).toBe(true);
        if (isIdentifier(text)) expect(key).toBe(text);
      }),
    );
  });
});

describe("names that are taken", () => {
  it.each(["then", "constructor", "__proto__", "toString"])("a member is never called %s", (name) => {
    expect(memberName(name)).toBe(`${name}_`);
  });

  it.each(["delete", "new", "list", "class"])("a member may be called %s", (name) => {
    expect(memberName(name)).toBe(name);
  });

  it("a schema takes no name that the package or the language uses", () => {
    expect(
      ["Record", "string", "class", "EventsListParams"].map((name) => schemaName(name, new Set(["EventsListParams"]))),
    ).toEqual(["RecordModel", "stringModel", "classModel", "EventsListParamsModel"]);
    expect(schemaName("Event", new Set())).toBe("Event");
  });

  it("an operation's function takes no name of the runtime", () => {
    expect(["createClient", "byCursor", "eventsList"].map(functionName)).toEqual([
      "createClient_",
      "byCursor_",
      "eventsList",
    ]);
  });

  it("whatever packages import from the runtime is such a name", () => {
    const cases = fileURLToPath(new URL("../cases/", import.meta.url));
    const files = readdirSync(cases, { recursive: true, encoding: "utf8" }).filter((path) =>
      /out.src.resources.[^/]+\.ts$/.test(path),
    );
    const imported = files.flatMap((path) =>
      [...readFileSync(join(cases, path), "utf8").matchAll(/^import \{([^}]+)\} from "\.\.\/runtime/gm)].flatMap(
        ([, list = ""]) => list.split(",").map((one) => one.trim()),
      ),
    );
    const functions = new Set(imported.filter((name) => /^[a-z]+[A-Z]\w*$/.test(name)));
    expect(functions.size).toBeGreaterThan(20);
    expect([...functions].filter((name) => functionName(name) === name)).toEqual([]);
  });
});
