/** What is printed: a form, the tags with their animals, the key. */

import { For, Index, Match, Switch, type JSX } from "solid-js";
import { language, texts } from "../kit/language.js";
import { SURVEY } from "../texts/survey.js";
import { beginsWithA, drawn, named, type Animal } from "../kit/animal.js";
import { worded } from "./choices.js";
import { asked, FORMS, marked, UNKNOWN, type Form } from "./form.js";
import { Picture } from "./Picture.jsx";

const t = texts(SURVEY, "teacher");
const all = texts(SURVEY);

export type Sheet = Form | "tags" | "key";
const TAGS = 30;

export function Sheets(props: { sheet: Sheet | undefined }): JSX.Element {
  return (
    <div class="sheets">
      <Switch>
        <Match when={props.sheet === "tags"}>
          <Tags />
        </Match>
        <Match when={props.sheet === "key"}>
          <Key />
        </Match>
        <Match when={props.sheet as Form}>{(form) => <Paper form={form()} />}</Match>
      </Switch>
    </div>
  );
}

function Paper(props: { form: Form }): JSX.Element {
  return (
    <div class="sheet">
      <h2>{t().paperTitle(props.form)}</h2>
      <p>
        {t().paperAnimal} ______________________ &nbsp; {t().paperMoment}
      </p>
      <p>{t().paperLead}</p>
      <ol>
        <For each={asked(props.form)}>
          {(question) => (
            <li>
              {worded(props.form, question).ask}
              <ul>
                <For each={worded(props.form, question).choices}>
                  {({ letter, text }) => (
                    <li>
                      <b>{letter}</b> &nbsp; {text}
                    </li>
                  )}
                </For>
                <li>
                  <b>{UNKNOWN}</b> &nbsp; {all().unknown}
                </li>
              </ul>
            </li>
          )}
        </For>
        <li>
          {all().open}
          <div class="lines" />
        </li>
      </ol>
    </div>
  );
}

/** Different animals: nobody shares one. */
function someAnimals(): readonly Animal[] {
  const found = new Map<string, Animal>();
  while (found.size < TAGS) {
    const animal = drawn();
    found.set(named(animal, "fr"), animal);
  }
  return [...found.values()];
}

function Tags(): JSX.Element {
  return (
    <div class="sheet tags">
      <For each={someAnimals()}>
        {(animal) => (
          <div class="tag">
            <Picture animal={animal} size={64} />
            <div>
              <b>{named(animal, language())}</b>
              <br />
              {beginsWithA(animal) ? t().tagSay("A", "B") : t().tagSay("B", "A")}
            </div>
          </div>
        )}
      </For>
    </div>
  );
}

function Key(): JSX.Element {
  return (
    <div class="sheet">
      <h2>{t().keyTitle}</h2>
      <For each={FORMS}>
        {(form) => (
          <>
            <h3>{form}</h3>
            <ol>
              <Index each={asked(form)}>
                {(question) => {
                  const right = () =>
                    worded(form, question()).choices.find(
                      ({ letter }) => marked(question(), letter) === "right",
                    )!;
                  return (
                    <li>
                      <b>{right().letter}</b> &nbsp; {right().text}
                    </li>
                  );
                }}
              </Index>
            </ol>
          </>
        )}
      </For>
    </div>
  );
}
