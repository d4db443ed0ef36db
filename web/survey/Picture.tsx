/** An animal, drawn: its head in its colour, and what tells its kind. */

import { Show, type JSX } from "solid-js";
import type { Animal, Colour, Species } from "../kit/animal.js";

const FILLS: Readonly<Record<Colour, string>> = {
  blue: "#5b8def",
  green: "#5aa860",
  red: "#dd5f52",
  yellow: "#e9c33e",
  purple: "#9a71d0",
  orange: "#ee9540",
  pink: "#ec8fb2",
  grey: "#9aa3ab",
};
const DARK = "#24303a";
const LIGHT = "#fffdf9";

type Ears = "pointed" | "round" | "long" | "small" | "tufts";

const EARS: Readonly<Record<Species, Ears>> = {
  fox: "pointed",
  cat: "pointed",
  wolf: "pointed",
  bear: "round",
  panda: "round",
  monkey: "round",
  koala: "round",
  lion: "small",
  rabbit: "long",
  owl: "tufts",
  pig: "small",
  tiger: "small",
};

/** The left ear; the right one is its mirror image. */
const EAR: Readonly<Record<Ears, string>> = {
  pointed: "M20 46 L16 12 L46 28 Z",
  round: "M18 36 a15 15 0 1 1 26 -12 Z",
  long: "M34 40 C14 30 18 -6 30 0 C42 4 44 24 44 36 Z",
  small: "M24 34 C16 24 22 14 34 22 Z",
  tufts: "M22 40 L20 14 L42 26 Z",
};

export function Picture(props: { animal: Animal; size: number }): JSX.Element {
  const fill = (): string => FILLS[props.animal.colour];
  const is = (...kinds: Species[]): boolean => kinds.includes(props.animal.species);
  const ear = (): string => EAR[EARS[props.animal.species]];
  const earFill = (): string => (is("panda") ? DARK : fill());
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 100 100" aria-hidden="true">
      <Show when={is("lion")}>
        <circle cx="50" cy="54" r="44" fill={fill()} />
        <circle cx="50" cy="54" r="44" fill={DARK} opacity="0.3" />
      </Show>
      <path d={ear()} fill={earFill()} />
      <path d={ear()} fill={earFill()} transform="matrix(-1 0 0 1 100 0)" />
      <Show when={is("koala")}>
        <circle cx="16" cy="40" r="15" fill={fill()} />
        <circle cx="84" cy="40" r="15" fill={fill()} />
      </Show>
      <circle cx="50" cy="56" r="36" fill={fill()} />
      <Show when={is("fox", "wolf")}>
        <path
          d="M16 62 Q50 60 50 92 Q22 90 16 62 Z M84 62 Q50 60 50 92 Q78 90 84 62 Z"
          fill={LIGHT}
        />
      </Show>
      <Show when={is("wolf")}>
        <path d="M44 22 L50 42 L56 22 Z" fill={DARK} opacity="0.5" />
      </Show>
      <Show when={is("panda")}>
        <ellipse cx="35" cy="50" rx="11" ry="13" fill={DARK} />
        <ellipse cx="65" cy="50" rx="11" ry="13" fill={DARK} />
      </Show>
      <Show when={is("monkey")}>
        <path
          d="M50 40 a16 14 0 0 0 -24 16 a26 24 0 0 0 48 0 a16 14 0 0 0 -24 -16 Z"
          fill={LIGHT}
        />
      </Show>
      <Show when={is("owl")}>
        <circle cx="35" cy="50" r="14" fill={LIGHT} />
        <circle cx="65" cy="50" r="14" fill={LIGHT} />
      </Show>
      <Show when={is("tiger")}>
        <path
          d="M50 20 v16 M40 22 v10 M60 22 v10 M16 54 h12 M17 64 h10 M84 54 h-12 M83 64 h-10"
          stroke={DARK}
          stroke-width="4"
          stroke-linecap="round"
        />
      </Show>
      <Show when={is("bear")}>
        <ellipse cx="50" cy="70" rx="16" ry="13" fill={LIGHT} />
      </Show>
      <circle cx="36" cy="50" r="5" fill={is("panda") ? LIGHT : DARK} />
      <circle cx="64" cy="50" r="5" fill={is("panda") ? LIGHT : DARK} />
      <Show when={is("pig")}>
        <ellipse cx="50" cy="68" rx="15" ry="11" fill={LIGHT} />
        <circle cx="44" cy="68" r="3" fill={DARK} />
        <circle cx="56" cy="68" r="3" fill={DARK} />
      </Show>
      <Show when={is("koala")}>
        <ellipse cx="50" cy="62" rx="7" ry="12" fill={DARK} />
      </Show>
      <Show when={is("owl")}>
        <path d="M44 60 L56 60 L50 72 Z" fill={DARK} />
      </Show>
      <Show when={is("cat", "lion", "tiger", "rabbit", "fox", "wolf", "bear", "panda", "monkey")}>
        <path d="M44 64 L56 64 L50 71 Z" fill={DARK} />
      </Show>
      <Show when={is("rabbit")}>
        <path
          d="M45 76 h4.5 v9 h-4.5 Z M50.500 76 h4.500 v9 h-4.500 Z"
          fill={LIGHT}
          stroke={DARK}
        />
      </Show>
      <Show when={is("cat", "tiger", "lion")}>
        <path
          d="M34 70 L14 66 M34 74 L14 77 M66 70 L86 66 M66 74 L86 77"
          stroke={DARK}
          stroke-width="2"
        />
      </Show>
    </svg>
  );
}
