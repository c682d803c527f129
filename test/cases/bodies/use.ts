import { Bodies, isApiError } from "@specmend/bodies";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const api = new Bodies({
    fetch: fetch({ status: 201, body: { text: "hi" } }, { body: null }, { body: { any: 1 } }, { status: 204 }, { status: 422, body: { title: "too short" } }, { status: 418, body: { message: "teapot" } }, { status: 201, body: { text: "once" } }),
  });
  await outcome(api.notes.create({ body: { text: "hi", tags: ["a"] } }));
  await outcome(api.notes.change({ id: "1" }));
  await outcome(api.notes.change({ id: "1", body: { text: null } }));
  await outcome(api.notes.delete({ id: "1" }));
  // @ts-expect-error the body is needed
  await outcome(api.notes.create({}));
  // @ts-expect-error and it needs a text
  log(typeof (() => api.notes.create({ body: {} })));
  try {
    await api.notes.create({ body: { text: "" } });
  } catch (error) {
    if (isApiError(error, "notes.create") && error.status === 422) {
      const problem = error.body;
      log("typed:", error.status, problem.title);
    }
  }
  await outcome(api.notes.create({ body: { text: "" } }));
  await outcome(api.notes.create({ body: { text: "once" } }, { idempotencyKey: "note-1" }));
};

export default use;
