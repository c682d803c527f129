/** The README's part about watching calls: logs, limits, traces, drift. Its examples are run by a test. */
import type { Model } from "../model/model.js";
import { hasDrift } from "./drift.js";

/** `variable`: the client's; `call`: one that needs nothing. */
export function watchExamples(model: Model, variable: string, call: string | undefined): string[] {
  if (call === undefined) return [];
  return [
    hookExample(model, variable, call),
    traceExample(model, variable, call),
    ...(hasDrift(model.shapes) ? [driftExample(model, variable, call)] : []),
  ];
}

function hookExample({ className, packageName }: Model, variable: string, call: string): string {
  return `## Watching calls

\`\`\`ts
import { ${className}, logTo, rateLimiter, watch } from "${packageName}";

const ${variable} = new ${className}({ hooks: watch(rateLimiter(), logTo(console, { level: "warn" })) });
await ${call};
\`\`\`

\`rateLimiter()\` keeps within the limits that the server announces in its headers, for all calls at once: the last tenth of a
limit is spread over the rest of its window, and when nothing remains calls wait for the next, at most \`maxWaitMs\` (60 000).
Until the server has answered for the first time, five calls are under way at most.
\`logTo(console)\` logs a line for each attempt, without credentials, cursors and bodies; with \`fields: true\` it suits pino.
Whoever does not import them does not bundle them.`;
}

function traceExample({ className, packageName }: Model, variable: string, call: string): string {
  return `### OpenTelemetry

\`\`\`ts
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from "@opentelemetry/api";
import { ${className}, type Hooks, type RequestEvent, watch } from "${packageName}";

const tracer = trace.getTracer("${packageName}");
const spans = new WeakMap<RequestEvent, Span>();
const tracing: Hooks = {
  onRequest(request) {
    const { method, url, attempt, headers } = request;
    const { hostname, port, protocol } = new URL(url);
    const span = tracer.startSpan(method, {
      kind: SpanKind.CLIENT,
      attributes: {
        "http.request.method": method,
        "url.full": url, // without credentials
        "server.address": hostname,
        "server.port": Number(port) || (protocol === "http:" ? 80 : 443),
        ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
      },
    });
    const set = (carrier: Headers, name: string, value: string): void => carrier.set(name, value);
    propagation.inject(trace.setSpan(context.active(), span), headers, { set });
    spans.set(request, span);
  },
  onResponse({ request, status, error }) {
    const span = spans.get(request);
    if (status !== undefined) span?.setAttribute("http.response.status_code", status);
    if (error !== undefined) {
      const name = error instanceof Error ? error.name : "_OTHER";
      span?.setAttribute("error.type", status !== undefined && status >= 400 ? String(status) : name);
      span?.setStatus({ code: SpanStatusCode.ERROR });
    }
    span?.end();
  },
};

const ${variable} = new ${className}({ hooks: watch(tracing) }); // the last of the hooks, so that no span counts the wait of another
await ${call};
\`\`\``;
}

function driftExample({ className, packageName }: Model, variable: string, call: string): string {
  return `### When the document is wrong

\`\`\`ts
import { ${className}, watch } from "${packageName}";
import { observe } from "${packageName}/drift";

const drift = observe({ report: ({ message, action = "" }) => console.warn(\`\${message}\\n\${action}\`) });
const ${variable} = new ${className}({ hooks: watch(drift) });
await ${call};
\`\`\`

\`observe\` compares some responses with the vendor's document (the first of each operation, then a tenth of them; ten items of
each list) and reports each new deviation once: an undocumented or missing field, a value of another kind, \`null\`, or one that
is not among the known ones. \`action\` is the overlay action that would correct the document, but for its evidence. Values are
shown only if they look like names (\`task.completed\`), and not at all with \`values: false\`.`;
}
