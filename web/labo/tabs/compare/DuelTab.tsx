/** Deux modèles: the same list, one difference; which one invents better? */

import {
  batch,
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
  type JSX,
} from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { config, parameterCount, PRESETS, type Config } from "../../../engine/config.js";
import { suitedTo } from "../../../engine/training.js";
import type { JudgedName, Setup } from "../../../worker/protocol.js";
import { judgeCount, judgement, SIGNS } from "../../parts/originality.js";
import { setJournal } from "../../state/journal.js";
import { list, listProblem, wanted, giveList, vocabularySize } from "../../state/model.js";
import { number, percent, texts } from "../../../kit/language.js";
import { Names } from "../../parts/Names.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { sentence } from "../../parts/problems.js";
import { createTrainer, type Trainer } from "../../state/trainer.js";
import { TwoCurves } from "./TwoCurves.jsx";
import { byChance, differ, pairs, type Pair, type Side } from "./vote.js";
import { settings, type Dials } from "../../state/settings.js";
import { listName } from "../../state/lists.js";
import { capital } from "../../../kit/letters.js";
import "./compare.css";

type Kind = "size" | "temperature" | "age";
type Size = "half" | "lesson" | "double" | "microgpt" | "mine";

const t = texts("duel");

const COUNT = 100;
const PAIRS = 6;
const SIDES = ["a", "b"] as const;
const KINDS = ["size", "temperature", "age"] as const;
/** Steps a second: slow enough to watch on a short list. */
const PACE = 250;
const SIZES: Readonly<Record<Exclude<Size, "mine">, Dials>> = {
  half: { embedding: 8, hidden: 16 },
  lesson: {},
  double: { embedding: 32, hidden: 64 },
  microgpt: PRESETS.microgpt,
};

// What was chosen stays while one looks at other tabs.
const [choice, setChoice] = createStore({
  kind: "age" as Kind,
  size: { a: "lesson" as Size, b: "double" as Size },
  temperature: { a: 0.5, b: 1.5 },
  /** null for a whole cycle, which depends on the list. */
  age: { a: 20 as number | null, b: null as number | null },
  /** Steps of both, where something else sets them apart; null for what suits the list. */
  length: null as number | null,
  seed: null as number | null,
});

interface Result {
  readonly names: Readonly<Record<Side, readonly JudgedName[]>>;
  readonly temperature: Readonly<Record<Side, number>>;
  readonly pairs: readonly Pair[];
}

