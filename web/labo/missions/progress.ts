/** The missions' progress as the page keeps it, and the eye that follows the page's real state. */

import { createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { favourites } from "../state/favourites.js";
import { journal, setJournal } from "../state/journal.js";
import { list, listProblem, trainer } from "../state/model.js";
import { settings } from "../state/settings.js";
import { UNTRIED } from "../state/tried.js";
import { factsOf, made, type Facts } from "./facts.js";
import { isThere, look, type Memory, type Mission } from "./mission.js";
import { current, following, fromText } from "./missions.js";
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

const [fresh, setFresh] = createSignal<Mission>();
/** The mission that was done last. */
export const justDone = fresh;

/** What the pupil had made when the mission on the screen came there: to pass by is not to do. */
let since: string | undefined;
/** Something was made since; it stays so where the same is made anew. */
function isMadeAnew(now: string): boolean {
  if (now !== since) since = "";
  return since === "";
}

const [met, setMet] = createSignal(false);
/** The model that is there had reached the target before anything was done for it. */
export const already = met;

/** A mission comes to a model, or a model to a mission. */
function meet(now: Facts): void {
  const mission = currentMission();
  setMet(mission !== undefined && !finished(mission) && isThere(mission, now, memoryOf(mission)));
}

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

/** Begin anew. */
export function erase(): void {
  setSeen(undefined);
  replace(NOTHING);
}

function replace(by: Progress): void {
  // The signals stay those that the page listens to.
  setStore(reconcile(copy(by)));
  comes();
}

/** Another mission comes on the screen: what was tried before it is not tried for it. */
function comes(): void {
  setJournal(reconcile({ ...UNTRIED, costs: {}, falls: {}, batch: null, duels: [] }));
  const now = untrack(factsNow);
  since = now && made(now);
  if (now !== undefined) untrack(() => meet(now));
}

export function choose(mission: Mission): void {
  setStore("chosen", mission.id);
  comes();
}

/** On to the next mission not done; after the last, none is shown. */
export function moveOn(): void {
  const now = currentMission();
  setStore("chosen", (now && nextAfter(now))?.id ?? null);
  comes();
}

export function openHint({ id, fr }: Mission): void {
  setStore("hints", id, (shown = 0) => Math.min(shown + 1, fr.hints.length));
}

const [read, setRead] = createSignal(false);
/** Whether the mission is shown whole away from its place too, where one line is the rule. */
export const askedFor = read;
export const askFor = setRead;

export function setFolded(folded: boolean): void {
  setStore("folded", folded);
  setRead(!folded);
}

/** The page's state at this moment; undefined before the first model. */
function factsNow(): Facts | undefined {
  const started = trainer.started();
  const tick = trainer.tick();
  if (started === undefined || tick === undefined) return undefined;
  return factsOf({
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
    agreements: trainer.agreements().at(-1)?.share,
    favourites: favourites().filter(
      ({ originality, kind = "names" }) => originality === "new" && kind === "names",
    ).length,
  });
}

let begun = false;

/** Follow the page's state from now on; a second call does nothing. */
export function followMissions(): void {
  if (begun) return;
  begun = true;
  let late: ReturnType<typeof setTimeout> | undefined;
  // The losses of the model before would be compared with the lines of the new one.
  let old: unknown;
  let isNew = true;
  createEffect(
    on(trainer.started, () => {
      old = untrack(trainer.tick);
      isNew = true;
      // What the parts of the model before cost says nothing of the new one.
      setJournal("costs", reconcile({}));
      setJournal("falls", reconcile({}));
    }),
  );
  const ofThisModel = (): Facts | undefined => (trainer.tick() !== old ? factsNow() : undefined);
  const see = (): void => {
    late = undefined;
    const found = ofThisModel();
    if (found !== undefined) take(found);
  };
  const soon = (): void => {
    // At once: a whole training may pass before the next look.
    if (since === undefined || isNew) {
      const now = untrack(ofThisModel);
      if (now !== undefined) {
        since ??= made(now);
        isMadeAnew(made(now));
        isNew = false;
        untrack(() => meet(now));
      }
    }
    late ??= setTimeout(see, EVERY);
  };
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
  setSeen(found);
  const mission = currentMission();
  const now = made(found);
  if (mission === undefined || finished(mission)) return;
  const { memory, done } = look(mission, found, memoryOf(mission));
  setStore("memory", mission.id, reconcile(memory));
  if (!done) setMet(false);
  if (!isMadeAnew(now) || !done || met()) return;
  // It stays on the screen until one moves on.
  setStore("chosen", mission.id);
  setStore("done", mission.id, new Date().toISOString());
  setFresh(mission);
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
