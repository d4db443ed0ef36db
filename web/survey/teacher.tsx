/** The teacher's page: the test to give, the papers collected, what was gained, the sentences. */

import { createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js";
import { render } from "solid-js/web";
import { Bar } from "../kit/Bar.jsx";
import { give } from "../kit/files.js";
import { language, texts } from "../kit/language.js";
import { PaperForm } from "../kit/PaperForm.jsx";
import { Rich } from "../kit/Rich.jsx";
import { Sure } from "../kit/Sure.jsx";
import { followReading } from "../kit/reading.js";
import { followTheme } from "../kit/theme.js";
import { SURVEY } from "../texts/survey.js";
import { named } from "../kit/animal.js";
import { asked, BELIEFS, FORMS, UNKNOWN } from "./form.js";
import { Gains } from "./Gains.jsx";
import { paired } from "./gain.js";
import { add, erase, papers, setUnsaved, toggleCode, unsaved } from "./papers.js";
import { fromTable, toTable, type Group, type Refused, type Result } from "./result.js";
import { Sheets, type Sheet } from "./Sheets.jsx";
import { SOURCES } from "./sources.js";
import "./survey.css";

const t = texts(SURVEY, "teacher");
const all = texts(SURVEY);

function Page(): JSX.Element {
  const [sheet, setSheet] = createSignal<Sheet>();
  const print = (what: Sheet): void => {
    setSheet(what);
    window.print();
    setSheet(undefined);
  };
  const warn = (event: BeforeUnloadEvent): void => {
    if (unsaved()) event.preventDefault();
  };
  onMount(() => window.addEventListener("beforeunload", warn));
  onCleanup(() => window.removeEventListener("beforeunload", warn));
  return (
    <div class={sheet() === undefined ? "" : "printing"}>
      <Bar title={t().title} />
      <main>
        <h1>{t().title}</h1>
        <p class="lead">{t().lead}</p>
        <p class="notice">
          <span>
            <Rich of={t().honest} />
          </span>
        </p>
        <section class="card">
          <h2>{t().give}</h2>
          <p>{t().giveHow}</p>
          <div class="row">
            <a class="button" href="avant-apres.html">
              {t().full}
            </a>
            <a class="button" href="avant-apres.html#6">
              {t().short}
            </a>
          </div>
          <h3>{t().paper}</h3>
          <div class="row">
            <PaperForm />
            <For each={FORMS}>
              {(form) => (
                <button type="button" class="button small" onClick={() => print(form)}>
                  {t().print(form)}
                </button>
              )}
            </For>
            <button type="button" class="button small" onClick={() => print("tags")}>
              {t().tags}
            </button>
            <button type="button" class="button small" onClick={() => print("key")}>
              {t().key}
            </button>
          </div>
        </section>
        <Collect />
        <Gains />
        <Sources />
        <Sentences />
      </main>
      <Sheets sheet={sheet()} />
    </div>
  );
}

/** A problem, and which file it is in. */
interface Told {
  readonly where: string;
  readonly what: Refused | "empty" | "unreadable";
}

function Collect(): JSX.Element {
  const [group, setGroup] = createSignal<Group>("class");
  const [text, setText] = createSignal("");
  const [counts, setCounts] = createSignal<{ added: number; already: number }>();
  const [told, setTold] = createSignal<readonly Told[]>([]);

  /** What the table says of its group holds; a new paper is of the group that was chosen. */
  const own = (paper: Result): Result =>
    paper.group === "control" ? paper : { ...paper, group: group() };
  const take = (texts: readonly { where: string; text: string | undefined }[]): void => {
    const results: Result[] = [];
    const problems: Told[] = [];
    for (const { where, text } of texts) {
      if (text === undefined) problems.push({ where, what: "unreadable" });
      else if (text.trim() === "") problems.push({ where, what: "empty" });
      else {
        const found = fromTable(text);
        results.push(...found.results.map(own));
        problems.push(...found.refused.map((what) => ({ where, what })));
      }
    }
    setCounts(add(results));
    setTold(problems);
  };
  const open = async (files: readonly File[]): Promise<void> => {
    const read = files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { where: `${file.name}, `, text: bytes.includes(0) ? undefined : decoded(bytes) };
    });
    take(await Promise.all(read));
  };
  const sentence = ({ where, what }: Told): string => {
    const { problems, refused } = t();
    if (what === "empty" || what === "unreadable") return `${where}${problems[what]}`;
    const given = what.given.slice(0, 40);
    const said =
      what.what === "count" ? problems.count(given, what.wanted!) : problems[what.what](given);
    return `${refused(where, what.line)} : ${said}`;
  };
  const found = () => paired(papers());
  const names = (some: readonly Result[]): string =>
    [...new Set(some.map(({ animal }) => named(animal, language())))].join(", ");
  return (
    <section class="card">
      <h2>{t().collect}</h2>
      <p>{t().collectHow}</p>
      <div class="row">
        <label>
          {t().group}{" "}
          <select onChange={(event) => setGroup(event.currentTarget.value as Group)}>
            <For each={["class", "control"] as const}>
              {(one) => <option value={one}>{t().groups[one]}</option>}
            </For>
          </select>
        </label>
        <label class="button main">
          {t().files}
          <input
            type="file"
            class="hidden-text"
            multiple
            accept=".csv,.txt"
            onChange={(event) => {
              void open([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </label>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take([{ where: "", text: text() }]);
          if (told().length === 0) setText("");
        }}
      >
        <label class="above">
          {t().lines}
          <textarea
            rows="4"
            spellcheck={false}
            placeholder={t().example(
              asked("A6")
                .map(() => UNKNOWN)
                .join(""),
            )}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {t().add}
        </button>
      </form>
      <div role="status">
        <Show when={counts()}>
          {(count) => (
            <p>
              {t().added(count().added)}{" "}
              <Show when={count().already > 0}>{t().already(count().already)}</Show>
            </p>
          )}
        </Show>
      </div>
      <div role="alert">
        <For each={told()}>{(one) => <p class="problem">{sentence(one)}</p>}</For>
      </div>
      <Show when={papers().length > 0}>
        <p>
          <b>{t().have({ all: papers().length, pairs: found().pairs.length })}</b>
        </p>
        <Show when={found().once.length > 0}>
          <p>{t().once(names(found().once))}</p>
        </Show>
        <Show when={found().twice.length > 0}>
          <p>{t().twice(names(found().twice))}</p>
        </Show>
        <Show when={found().uneven.length > 0}>
          <p>{t().uneven(names(found().uneven.map(({ before }) => before)))}</p>
        </Show>
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => {
              give(t().tableName, toTable(papers()), "text/csv;charset=utf-8");
              setUnsaved(false);
            }}
          >
            {t().table}
          </button>
          <Sure ask={t().sure} yes={t().yes} no={t().no} onYes={erase}>
            {t().erase}
          </Sure>
        </div>
        <p class="muted">{t().kept}</p>
      </Show>
    </section>
  );
}