export function DuelTab(): JSX.Element {
  const trainers: Readonly<Record<Side, Trainer>> = { a: createTrainer(), b: createTrainer() };
  const [phase, setPhase] = createSignal<
    "list" | "ready" | "training" | "inventing" | "voting" | "done"
  >("list");
  const [problem, setProblem] = createSignal<unknown>();
  const [result, setResult] = createSignal<Result>();
  const [votes, setVotes] = createSignal<readonly (Side | null)[]>([]);
  /** What the models on the screen were started with; the choices may have moved on. */
  const [ran, setRan] = createSignal<{ kind: Kind; until: Record<Side, number> }>();
  /** Answers of an earlier duel, or of a list left since, are not listened to. */
  let round = 0;
  let launcher!: HTMLButtonElement;
  onCleanup(() => {
    round++;
    for (const side of SIDES) trainers[side].close();
  });

  createEffect(
    on([list, listProblem], () => {
      const now = ++round;
      batch(() => {
        setPhase("list");
        setProblem(listProblem());
        setResult(undefined);
        setRan(undefined);
      });
      if (list() === undefined || listProblem() !== undefined) return;
      Promise.all(SIDES.map((side) => giveList(trainers[side]))).then(
        () => now === round && setPhase("ready"),
        (error: unknown) => now === round && setProblem(error),
      );
    }),
  );

  const suited = createMemo(() => {
    try {
      return suitedTo(config({ ...settings.dials }), list()?.names ?? 0);
    } catch {
      return suitedTo(config(), list()?.names ?? 0);
    }
  });
  const cycle = (): number => suited().steps;
  /** After a whole cycle on a short list both would recite, and nothing could be compared. */
  const length = (): number =>
    Math.min(choice.length ?? (suited().batch === 0 ? 15 : cycle()), 2 * cycle());
  const age = (side: Side): number => Math.min(choice.age[side] ?? cycle(), 2 * cycle());
  const dials = (size: Size): Dials =>
    size === "mine" ? { ...unwrap(settings.dials) } : SIZES[size];

  /** Both from the child's settings, but for the one thing. */
  const setup = (side: Side): Setup => {
    const base = structuredClone(unwrap(wanted()));
    const seed = choice.seed ?? settings.seed;
    if (choice.kind !== "size") return { ...base, seed };
    // The suited recipe depends on the layers: one recipe for both, or two things would differ.
    const recipe = suitedTo(config(base.dials), list()?.names ?? 0, base.recipe);
    return { dials: { ...dials(choice.size[side]) }, recipe, seed };
  };

  const duel = async (another: boolean): Promise<void> => {
    const now = ++round;
    if (another) setChoice("seed", ((choice.seed ?? settings.seed) % 9999) + 1);
    const kind = choice.kind;
    const until = { a: length(), b: length() };
    if (kind === "age") for (const side of SIDES) until[side] = age(side);
    const { topK } = settings;
    const temperature = { a: settings.temperature, b: settings.temperature };
    if (kind === "temperature") Object.assign(temperature, unwrap(choice.temperature));
    const seed = choice.seed ?? settings.seed;
    batch(() => {
      setProblem(undefined);
      setResult(undefined);
      setVotes([]);
      setPhase("training");
      setRan({ kind, until });
    });
    try {
      await Promise.all(SIDES.map((side) => trainers[side].start(setup(side))));
      if (now !== round) return;
      const arrivals = SIDES.map((side) =>
        arrival(trainers[side], until[side], () => now !== round),
      );
      for (const side of SIDES) trainers[side].run(PACE, until[side]);
      await Promise.all(arrivals);
      if (now !== round) return;
      setPhase("inventing");
      const [a, b] = await Promise.all(
        SIDES.map((side, i) =>
          trainers[side].ask("invent", {
            count: COUNT,
            temperature: temperature[side],
            topK,
            beginning: "",
            seed: 2 * seed + i,
          }),
        ),
      );
      if (now !== round) return;
      const names = { a: a!, b: b! };
      const made = pairs(names.a, names.b, PAIRS);
      batch(() => {
        setResult({ names, temperature, pairs: made });
        setPhase(made.length > 0 ? "voting" : "done");
        setJournal("duels", (duels) => [...duels, kind]);
      });
      // What comes next stands below: go there, unless one is busy elsewhere.
      if ([launcher, document.body, null].includes(document.activeElement as HTMLButtonElement)) {
        document.querySelector<HTMLElement>(".duel .next")?.focus();
      }
    } catch (error) {
      if (now !== round) return;
      setProblem(error);
      setPhase("ready");
    }
  };
  const stop = (): void => {
    round++;
    for (const side of SIDES) trainers[side].pause();
    setPhase("ready");
    setRan(undefined);
  };
  const vote = (side: Side | null): void => {
    setVotes((before) => [...before, side]);
    if (votes().length === result()!.pairs.length) setPhase("done");
  };
  const busy = (): boolean => phase() === "training" || phase() === "inventing";

  return (
    <div class="duel">
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {sentence(problem())}
        </p>
      </Show>
      <section class="card stack">
        <h2>{t().choose}</h2>
        <fieldset class="lists" disabled={busy()}>
          <legend class="hidden-text">{t().choose}</legend>
          <For each={KINDS}>
            {(kind) => (
              <button
                type="button"
                class="list"
                aria-pressed={choice.kind === kind}
                onClick={() => setChoice("kind", kind)}
              >
                <b>{t().kinds[kind]}</b>
                <span>{t().about[kind]}</span>
              </button>
            )}
          </For>
        </fieldset>
        <fieldset class="columns even" disabled={busy()}>
          <legend class="hidden-text">{t().kinds[choice.kind]}</legend>
          <For each={SIDES}>
            {(side) => <Fighter side={side} age={age(side)} cycle={cycle()} dials={dials} />}
          </For>
        </fieldset>
        <Show when={choice.kind !== "age"}>
          <fieldset disabled={busy()}>
            <Slider
              label={t().length}
              value={length()}
              min={cycle() / 50}
              max={2 * cycle()}
              step={cycle() / 50}
              shown={t().steps(length(), number(length()))}
              onInput={(value) => setChoice("length", value)}
            />
            <Show when={suited().batch === 0}>
              <p class="small muted last">{t().lengthNote}</p>
            </Show>
          </fieldset>
        </Show>
        <Show when={choice.kind === "size" && choice.size.a === choice.size.b}>
          <p class="muted last">{t().sameSize}</p>
        </Show>
        <div class="row">
          {/* One button for both, so that the keyboard's focus stays. */}
          <button
            ref={launcher}
            type="button"
            class="button"
            classList={{ main: !busy() && phase() !== "voting" }}
            disabled={phase() === "list"}
            onClick={() => (busy() ? stop() : void duel(false))}
          >
            {busy() ? t().stop : t().go}
          </button>
          <span role="status" class="muted">
            {phase() === "training"
              ? t().training
              : phase() === "inventing"
                ? t().inventing
                : phase() === "list" && problem() === undefined
                  ? t().waitList
                  : list()
                    ? `${t().onList(listName(settings.list), list()!.names, number(list()!.names))} ${t().seed(number(choice.seed ?? settings.seed))}.`
                    : ""}
          </span>
        </div>
      </section>

      <Show when={ran()}>
        {(what) => (
          <section class="card">
            <h2>{t().curves}</h2>
            <TwoCurves
              a={trainers.a.curve().losses}
              b={trainers.b.curve().losses}
              noisy={(trainers.a.started()?.recipe.batch ?? 0) > 0}
              span={Math.max(what().until.a, what().until.b)}
              lines={trainers.a.started()?.lines}
            />
            <Show when={what().kind === "temperature"}>
              <p class="muted last">{t().sameModel}</p>
            </Show>
            <Show when={what().kind === "age" && what().until.a !== what().until.b}>
              <p class="muted last">
                {what().until.a > what().until.b
                  ? t().sameStart("A", "B")
                  : t().sameStart("B", "A")}
              </p>
            </Show>
            <For each={SIDES}>
              {(side) => (
                <Show when={trainers[side].tick()?.ended === "diverged"}>
                  <p class="problem last">{t().exploded(side.toUpperCase())}</p>
                </Show>
              )}
            </For>
          </section>
        )}
      </Show>

      <Show when={phase() === "voting" && result()}>
        {(found) => (
          <Vote
            pairs={found().pairs}
            done={votes().length}
            onVote={vote}
            onSkip={() => setPhase("done")}
          />
        )}
      </Show>

      <Show when={phase() === "done" && result()}>
        {(found) => (
          <Reveal
            result={found()}
            votes={votes()}
            trainers={trainers}
            onAgain={() => void duel(true)}
          />
        )}
      </Show>
    </div>
  );
}

