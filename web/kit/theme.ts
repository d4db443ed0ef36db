/** Light or dark: the system's choice until one is made on the page. */

import { createEffect, createSignal } from "solid-js";

const asked = window.matchMedia("(prefers-color-scheme: dark)");
const [chosen, setChosen] = createSignal<boolean>();
const [system, setSystem] = createSignal(asked.matches);
asked.addEventListener("change", (event) => setSystem(event.matches));

/** undefined while the system decides. */
export const chosenDark = chosen;
export const dark = (): boolean => chosen() ?? system();
export const setDark = (value: boolean | undefined): void => void setChosen(value);

export function followTheme(): void {
  createEffect(() => {
    document.documentElement.dataset["theme"] = dark() ? "dark" : "light";
  });
}
