/** What stands at the top of a page of its own. */

import { createEffect, Show, type JSX } from "solid-js";
import { KIT } from "../texts/kit.js";
import { Logo } from "./icons.jsx";
import { language, nextLanguage, setLanguage, texts } from "./language.js";
import { openReading, ReadingDialog } from "./Reading.jsx";
import { dark, setDark } from "./theme.js";

const t = texts(KIT, "bar");

export function Bar(props: { title: string }): JSX.Element {
  createEffect(() => (document.title = `${props.title} · Mon premier LLM`));
  return (
    <header class="top">
      <a class="brand" href="index.html">
        <Logo />
        <span class="hidden-text">{t().home}</span>
        <span>Mon premier LLM</span>
      </a>
      <div class="row">
        <Show when={nextLanguage().code !== language()}>
          <button
            type="button"
            class="button quiet small"
            lang={nextLanguage().code}
            onClick={() => setLanguage(nextLanguage().code)}
          >
            {nextLanguage().name}
          </button>
        </Show>
        <button type="button" class="button quiet small" onClick={openReading}>
          {t().reading}
        </button>
        <button type="button" class="button quiet small" onClick={() => setDark(!dark())}>
          {t().theme(dark())}
        </button>
      </div>
      <ReadingDialog />
    </header>
  );
}