/** Resolves when a model that has just been started has done its steps, or exploded. */
function arrival(trainer: Trainer, until: number, given: () => boolean): Promise<void> {
  // The last tick is still the one of the model before.
  const before = trainer.tick();
  return new Promise((resolve) => {
    const look = (): void => {
      const tick = trainer.tick();
      const here =
        tick !== undefined && tick !== before && (tick.step >= until || tick.ended !== null);
      if (here || given()) resolve();
      else setTimeout(look, 30);
    };
    look();
  });
}

function Fighter(props: {
  side: Side;
  age: number;
  cycle: number;
  dials: (size: Size) => Dials;
}): JSX.Element {
  const name = (): string => props.side.toUpperCase();
  const count = (size: Size): number | undefined => {
    try {
      const made: Config = config({ ...props.dials(size), vocabulary: vocabularySize() });
      return parameterCount(made);
    } catch {
      return undefined;
    }
  };
  const sizes = (): Size[] => [
    "half",
    "lesson",
    "double",
    "microgpt",
    ...(Object.keys(settings.dials).length > 0 ? (["mine"] as const) : []),
  ];
  const size = (): Size => choice.size[props.side];
  return (
    <div class={`fighter ${props.side}`}>
      <h3>
        <span class="badge" aria-hidden="true">
          {name()}
        </span>
        {t().model(name())}
      </h3>
      <Show when={choice.kind === "size"}>
        <label class="field">
          <span>{t().sizeOf(name())}</span>
          <select
            value={size()}
            onChange={(event) => setChoice("size", props.side, event.currentTarget.value as Size)}
          >
            <For each={sizes()}>
              {(one) => (
                <option value={one} selected={one === size()}>
                  {t().sizes[one]} ({t().parameters(number(count(one) ?? Number.NaN))})
                </option>
              )}
            </For>
          </select>
        </label>
        <Show when={size() === "microgpt"}>
          <p class="muted last">{t().otherPlan}</p>
        </Show>
      </Show>
      <Show when={choice.kind === "temperature"}>
        <Slider
          label={<Rich of={t().temperature(name())} />}
          value={choice.temperature[props.side]}
          min={0}
          max={3}
          step={0.05}
          shown={number(choice.temperature[props.side], 2)}
          onInput={(value) => setChoice("temperature", props.side, value)}
        />
      </Show>
      <Show when={choice.kind === "age"}>
        <Slider
          label={t().age(name())}
          value={props.age}
          min={0}
          max={2 * props.cycle}
          step={props.cycle / 50}
          shown={t().steps(props.age, number(props.age))}
          onInput={(value) => setChoice("age", props.side, value)}
        />
      </Show>
    </div>
  );
}

