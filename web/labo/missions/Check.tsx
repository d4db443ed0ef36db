/** The sign of a mission done. */

import type { JSX } from "solid-js";

/** A check that draws itself where motion is welcome. */
export function Check(): JSX.Element {
  return (
    <svg class="mission-check" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <circle cx="13" cy="13" r="12" />
      <path d="M7.5 13.5l4 4 7.5-8.5" pathLength="1" />
    </svg>
  );
}
