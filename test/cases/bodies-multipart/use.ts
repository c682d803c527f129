import { bodyPart, BodiesMultipart } from "@specmend/bodies-multipart";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const api = new BodiesMultipart({ fetch: fetch(...Array.from({ length: 10 }, () => ({ status: 204 }))) });
  await outcome(
    api.uploads.create({
      body: {
        file: new File(["%PDF"], 'a"b\r\n.pdf', { type: "application/pdf" }),
        pages: [new Blob(["1"], { type: "text/plain" }), new Uint8Array([50])],
        icon: new Blob(["png"]),
        metadata: { title: "t" },
        tags: ["a", "b"],
        joined: ["a", "b"],
        count: 3,
        raw: "<a/>",
      },
    }),
  );
  await outcome(
    api.uploads.create({
      body: {
        file: bodyPart(new Blob(["x"]), { filename: "é.bin", contentType: "x/y", headers: { "X-Custom": "1" } }),
        metadata: bodyPart({ title: "u" }, { contentType: "application/json" }),
      },
    }),
  );
  const form = new FormData();
  form.append("file", new Blob(["z"]), "z.txt");
  await outcome(api.uploads.create({ body: form }));
  await outcome(api.uploads.mixed({ body: [{ a: 1 }, { a: 2 }] }));
  await outcome(api.uploads.sequence({ body: [{ a: 1 }, new Blob(["{}"], { type: "text/x" })] }));
  const file = bodyPart("x", { headers: { "X-Custom": "1\r\nEvil: 2" } });
  await outcome(api.uploads.create({ body: { file } }));
  await outcome(api.documents.create({ body: { content: "text", shared: { file: "text" } } }));
  await outcome(api.documents.create({ body: { content: "text", shared: { file: new Blob(["x"]) } } }));
  await outcome(api.documents.put({ body: { file: new Blob(["x"]) } }));
  // @ts-expect-error what is sent in JSON alone is text
  void (() => api.documents.create({ body: { content: new Blob() } }));
  // @ts-expect-error a number is no text
  void (() => api.uploads.create({ body: { file: "x", tags: [1] } }));
};

export default use;
