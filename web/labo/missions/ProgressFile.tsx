/** Save, load and erase the progress. */

import { createSignal, Show, type JSX } from "solid-js";
import { FileButton } from "../../kit/FileButton.jsx";
import { give } from "../../kit/files.js";
import { texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import { sentence } from "../parts/problems.js";
import { eraseEverything, erasesMore, fromJson, toJson } from "./progress.js";

const t = texts(LABO, "missions");

export function ProgressFile(): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const [said, setSaid] = createSignal<() => string>();
  const [problem, setProblem] = createSignal<unknown>();
  let answer!: HTMLParagraphElement;
  let ask: HTMLButtonElement | undefined;
  let no: HTMLButtonElement | undefined;
  const say = (what: (() => string) | undefined, wrong?: unknown): void => {
    setSaid(() => what);
    setProblem(wrong);
  };
  const open = async (file: File): Promise<void> => {
    try {
      // More than any progress: the rest need not be read to be refused.
      fromJson(await file.slice(0, 1_000_000).text());
      say(() => t().opened);
    } catch (error) {
      say(undefined, error);
    }
  };
  const erase = (): void => {
    eraseEverything();
    setAsking(false);
    say(() => t().erased);
    answer.focus();
  };
  return (
    <>
      <section>
        <h3>{t().file}</h3>
        <p class="muted">{t().fileNote}</p>
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => give(t().fileName, toJson(), "application/json")}
          >
            {t().save}
          </button>
          <FileButton accept=".json,application/json" onFile={(file) => void open(file)}>
            {t().open}
          </FileButton>
        </div>
      </section>
      <section>
        <h3>{t().shared}</h3>
        <p class="muted">{erasesMore() ? t().sharedMore : t().sharedNote}</p>
        <Show
          when={asking()}
          fallback={
            <button
              type="button"
              class="button"
              ref={ask}
              onClick={() => {
                setAsking(true);
                no?.focus();
              }}
            >
              {t().erase}
            </button>
          }
        >
          <div class="row">
            <button type="button" class="button main" onClick={erase}>
              {t().sure}
            </button>
            <button
              type="button"
              class="button"
              ref={no}
              onClick={() => {
                setAsking(false);
                ask?.focus();
              }}
            >
              {t().no}
            </button>
          </div>
        </Show>
      </section>
      <p
        class="last"
        classList={{ problem: problem() !== undefined }}
        role="status"
        tabindex="-1"
        ref={answer}
      >
        {problem() !== undefined ? sentence(problem()) : said()?.()}
      </p>
    </>
  );
}
