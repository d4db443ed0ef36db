/** Does it recite or invent? What it copied from a text of one's own, shown in its place there. */

import { createEffect, createSignal, on, Show, type JSX } from "solid-js";
import { recites } from "../../../engine/verdict.js";
import type { Copied } from "../../../worker/protocol.js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { VERDICT } from "../../../spec.js";
import { setJournal } from "../../state/journal.js";
import { trainer } from "../../state/model.js";
import { tell } from "../../state/notice.js";
import { many } from "./ManyCard.jsx";
import { streams } from "./TellingCard.jsx";
import { text } from "./telling.js";
import { worded } from "../../state/wording.js";

const t = worded("recital");

export function RecitalCard(): JSX.Element {
  const [found, setFound] = createSignal<Copied>();
  const texts = (): readonly string[] =>
    [text(), ...many().map((one) => one.text)].filter((one) => one !== "");
  createEffect(
    on([texts, streams, trainer.started], async ([asked, going]) => {
      if (going) return;
      if (asked.length === 0) return void setFound();
      try {
        const said = await trainer.ask("recital", asked);
        setFound(said ?? undefined);
        setJournal("recited", said?.longest?.run.words ?? 0);
      } catch (error) {
        tell(error);
      }
    }),
  );
  const conclusion = (copied: Copied): string =>
    recites(copied) ? t().recites : copied.share > 0 ? t().mixes : t().invents;
  return (
    <section class="card recital">
      <h2>{t().title}</h2>
      <Show when={found()} fallback={<p class="muted last">{t().empty}</p>}>
        {(copied) => (
          <>
            <p role="status">
              <Rich of={conclusion(copied())} />{" "}
              <Rich of={t().share(Math.round(100 * copied().share), VERDICT.long)} />
              <Show when={copied().usual > 0}> {t().usual(number(100 * copied().usual))}</Show>
            </p>
            <Show when={copied().longest}>
              {(longest) => (
                <figure>
                  <figcaption>{t().longest(longest().run.words)}</figcaption>
                  <blockquote dir="auto">
                    {longest().before}
                    <mark>{longest().words}</mark>
                    {longest().after}
                  </blockquote>
                  <figcaption>
                    {t().place(number(longest().paragraph), number(longest().paragraphs))}
                  </figcaption>
                </figure>
              )}
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
