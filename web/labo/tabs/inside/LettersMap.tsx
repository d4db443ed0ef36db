/** The letters' identity cards on a map: letters that play the same role move together. */

import { createMemo, Index, type JSX } from "solid-js";
import { plainForm } from "../../../engine/vocabulary.js";
import { percent } from "../../../kit/language.js";
import { createNear } from "../../../kit/near.js";
import { Rich } from "../../../kit/Rich.jsx";
import { createWidth } from "../../../kit/width.js";
import { step, trainer } from "../../state/model.js";
import { inPicture, nearest, project, type Plane } from "./project.js";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("lettersMap");

const VOWELS = "aeiouy";
const MARGIN = 26;
type Kind = "vowel" | "consonant" | "edge";

export function LettersMap(props: { view: View; size: number }): JSX.Element {
  const [width, measure] = createWidth(520);
  // Where nobody looks, a running training is not slowed down; once it rests, all is told: a page
  // may be printed or read aloud without ever being scrolled.
  const [near, watch] = createNear("200px");
  const rows = createMemo(
    () => (near() || !trainer.running() ? props.view.parameter("token_embedding") : undefined),
    undefined,
    // The same array holds new numbers at each tick.
    { equals: false },
  );
  const tokens = (): readonly string[] => props.view.vocabulary()?.tokens ?? [];
  const plane = createMemo((earlier: Plane | undefined): Plane | undefined => {
    const numbers = rows();
    return numbers === undefined ? earlier : project(numbers, props.size, earlier);
  }, undefined);
  const kind = (id: number): Kind => {
    if (id === props.view.vocabulary()?.boundary) return "edge";
    return VOWELS.includes(plainForm(tokens()[id] ?? "x")[0] ?? "x") ? "vowel" : "consonant";
  };
  const height = (): number => Math.min(460, Math.max(300, width() * 0.7));
  const points = createMemo(() => inPicture(plane()?.points ?? [], width(), height(), MARGIN));
  const pairs = createMemo(() => {
    const numbers = rows();
    return numbers === undefined ? [] : nearest(numbers, props.size);
  });
  const followed = (): number => props.view.tokens()[props.view.row()] ?? -1;
  const said = (): string =>
    t().picture(
      pairs()
        .slice(0, 40)
        .map((other, id) => `${tokens()[id]} – ${tokens()[other] ?? ""}`)
        .join(", "),
    );
  return (
    <section class="card">
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().say} />
      </p>
      {step() === 0 && <p class="notice">{t().chance}</p>}
      <div
        class="in-map"
        ref={(element) => {
          measure(element);
          watch(element);
        }}
      >
        <svg role="img" aria-label={said()} width={width()} height={height()}>
          <Index each={points()}>
            {(point, id) => (
              <g
                class={`in-point ${kind(id)}`}
                classList={{ followed: id === followed() }}
                transform={`translate(${point().x.toFixed(1)} ${point().y.toFixed(1)})`}
              >
                <Shape kind={kind(id)} />
                <text text-anchor="middle" y="5">
                  {tokens()[id]}
                </text>
              </g>
            )}
          </Index>
        </svg>
      </div>
      <ul class="legend">
        <Index each={["vowel", "consonant", "edge"] as const}>
          {(shape) => (
            <li class="in-legend-item">
              <svg width="24" height="24" viewBox="-14 -14 28 28" aria-hidden="true">
                <g class={`in-point ${shape()}`}>
                  <Shape kind={shape()} />
                </g>
              </svg>
              {t()[shape()]}
            </li>
          )}
        </Index>
      </ul>
      <p class="small muted below">{t().honest(percent(plane()?.share ?? 0), props.size)}</p>
      <details class="in-why">
        <summary>{t().list}</summary>
        <div class="scroll" tabindex="0" role="group" aria-label={t().list}>
          <ul class="in-nearest">
            <Index each={pairs()}>
              {(other, id) => (
                <li>
                  <span class="mono">{tokens()[id]}</span> → <b class="mono">{tokens()[other()]}</b>
                </li>
              )}
            </Index>
          </ul>
        </div>
      </details>
    </section>
  );
}

function Shape(props: { kind: Kind }): JSX.Element {
  const d = (): string =>
    ({
      vowel: "M-13 0a13 13 0 1 0 26 0a13 13 0 1 0 -26 0z",
      consonant: "M-11.5 -11.5h23v23h-23z",
      edge: "M0 -15l15 15l-15 15l-15 -15z",
    })[props.kind];
  return <path d={d()} />;
}
