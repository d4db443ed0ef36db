/** Sûr de lui, et faux: what the machine answers to what it cannot know, counted. */

import { createEffect, createRoot, createSignal, For, Show, type JSX } from "solid-js";
import { number, percent } from "../../../../kit/language.js";
import { createWidth } from "../../../../kit/width.js";
import type { Examined, QuestionKind } from "../../../../worker/protocol.js";
import { Working } from "../../../parts/Working.jsx";
import { isSecond, step, trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";
import { refuses, setRefuses, teach } from "../../../state/talk.js";
import { worded } from "../../../state/wording.js";
import { calibration, lost, summary } from "./calibration.js";

const t = worded("exam");

const KINDS = ["story", "absent", "untold", "stranger", "untaught"] as const;
type Kind = (typeof KINDS)[number] & QuestionKind;
/** Read one by one first; then so many at once. */
const SLOWLY = 3;
const MANY = 40;
const FROM = 2000;

/** What was found, by kind; what a machine that was taught otherwise had said stays beside it. */
interface Found {
  readonly kind: Kind;
  readonly refuses: boolean;
  readonly examined: readonly Examined[];
}
const [found, setFound] = createSignal<readonly Found[]>([]);
// Another machine has been asked nothing yet.
createRoot(() => createEffect(() => isSecond() || setFound([])));
const foundOf = (kind: Kind, refuses: boolean): readonly Examined[] | undefined =>
  found().find((one) => one.kind === kind && one.refuses === refuses)?.examined;

export function ExamCard(): JSX.Element {
  const [kind, setKind] = createSignal<Kind>("absent");
  const [slow, setSlow] = createSignal<readonly Examined[]>([]);
  const [busy, setBusy] = createSignal(false);
  const examine = async (
    from: number,
    count: number,
    about: Kind = kind(),
  ): Promise<readonly Examined[]> => {
    setBusy(true);
    try {
      return await trainer.ask("exam", { which: "now", kind: about, from, count });
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
    // What it refuses of what it knew is the price of all refusals.
    for (const about of new Set<Kind>(["story", kind()])) {
      const examined = await examine(FROM, MANY, about);
      if (examined.length === 0) return;
      const now = { kind: about, refuses: refuses(), examined };
      setFound((before) => [
        ...before.filter((one) => one.kind !== now.kind || one.refuses !== now.refuses),
        now,
      ]);
    }
  };
  const price = () => {
    const [before, after] = [foundOf("story", false), foundOf("story", true)];
    return before && after && lost(before, after);
  };
  const shown = () =>
    [false, true].flatMap((refuses) => {
      const examined = foundOf(kind(), refuses);
      return examined === undefined ? [] : [{ refuses, examined }];
    });
  const isOld = (): boolean =>
    refuses() && foundOf(kind(), false) !== undefined && !foundOf(kind(), true);
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
              <p class="reply last">
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
          <Working
            class="button main"
            busy={busy()}
            disabled={trainer.running()}
            onClick={() => void next()}
          >
            {slow().length === 0 ? t().first : t().next}
          </Working>
        </Show>
        <Working
          class="button"
          busy={busy()}
          disabled={trainer.running() || (slow().length < SLOWLY && shown().length === 0)}
          onClick={() => void many()}
        >
          {t().many(MANY)}
        </Working>
      </div>
      <Show when={isOld() && !busy() && !trainer.running()}>
        <p class="last" role="status">
          {t().again}
        </p>
      </Show>
      <Show when={shown().length > 0}>
        <Compared of={shown()} />
        <Show when={price()}>
          {(found) => (
            <p class="last">
              {t().lost(
                found().lost,
                found().knew,
                percent(found().lost / Math.max(1, found().knew)),
              )}
            </p>
          )}
        </Show>
        <div class="columns wide-left starts">
          <For each={shown()}>
            {(one) => (
              <div>
                <h3>{title(one.refuses)}</h3>
                <Calibration of={one.examined} />
              </div>
            )}
          </For>
        </div>
        <p class="muted small last">{t().caption}</p>
      </Show>
      <Show when={shown().length > 0 && !refuses()}>
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={trainer.running()}
            onClick={() => {
              // Nobody is asked before the apprenticeship has begun.
              setBusy(true);
              setRefuses(true);
              setSlow([]);
              void teach().then(() => setBusy(false));
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

const title = (refuses: boolean): string => (refuses ? t().withRefusals : t().withoutRefusals);

/** Before and after refusals were taught, side by side. */
function Compared(props: {
  of: readonly { refuses: boolean; examined: readonly Examined[] }[];
}): JSX.Element {
  const sums = () => props.of.map(({ examined }) => summary(examined));
  const rows = (): readonly (readonly [string, readonly string[]])[] => [
    [t().rows.count, sums().map(({ count }) => number(count))],
    [t().rows.answered, sums().map(({ answered, count }) => t().share(answered, number(count)))],
    [t().rows.said, sums().map(({ answered, said }) => (answered === 0 ? "–" : percent(said)))],
    [
      t().rows.right,
      sums().map(({ answered, right }) =>
        answered === 0 ? "–" : t().share(right, number(answered)),
      ),
    ],
  ];
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{t().found}</th>
          <For each={props.of}>{(one) => <th scope="col">{title(one.refuses)}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={rows()}>
          {([name, cells]) => (
            <tr>
              <th scope="row">{name}</th>
              <For each={cells}>{(cell) => <td>{cell}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

const PAD = { left: 56, right: 28, top: 32, bottom: 52 };
const HEIGHT = 260;

/** What was said beside what was true. */
function Calibration(props: { of: readonly Examined[] }): JSX.Element {
  const [width, measure] = createWidth(420);
  const full = () => calibration(props.of).filter(({ count }) => count > 0);
  const wide = (): number => Math.min(width(), 460);
  const x = (share: number): number => PAD.left + share * (wide() - PAD.left - PAD.right);
  const y = (share: number): number => PAD.top + (1 - share) * (HEIGHT - PAD.top - PAD.bottom);
  return (
    <figure ref={measure} class="calibration last">
      <svg width={wide()} height={HEIGHT} viewBox={`0 0 ${wide()} ${HEIGHT}`} aria-hidden="true">
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
              <text x={x(share)} y={HEIGHT - 27} text-anchor="middle">
                {percent(share)}
              </text>
            </g>
          )}
        </For>
        <line class="ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <For each={full()}>
          {({ from, to, right, count, said }) => (
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
          )}
        </For>
        <text x={x(0.5)} y={HEIGHT - 5} text-anchor="middle">
          {t().axis}
        </text>
        <text x={0} y={15}>
          {t().trueAxis}
        </text>
      </svg>
      <figcaption class="small">
        <Show when={full().length > 0} fallback={t().none}>
          <ul>
            <For each={full()}>
              {({ said, right, count }) => <li>{t().bin(percent(said), percent(right), count)}</li>}
            </For>
          </ul>
        </Show>
      </figcaption>
    </figure>
  );
}
