/** The home page: how far one is in each lesson, and whether it can be visited offline. */

import { createEffect, createRoot } from "solid-js";
import { dark, followTheme, setDark } from "../kit/theme.js";
import { done, readProgress } from "./keep.js";
import { followOffline, offline, takeNewer, type Offline } from "./offline.js";
import "./home.css";

const SAID: Record<Offline, string> = {
  folder: "Ce dossier est ouvert depuis cet ordinateur\u00a0: il n’a besoin d’aucun réseau.",
  "not-here":
    "Ici, il faut rester relié au serveur\u00a0: un navigateur ne garde un site pour plus tard que si son adresse commence par https.",
  preparing: "Le site s’enregistre dans ce navigateur, pour s’ouvrir ensuite sans réseau…",
  ready:
    "Tout est enregistré dans ce navigateur\u00a0: tu peux revenir ici sans réseau, à la même adresse.",
  newer: "Une nouvelle version du site est prête.",
  failed:
    "Le site n’a pas pu être enregistré dans ce navigateur\u00a0: il faut rester relié au réseau.",
};

createRoot(() => {
  followTheme();
  const theme = document.getElementById("theme")!;
  theme.hidden = false;
  theme.onclick = () => setDark(!dark());
  const state = document.getElementById("hors-reseau")!;
  const newer = document.getElementById("nouvelle-version")!;
  newer.onclick = takeNewer;
  createEffect(() => {
    theme.textContent = dark() ? "Mode clair" : "Mode sombre";
    state.textContent = SAID[offline()];
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
    place.textContent =
      count >= total
        ? "✓ Terminée, bravo\u00a0!"
        : `${count} exercice${count > 1 ? "s" : ""} sur ${total}`;
  }
}
// Also when one comes back from a lesson by the browser's arrow. A browser that keeps nothing has
// no progress to show.
addEventListener("pageshow", () => void showProgress().catch(() => undefined));
