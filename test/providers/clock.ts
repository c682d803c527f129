/** The time a fake server believes it is. Stands still unless a test moves it. */
export type ClockSource = Date | number | string | (() => number);

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  set(time: Date | number | string): void;
  advance(milliseconds: number): void;
}

export function createClock(source: ClockSource): Clock {
  let shift = 0;
  let base: () => number;
  const fix = (time: Date | number | string): void => {
    const fixed = new Date(time).getTime();
    if (Number.isNaN(fixed)) throw new Error(`not a time: ${String(time)}`);
    base = () => fixed;
    shift = 0;
  };
  if (typeof source === "function") base = source;
  else fix(source);
  return {
    now: () => base() + shift,
    set: fix,
    advance: (milliseconds) => {
      shift += milliseconds;
    },
  };
}
