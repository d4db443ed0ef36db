/** The settings stand in the page's address, so that a link shows the same; names never do. */

import { createEffect, on } from "solid-js";
import { READY, DIAL_NAMES, isPossible, type Config, type Dial } from "../../engine/config.js";
import { DIALS } from "../../spec.js";
import { isOurs } from "./lists.js";
import { takeList } from "./model.js";
import { paper, setPaper } from "./shown.js";
import { DEFAULTS, PACES, setSettings, settings, type Dials, type Settings } from "./settings.js";
import { TABS, type Tab } from "./tabs.js";
import { differing, isUsual, usualDials } from "./usual.js";

const REMEDIES = ["dropout", "average", "smoothing"] as const;
/** More of any of them would leave nothing to learn from, or never come to an end. */
const MOST = 0.9999;

/** The settings as "#tab?key=value&…", only where they differ from the defaults. */
export function written(now: Settings): string {
  const query = new URLSearchParams();
  const put = (key: string, value: unknown, usual: unknown): void => {
    if (value !== usual && value !== null) query.set(key, String(value));
  };
  if (isOurs(now.list)) put("list", now.list, DEFAULTS.list);
  put("letters", now.letters, DEFAULTS.letters);
  put("tokens", now.tokens, DEFAULTS.tokens);
  put("hide", now.heldOut, DEFAULTS.heldOut);
  put("rate", now.learningRate, DEFAULTS.learningRate);
  for (const remedy of REMEDIES) put(remedy, now[remedy], DEFAULTS[remedy]);
  put("seed", now.seed, DEFAULTS.seed);
  put("pace", now.pace, DEFAULTS.pace);
  put("temperature", now.temperature, DEFAULTS.temperature);
  put("top", now.topK, DEFAULTS.topK);
  if (!isUsual(now.dials, now.list)) {
    // None at all would say: the usual ones.
    const dials = Object.entries(now.dials);
    if (dials.length === 0) put("embedding", READY.lesson.embedding, undefined);
    for (const [dial, value] of dials) put(dial, value, undefined);
  }
  const text = query.toString();
  return `#${now.tab}${text === "" ? "" : `?${text}`}`;
}

/** A dial's value as an address writes it; undefined where le Labo cannot turn it so. */
function dialOf(dial: Dial, text: string): Config[Dial] | undefined {
  const declared = DIALS[dial];
  const value =
    declared.kind === "number"
      ? Number(text)
      : declared.kind === "switch"
        ? ({ true: true, false: false }[text] ?? text)
        : text;
  if (!isPossible(dial, value)) return undefined;
  // More would make one wait; the vocabulary, which has no stops, comes from the list.
  if (declared.kind === "number" && !((value as number) <= (declared.stops.at(-1) ?? 0)))
    return undefined;
  return value as Config[Dial];
}

/** What an address asks for; what it cannot mean is left out. */
export function read(hash: string): Partial<Settings> {
  const [tab = "", text = ""] = hash.replace(/^#/, "").split("?");
  const query = new URLSearchParams(text);
  const found: { -readonly [K in keyof Settings]?: Settings[K] } = {};
  const number = (key: string, least: number, most: number, whole: boolean): number | undefined => {
    const value = Number(query.get(key) || Number.NaN);
    return value >= least && value <= most && (!whole || Number.isInteger(value))
      ? value
      : undefined;
  };
  const set = <K extends keyof Settings>(key: K, value: Settings[K] | undefined): void => {
    if (value !== undefined) found[key] = value;
  };
  if (TABS.includes(tab as Tab)) found.tab = tab as Tab;
  const list = query.get("list") ?? "";
  if (isOurs(list)) found.list = list;
  if (query.get("letters") === "found") found.letters = "found";
  const tokens = query.get("tokens");
  if (tokens === "letters" || tokens === "pieces") found.tokens = tokens;
  set("heldOut", number("hide", 0, 0.5, false));
  set("learningRate", number("rate", 1e-4, 10, false));
  for (const remedy of REMEDIES) set(remedy, number(remedy, 0, MOST, false));
  set("seed", number("seed", 1, 1e9, true));
  const pace = number("pace", 0, 1e6, true);
  if (PACES.includes(pace as Settings["pace"])) found.pace = pace as Settings["pace"];
  set("temperature", number("temperature", 0, 100, false));
  set("topK", number("top", 0, 1000, true));
  const dials: Record<string, unknown> = {};
  for (const dial of DIAL_NAMES) {
    const value = query.has(dial) ? dialOf(dial, query.get(dial)!) : undefined;
    if (value !== undefined) dials[dial] = value;
  }
  // The lesson's own model may be asked for by one of its dials.
  if (Object.keys(dials).length > 0) found.dials = differing(dials as Dials);
  else if (found.list !== undefined) found.dials = usualDials(found.list);
  return found;
}

export function followAddress(): void {
  window.addEventListener("hashchange", () => {
    // One of our own places in the browser's history; an address typed or followed has no state.
    if (history.state !== null) return;
    const before = { list: settings.list, letters: settings.letters };
    // What an address does not say is as usual; only a list of one's own has no name there.
    const list = isOurs(before.list) ? DEFAULTS.list : before.list;
    const asked = { ...DEFAULTS, list, ...read(location.hash) };
    history.replaceState(asked.tab, "");
    setSettings(asked);
    if (settings.list !== before.list || settings.letters !== before.letters) {
      void takeList(settings.list, settings.dials);
    }
  });
  let late: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const hash = written(settings);
    clearTimeout(late);
    // Browsers refuse an address that changes with every move of a slider.
    late = setTimeout(() => {
      if (location.hash !== hash) history.replaceState(history.state, "", hash);
    }, 300);
  });
  // The browser's Back goes to the tab before, not out of the page; settings stay as they are.
  createEffect(
    on(
      () => settings.tab,
      (tab) => {
        if (history.state !== tab) history.pushState(tab, "", written(settings));
      },
      { defer: true },
    ),
  );
  history.replaceState(settings.tab, "");
  window.addEventListener("popstate", ({ state }) => {
    // What stands above or in place of the tabs is what one goes back from.
    const above = document.querySelector<HTMLDialogElement>("dialog[open]");
    if (above !== null || paper() !== undefined) {
      above?.close();
      setPaper(undefined);
      history.pushState(settings.tab, "", written(settings));
      return;
    }
    if (TABS.includes(state as Tab)) setSettings("tab", state as Tab);
  });
}
