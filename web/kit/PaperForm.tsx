/** In which form a sheet for pupils is printed, chosen beside the button that prints it. */

import { createEffect, createSignal, For, onCleanup, type JSX } from "solid-js";
import { KIT } from "../texts/kit.js";
import { texts } from "./language.js";
import "./paper.css";

const t = texts(KIT, "paper");
const FORMS = ["usual", "large", "easy"] as const;

export function PaperForm(): JSX.Element {
  const { dataset } = document.documentElement;
  const [form, setForm] = createSignal<(typeof FORMS)[number]>("usual");
  const usual = (): void => void delete dataset["paper"];
  createEffect(() => (form() === "usual" ? usual() : (dataset["paper"] = form())));
  onCleanup(usual);
  return (
    <label class="paper-form">
      <span>{t().form}</span>
      <select onChange={(event) => setForm(FORMS[event.currentTarget.selectedIndex]!)}>
        <For each={FORMS}>{(one) => <option>{t().forms[one]}</option>}</For>
      </select>
    </label>
  );
}
