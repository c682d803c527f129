/**
 * A server that hands out cursors which lead back: `length` 1 repeats one cursor for ever, 2 goes A, B, A, B …
 * With null every cursor is the true one.
 */
export interface CursorLoop {
  next(length: number | null, sent: string | null, next: string | null): string | null;
}

export function createCursorLoop(): CursorLoop {
  let issued: string[] = [];
  return {
    next(length, sent, next) {
      if (length === null) return next;
      const at = sent === null ? -1 : issued.indexOf(sent);
      if (at < 0) issued = [];
      if (at + 1 >= length) return issued[0] ?? next;
      if (next === null) return issued[0] ?? null;
      issued[at + 1] ??= next;
      return issued[at + 1] ?? next;
    },
  };
}
