/** One cell: a text; or code, its instruction, the button that runs it, and what it shows. */

import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from "solid-js";
import { PlayIcon, RestartIcon } from "../kit/icons.jsx";
import { spokenIn } from "../kit/aloud.js";
import { texts } from "../kit/language.js";
import { ReadAloud } from "../kit/Reading.jsx";
import { SCHOOL } from "../texts/school.js";
import { Editor } from "./Editor.jsx";
import type { Cell } from "./lesson.js";
import { Html, kindOf, Outputs, wordsOf } from "./Outputs.jsx";
import { pythonState, queue, running } from "./python.js";
import {
  edit,
  exercisesDone,
  giveWritten,
  isChanged,
  made,
  outputs,
  replaced,
  restore,
  runCell,
  sources,
  standing,
  written,
} from "./work.js";

const t = texts(SCHOOL, "cell");

export function CellView(props: { cell: Cell; title: string; onNext: () => void }): JSX.Element {
  return (
    <Show when={props.cell.kind === "code"} fallback={<Text html={props.cell.html ?? ""} />}>
      <Code {...props} />
    </Show>
  );
}

function Text(props: { html: string }): JSX.Element {
  // Rendered by the site's build from the lesson's own text.
  let text!: HTMLDivElement;
  return (
    <div>
      <ReadAloud of={() => spokenIn(text)} />
      <div class="text" ref={text} innerHTML={props.html} />
    </div>
  );
}

function Code(props: { cell: Cell; title: string; onNext: () => void }): JSX.Element {
  const id = props.cell.id;
  const shown = () => outputs[id] ?? [];
  const isBanner = (html: string): boolean => kindOf(html) === "exercice";
  /** The instruction: as the cell showed it last, or as it will. */
  const banner = (): string | undefined => {
    for (const output of shown()) {
      if (output.kind === "html" && isBanner(output.html)) return output.html;
    }
    return props.cell.banner;
  };
  const results = () =>
    shown().filter((output) => output.kind === "text" || !isBanner(output.html));
  /** Files that it wrote and that are still there: a new Python has none. */
  const madeHere = (): readonly string[] =>
    (made[id] ?? []).filter((name) => written().some((file) => file.name === name));
  const isRunning = (): boolean => running()?.cell === id;
  const waits = (): boolean => queue().some(({ cell }) => cell === id);
  const isDone = (): boolean =>
    props.cell.exercise !== undefined && exercisesDone().includes(props.cell.exercise);
  /** Whether the instruction's own code is shown. */
  const [code, setCode] = createSignal(false);
  const [said, setSaid] = createSignal("");
  // For those who do not see the page: the verdict, or that the cell has ended.
  createEffect(
    on(
      isRunning,
      (now, before) => {
        if (now || !before) return;
        const verdict = results()
          .filter(
            (output) =>
              output.kind === "html" &&
              ["juste", "aide", "bravo"].includes(kindOf(output.html) ?? ""),
          )
          .at(-1);
        setSaid(verdict?.kind === "html" ? wordsOf(verdict.html) : t().done(props.title));
      },
      { defer: true },
    ),
  );
  return (
    <section
      class="code card"
      classList={{
        exercise: props.cell.exercise !== undefined,
        done: isDone(),
      }}
      aria-label={props.title}
      id={props.cell.exercise === undefined ? undefined : `exercice-${props.cell.exercise}`}
      aria-busy={isRunning()}
    >
      <Show when={banner()}>
        {(html) => {
          let instruction!: HTMLDivElement;
          return (
            <div class="instruction" ref={instruction}>
              <ReadAloud of={() => spokenIn(instruction)} />
              <Html html={html()} />
            </div>
          );
        }}
      </Show>
      <Editor
        label={t().code(props.title)}
        source={sources[id]!}
        replaced={replaced()}
        folded={!code() && banner() !== undefined}
        onChange={(source) => edit(id, source)}
        onRun={(next) => {
          runCell(id);
          if (next) props.onNext();
        }}
      />
      <div class="row">
        <button
          type="button"
          class="button main run"
          aria-label={t().runThis(props.title)}
          disabled={isRunning() || waits()}
          onClick={() => runCell(id)}
        >
          <PlayIcon /> {t().run}
        </button>
        <span class="standing muted">
          <Show when={isRunning()}>
            <Clock />
          </Show>
          <Show when={waits()}>
            {pythonState().at === "ready" ? t().waits : t().waitsForPython}
          </Show>
          <Show when={!isRunning() && !waits() && standing[id] === "stopped"}>{t().stopped}</Show>
        </span>
        <Show when={banner() !== undefined}>
          <button
            type="button"
            class="button quiet small"
            aria-pressed={code()}
            aria-label={t().seeCode(props.title)}
            onClick={() => setCode(!code())}
          >
            {t().instruction}
          </button>
        </Show>
        <Show when={isChanged(id)}>
          <button
            type="button"
            class="button quiet small"
            aria-label={t().restoreThis(props.title)}
            onClick={() => restore(id)}
          >
            <RestartIcon /> {t().restore}
          </button>
        </Show>
      </div>
      <Show when={results().length > 0}>
        <div class="outputs">
          <Outputs of={results()} />
        </div>
      </Show>
      <Show when={madeHere().length > 0}>
        <div class="row">
          <For each={madeHere()}>
            {(name) => (
              <button type="button" class="button small" onClick={() => giveWritten(name)}>
                {t().download(name)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <p class="hidden-text" role="status">
        {said()}
      </p>
    </section>
  );
}

/** How long the cell has been working. */
function Clock(): JSX.Element {
  const begun = performance.now();
  const [seconds, setSeconds] = createSignal(0);
  const timer = setInterval(() => setSeconds(Math.floor((performance.now() - begun) / 1000)), 500);
  onCleanup(() => clearInterval(timer));
  return (
    <>
      {t().computing(seconds())}
      <Show when={seconds() >= 20}>{t().long}</Show>
    </>
  );
}