function Vote(props: {
  pairs: readonly Pair[];
  done: number;
  onVote: (side: Side | null) => void;
  onSkip: () => void;
}): JSX.Element {
  const pair = (): Pair => props.pairs[Math.min(props.done, props.pairs.length - 1)]!;
  const sides = (): Side[] => (pair().first === "a" ? ["a", "b"] : ["b", "a"]);
  return (
    <section class="card stack vote">
      <h2 class="next" tabindex="-1">
        {t().vote}
      </h2>
      <p>{t().voteHow}</p>
      <p class="muted last" role="status">
        {t().pair(number(Math.min(props.done + 1, props.pairs.length)), number(props.pairs.length))}
        <span class="hidden-text">
          .{" "}
          {sides()
            .map((side) => capital(pair()[side].text))
            .join(", ")}
        </span>
      </p>
      <div class="choices">
        {/* The same two buttons all along, so that the keyboard's focus stays. */}
        <For each={[0, 1]}>
          {(place) => (
            <button
              type="button"
              class="choice"
              dir="auto"
              onClick={() => props.onVote(sides()[place]!)}
            >
              {capital(pair()[sides()[place]!].text)}
            </button>
          )}
        </For>
      </div>
      <div class="row">
        <button type="button" class="button" onClick={() => props.onVote(null)}>
          {t().neither}
        </button>
        <button type="button" class="button quiet" onClick={() => props.onSkip()}>
          {t().skip}
        </button>
      </div>
    </section>
  );
}

