/** Why this letter? The experiment: train again without each name of the list, and look. */

import { createEffect, createMemo, createSignal, For, Index, on, Show, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { number, percent } from "../../kit/language.js";
import { capital, visible } from "../../kit/letters.js";
import { ReadAloud } from "../../kit/Reading.jsx";
import { plain, Rich } from "../../kit/Rich.jsx";
import type { Away, GroupAsked } from "../../worker/protocol.js";
import { sentence } from "../parts/problems.js";
import { setJournal } from "../state/journal.js";
import { kind, step, trainer } from "../state/model.js";
import { talkers } from "../state/talk.js";
import { said, setSaid } from "../state/why.js";
import { worded } from "../state/wording.js";
import { createExperiment, found, starts, startsOf, type Found, type Tried } from "./experiment.js";
import { movedTo, MOST_EACH, title } from "./reading.js";
import "./why.css";

const usual = worded("why");

/** Which words are said otherwise, for what is taken away. */
const OTHERS = {
  words: undefined,
  sentences: "sentences",
  pairs: "pairs",
  own: "pairs",
  refusals: "pairs",
  votes: "votes",
} as const satisfies Record<Away, unknown>;

/** Starts from which on what does not stand out is called noise. */
const ENOUGH = 3;

/** Tokens shown of a text: the last. */
const LAST = 24;

export function WhyDialog(): JSX.Element {
  return (
    <Dialog open={said() !== undefined} title={usual().title} onClose={() => setSaid()}>
      <Panel />
    </Dialog>
  );
}

function Panel(): JSX.Element {
  const experiment = createExperiment();
  const { read, running, failed, settled, tried } = experiment;
  const group = (): GroupAsked | null => tried().group;
  const of = (): Away => tried().of;
  const t = () => {
    const other = OTHERS[of()];
    return { ...usual(), ...(other && usual().of[other]) };
  };
  /** An answer in a conversation. */
  const talks = (): boolean => said()?.from !== undefined;
  const [where, setWhere] = createSignal<GroupAsked["where"]>("end");
  const [text, setText] = createSignal("");
  const vocabulary = () => trainer.live()?.vocabulary;
  const boundary = (): number | null => vocabulary()?.boundary ?? null;
  const label = (token: number): string =>
    token === boundary() && !talks() ? "." : visible(vocabulary()?.label(token) ?? "");
  const spoken = (token: number): string => (token === boundary() ? t().end : label(token));
  const place = (): number | undefined => said()?.place;
  const token = (): number => said()!.tokens[place()!]!;
  const before = (): string => {
    const tokens = said()!.tokens.slice(said()!.from ?? 0, place());
    const read = vocabulary()?.decode(tokens.filter((one) => one !== boundary())) ?? "";
    return kind() === "names" ? capital(read) : read.slice(-40).trim();
  };
  /** The first token that is shown and can be asked about. */
  const shownFrom = (): number =>
    said()!.from ?? (kind() === "names" ? 1 : Math.max(1, said()!.tokens.length - LAST));
  /** Of many stories none is tried alone. */
  const each = (): boolean => kind() === "names" || of() === "sentences" || count() <= MOST_EACH;
  const count = (): number => trainer.started()?.trainNames ?? 0;
  /** A single paragraph has nothing beside it. */
  const usualOf = (): Away => (kind() === "text" && count() === 1 ? "sentences" : "words");
  /** What can be taken away from a chatbot. */
  const aways = (): readonly Away[] => {
    const { own, refuses } = trainer.started()?.taught ?? { own: 0, refuses: false };
    const there = {
      pairs: own > 0,
      own: own > 1,
      refusals: refuses,
      votes: talkers().includes("now"),
    };
    return (["pairs", "own", "refusals", "votes"] as const).filter((one) => there[one]);
  };
  const begin = (what: Tried): void => void experiment.begin(said()!, what);

  createEffect(
    on(said, (said) => {
      experiment.clear({ of: talks() ? "pairs" : usualOf(), group: null });
      if (said?.place === undefined || talks()) return;
      if (each()) return begin(tried());
      setText((vocabulary()?.label(said.tokens[said.place]!) ?? "").trim());
      setWhere("anywhere");
    }),
  );

  const all = createMemo((): readonly Found[] => (read() === undefined ? [] : found(read()!)));
  const by = (verdict: Found["verdict"]): readonly Found[] =>
    all()
      .filter((one) => one.verdict === verdict)
      .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  /** What does not stand out of so few starts may yet do so; what has none is sure at once. */
  const isFew = (): boolean => starts(read()) < ENOUGH && read()?.exact === false;
  createEffect(() => {
    if (group() === null && settled() && by("likelier").length > 0)
      setJournal("culprits", (count) => count + 1);
  });

  const conclusion = (): string => {
    const best = by("likelier")[0] ?? by("less")[0];
    if (best === undefined && isFew()) return t().few(starts(read()));
    const isGroup = group() !== null || of() === "own" || of() === "refusals";
    if (best === undefined) return isGroup ? t().noneOfGroup : t().none;
    const v = {
      names: called(best.names),
      letter: spoken(token()),
      all: share(best.all),
      without: share(best.without),
    };
    return best.verdict === "likelier" ? t().likeliest(v) : t().least(v);
  };

  const called = (names: readonly string[]): string => {
    if (names[0] === "") return t()[of() === "votes" ? "older" : "refusals"];
    const told = title(names, t().group, talks());
    const isQuoted = (talks() || of() === "sentences") && names.length === 1;
    return isQuoted ? t().exchange(told) : told;
  };

  const row = (one: Found): JSX.Element => (
    <li class={`why-row ${one.verdict}`}>
      <b class="why-name" dir="auto">
        {called(one.names)}
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
        <Show when={one.gains.length > 1} fallback={t().gainOnce(points(one.mean))}>
          {t().gain(points(one.mean))} {t().eachStart(one.gains.map(points).join(" ; "))}
        </Show>
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

  /** Those that have something in common, at once. */
  const Several = (): JSX.Element => (
    <>
      <form
        class="why-group"
        onSubmit={(event) => {
          event.preventDefault();
          begin({ of: of(), group: { where: where(), text: text() } });
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
        <button type="button" class="button small" onClick={() => begin({ of: of(), group: null })}>
          {t().each}
        </button>
      </Show>
      <Show when={kind() === "text" && count() > 1}>
        <button
          type="button"
          class="button small"
          onClick={() => {
            const other = of() === "words" ? "sentences" : "words";
            if (other === "sentences" || count() <= MOST_EACH) begin({ of: other, group: null });
            else experiment.clear();
          }}
        >
          {of() === "words" ? t().sentences : t().paragraphs}
        </button>
      </Show>
    </>
  );

  return (
    <div class="why">
      <p class="muted">
        <Rich of={t().lead} />
      </p>
      <div class="tiles" role="group" aria-label={t().letters}>
        <Index each={said()?.tokens.slice(shownFrom())}>
          {(token, i) => {
            const at = (): number => i + shownFrom();
            return (
              <button
                type="button"
                class="tile mono"
                aria-pressed={place() === at()}
                aria-label={spoken(token())}
                onClick={() => setSaid({ ...said()!, place: at() })}
              >
                {label(token())}
              </button>
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
        <Show when={settled()}>
          <ReadAloud of={() => plain(conclusion())} />
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
          <button type="button" class="button small" onClick={() => begin(tried())}>
            {t().again}
          </button>
        </Show>
        <Show when={all().length > 0}>
          {list("likelier")}
          {list("less")}
          <Show when={by("noise").length > 0}>
            <details class="why-noise" open={settled() && (isFew() || by("noise").length < 3)}>
              <summary>
                {isFew() ? t().unsure(by("noise").length) : t().noise(by("noise").length)}
              </summary>
              <Show when={!isFew()}>
                <p class="muted small">{t().noiseSay}</p>
              </Show>
              <ul class="why-rows">
                <For each={by("noise")}>{row}</For>
              </ul>
            </details>
          </Show>
          <Show when={group() === null && !talks()}>
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
          <Show when={settled() && read()?.exact === false}>
            <div class="row">
              <button type="button" class="button" onClick={() => experiment.more(said()!)}>
                {t().more(startsOf(of()))}
              </button>
              <span class="muted small">{t().moreSay(starts(read()))}</span>
            </div>
          </Show>
        </Show>
        <Show when={talks()} fallback={<Several />}>
          <fieldset class="why-away">
            <legend>{t().away}</legend>
            <div class="row">
              <For each={aways()} fallback={<p class="last">{t().nothing}</p>}>
                {(one) => (
                  <button
                    type="button"
                    class="button"
                    aria-pressed={experiment.progress() !== undefined && of() === one}
                    onClick={() => begin({ of: one, group: null })}
                  >
                    {t().aways[one as keyof ReturnType<typeof usual>["aways"]]}
                  </button>
                )}
              </For>
            </div>
            <Show when={aways().length > 0}>
              <p class="muted small last">{t().cost}</p>
            </Show>
          </fieldset>
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
