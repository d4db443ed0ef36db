/** The loss curve beside its reference lines. */

import { createMemo, For, Show, type JSX } from "solid-js";
import type { Baselines } from "../../engine/baselines.js";
import type { TokenKind } from "../../engine/vocabulary.js";
import { Axes } from "../../kit/Axes.jsx";
import { language, number } from "../../kit/language.js";
import { createWidth } from "../../kit/width.js";
import type { Curve as CurveData } from "../state/trainer.js";
import { isSecond, kind } from "../state/model.js";
import { worded } from "../state/wording.js";

const t = worded("curve");

const HEIGHT = 340;
const PAD = { left: 44, right: 12, top: 14, bottom: 34 };
/** Steps over which a noisy loss is averaged, about. */
const SMOOTH = 25;
const LINES = ["chance", "singles", "pairs", "triples", "floor"] as const;

export function Curve(props: {
  curve: CurveData;
  lines: Baselines | undefined;
  heldOutLines: Baselines | undefined;
  /** Of a language whose grammar is known: no model passes it on new stories. Null of others. */
  floor: number | null;
  /** What is guessed. */
  tokens: TokenKind;
  /** Each step sees another batch, so that its loss goes up and down by chance. */
  noisy: boolean;
  /** Steps shown at least. */
  span: number;
}): JSX.Element {
  const [width, measure] = createWidth(600);
  const steps = (): number => Math.max(props.span, props.curve.losses.length);
  // Where there are hidden names, what counting achieves on them is what counts; the floor is
  // always that of the list, which is learned.
  const lines = (): Baselines | undefined =>
    props.lines && {
      ...(props.heldOutLines ?? props.lines),
      floor: props.floor ?? props.lines.floor,
    };
  const name = (line: (typeof LINES)[number]): string => {
    if (line === "floor" && props.floor !== null) return t().languageFloor;
    const said = line === "singles" ? t().singles[props.tokens] : t()[line];
    if (props.heldOutLines === undefined || line === "chance") return said;
    return line === "floor" ? t().onList(said) : t().onHidden(said);
  };
  /** The last hidden loss, where it stands above all that is drawn. */
  const over = (): readonly [number, number] | undefined => {
    const last = props.curve.heldOut.at(-1);
    return last && last[1] > highest() ? last : undefined;
  };
  const highest = createMemo((): number => {
    const chance = lines()?.chance ?? 4;
    let most = props.curve.losses[0] ?? chance;
    for (const [, loss] of props.curve.heldOut) most = Math.max(most, loss);
    return Math.min(Math.max(chance, most) * 1.06, 2.2 * chance);
  });
  const x = (step: number): number =>
    PAD.left + (step / steps()) * (width() - PAD.left - PAD.right);
  const y = (loss: number): number =>
    PAD.top + (1 - Math.min(loss, highest()) / highest()) * (HEIGHT - PAD.top - PAD.bottom);

  /** At most two points a pixel: the lowest and highest of what lies there. */
  const path = createMemo((): string => {
    const { losses } = props.curve;
    const per = Math.max(1, Math.ceil(losses.length / 300));
    let d = "";
    for (let i = 0; i < losses.length; i += per) {
      let [low, high] = [Infinity, -Infinity];
      for (let j = i; j < Math.min(i + per, losses.length); j++) {
        low = Math.min(low, losses[j]!);
        high = Math.max(high, losses[j]!);
      }
      const at = x(i).toFixed(1);
      d += `${d === "" ? "M" : "L"}${at} ${y(high).toFixed(1)}`;
      if (low !== high) d += `L${at} ${y(low).toFixed(1)}`;
    }
    return d;
  });
  /** Batches differ: their mean over the last few steps shows where the loss goes. */
  const smooth = createMemo((): string => {
    const { losses } = props.curve;
    if (!props.noisy || losses.length < 2) return "";
    const per = Math.max(1, Math.ceil(losses.length / 200));
    let d = "";
    let mean = losses[0]!;
    for (let i = 0; i < losses.length; i++) {
      // Fewer at the start, where the loss falls fastest.
      mean += (losses[i]! - mean) / Math.min(1 + i / 10, SMOOTH);
      if (i % per === 0 || i === losses.length - 1) {
        d += `${d === "" ? "M" : "L"}${x(i).toFixed(1)} ${y(mean).toFixed(1)}`;
      }
    }
    return d;
  });
  const heldPath = createMemo((): string =>
    props.curve.heldOut
      .map(([step, loss], i) => `${i === 0 ? "M" : "L"}${x(step).toFixed(1)} ${y(loss).toFixed(1)}`)
      .join(""),
  );
  /** Labels keep 17 px between them, whatever the lines do. */
  const labels = createMemo(() => {
    const found = lines();
    if (found === undefined) return [];
    const placed = LINES.flatMap((name) => {
      const value = found[name];
      // Of a text nobody knows the floor.
      const unknown = name === "floor" && props.floor === null && kind() !== "names";
      return unknown ? [] : [{ name, value, at: y(value), text: 0 }];
    });
    placed.sort((a, b) => a.at - b.at);
    // No curve goes below the language's floor: there its name is in nobody's way.
    const ground = props.floor === null ? undefined : placed.pop();
    let last = -Infinity;
    for (const label of placed) {
      label.text = Math.max(label.at - 5, last + 17, PAD.top + 12);
      last = label.text;
    }
    // What was pushed below the drawing climbs back.
    let limit = HEIGHT - PAD.bottom - 4;
    for (const label of [...placed].reverse()) {
      label.text = Math.min(label.text, limit);
      limit = label.text - 17;
    }
    if (ground === undefined) return placed;
    return [...placed, { ...ground, text: Math.min(ground.at + 15, HEIGHT - PAD.bottom - 3) }];
  });
  const told = () => (isSecond() ? t().answers : t());
  const summary = (): string => {
    const { losses, heldOut } = props.curve;
    if (losses.length === 0) return t().empty;
    const held = heldOut.at(-1);
    const said = [
      told().summary(
        losses.length,
        number(losses[0]!, 2),
        number(losses.at(-1)!, 2),
        held && number(held[1], 2),
      ),
    ];
    for (const { name: line, value } of labels()) {
      said.push(t().line(name(line), number(value, 2)));
    }
    return said.join(" ");
  };
  const now = (): [number, number] | undefined => {
    const { losses } = props.curve;
    return losses.length === 0 ? undefined : [x(losses.length - 1), y(losses.at(-1)!)];
  };

  return (
    <figure ref={measure} class="curve">
      <svg
        width={width()}
        height={HEIGHT}
        viewBox={`0 0 ${width()} ${HEIGHT}`}
        role="img"
        aria-label={summary()}
        lang={language()}
      >
        <Axes
          steps={steps()}
          highest={highest()}
          x={x}
          y={y}
          width={width()}
          bottom={HEIGHT - 12}
        />
        <line class="axis" x1={PAD.left} x2={width() - PAD.right} y1={y(0)} y2={y(0)} />
        <For each={labels()}>
          {({ name: line, at, text, value }) => (
            <g class={`reference ${line}`}>
              <line x1={PAD.left} x2={width() - PAD.right} y1={at} y2={at} />
              <text x={width() - PAD.right - 4} y={text} text-anchor="end">
                {name(line)} <tspan class="muted">{number(value, 2)}</tspan>
              </text>
            </g>
          )}
        </For>
        <path class="train" classList={{ noise: props.noisy }} d={path()} />
        <path class="train" d={smooth()} />
        <path class="held" d={heldPath()} />
        <For each={props.curve.heldOut}>
          {([step, loss]) => (
            <rect class="held-dot" x={x(step) - 3} y={y(loss) - 3} width="6" height="6" />
          )}
        </For>
        <Show when={over()}>
          {(last) => (
            <text class="held-over" x={x(last()[0]) - 8} y={PAD.top + 16} text-anchor="end">
              ↑ {number(last()[1], 2)}
            </text>
          )}
        </Show>
        <Show when={!props.noisy && now()}>
          {(point) => <circle class="train-dot" cx={point()[0]} cy={point()[1]} r="5" />}
        </Show>
        <Show when={props.curve.losses.length === 0}>
          <text class="muted empty" x={PAD.left + 12} y={HEIGHT / 2}>
            {width() > 520 ? t().empty : ""}
          </text>
        </Show>
      </svg>
      <figcaption class="row">
        <span>
          <svg class="key" width="26" height="12" aria-hidden="true">
            <path class="train" d="M1 6H25" />
          </svg>
          {props.noisy ? told().mean : t().train}
        </span>
        <Show when={props.heldOutLines ?? props.curve.heldOut.length > 0}>
          <span>
            <svg class="key" width="26" height="12" aria-hidden="true">
              <path class="held" d="M1 6H25" />
              <rect class="held-dot" x="10" y="3" width="6" height="6" />
            </svg>
            {told().heldOut}
          </span>
        </Show>
      </figcaption>
    </figure>
  );
}
