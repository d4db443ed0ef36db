/** Why this letter? The experiment: train again without each name of the list, and look. */

import { createEffect, createMemo, createSignal, For, Index, on, Show, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { number, percent } from "../../kit/language.js";
import { capital, visible } from "../../kit/letters.js";
import { Rich } from "../../kit/Rich.jsx";
import type { GroupAsked } from "../../worker/protocol.js";
import { sentence } from "../parts/problems.js";
import { setJournal } from "../state/journal.js";
import { kind, step, trainer } from "../state/model.js";
import { said, setSaid } from "../state/why.js";
import { worded } from "../state/wording.js";
import { createExperiment, found, starts, STARTS, type Found } from "./experiment.js";
import { movedTo, MOST_EACH, title } from "./reading.js";
import "./why.css";

const t = worded("why");

export function WhyDialog(): JSX.Element {
  return (
    <Dialog open={said() !== undefined} title={t().title} onClose={() => setSaid()}>
      <Panel />
    </Dialog>
  );
}

function Panel(): JSX.Element {
  const experiment = createExperiment();
  const { read, running, failed, group } = experiment;
  const [where, setWhere] = createSignal<GroupAsked["where"]>("end");
  const [text, setText] = createSignal("");
  const vocabulary = () => trainer.live()?.vocabulary;
  const boundary = (): number | null => vocabulary()?.boundary ?? null;
  const label = (token: number): string =>
    token === boundary() ? "." : visible(vocabulary()?.label(token) ?? "");
  const spoken = (token: number): string => (token === boundary() ? t().end : label(token));
  const place = (): number | undefined => said()?.place;
  const token = (): number => said()!.tokens[place()!]!;
  const before = (): string => {
    const tokens = said()!.tokens.slice(0, place());
    const read = vocabulary()?.decode(tokens.filter((one) => one !== boundary())) ?? "";
    return kind() === "names" ? capital(read) : read.slice(-40);
  };
  /** Of many stories none is tried alone. */
  const each = (): boolean =>
    kind() === "names" || (trainer.started()?.trainNames ?? 0) <= MOST_EACH;

  createEffect(
    on(said, (said) => {
      experiment.clear();
      if (said?.place === undefined) return;
      if (each()) return void experiment.begin(said, null, STARTS);
      setText((vocabulary()?.label(said.tokens[said.place]!) ?? "").trim());
      setWhere("anywhere");
    }),
  );

  const all = createMemo((): readonly Found[] => (read() === undefined ? [] : found(read()!)));
  const by = (verdict: Found["verdict"]): readonly Found[] =>
    all()
      .filter((one) => one.verdict === verdict)
      .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  const settled = (): boolean => !running() && starts(read()) >= STARTS;
  createEffect(() => {
    if (group() === null && settled() && by("likelier").length > 0)
      setJournal("culprits", (count) => count + 1);
  });

  const conclusion = (): string => {
    const best = by("likelier")[0] ?? by("less")[0];
    if (best === undefined) return group() === null ? t().none : t().noneOfGroup;
    const v = {
      names: title(best.names, t().group),
      letter: spoken(token()),
      all: share(best.all),
      without: share(best.without),
    };
    return best.verdict === "likelier" ? t().likeliest(v) : t().least(v);
  };

  const row = (one: Found): JSX.Element => (
    <li class={`why-row ${one.verdict}`}>
      <b class="why-name" dir="auto">
        {title(one.names, t().group)}
      </b>
      <div class="why-bars">
        <For each={[["with", one.all] as const, ["without", one.without] as const]}>
          {([which, value]) => (
            <span class="why-bar">
              <span class="why-which">{t()[which]} </span>
              <span class="track" aria-hidden="true">
                <span class={`fill ${which}`} style={{ width: `${100 * value}%` }} />
              </span>
              <span class="value">{share(value)}</span>
            </span>
          )}
        </For>
      </div>
      <p class="why-gain muted small">
        {t().gain(points(one.mean))}
        <Show when={one.gains.length > 1}> {t().eachStart(one.gains.map(points).join(" ; "))}</Show>
      </p>
    </li>
  );

  const list = (verdict: "likelier" | "less"): JSX.Element => (
    <Show when={by(verdict).length > 0}>
      <h3>{t().headings[verdict]}</h3>
      <ul class="why-rows">
        <For each={by(verdict)}>{row}</For>
      </ul>
    </Show>
  );

  return (
    <div class="why">
      <p class="muted">
        <Rich of={t().lead} />
      </p>
      <div class="tiles" role="group" aria-label={t().letters}>
        <Index each={said()?.tokens.slice(kind() === "names" ? 0 : -24)}>
          {(token, i) => {
            const at = (): number =>
              i + Math.max(0, kind() === "names" ? 0 : said()!.tokens.length - 24);
            return (
              <Show when={at() > 0}>
                <button
                  type="button"
                  class="tile mono"
                  aria-pressed={place() === at()}
                  aria-label={spoken(token())}
                  onClick={() => setSaid({ tokens: said()!.tokens, place: at() })}
                >
                  {label(token())}
                </button>
              </Show>
            );
          }}
        </Index>
      </div>
      <Show when={place() !== undefined} fallback={<p>{t().pick}</p>}>
        <Show when={read()?.all[0]}>
          {(chance) => (
            <p>
              <Rich
                of={t().chance({
                  before: before(),
                  letter: spoken(token()),
                  chance: share(chance()),
                  step: number(read()!.steps),
                })}
              />{" "}
              <Show when={movedTo(said()!, read()!, step())}>
                {(now) => <>{t().moved(share(now()))}</>}
              </Show>
            </p>
          )}
        </Show>
        <Show when={failed()}>
          <p class="problem" role="alert">
            {sentence(failed())}
          </p>
        </Show>
        <Show when={running()}>
          <div class="row why-progress">
            <progress
              max={experiment.progress()!.of}
              value={experiment.progress()!.done}
              aria-label={t().under}
            />
            <span class="small">
              {t().done(experiment.progress()!.done, experiment.progress()!.of)}
              <Show when={(experiment.left() ?? 0) >= 2}>
                {" "}
                {t().left(Math.round(experiment.left()!))}
              </Show>
            </span>
            <button type="button" class="button small" onClick={experiment.stop}>
              {t().stop}
            </button>
          </div>
        </Show>
        <p role="status" class="why-conclusion">
          <Show when={settled()}>
            <Rich of={conclusion()} />
          </Show>
          <Show when={experiment.stopped()}>
            {all().length > 0 ? t().stopped : t().stoppedEarly}
          </Show>
        </p>
        <Show when={experiment.stopped()}>
          <button
            type="button"
            class="button small"
            onClick={() => void experiment.begin(said()!, group(), STARTS)}
          >
            {t().again}
          </button>
        </Show>
        <Show when={all().length > 0}>
          {list("likelier")}
          {list("less")}
          <Show when={by("noise").length > 0}>
            <details class="why-noise" open={settled() && by("noise").length < 3}>
              <summary>
                {starts(read()) < 2
                  ? t().unsure(by("noise").length)
                  : t().noise(by("noise").length)}
              </summary>
              <p class="muted small">{t().noiseSay}</p>
              <ul class="why-rows">
                <For each={by("noise")}>{row}</For>
              </ul>
            </details>
          </Show>
          <Show when={group() === null}>
            <h3>{t().list}</h3>
            <ul class="why-list" aria-label={t().list}>
              <For each={all()}>
                {(one) => (
                  <li class={one.verdict}>
                    <span aria-hidden="true">{SIGNS[one.verdict]}</span>{" "}
                    <span dir="auto">{title(one.names, t().group)}</span>
                    <span class="hidden-text">, {t().verdicts[one.verdict]}</span>
                  </li>
                )}
              </For>
            </ul>
            <p class="muted small">
              <For each={["likelier", "less", "noise"] as const}>
                {(verdict) => (
                  <span class="why-legend">
                    <span aria-hidden="true">{SIGNS[verdict]}</span> {t().verdicts[verdict]}
                  </span>
                )}
              </For>
            </p>
          </Show>
          <Show when={read()?.worth !== null && settled()}>
            <p class="muted small">
              <Rich
                of={t().guessed({
                  names: trainer.started()?.trainNames ?? 0,
                  best: all().filter(({ drawn }) => !drawn).length,
                  drawn: all().filter(({ drawn }) => drawn).length,
                  worth: number(read()!.worth!, 2),
                })}
              />
            </p>
          </Show>
          <Show when={settled()}>
            <div class="row">
              <button type="button" class="button" onClick={() => experiment.more(said()!)}>
                {t().more(STARTS)}
              </button>
              <span class="muted small">{t().moreSay(starts(read()))}</span>
            </div>
          </Show>
        </Show>
        <form
          class="why-group"
          onSubmit={(event) => {
            event.preventDefault();
            void experiment.begin(said()!, { where: where(), text: text() }, STARTS);
          }}
        >
          <fieldset>
            <legend>{t().several}</legend>
            <div class="row">
              <select
                aria-label={t().several}
                onChange={(event) => setWhere(event.currentTarget.value as GroupAsked["where"])}
              >
                <For each={["end", "start", "anywhere"] as const}>
                  {(one) => (
                    <option value={one} selected={where() === one}>
                      {t().wheres[one]}
                    </option>
                  )}
                </For>
              </select>
              <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                aria-label={t().what}
                value={text()}
                onInput={(event) => setText(event.currentTarget.value)}
              />
              <button type="submit" class="button" disabled={text().trim() === ""}>
                {t().tryIt}
              </button>
            </div>
          </fieldset>
        </form>
        <Show when={group() !== null && each()}>
          <button
            type="button"
            class="button small"
            onClick={() => void experiment.begin(said()!, null, STARTS)}
          >
            {t().each}
          </button>
        </Show>
      </Show>
    </div>
  );
}

const SIGNS = { likelier: "▲", less: "▼", noise: "·" } as const;

/** What is not nothing is not shown as such. */
const share = (value: number): string => percent(value, value < 0.0995 ? 1 : 0);

/** A gain in points of percent, with its sign. */
function points(gain: number): string {
  const said = number(100 * gain, 1);
  return gain > 0 && !/^[0.,]*$/.test(said) ? `+${said}` : said;
}