/** Spreadsheets of old write another alphabet than UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function Sentences(): JSX.Element {
  const said = () => papers().filter(({ why }) => why !== "");
  const count = (code: number, moment: Result["moment"]): number =>
    said().filter((paper) => paper.moment === moment && paper.codes.includes(code)).length;
  return (
    <section class="card">
      <h2>{t().whys}</h2>
      <Show when={said().length > 0} fallback={<p>{t().none}</p>}>
        <p>{t().whysHow}</p>
        <ul class="coded">
          <For each={said()}>
            {(paper) => (
              <li>
                <p dir="auto">
                  <b>
                    {named(paper.animal, language())}, {all().moments[paper.moment]}
                  </b>{" "}
                  {paper.why}
                </p>
                <For each={t().codes}>
                  {(words, code) => (
                    <label>
                      <input
                        type="checkbox"
                        checked={paper.codes.includes(code())}
                        onChange={() => toggleCode(paper, code())}
                      />
                      {words}
                    </label>
                  )}
                </For>
              </li>
            )}
          </For>
        </ul>
        <table>
          <caption>{t().counts}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{all().moments.before}</th>
              <th scope="col">{all().moments.after}</th>
            </tr>
          </thead>
          <tbody>
            <For each={t().codes}>
              {(words, code) => (
                <tr>
                  <th scope="row">{words}</th>
                  <td class="number">{count(code(), "before")}</td>
                  <td class="number">{count(code(), "after")}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </section>
  );
}

function Sources(): JSX.Element {
  return (
    <section class="card">
      <h2>{t().sources}</h2>
      <ul>
        <For each={BELIEFS}>
          {(belief) => (
            <li>
              <b>{all().beliefs[belief]}.</b>{" "}
              <Show when={SOURCES[belief].length > 0} fallback={t().undocumented}>
                {t().documented}{" "}
                <For each={SOURCES[belief]}>
                  {({ work, whom }, i) => (
                    <>
                      {i() > 0 ? " ; " : ""}
                      {work} ({language() === "fr" ? whom.fr : whom.en})
                    </>
                  )}
                </For>
                .
              </Show>
            </li>
          )}
        </For>
      </ul>
      <p class="muted">{t().read}</p>
    </section>
  );
}

const root = document.getElementById("app")!;
root.replaceChildren();
render(() => {
  followTheme();
  followReading();
  return <Page />;
}, root);
