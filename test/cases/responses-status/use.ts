import { isApiError, ResponsesStatus } from "@specmend/responses-status";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const api = new ResponsesStatus({
    maxRetries: 0,
    fetch: fetch(
      { body: { id: "1" }, headers: { "x-remaining": "3" } },
      { status: 202, body: { ticket: "t" } },
      { status: 203 },
      { body: { id: "1" } },
      { status: 204 },
      { status: 200, body: { id: "2" }, headers: { "content-type": "application/vnd.job+json" } },
      { status: 200, body: "<html>", headers: { "content-type": "text/html" } },
      { status: 400, body: "no", headers: { "content-type": "text/plain" } },
      { status: 409, body: { title: "busy" } },
    ),
  });
  const answer = await api.jobs.start().withResponse();
  if (answer.status === 200) {
    const left: string = answer.headers.get("X-Remaining");
    const kind: "fast" | "slow" | (string & {}) | null = answer.headers.get("X-Kind");
    const other: string | null = answer.headers.get("date");
    log(answer.data.id, left, kind, other);
  } else if (answer.status === 202) {
    log(answer.data.ticket);
  } else {
    const nothing: undefined = answer.data;
    log(nothing);
  }
  await outcome(api.jobs.start());
  await outcome(api.jobs.start());
  const last: { id: string } | undefined = await api.jobs.last();
  log(last);
  await outcome(api.jobs.last());
  log((await api.jobs.any()).id);
  await outcome(api.jobs.any());
  for (const _ of [400, 409]) {
    await api.jobs.start().catch((error: unknown) => {
      if (!isApiError(error, "jobs.start")) throw error;
      if (error.status === 400) log("text:", error.body.toUpperCase());
      else if (error.status === 409) log(typeof error.body === "string" ? error.body : error.body.title);
    });
  }
};

export default use;
