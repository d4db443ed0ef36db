/** A dial with choices: a button each. */

import type { JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { DIALS } from "../../../spec.js";
import { said } from "../../../kit/language.js";
import { Buttons } from "../../parts/Buttons.jsx";
import { dials, labelOf } from "./dials.js";

/** A dial with choices: its name and its choices are those of its declaration. */
export function Choice<D extends "activation" | "positions" | "norm">(props: {
  dial: D;
  without?: Config[D] | undefined;
  onChoose: (value: Config[D]) => void;
}): JSX.Element {
  const choices = (): (readonly [Config[D], string])[] =>
    (Object.entries(DIALS[props.dial].words) as [Config[D], { fr: string; en: string }][])
      .filter(([id]) => id !== props.without)
      .map(([id, words]) => [id, said(words)]);
  return (
    <Buttons
      label={labelOf(props.dial)}
      value={dials()[props.dial]}
      choices={choices()}
      onChoose={props.onChoose}
    />
  );
}
