/**
 * How slowly a first training begins: a few steps that one looks at, beat by beat, then faster and
 * faster, some 20 seconds in all. Only when a step is done is decided here, never what it does.
 */

/** What is told of a step, one after the other. */
export const BEATS = ["reads", "guesses", "right", "nudged"] as const;
export type Beat = (typeof BEATS)[number];

/** Milliseconds of a beat, for each step that one looks at. */
export const LOOKS = [1800, 800, 400] as const;

/** Then so many steps a second, for so many milliseconds. */
export const FASTER = [
  [2, 1600],
  [6, 1600],
  [20, 1600],
  [60, 1600],
  [120, 1600],
] as const;
