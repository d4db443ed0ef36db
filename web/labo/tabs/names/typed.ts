/** What is typed is read once the fingers rest, or at once where something else waits for it. */

let late: ReturnType<typeof setTimeout> | undefined;
/** How to read what was typed and is not read yet. */
let waiting: (() => Promise<void>) | undefined;
let reading: Promise<void> = Promise.resolve();

/** Read what was typed a moment ago, and wait until it is read: what comes next is about it. */
export function readNow(): Promise<void> {
  clearTimeout(late);
  const read = waiting;
  waiting = undefined;
  if (read !== undefined) reading = read();
  return reading;
}

/** Read it after so many milliseconds without another letter. */
export function readSoon(read: () => Promise<void>, wait: number): void {
  clearTimeout(late);
  waiting = read;
  late = setTimeout(() => void readNow(), wait);
}

/** Something else takes its place. */
export function forgetTyped(): void {
  clearTimeout(late);
  waiting = undefined;
}
