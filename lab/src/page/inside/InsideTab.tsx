import type { JSX } from "solid-js";

export function InsideTab(): JSX.Element {
  return <h1>InsideTab</h1>;
}
