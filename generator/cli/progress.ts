/** A line on the terminal while work takes longer than a second; taken away again when it is done. */
export function announce(name: string): () => void {
  if (!process.stderr.isTTY) return () => {};
  const timer = setTimeout(() => process.stderr.write(`generating ${name}…`), 1000);
  return () => {
    clearTimeout(timer);
    process.stderr.write("\r\u001b[K");
  };
}
