/**
 * What flows through the picture, and which way.
 *
 * The same picture tells the way forward and the way back. Forward, `numbers` gives the values of the
 * anatomy; back, the slopes, under the same names and in the same shapes: a part draws whatever it is
 * given, and what is undefined stays blank. `direction` turns the arrows, the pulse, and the order in
 * which the parts are read and walked through; places stay where they are.
 */

import type { JSX } from "solid-js";
import type { Value } from "../../../../engine/anatomy.js";
import type { Place } from "../place.js";
import type { Part } from "./parts.js";

export interface Flow {
  readonly direction: "forward" | "back";
  readonly numbers: (name: string) => Value | undefined;
  /** What a part is called, and the sentence that the walk tells of it. */
  readonly title: (part: Part) => string;
  readonly says: (part: Part) => string;
  /** What it holds, for those who do not see it. */
  readonly holds: (part: Part) => string;
  /** What it opens to. */
  readonly inside: (part: Part) => JSX.Element;
  readonly opened: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** The head that is looked at in a layer, if one alone is. */
  readonly head: (block: number) => number | undefined;
  /** A number is pointed at; it is chosen. */
  readonly peek: (place: Place) => void;
  readonly choose: (place: Place) => void;
}
