/** How far one is: a bar, and the same in words. */

import type { JSX } from "solid-js";
import { percent, texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import { howFar, suits, withOf, type Mission } from "./mission.js";
import { facts, memoryOf } from "./progress.js";
import { wayText } from "./words.js";

const t = texts(LABO, "missions");

export function HowFar(props: { mission: Mission }): JSX.Element {
  const memory = () => memoryOf(props.mission);
  const part = (): number => {
    const seen = facts();
    return seen ? howFar(props.mission, seen, memory()) : 0;
  };
  const way = (): string => {
    const seen = facts();
    if (seen !== undefined && !suits(props.mission, seen)) return t().with[withOf(props.mission)];
    const found = seen && props.mission.way?.(seen, memory());
    return found ? wayText(found) : "";
  };
  return (
    <div class="mission-way">
      <div
        class="mission-track"
        role="progressbar"
        aria-label={t().way}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * part())}
        aria-valuetext={way() || percent(part())}
      >
        <span class="mission-fill" style={{ width: `${100 * part()}%` }} />
      </div>
      <span class="number">{way()}</span>
    </div>
  );
}
