import type { JSX } from "solid-js";

export function GrowTab(): JSX.Element {
  return <h1>GrowTab</h1>;
}
