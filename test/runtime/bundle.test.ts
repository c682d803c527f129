/** What a bundle holds: the runtime's modules that its operations name, and no others. */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

const here = (file: string): string => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

async function modulesOf(code: string): Promise<string[]> {
  const bundle = await rolldown({
    input: "entry",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? "\0entry.ts" : null),
        load: (id) => (id === "\0entry.ts" ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm" });
  return Object.entries(output[0].modules).flatMap(([id, { code: rest }]) => (rest ? [basename(id, ".ts")] : []));
}

const optional = new Set(["feed", "walk", "body", "choice", "events", "multipart", "read", "stream", "styles"]);

test("a client that lists JSON has nothing of the other bodies", async () => {
  const modules = await modulesOf(`import { createClient, eventsList } from ${here("close.ts")};
    console.log(await eventsList(createClient()));`);
  expect(modules).toContain("pagination");
  expect(modules.filter((name) => optional.has(name))).toEqual([]);
});

test("a client that calls has only what `raw()` needs beside", async () => {
  const modules = await modulesOf(`import { createClient, operation } from ${here("close.ts")};
    import { call } from ${here("../../templates/runtime/call.ts")};
    console.log(await call(createClient(), operation(), {}));`);
  expect(modules.filter((name) => optional.has(name))).toEqual(["read"]);
});

test("a client that walks lists in pieces has no feed, and a client with a feed no such walk", async () => {
  const walks = await modulesOf(`import { createClient, eventsList } from ${here("close.ts")};
    import { walk } from ${here("../../templates/runtime/walk.ts")};
    for await (const event of walk(eventsList(createClient()))) console.log(event);`);
  expect(walks.filter((name) => optional.has(name)).sort()).toEqual(["walk"]);
  const feeds = await modulesOf(`import { createClient, eventsListOperation } from ${here("close.ts")};
    import { feed } from ${here("../../templates/runtime/feed.ts")};
    for await (const entry of feed(createClient(), eventsListOperation, { order: "none" })) console.log(entry);`);
  expect(feeds.filter((name) => optional.has(name)).sort()).toEqual(["feed"]);
});
