/** The pupil's page: an animal, the questions one by one, a sentence, and what is handed over. */

import { createEffect, createSignal, For, Match, Show, Switch, type JSX } from "solid-js";
import { createStore } from "solid-js/store";
import { render } from "solid-js/web";
import { Bar } from "../kit/Bar.jsx";
import { give } from "../kit/files.js";
import { language, texts } from "../kit/language.js";
import { Rich } from "../kit/Rich.jsx";
import { Sure } from "../kit/Sure.jsx";
import { followReading } from "../kit/reading.js";
import { followTheme } from "../kit/theme.js";
import { SURVEY } from "../texts/survey.js";
import {
  beginsWithA,
  COLOURS,
  drawn,
  named,
  NUMBERS,
  SPECIES,
  type Animal,
  type Colour,
  type Species,
} from "../kit/animal.js";
import { worded } from "./choices.js";
import { asked, BLANK, other, UNKNOWN, type Form } from "./form.js";
import { Picture } from "./Picture.jsx";
import { toTable, type Moment, type Result } from "./result.js";
import "./survey.css";

const t = texts(SURVEY, "pupil");
const all = texts(SURVEY);

/** Six questions where the address says so, else twenty. */
const SHORT = location.hash === "#6";
const FIRST: Form = SHORT ? "A6" : "A20";
const COUNT = asked(FIRST).length;

interface Draft {
  moment?: Moment;
  animal?: Animal;
  /** Where one is: before the first question, at one of them, at the sentence, at the end. */
  at: number;
  answers: string[];
  why: string;
}

const KEY = `premier-llm-survey-${COUNT}`;
const NOTHING: Draft = { at: -1, answers: [], why: "" };

/** What a reload must not lose; the tab that closes takes it along. */
function takeUp(): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Draft | null;
    return kept !== null && Array.isArray(kept.answers) ? { ...NOTHING, ...kept } : NOTHING;
  } catch {
    return NOTHING;
  }
}

const [draft, setDraft] = createStore<Draft>(takeUp());

/** A store keeps what it is not told to drop. */
const forget = (): void => setDraft({ ...NOTHING, moment: undefined!, animal: undefined! });

/** A form before, the other after; which one first is the animal's number's affair. */
const form = (): Form => {
  const first = beginsWithA(draft.animal!) ? FIRST : other(FIRST);
  return draft.moment === "after" ? other(first) : first;
};

const handed = (): Result => ({
  animal: draft.animal!,
  moment: draft.moment!,
  form: form(),
  answers: asked(form())
    .map((_, n) => draft.answers[n] ?? BLANK)
    .join(""),
  why: draft.why.replaceAll(/\s+/g, " ").trim(),
  group: "class",
  codes: [],
});

function Page(): JSX.Element {
  createEffect(() => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing: it holds as long as the page stands.
    }
  });
  return (
    <>
      <Bar title={t().title} />
      <main>
        <Switch>
          <Match when={draft.at < 0}>
            <Start />
          </Match>
          <Match when={draft.at < COUNT}>
            <One />
          </Match>
          <Match when={draft.at === COUNT}>
            <Sentence />
          </Match>
          <Match when={draft.at > COUNT}>
            <End />
          </Match>
        </Switch>
      </main>
    </>
  );
}

/** Where one goes the page begins anew, and a screen reader is told. */
function Title(props: { children: JSX.Element }): JSX.Element {
  return (
    <h1 tabindex="-1" ref={(title) => queueMicrotask(() => title.focus())}>
      {props.children}
    </h1>
  );
}

function Start(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        {t().lead(COUNT)} {t().minutes(SHORT)}
      </p>
      <Show
        when={draft.moment}
        fallback={
          <section class="card">
            <h2>{t().which}</h2>
            <div class="row">
              <button
                type="button"
                class="button main"
                onClick={() => setDraft({ moment: "before", animal: drawn() })}
              >
                {t().first}
              </button>
              <button type="button" class="button" onClick={() => setDraft({ moment: "after" })}>
                {t().second}
              </button>
            </div>
          </section>
        }
      >
        <section class="card">
          <Show when={draft.moment === "before"} fallback={<Which />}>
            <h2>{t().yours}</h2>
            <p class="animal" role="status">
              <Picture animal={draft.animal!} size={140} />
              <span>
                <Rich of={t().write(named(draft.animal!, language()))} />
              </span>
            </p>
            <div class="row">
              <button type="button" class="button main" onClick={() => setDraft("at", 0)}>
                {t().begin}
              </button>
              <button type="button" class="button" onClick={() => setDraft("animal", drawn())}>
                {t().redraw}
              </button>
              <Change />
            </div>
          </Show>
        </section>
      </Show>
      <p class="muted">{t().nothing}</p>
    </>
  );
}

function Change(): JSX.Element {
  return (
    <button type="button" class="button quiet" onClick={forget}>
      {t().back}
    </button>
  );
}