function Reveal(props: {
  result: Result;
  votes: readonly (Side | null)[];
  trainers: Readonly<Record<Side, Trainer>>;
  onAgain: () => void;
}): JSX.Element {
  let heading!: HTMLHeadingElement;
  // The button that was pressed is gone: go on from here.
  queueMicrotask(() => heading.focus());
  const tally = createMemo(() => ({
    a: props.votes.filter((vote) => vote === "a").length,
    b: props.votes.filter((vote) => vote === "b").length,
    none: props.votes.filter((vote) => vote === null).length,
  }));
  const shownCopies = (side: Side): number =>
    props.result.pairs
      .slice(0, props.votes.length)
      .filter((pair) => pair[side].originality === "copy").length;
  const luck = (): number => byChance(tally().a, tally().b);
  const counts = createMemo(() => ({
    a: judgeCount(props.result.names.a),
    b: judgeCount(props.result.names.b),
  }));
  const all = (side: Side): number => props.result.names[side].length;
  const tick = (side: Side) => props.trainers[side].tick();
  const hidden = (): boolean => tick("a")?.heldOutLoss != null && tick("b")?.heldOutLoss != null;

  const rows = createMemo(() => {
    const row = (label: string, value: (side: Side) => string) => ({
      label,
      a: value("a"),
      b: value("b"),
    });
    const { rows } = t();
    const made = [
      row(rows.parameters, (side) =>
        number(parameterCount(props.trainers[side].started()!.config)),
      ),
      row(rows.steps, (side) => number(tick(side)?.step ?? 0)),
      row(rows.temperature, (side) => number(props.result.temperature[side], 2)),
      row(rows.loss, (side) => number(tick(side)?.loss ?? Number.NaN, 2)),
    ];
    if (hidden()) made.push(row(rows.heldOut, (side) => number(tick(side)!.heldOutLoss!, 2)));
    return made;
  });
  const invented = createMemo(() => {
    const row = (sign: string, label: string, value: (side: Side) => number) => ({
      sign,
      label,
      a: value("a"),
      b: value("b"),
    });
    const { rows } = t();
    return [
      row(SIGNS.new, rows.new, (side) => counts()[side].fresh),
      row(SIGNS.near, rows.near, (side) => counts()[side].near),
      row(SIGNS.copy, rows.copies, (side) => counts()[side].copies),
      row(
        "",
        rows.different,
        (side) => new Set(props.result.names[side].map(({ text }) => text)).size,
      ),
    ];
  });
  const conclusion = createMemo((): string[] => {
    const compared = (where: string, a: number, b: number): string => {
      if (a === b) return t().guessEqual(where);
      if (!(Math.abs(a - b) >= 0.02)) return t().guessSame(where);
      const [side, low, high] = a < b ? (["A", a, b] as const) : (["B", b, a] as const);
      return t().guess(where, side, number(low, 2), number(high, 2));
    };
    const said = [
      compared(t().onTheList, tick("a")?.loss ?? Number.NaN, tick("b")?.loss ?? Number.NaN),
    ];
    if (hidden())
      said.push(compared(t().onHidden, tick("a")!.heldOutLoss!, tick("b")!.heldOutLoss!));
    const [a, b] = [counts().a.copies, counts().b.copies];
    said.push(
      differ(a, b, COUNT)
        ? t().copiesMore(a > b ? "A" : "B", number(Math.max(a, b)), number(Math.min(a, b)))
        : a === b
          ? t().copiesEqual(number(a))
          : t().copiesSame(number(a), number(b)),
    );
    return said;
  });

  return (
    <>
      <section class="card stack">
        <h2 ref={heading} class="next" tabindex="-1">
          {t().reveal}
        </h2>
        <Show when={props.result.pairs.length === 0}>
          <p>{t().noVote}</p>
        </Show>
        <Show when={props.votes.length > 0}>
          <p class="tally">
            <Rich of={t().votes(number(tally().a), number(tally().b), number(tally().none))} />
          </p>
          <Show when={tally().a + tally().b > 0}>
            <p>
              {t().luck(percent(luck()))} {luck() > 0.1 ? t().little : t().something}
            </p>
          </Show>
          <For each={SIDES.filter((side) => shownCopies(side) > 0)}>
            {(side) => (
              <p>
                {t().shownCopies(
                  side.toUpperCase(),
                  number(shownCopies(side)),
                  number(props.votes.length),
                )}
              </p>
            )}
          </For>
          <details>
            <summary>{t().whose}</summary>
            <ul class="whose">
              <For each={props.result.pairs.slice(0, props.votes.length)}>
                {(pair, i) => (
                  <li>
                    <For each={SIDES}>
                      {(side) => (
                        <span classList={{ picked: props.votes[i()] === side }}>
                          <b>{side.toUpperCase()}</b> <bdi>{capital(pair[side].text)}</bdi>{" "}
                          <span class="muted">
                            {SIGNS[pair[side].originality]} {judgement(pair[side].originality)}
                          </span>
                          <Show when={props.votes[i()] === side}> ✓ {t().chosen}</Show>
                        </span>
                      )}
                    </For>
                  </li>
                )}
              </For>
            </ul>
          </details>
        </Show>
        <h3>{t().measured}</h3>
        <div class="scroll" tabindex="0" role="region" aria-label={t().table}>
          <table class="versus">
            <thead>
              <tr>
                <td />
                <For each={SIDES}>
                  {(side) => (
                    <th scope="col" class="n">
                      <span class={`badge ${side}`}>{side.toUpperCase()}</span>
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(row) => (
                  <tr classList={{ differs: row.a !== row.b }}>
                    <th scope="row">
                      <Rich of={row.label} />
                    </th>
                    <td class="n">{row.a}</td>
                    <td class="n">{row.b}</td>
                  </tr>
                )}
              </For>
              <tr>
                <th scope="rowgroup" colspan="3" class="head">
                  {t().ofNames(number(all("a")), number(all("b")))}
                </th>
              </tr>
              <For each={invented()}>
                {(row) => (
                  <tr>
                    <th scope="row">
                      <span class="sign" aria-hidden="true">
                        {row.sign}
                      </span>
                      {row.label}
                    </th>
                    <For each={SIDES}>
                      {(side) => (
                        <td class="n">
                          {number(row[side])}
                          <span class={`share ${side}`} aria-hidden="true">
                            <span
                              style={{ width: `${(100 * row[side]) / Math.max(1, all(side))}%` }}
                            />
                          </span>
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </section>
      <div class="columns even below invented">
        <For each={SIDES}>
          {(side) => (
            <section class={`card fighter ${side}`}>
              <h3>
                <span class="badge" aria-hidden="true">
                  {side.toUpperCase()}
                </span>
                {t().invented(side.toUpperCase())}
              </h3>
              <Names
                names={props.result.names[side].slice(0, 16)}
                keep
                label={t().inventsLabel(side.toUpperCase())}
              />
            </section>
          )}
        </For>
      </div>
      <section class="card stack below">
        <h2>{t().says}</h2>
        <ul class="said">
          <For each={conclusion()}>{(one) => <li>{one}</li>}</For>
        </ul>
        <p>
          {t().little2} {t().beautiful}
        </p>
        <p class="last">
          <button type="button" class="button main" onClick={() => props.onAgain()}>
            {t().again}
          </button>
        </p>
      </section>
    </>
  );
}
