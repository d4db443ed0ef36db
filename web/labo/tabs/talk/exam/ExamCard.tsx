/** Sûr de lui, et faux: what the machine answers to what it cannot know, counted. */

import { createSignal, For, Show, type JSX } from "solid-js";
import { language, number, percent } from "../../../../kit/language.js";
import { createWidth } from "../../../../kit/width.js";
import type { Examined, QuestionKind } from "../../../../worker/protocol.js";
import { step, trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";
import { refuses, setRefuses, teach } from "../../../state/talk.js";
import { worded } from "../../../state/wording.js";
import { calibration, summary } from "./calibration.js";

const t = worded("exam");

const KINDS = ["story", "absent", "untold", "stranger", "untaught"] as const;
type Kind = (typeof KINDS)[number] & QuestionKind;
/** Read one by one first; then so many at once. */
const SLOWLY = 3;
const MANY = 40;

/** What was found, by kind; what a machine that was taught otherwise had said stays beside it. */
interface Found {
  readonly kind: Kind;
  readonly refuses: boolean;
  readonly examined: readonly Examined[];
}
const [found, setFound] = createSignal<readonly Found[]>([]);

export function ExamCard(): JSX.Element {
  const [kind, setKind] = createSignal<Kind>("absent");
  const [slow, setSlow] = createSignal<readonly Examined[]>([]);
  const [busy, setBusy] = createSignal(false);
  const examine = async (from: number, count: number): Promise<readonly Examined[]> => {
    setBusy(true);
    try {
      return await trainer.ask("exam", { which: "now", kind: kind(), from, count });
    } catch (error) {
      tell(error);
      return [];
    } finally {
      setBusy(false);
    }
  };
  const next = async (): Promise<void> => {
    const [one] = await examine(1000 + step() + slow().length, 1);
    if (one !== undefined) setSlow((before) => [...before, one]);
  };
  const many = async (): Promise<void> => {
    const examined = await examine(2000, MANY);
    if (examined.length === 0) return;
    const now = { kind: kind(), refuses: refuses(), examined };
    setFound((before) => [
      ...before.filter((one) => one.kind !== now.kind || one.refuses !== now.refuses),
      now,
    ]);
  };
  const shown = () => found().filter((one) => one.kind === kind());
  return (
    <section class="card stack exam">
      <h2>{t().title}</h2>
      <p>{t().how}</p>
      <div class="switch wrap" role="group" aria-label={t().about}>
        <For each={KINDS}>
          {(one) => (
            <button
              type="button"
              class="button"
              aria-pressed={kind() === one}
              onClick={() => {
                setKind(one);
                setSlow([]);
              }}
            >
              {t().kinds[one]}
            </button>
          )}
        </For>
      </div>
      <p class="muted last">{t().notes[kind()]}</p>
      <div aria-live="polite" class="stack">
        <For each={slow()}>
          {(one) => (
            <div class="quiz">
              <Show when={one.before}>
                <p class="muted small last">{one.before}</p>
              </Show>
              <p class="last">{one.question}</p>
              <p class="said last">
                {one.answer || "…"}{" "}
                <span class="muted small">{t().sure(percent(one.probability))}</span>
              </p>
              <p class="mark last" classList={{ [one.mark]: true }}>
                {t().marks[one.mark]} {one.mark === "false" ? t().truth(one.truth) : ""}
              </p>
            </div>
          )}
        </For>
      </div>
      <div class="row">
        <Show when={slow().length < SLOWLY && shown().length === 0}>
          <button type="button" class="button main" disabled={busy()} onClick={() => void next()}>
            {slow().length === 0 ? t().first : t().next}
          </button>
        </Show>
        <button
          type="button"
          class="button"
          disabled={busy() || trainer.running() || (slow().length < SLOWLY && shown().length === 0)}
          onClick={() => void many()}
        >
          {t().many(MANY)}
        </button>
      </div>
      <For each={shown()}>
        {(one) => (
          <>
            <h3>{one.refuses ? t().withRefusals : t().withoutRefusals}</h3>
            <p class="last">{sentenceOf(one.examined)}</p>
            <Calibration of={one.examined} />
          </>
        )}
      </For>
      <Show when={shown().length > 0 && !refuses()}>
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={trainer.running()}
            onClick={() => {
              setRefuses(true);
              setSlow([]);
              void teach();
            }}
          >
            {t().teach}
          </button>
        </div>
        <p class="muted small last">{t().cost}</p>
      </Show>
    </section>
  );
}

const sentenceOf = (examined: readonly Examined[]): string => {
  const { count, answered, right, said } = summary(examined);
  return t().found(number(count), number(answered), percent(said), number(right));
};

const PAD = { left: 48, right: 14, top: 12, bottom: 40 };
const HEIGHT = 230;

/** What was said beside what was true. */
function Calibration(props: { of: readonly Examined[] }): JSX.Element {
  const [width, measure] = createWidth(420);
  const bins = () => calibration(props.of);
  const wide = (): number => Math.min(width(), 460);
  const x = (share: number): number => PAD.left + share * (wide() - PAD.left - PAD.right);
  const y = (share: number): number => PAD.top + (1 - share) * (HEIGHT - PAD.top - PAD.bottom);
  return (
    <figure ref={measure} class="calibration last">
      <svg
        width={wide()}
        height={HEIGHT}
        viewBox={`0 0 ${wide()} ${HEIGHT}`}
        role="img"
        lang={language()}
        aria-label={bins()
          .filter(({ count }) => count > 0)
          .map(({ said, right, count }) => t().bin(percent(said), percent(right), number(count)))
          .join(" ")}
      >
        <For each={[0, 0.5, 1]}>
          {(share) => (
            <g>
              <line
                class={share === 0 ? "axis" : "grid"}
                x1={x(0)}
                x2={x(1)}
                y1={y(share)}
                y2={y(share)}
              />
              <text x={x(0) - 6} y={y(share) + 5} text-anchor="end">
                {percent(share)}
              </text>
              <text x={x(share)} y={HEIGHT - 22} text-anchor="middle">
                {percent(share)}
              </text>
            </g>
          )}
        </For>
        <line class="ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <For each={bins()}>
          {({ from, to, right, count, said }) => (
            <Show when={count > 0}>
              <g>
                <rect
                  class="bin"
                  x={x(from) + 3}
                  width={x(to) - x(from) - 6}
                  y={y(right) - 1}
                  height={y(0) - y(right) + 1}
                  opacity={0.35}
                />
                <circle class="bin" cx={x(said)} cy={y(right)} r={4 + Math.sqrt(count)} />
              </g>
            </Show>
          )}
        </For>
        <text x={x(0.5)} y={HEIGHT - 5} text-anchor="middle">
          {t().axis}
        </text>
      </svg>
      <figcaption class="muted small">{t().caption}</figcaption>
    </figure>
  );
}