/** Which animal it was. */
function Which(): JSX.Element {
  const [species, setSpecies] = createSignal<Species | "">("");
  const [colour, setColour] = createSignal<Colour | "">("");
  const [number, setNumber] = createSignal("");
  const animal = (): Animal | undefined => {
    const [kind, tint, value] = [species(), colour(), Number(number())];
    if (kind === "" || tint === "" || !Number.isInteger(value)) return undefined;
    if (value < NUMBERS.least || value > NUMBERS.most) return undefined;
    return { species: kind, colour: tint, number: value };
  };
  const word = (words: { fr: string; en: string }): string =>
    language() === "fr" ? words.fr : words.en;
  const choose = <Key extends string>(
    label: string,
    words: Readonly<Record<Key, { fr: string; en: string }>>,
    set: (key: Key | "") => void,
  ): JSX.Element => (
    <label>
      {label}{" "}
      <select onChange={(event) => set(event.currentTarget.value as Key | "")}>
        <option value="">…</option>
        <For each={Object.keys(words) as Key[]}>
          {(key) => <option value={key}>{word(words[key])}</option>}
        </For>
      </select>
    </label>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (animal()) setDraft({ animal: animal()!, at: 0 });
      }}
    >
      <h2>{t().which2}</h2>
      <div class="row">
        {choose(t().species, SPECIES, setSpecies)}
        {choose(t().colour, COLOURS, setColour)}
        <label>
          {t().number}{" "}
          <input
            inputmode="numeric"
            autocomplete="off"
            size="3"
            aria-describedby="numbers"
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
      </div>
      <p id="numbers" class="muted small">
        {t().numbers(NUMBERS.least, NUMBERS.most)}
      </p>
      <Show when={animal()}>
        {(one) => (
          <p class="animal" role="status">
            <Picture animal={one()} size={90} />
            <b>{named(one(), language())}</b>
          </p>
        )}
      </Show>
      <div class="row">
        <button type="submit" class="button main" disabled={animal() === undefined}>
          {t().begin}
        </button>
        <Change />
      </div>
    </form>
  );
}

function One(): JSX.Element {
  const [missing, setMissing] = createSignal(false);
  const question = () => worded(form(), asked(form())[draft.at]!);
  const choices = () => [...question().choices, { letter: UNKNOWN, text: all().unknown }];
  const go = (by: number): void => {
    if (by > 0 && draft.answers[draft.at] === undefined) return void setMissing(true);
    setMissing(false);
    setDraft("at", draft.at + by);
  };
  return (
    <Show when={draft.at + 1} keyed>
      {(number) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            go(1);
          }}
        >
          <p class="muted">
            <progress value={number} max={COUNT} aria-hidden="true" /> {t().of(number, COUNT)}
          </p>
          <Title>{question().ask}</Title>
          <fieldset class="choices">
            <legend class="hidden-text">{question().ask}</legend>
            <For each={choices()}>
              {({ letter, text }) => (
                <label class="choice">
                  <input
                    type="radio"
                    name="answer"
                    value={letter}
                    checked={draft.answers[draft.at] === letter}
                    onChange={() => {
                      setDraft("answers", draft.at, letter);
                      setMissing(false);
                    }}
                  />
                  <span>{text}</span>
                </label>
              )}
            </For>
          </fieldset>
          <p role="alert" class="problem">
            <Show when={missing()}>{t().choose}</Show>
          </p>
          <div class="row">
            <button type="submit" class="button main">
              {t().next}
            </button>
            <button type="button" class="button" onClick={() => go(-1)}>
              {t().back}
            </button>
          </div>
        </form>
      )}
    </Show>
  );
}

function Sentence(): JSX.Element {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setDraft("at", COUNT + 1);
      }}
    >
      <Title>{all().open}</Title>
      <p id="open-say">{t().openSay}</p>
      <textarea
        rows="4"
        maxlength="600"
        aria-label={all().open}
        aria-describedby="open-say"
        value={draft.why}
        onInput={(event) => setDraft("why", event.currentTarget.value)}
      />
      <div class="row">
        <button type="submit" class="button main">
          {t().end}
        </button>
        <button type="button" class="button" onClick={() => setDraft("at", COUNT - 1)}>
          {t().back}
        </button>
      </div>
    </form>
  );
}

function End(): JSX.Element {
  const [given, setGiven] = createSignal(false);
  const animal = (): string => named(draft.animal!, language());
  const moment = (): string => all().moments[draft.moment!];
  return (
    <>
      <Title>{t().thanks}</Title>
      <p class="animal">
        <Picture animal={draft.animal!} size={90} />
        <b>{animal()}</b>
      </p>
      <div class="row">
        <button
          type="button"
          class="button main"
          onClick={() => {
            const table = toTable([handed()]);
            give(t().fileName(animal(), moment()), table, "text/csv;charset=utf-8");
            setGiven(true);
          }}
        >
          {t().file}
        </button>
      </div>
      <p role="status">
        <Show when={given()}>{t().given}</Show>
      </p>
      <p>{t().line}</p>
      <p>
        <code class="line">{[animal(), moment(), form(), handed().answers].join(" ; ")}</code>
      </p>
      <div class="row">
        <Sure ask={t().sure} yes={t().yes} no={t().no} onYes={forget}>
          {t().again}
        </Sure>
      </div>
    </>
  );
}

const root = document.getElementById("app")!;
root.replaceChildren();
render(() => {
  followTheme();
  followReading();
  return <Page />;
}, root);
