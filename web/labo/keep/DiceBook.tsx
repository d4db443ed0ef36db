/** The pairs of the list on paper: a grid of 36 places a letter, from which two dice draw names. */

import { createResource, For, Show, type JSX } from "solid-js";
import { SIDES, type Page } from "../../engine/dice.js";
import { texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import { titleOf } from "../state/lists.js";
import { heldList, trainer } from "../state/model.js";
import { settings } from "../state/settings.js";
import { PaperHead } from "./PaperHead.jsx";
import "./dicebook.css";

const t = texts(LABO, "book");
const DIE = Array.from({ length: SIDES }, (_, i) => i);

export function DiceBook(): JSX.Element {
  const [book] = createResource(() => trainer.ask("book", null));
  return (
    <article class="dice-book">
      <PaperHead title={t().title(titleOf(heldList() ?? settings.list).name)} />
      <Show when={book()}>
        {(book) => {
          const letter = (token: number): string => book().tokens[token]!;
          return (
            <>
              <p>{t().about(book().names)}</p>
              <ol>
                <For each={t().rules(letter(book().boundary))}>{(rule) => <li>{rule}</li>}</For>
              </ol>
              <div class="grids">
                <For each={book().pages}>{(page) => <Grid page={page} letter={letter} />}</For>
              </div>
              <p class="muted">{t().credit}</p>
            </>
          );
        }}
      </Show>
    </article>
  );
}

function Grid(props: { page: Page; letter: (token: number) => string }): JSX.Element {
  return (
    <section>
      <h2>{props.letter(props.page.token)}</h2>
      <table>
        <thead>
          <tr>
            <td />
            <For each={DIE}>{(blue) => <th scope="col">{blue + 1}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={DIE}>
            {(red) => (
              <tr>
                <th scope="row">{red + 1}</th>
                <For each={DIE}>
                  {(blue) => <td>{props.letter(props.page.places[red * SIDES + blue]!)}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.page.lost.length > 0}>
        <p class="muted">
          {t().lost(props.page.lost.map(([token, times]) => `${props.letter(token)} (${times})`))}
        </p>
      </Show>
    </section>
  );
}
