/**
 * What flows through the picture, and which way.
 *
 * The same picture tells the way forward and the way back. Forward, `numbers` gives the values of the
 * anatomy; back, the slopes, under the same names and in the same shapes: a part draws whatever it is
 * given, and what is undefined stays blank. `direction` turns the arrows, the pulse, and the order in
 * which the parts are read and walked through; places stay where they are.
 *
 * A picture is free, with a walk of its own and parts that open in place; or it is led by a walk
 * beside it, and then it shows where that walk stands, in a window that moves along.
 */

import type { JSX } from "solid-js";
import type { Value } from "../../../../engine/anatomy.js";
import type { Vocabulary } from "../../../../engine/vocabulary.js";
import type { Place } from "../place.js";
import type { Part } from "./parts.js";

/** The letters that are the lanes, and what is switched off. */
export interface Seen {
  readonly vocabulary: () => Pick<Vocabulary, "kind" | "boundary"> | undefined;
  readonly tokens: () => readonly number[];
  /** The lane that is followed. */
  readonly row: () => number;
  readonly off: () => readonly string[];
  readonly letter: (token: number) => string;
  readonly letterAt: (row: number) => string;
}

interface Either {
  readonly direction: "forward" | "back";
  readonly numbers: (name: string) => Value | undefined;
  readonly title: (part: Part) => string;
  /** What it holds, for those who do not see it. */
  readonly holds: (part: Part) => string;
  /** A part is clicked: it opens, or the walk goes there. */
  readonly toggle: (id: string) => void;
  /** The head that is looked at in a layer, if one alone is. */
  readonly head: (block: number) => number | undefined;
  /** A number of a part is chosen. */
  readonly choose: (place: Place, part: Part) => void;
}

export interface Free extends Either {
  readonly led?: undefined;
  /** The sentence that the walk tells of a part. */
  readonly says: (part: Part) => string;
  /** What it opens to. */
  readonly inside: (part: Part) => JSX.Element;
  readonly opened: (id: string) => boolean;
  /** A letter is followed. */
  readonly follow: (row: number) => void;
  /** A number is pointed at. */
  readonly peek: (place: Place) => void;
}

export interface Led extends Either {
  /** Where the walk stands, and the part that it marks; undefined marks none. */
  readonly led: () => string | undefined;
}

export type Flow = Free | Led;
