/** The class at a glance: thirty notebooks opened together, on this computer only. */

import { createMemo, createSignal, For, Show, type JSX } from "solid-js";
import { render } from "solid-js/web";
import { Bar } from "../kit/Bar.jsx";
import { give } from "../kit/files.js";
import { locale, texts } from "../kit/language.js";
import { Rich } from "../kit/Rich.jsx";
import { Sure } from "../kit/Sure.jsx";
import { followReading } from "../kit/reading.js";
import { followTheme } from "../kit/theme.js";
import { WORKS } from "../texts/works.js";
import { isOpen } from "../room/server.js";
import { takeKeyFromAddress } from "./KeyForm.jsx";
import { LessonCard } from "./LessonCard.jsx";
import { Live } from "./Live.jsx";
import { opened, type Told } from "./opened.js";
import { lessonsOf, newest, toTable } from "./summary.js";
import type { Work } from "./work.js";
import "./classroom.css";

const t = texts(WORKS);

function Page(): JSX.Element {
  const [all, setAll] = createSignal<readonly Work[]>([]);
  const [told, setTold] = createSignal<readonly Told[]>([]);
  const [reading, setReading] = createSignal(false);
  const kept = createMemo(() => newest(all()));
  const lessons = createMemo(() => lessonsOf(kept().works, locale()));
  const nameless = (): number => kept().works.filter((work) => work.nameless).length;
  const open = async (input: HTMLInputElement): Promise<void> => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length === 0) return;
    setReading(true);
    const found = await opened(files);
    setAll([...all(), ...found.works]);
    setTold(found.told);
    setReading(false);
  };
  return (
    <>
      <Bar title={t().title} />
      <main>
        <h1>{t().title}</h1>
        <Show when={isOpen}>
          <Live />
        </Show>
        <p class="lead screen">{t().lead}</p>
        <p class="notice">
          <span>
            <Rich of={t().honest} />
          </span>
        </p>
        <section class="card screen">
          <h2>{t().open}</h2>
          <p>{t().openHow}</p>
          <div class="row">
            <label class="button main">
              {t().files}
              <input
                type="file"
                class="hidden-text"
                multiple
                accept=".ipynb,.zip"
                onChange={(event) => void open(event.currentTarget)}
              />
            </label>
            <label class="button">
              {t().folder}
              <input
                type="file"
                class="hidden-text"
                multiple
                ref={(input) => (input.webkitdirectory = true)}
                onChange={(event) => void open(event.currentTarget)}
              />
            </label>
          </div>
          <div role="status">
            <Show when={reading()}>
              <p>{t().reading}</p>
            </Show>
            <Show when={all().length > 0}>
              <p>
                <b>{t().have({ works: kept().works.length, lessons: lessons().length })}</b>
              </p>
            </Show>
            <Show when={kept().twice.length > 0}>
              <p>{t().twice(kept().twice.join(", "))}</p>
            </Show>
            <Show when={nameless() > 0}>
              <p>{t().nameless(nameless())}</p>
            </Show>
          </div>
          <div role="alert">
            <For each={told()}>
              {({ where, what }) => <p class="problem">{t().problem(where, t().problems[what])}</p>}
            </For>
          </div>
          <Show when={all().length > 0}>
            <div class="row">
              <button
                type="button"
                class="button"
                onClick={() => give(t().tableName, toTable(lessons()), "text/csv;charset=utf-8")}
              >
                {t().table}
              </button>
              <button type="button" class="button" onClick={() => window.print()}>
                {t().print}
              </button>
              <Sure
                ask={t().sure}
                yes={t().yes}
                no={t().no}
                onYes={() => {
                  setAll([]);
                  setTold([]);
                }}
              >
                {t().erase}
              </Sure>
            </div>
          </Show>
        </section>
        <For each={lessons()}>{(lesson) => <LessonCard lesson={lesson} />}</For>
      </main>
    </>
  );
}

const root = document.getElementById("app")!;
root.replaceChildren();
if (isOpen) takeKeyFromAddress();
render(() => {
  followTheme();
  followReading();
  return <Page />;
}, root);
