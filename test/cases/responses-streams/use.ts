import { ResponsesStreams, type ServerSentEvent } from "@specmend/responses-streams";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const sse = { "content-type": "text/event-stream" };
  const lines = { "content-type": "application/jsonl" };
  const api = new ResponsesStreams({
    maxRetries: 0,
    fetch: fetch(
      { body: { text: "hi" } },
      { headers: sse, body: 'data: {"delta":"h"}\n\ndata: {"delta":"i"}\n\ndata: [DONE]\n\n' },
      { headers: sse, body: 'data: {"delta":"h"}\n\n' },
      { headers: sse, body: 'event: piece\ndata: {"delta":"a"}\nid: 7\n\nevent: done\ndata: {"total":\ndata: 1}\n\n' },
      { headers: sse, body: ": hello\ndata: one\ndata:two\n\nretry: 10\ndata\n\ndata: cut" },
      { headers: { ...lines, "x-total": "2" }, body: '{"delta":"a"}\n\n{"delta":"b"}' },
      { headers: lines, body: '{"delta":"a"}\n{"delta":"b' },
      { headers: { "content-type": "application/x-ndjson" }, body: '{"delta":"a"}\r\n{"delta":"b"}\r\n' },
      { headers: { "content-type": "application/json-seq" }, body: '\u001e{"delta":\n"a"}\n\u001e{"delta":"b"}\n' },
      { status: 500, body: { message: "no" } },
    ),
  });
  const whole = await api.chat.create({ body: {} });
  log("text" in whole ? whole.text : "streamed");
  const either = await api.chat.create({ body: { stream: true } });
  if (Symbol.asyncIterator in either) for await (const event of either) log(event.data.delta);
  const asked: AsyncIterable<ServerSentEvent<{ delta: string }>> = await api.chat.create(
    { body: { stream: true } },
    { accept: "text/event-stream" },
  );
  for await (const event of asked) log(event);
  for await (const event of api.chat.events()) {
    if (event.event === "piece") log("piece", event.id, event.data.delta);
    else log("done", event.id, event.data.total);
  }
  for await (const event of api.chat.ticks()) log(event);
  const { data, status, headers } = await api.rows.export().withResponse();
  const total: string | null = headers.get("X-Total");
  log(status, total);
  for await (const row of data) log(row.delta);
  await outcome(async () => {
    for await (const row of await api.rows.export()) log(row.delta);
  });
  for await (const row of api.rows.old()) log(row.delta);
  for await (const row of api.rows.sequence()) log(row.delta);
  await outcome(api.rows.old());
};

export default use;
