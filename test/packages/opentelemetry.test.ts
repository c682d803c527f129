/** The README's example for OpenTelemetry, with the real API and SDK: what it traces, and what it sends. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "oxc-transform";
import { expect, test } from "vitest";
import { root, run, scratch } from "./child.js";
import { startClose } from "./kit.js";

const folder = scratch("opentelemetry");

const setup = `
  import { context, propagation, trace, TraceFlags } from "@opentelemetry/api";
  import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  // The W3C propagator is in a package of its own; this is what it does (https://www.w3.org/TR/trace-context/).
  propagation.setGlobalPropagator({
    inject(context, carrier, setter) {
      const { traceId, spanId, traceFlags } = trace.getSpanContext(context);
      setter.set(carrier, "traceparent", \`00-\${traceId}-\${spanId}-0\${traceFlags & TraceFlags.SAMPLED}\`);
    },
    extract: (context) => context,
    fields: () => ["traceparent"],
  });
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => real(process.env.BASE + String(input).slice("https://api.close.com/api/v1".length), init);
  process.on("exit", () => {
    const spans = exporter.getFinishedSpans().map(({ name, kind, attributes, status, ended, spanContext }) => ({
      name, kind, attributes, status, ended,
    }));
    const ids = exporter.getFinishedSpans().map((span) => [span.spanContext().traceId, span.spanContext().spanId]);
    console.log(JSON.stringify({ spans, ids }));
  });`;

test("a span for each attempt, by the semantic conventions, and `traceparent` in its request", async () => {
  const readme = readFileSync(join(root, "generated/close/README.md"), "utf8");
  const example = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code = ""]) => code)
    .find((code) => code.includes("@opentelemetry"));
  const { code } = await transform("example.ts", example!, { sourceType: "module" });
  writeFileSync(join(folder, "setup.mjs"), setup);
  writeFileSync(join(folder, "example.mjs"), code);

  const server = await startClose();
  server.faults.next({ kind: "rate-limit", retryAfter: null, reset: 0.01 });
  server.faults.next({ kind: "cut-before-headers" });
  const env = { BASE: server.baseUrl, CLOSE_API_KEY: server.apiKey };
  const ended = await run(["--import", join(folder, "setup.mjs"), join(folder, "example.mjs")], env);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).not.toContain(server.apiKey);
  const { spans, ids } = JSON.parse(ended.stdout) as { spans: unknown[]; ids: [string, string][] };

  const attributes = {
    "http.request.method": "GET",
    "url.full": "https://api.close.com/api/v1/event/",
    "server.address": "api.close.com",
    "server.port": 443,
  };
  const span = { name: "GET", kind: 2, ended: true };
  expect(spans).toEqual([
    {
      ...span,
      status: { code: 2 },
      attributes: { ...attributes, "http.response.status_code": 429, "error.type": "429" },
    },
    {
      ...span,
      status: { code: 2 },
      attributes: { ...attributes, "http.request.resend_count": 1, "error.type": "ConnectionError" },
    },
    {
      ...span,
      status: { code: 0 },
      attributes: { ...attributes, "http.request.resend_count": 2, "http.response.status_code": 200 },
    },
  ]);
  const sent = server.requests.map(({ headers }) => headers["traceparent"]);
  expect(sent).toEqual(ids.map(([trace, id]) => `00-${trace}-${id}-01`));
});
