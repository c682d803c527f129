// In a worker: what to walk is the request, what came of it the response.
import { walk } from "./walk.mjs";

export default {
  async fetch(request) {
    try {
      return Response.json(await walk(await request.json()));
    } catch (error) {
      return Response.json({ error: `${error.stack}` });
    }
  },
};
