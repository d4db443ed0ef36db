/** The losses of two models in one chart: A solid, B dashed. */

import { createMemo, For, type JSX } from "solid-js";
import { Axes } from "../../../kit/Axes.jsx";
import { language, number } from "../../../kit/language.js";
import { createWidth } from "../../../kit/width.js";
import { sideName, SIDES, type Side } from "./sides.js";
import { worded } from "../../state/wording.js";

const t = worded("twoCurves");

const HEIGHT = 300;
const PAD = { left: 40, right: 74, top: 14, bottom: 34 };

/** `noisy`: each step sees another batch, so that a mean over the last steps is drawn. */
export function TwoCurves(props: {
  a: readonly number[];
  b: readonly number[];
  noisy: boolean;
  span: number;
  lines: { readonly chance: number; readonly pairs: number } | undefined;
}): JSX.Element {
  const [width, measure] = createWidth(600);
  const smooth = (losses: readonly number[]): readonly number[] => {
    if (!props.noisy) return losses;
    let mean = losses[0] ?? 0;
    return losses.map((loss, i) => (mean += (loss - mean) / Math.min(i + 1, 25)));
  };
  const curves = createMemo(() => ({ a: smooth(props.a), b: smooth(props.b) }));
  const highest = createMemo((): number => {
    const chance = props.lines?.chance ?? 3.3;
    const start = Math.max(chance, props.a[0] ?? 0, props.b[0] ?? 0);
    return Math.min(1.06 * start, 2.2 * chance);
  });
  const x = (step: number): number =>
    PAD.left + (step / Math.max(1, props.span)) * (width() - PAD.left - PAD.right);
  const y = (loss: number): number =>
    PAD.top + (1 - Math.min(loss, highest()) / highest()) * (HEIGHT - PAD.top - PAD.bottom);
  const path = (losses: readonly number[]): string => {
    const per = Math.max(1, Math.ceil(losses.length / 300));
    return losses
      .map((loss, i) => ({ loss, i }))
      .filter(({ i }) => i % per === 0 || i === losses.length - 1)
      .map(({ loss, i }, n) => `${n === 0 ? "M" : "L"}${x(i + 1).toFixed(1)} ${y(loss).toFixed(1)}`)
      .join("");
  };
  /** Where each curve stands, with its letter beside; letters keep 18 px between them. */
  const ends = createMemo(() => {
    const found = SIDES.flatMap((side) => {
      const losses = curves()[side];
      const last = losses.at(-1);
      return last === undefined
        ? []
        : [{ side, last, x: x(losses.length), y: y(last), text: y(last) + 5 }];
    });
    const [one, two] = [...found].sort((p, q) => p.y - q.y);
    if (one && two && Math.abs(one.x - two.x) < 80 && two.text - one.text < 18) {
      const middle = Math.min((one.text + two.text) / 2, HEIGHT - PAD.bottom - 12);
      [one.text, two.text] = [middle - 9, middle + 9];
    }
    return found;
  });
  const lines = () =>
    props.lines === undefined
      ? []
      : (["chance", "pairs"] as const).map((name) => ({ name, value: props.lines![name] }));
  const said = (side: Side): string => {
    const losses = curves()[side];
    const name = sideName(side);
    return losses.length === 0
      ? t().none(name)
      : t().one(name, losses.length, number(losses[0]!, 2), number(losses.at(-1)!, 2));
  };
  const summary = (): string =>
    t().summary(
      said("a"),
      said("b"),
      lines()
        .map(({ name, value }) => t().line(t()[name], number(value, 2)))
        .join(" "),
    );

  return (
    <figure ref={measure} class="two-curves">
      <svg width={width()} height={HEIGHT} role="img" aria-label={summary()} lang={language()}>
        <Axes
          steps={props.span}
          highest={highest()}
          x={x}
          y={y}
          width={width()}
          bottom={HEIGHT - 12}
        />
        <text class="muted" x={width() - 4} y={HEIGHT - 12} text-anchor="end">
          {t().axis}
        </text>
        <line class="axis" x1={PAD.left} x2={width() - PAD.right} y1={y(0)} y2={y(0)} />
        <For each={lines()}>
          {({ name, value }) => (
            <g class="reference">
              <line x1={PAD.left} x2={width() - PAD.right} y1={y(value)} y2={y(value)} />
              <text class="muted" x={width() - PAD.right + 6} y={y(value) + 5}>
                {t()[name]}
              </text>
            </g>
          )}
        </For>
        <path class="a" d={path(curves().a)} />
        <path class="b" d={path(curves().b)} />
        <For each={ends()}>
          {(end) => (
            <>
              {end.side === "a" ? (
                <circle class="a-dot" cx={end.x} cy={end.y} r="5" />
              ) : (
                <rect class="b-dot" x={end.x - 5} y={end.y - 5} width="10" height="10" />
              )}
              <text class="end" x={end.x + 10} y={end.text}>
                {sideName(end.side)} <tspan class="muted">{number(end.last, 2)}</tspan>
              </text>
            </>
          )}
        </For>
      </svg>
      <figcaption class="row">
        <span>
          <svg class="key" width="34" height="12" aria-hidden="true">
            <path class="a" d="M1 6H33" />
            <circle class="a-dot" cx="17" cy="6" r="4" />
          </svg>
          {t().key("A")}
        </span>
        <span>
          <svg class="key" width="34" height="12" aria-hidden="true">
            <path class="b" d="M1 6H33" />
            <rect class="b-dot" x="13" y="2" width="8" height="8" />
          </svg>
          {t().key("B")}
        </span>
      </figcaption>
    </figure>
  );
}
