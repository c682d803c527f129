/** Long walks hold on to next to nothing: neither pages, nor what came with them, nor long cursors. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { beforeAll, expect, test } from "vitest";
import { run, scratch } from "../packages/child.js";

const file = join(scratch("soak"), "soak.mjs");
beforeAll(async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL("soak.ts", import.meta.url)),
    platform: "node",
    resolve: { extensionAlias: { ".js": [".ts"] } },
  });
  await bundle.write({ file, format: "esm" });
});

interface Kept {
  readonly style: string;
  readonly walked: number;
  readonly kept: number;
}

async function soak(...args: readonly (number | string)[]): Promise<Kept[]> {
  const { code, stdout, stderr } = await run(["--expose-gc", "--max-old-space-size=128", file, ...args.map(String)]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Kept);
}

const styles = ["cursor", "offset", "page", "next-url", "link"];
/** `SOAK=1`: all styles as long as the first; a minute of CPU. */
const rest = process.env["SOAK"] ? 100_000 : 8000;

test("100 000 pages", { timeout: 400_000 }, async () => {
  const all = [...(await soak("cursor", 100_000, 0)), ...(await soak(styles.slice(1).join(), rest, 0))];
  expect(all.map(({ style, walked }) => [style, walked])).toEqual(
    styles.map((style) => [style, style === "cursor" ? 100_000 : rest]),
  );
  // A page is known by some 14 characters, and nothing else of it is left.
  for (const { style, walked, kept } of all) expect(kept / walked, style).toBeLessThan(250);
});

test("a cursor of two kilobytes costs no more than a short one", async () => {
  for (const { style, walked, kept } of await soak("cursor,link", 3000, 2000))
    expect(kept / walked, style).toBeLessThan(500);
});

test("on a socket", async () => {
  const server = createServer((request, response) => {
    const at = Number(/at=(\d+)/.exec(request.url ?? "")?.[1] ?? 0);
    const style = request.url?.split("/")[1];
    const next = at + 1 < 300 ? `?at=${at + 1}` : undefined;
    response.writeHead(200, { "content-type": "application/json", ...(next && { link: `<${next}>; rel="next"` }) });
    const page = {
      items: [{ id: at, text: "x".repeat(20_000) }],
      next: style === "cursor" ? next?.slice(4) : next,
      total: 300,
      more: !!next,
    };
    response.end(JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const all = await soak(styles.join(), 300, 0, `http://127.0.0.1:${port}`);
    expect(all.map(({ style, walked }) => [style, walked])).toEqual(styles.map((style) => [style, 300]));
    // Connections and their buffers are part of it; pages that were kept would be many times that.
    for (const { style, kept } of all) expect(kept, style).toBeLessThan(2_000_000);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
