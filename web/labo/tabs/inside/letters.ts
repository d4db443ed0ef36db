/** The letters that may come next. */

import type { BarEntry } from "../../../kit/Bars.jsx";
import { visible } from "../../../kit/letters.js";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");

/** By probability; a letter is named as people see it. */
export function nextLetters(view: View, values = view.values()): BarEntry[] {
  const tokens = view.vocabulary()?.tokens ?? [];
  const boundary = view.vocabulary()?.boundary;
  return tokens
    .map((_, key) => {
      const label = visible(view.letter(key));
      const value = view.at({ name: "probabilities", index: [view.row(), key] }, values);
      return key === boundary ? { key, label, value, spoken: t().end } : { key, label, value };
    })
    .sort((a, b) => b.value - a.value);
}
