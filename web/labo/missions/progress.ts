/** The missions' progress as the page keeps it, and the eye that follows the page's real state. */

import { createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { favourites } from "../state/favourites.js";
import { journal, setJournal } from "../state/journal.js";
import { list, listProblem, trainer } from "../state/model.js";
import { settings } from "../state/settings.js";
import { UNTRIED } from "../state/tried.js";
import { factsOf, type Facts } from "./facts.js";
import type { Memory, Mission } from "./mission.js";
import { current, following, fromText, look } from "./missions.js";
import { isDone, NOTHING, toText, type Progress } from "./record.js";

/** Milliseconds between two looks at the page's state. */
const EVERY = 250;

/** Solid's setters take no readonly types. */
interface Store {
  done: Record<string, string>;
  hints: Record<string, number>;
  memory: Record<string, Memory>;
  chosen: string | null;
  folded: boolean;
}
const copy = (of: Progress): Store => structuredClone(of) as Store;
const [store, setStore] = createStore<Store>(copy(NOTHING));
/** What is done, the hints opened, the mission chosen. */
export const progress: Progress = store;

const [seen, setSeen] = createSignal<Facts>();
/** The state as last looked at; undefined before the first model. */
export const facts = seen;

const [passing, setPassing] = createSignal<readonly string[]>([]);
/** Missions done while another one was shown, since the banner last moved on. */
export const alsoDone = passing;

const [fresh, setFresh] = createSignal<readonly string[]>([], { equals: false });
/** Missions done at the last look that found any. */
export const justDone = fresh;

export const currentMission = (): Mission | undefined => current(progress);
export const finished = (mission: Mission): boolean => isDone(progress, mission);
/** The next mission not done, round the list. */
export const nextAfter = (mission: Mission): Mission | undefined => following(progress, mission);
/** What a mission remembers. */
export const memoryOf = ({ id }: Mission): Memory => progress.memory[id] ?? {};
export const hintsOpened = ({ id }: Mission): number => progress.hints[id] ?? 0;

/** As text, to keep on the device or in a file. Reads every part, so that an effect follows it. */
export const toJson = (): string => toText(progress);

/** Take up a progress; bad or foreign text throws InputError("file.progress") and nothing changes. */
export function fromJson(text: string): void {
  replace(fromText(text));
}

/** Begin anew. What the page shows now does not count until the model moves on. */
export function erase(): void {
  setJournal(reconcile({ ...UNTRIED, costs: {}, batch: null, duels: [] }));
  forgotten = trainer.tick();
  setSeen(undefined);
  replace(NOTHING);
}

function replace(by: Progress): void {
  setPassing([]);
  // The signals stay those that the page listens to.
  setStore(reconcile(copy(by)));
}

export function choose(mission: Mission): void {
  setPassing([]);
  setStore("chosen", mission.id);
}

/** On to the next mission not done; after the last, none is shown. */
export function moveOn(): void {
  const now = currentMission();
  setPassing([]);
  setStore("chosen", (now && nextAfter(now))?.id ?? null);
}

export function openHint({ id, fr }: Mission): void {
  setStore("hints", id, (shown = 0) => Math.min(shown + 1, fr.hints.length));
}

export function setFolded(folded: boolean): void {
  setStore("folded", folded);
}

/** The state of the model when all was erased. */
let forgotten: unknown;
const UNSEEN: Partial<Facts> = {
  loss: Number.NaN,
  heldOutLoss: null,
  stage: undefined,
  originalities: undefined,
  exploded: false,
  list: { id: "", names: 0, refused: 0, folded: 0 },
};
let begun = false;

/** Follow the page's state from now on; a second call does nothing. */
export function followMissions(): void {
  if (begun) return;
  begun = true;
  let late: ReturnType<typeof setTimeout> | undefined;
  // The losses of the model before would be compared with the lines of the new one.
  let old: unknown;
  createEffect(
    on(trainer.started, () => {
      old = untrack(trainer.tick);
      // What the parts of the model before cost says nothing of the new one.
      setJournal("costs", reconcile({}));
    }),
  );
  const see = (): void => {
    late = undefined;
    const started = trainer.started();
    const tick = trainer.tick();
    if (started === undefined || tick === undefined || tick === old) return;
    const found = factsOf({
      started,
      tick,
      running: trainer.running(),
      verdict: trainer.verdict(),
      originalities: trainer.originalities(),
      temperature: settings.temperature,
      // A list that was refused is not the one that the model has.
      listId: listProblem() === undefined ? settings.list : "",
      list: list(),
      tried: unwrap(journal),
      favourites: favourites().filter(({ originality }) => originality === "new").length,
    });
    take(tick === forgotten ? { ...found, ...UNSEEN } : found);
  };
  const soon = (): void => void (late ??= setTimeout(see, EVERY));
  createEffect(on([trainer.tick, list, listProblem, favourites, () => settings.temperature], soon));
  createEffect(() => {
    JSON.stringify(journal); // listens to all of it
    soon();
  });
  onCleanup(() => {
    clearTimeout(late);
    begun = false;
  });
}

function take(found: Facts): void {
  const { memory, done } = look(unwrap(store), found);
  for (const [id, kept] of Object.entries(memory)) setStore("memory", id, reconcile(kept));
  setSeen(found);
  const now = currentMission();
  for (const id of done) {
    // It stays on the screen until one moves on.
    if (id === now?.id) setStore("chosen", id);
    setStore("done", id, new Date().toISOString());
  }
  if (done.length === 0) return;
  setPassing((before) => [...before, ...done.filter((id) => id !== now?.id)]);
  setFresh(done);
}

const [erasers, setErasers] = createSignal<readonly (() => void)[]>([]);

/** Called too when everything is erased from the missions' dialog: what else the page keeps. */
export function registerErase(also: () => void): void {
  setErasers((before) => [...before, also]);
}

/** Whether more than the missions is erased. */
export const erasesMore = (): boolean => erasers().length > 0;

export function eraseEverything(): void {
  erase();
  for (const also of erasers()) also();
}
