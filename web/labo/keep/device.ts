/**
 * What the page keeps on the device, so that closing the tab loses nothing: settings, list, model,
 * favourites, missions. In the browser's own database, because a model's file is binary.
 */

import { clear, createStore, get, set, type UseStore } from "idb-keyval";
import { createEffect, on } from "solid-js";
import { InputError } from "../../engine/errors.js";
import type { JudgedName } from "../../worker/protocol.js";
import { language, setLanguage } from "../../kit/language.js";
import { forgetReading } from "../../kit/reading.js";
import { chosenDark, setDark } from "../../kit/theme.js";
import { read, written } from "../state/address.js";
import { favourites, setFavourites } from "../state/favourites.js";
import { isOurs, type ListId } from "../state/lists.js";
import {
  listProblem,
  openModel,
  ownColumn,
  ownProse,
  ownText,
  setListProblem,
  setOwnColumn,
  setOwnProse,
  setOwnText,
  takeList,
  trainer,
  type OwnProse,
} from "../state/model.js";
import { tell } from "../state/notice.js";
import { DEFAULTS, setSettings, settings } from "../state/settings.js";
import { usualDials } from "../state/usual.js";

interface Kept {
  readonly address: string;
  /** A list that the address does not name. */
  readonly list: "own" | "text" | "file" | undefined;
  /** Of a list of one's own that is a table. */
  readonly column?: string | null;
  readonly language: string;
  readonly dark: boolean | undefined;
}

/** A further thing to keep, such as the missions: its text, and what takes it up again. */
interface Keeper {
  readonly key: string;
  readonly save: () => string;
  readonly load: (text: string) => void;
}

/** Milliseconds: at most so much training is lost when the computer is switched off. */
const EVERY = 1000;
/** Milliseconds: so long does a model rest before it is kept. */
const AT_REST = 500;
const store: UseStore | undefined = open();
let working = store !== undefined;
let told = false;
/** Which of the tabs that show le Labo keeps its work: the one that was opened last. */
const OWNER = "owner";
const ME = crypto.getRandomValues(new Uint32Array(2)).join("-");

function open(): UseStore | undefined {
  try {
    return createStore("premier-llm-labo", "page");
  } catch {
    return undefined;
  }
}

async function attempt<T>(action: (store: UseStore) => Promise<T>): Promise<T | undefined> {
  if (!working || store === undefined) return undefined;
  try {
    return await action(store);
  } catch {
    // Private windows and full disks refuse; the page works on without.
    working = false;
    if (!told) tell(new InputError("storage"));
    told = true;
    return undefined;
  }
}

/** Keep a value; where another tab has been opened since, nothing more is kept here, which is told. */
async function keepAs(key: string, value: unknown): Promise<void> {
  await attempt(async (to) => {
    if ((await get<string>(OWNER, to)) === ME) return set(key, value, to);
    working = false;
    tell(new InputError("storage.elsewhere"));
  });
}

/** A small thing that is asked for when it is wanted, and kept whichever tab keeps the rest. */
export function keptNow(key: string): Promise<unknown> {
  return attempt((from) => get<unknown>(key, from));
}

export async function keepNow(key: string, value: unknown): Promise<void> {
  await attempt((to) => set(key, value, to));
}

/** Bring back what was kept, then keep what changes. The address has the last word on settings. */
export async function remember(keepers: readonly Keeper[]): Promise<void> {
  const asked = read(location.hash);
  await attempt((to) => set(OWNER, ME, to));
  const kept = await attempt((from) => get<Kept>("settings", from));
  if (kept !== undefined) {
    setSettings({
      ...(kept.list === "own" && { list: "own" as const }),
      ...(kept.list === "text" && { list: "text" as const, dials: usualDials("text") }),
      ...read(kept.address),
      ...asked,
    });
    setLanguage(kept.language);
    setDark(kept.dark);
    setOwnText((await attempt((from) => get<string>("text", from))) ?? "");
    setOwnColumn(kept.column ?? null);
    setOwnProse((await attempt((from) => get<OwnProse>("prose", from))) ?? ownProse());
    setFavourites((await attempt((from) => get<JudgedName[]>("favourites", from))) ?? []);
    for (const { key, load } of keepers) {
      const text = await attempt((from) => get<string>(key, from));
      try {
        if (text !== undefined) load(text);
      } catch {
        // Kept by another version: begin anew.
      }
    }
  }
  await bringBackModel(kept, asked.list);
  keep(keepers);
}

async function bringBackModel(kept: Kept | undefined, asked: ListId | undefined): Promise<void> {
  const bytes = await attempt((from) => get<Uint8Array>("model", from));
  await takeList(settings.list, settings.dials);
  // Another setup was asked for by the address: the kept model is not the one to show.
  const before = kept && { ...DEFAULTS, ...read(kept.address), tab: settings.tab };
  if (bytes === undefined || before === undefined || written(before) !== written(settings)) return;
  // A list that is refused stays so: the model has the one that it learned from.
  const [problem, chosen] = [listProblem(), settings.list];
  const from = problem !== undefined || (asked === undefined && kept?.list === "file");
  try {
    await openModel(bytes, from ? "file" : settings.list);
    if (problem !== undefined) {
      setSettings("list", chosen);
      setListProblem(problem);
    }
  } catch {
    // Kept by another version: the new model stands.
  }
}

function keep(keepers: readonly Keeper[]): void {
  createEffect(() => {
    const kept: Kept = {
      address: written(settings),
      list: isOurs(settings.list) ? undefined : settings.list,
      column: ownColumn(),
      language: language(),
      dark: chosenDark(),
    };
    void keepAs("settings", kept);
  });
  createEffect(on(ownText, (text) => void keepAs("text", text), { defer: true }));
  createEffect(on(ownProse, (prose) => void keepAs("prose", prose), { defer: true }));
  createEffect(on(favourites, (names) => void keepAs("favourites", [...names]), { defer: true }));
  for (const { key, save } of keepers) {
    createEffect(() => {
      const text = save();
      void keepAs(key, text);
    });
  }
  let late: ReturnType<typeof setTimeout> | undefined;
  // With a long text in it a model takes longer to keep.
  let wait = EVERY;
  const saveModel = (): void => {
    clearTimeout(late);
    late = undefined;
    if (!working) return;
    void trainer.ask("save", { withNames: true }).then((bytes) => {
      wait = EVERY * Math.max(1, bytes.length / 1e6);
      return keepAs("model", bytes);
    });
  };
  createEffect(
    on(trainer.tick, (tick) => {
      if (tick === undefined) return;
      if (tick.running) late ??= setTimeout(saveModel, wait);
      else {
        // Votes and steps by hand come one behind the other: not between two of them.
        clearTimeout(late);
        late = setTimeout(saveModel, AT_REST);
      }
    }),
  );
  document.addEventListener("visibilitychange", () => document.hidden && saveModel());
}

/** Erase everything kept here, and begin as on the first day. */
export async function forgetAll(): Promise<void> {
  await attempt((from) => clear(from));
  working = false;
  forgetReading();
  location.hash = "";
  location.reload();
}
