/** The home page: how far one is in each lesson, and whether it can be visited offline. */

import { createEffect, createRoot } from "solid-js";
import { render } from "solid-js/web";
import { texts } from "../kit/language.js";
import { followReading } from "../kit/reading.js";
import { openReading, ReadingDialog } from "../kit/Reading.jsx";
import { dark, followTheme, setDark } from "../kit/theme.js";
import { KIT } from "../texts/kit.js";
import { HOME } from "../texts/home.js";
import { done, readProgress } from "./keep.js";
import { followOffline, offline, takeNewer } from "./offline.js";
import "./home.css";

const t = texts(HOME);
const bar = texts(KIT, "bar");

render(() => <ReadingDialog />, document.body);
createRoot(() => {
  followTheme();
  followReading();
  const reading = document.getElementById("lecture")!;
  reading.hidden = false;
  reading.onclick = openReading;
  const theme = document.getElementById("theme")!;
  theme.hidden = false;
  theme.onclick = () => setDark(!dark());
  const state = document.getElementById("hors-reseau")!;
  const newer = document.getElementById("nouvelle-version")!;
  newer.onclick = takeNewer;
  createEffect(() => {
    reading.textContent = bar().reading;
    theme.textContent = t().theme(dark());
    state.textContent = t().offline[offline()];
    state.dataset["is"] = offline();
    newer.hidden = offline() !== "newer";
  });
});
followOffline();

/** "3 exercices sur 9", where something was done. */
async function showProgress(): Promise<void> {
  const progress = await readProgress();
  for (const place of document.querySelectorAll<HTMLElement>("[data-lesson]")) {
    const count = done(progress, Number(place.dataset["lesson"])).length;
    const total = Number(place.dataset["exercises"]);
    if (count === 0) continue;
    place.textContent = count >= total ? t().finished : t().done(count, total);
  }
}
// Also when one comes back from a lesson by the browser's arrow. A browser that keeps nothing has
// no progress to show.
addEventListener("pageshow", () => void showProgress().catch(() => undefined));
