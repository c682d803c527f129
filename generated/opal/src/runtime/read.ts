/** Ways to read the body of a success that is no JSON; an operation's descriptor refers to the one it needs. */

/** The body as text. */
export function text(response: Response): Promise<string> {
  return response.text();
}

/** The body as a `Blob`: its bytes and its media type. */
export function blob(response: Response): Promise<Blob> {
  return response.blob();
}

/** No body is expected; whatever comes is dropped unread. */
export async function nothing(response: Response): Promise<undefined> {
  await response.body?.cancel();
}
