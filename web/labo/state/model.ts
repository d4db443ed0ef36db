/** The page's list and its one model, as the settings ask for them; and what can be done with them. */

import { createEffect, createMemo, createSignal, on } from "solid-js";
import { unwrap } from "solid-js/store";
import { decode, type Decoded, type Encoding } from "../../engine/decoding.js";
import { InputError } from "../../engine/errors.js";
import { cycleAt, suitedTo, type Learned } from "../../engine/recipe.js";
import { isAlike, vocabularyFrom } from "../../engine/vocabularies.js";
import { Vocabulary, type TokenKind } from "../../engine/vocabulary.js";
import {
  MOST_TEXT,
  type Asked,
  type Letters,
  type ListText,
  type MaterialKind,
  type MaterialSummary,
  type Setup,
} from "../../worker/protocol.js";
import { setJournal } from "./journal.js";
import { isShipped, isWorld, SHIPPED, type ListId } from "./lists.js";
import { tell, tellReplaced } from "./notice.js";
import { replaceDials, setSettings, settings, type Dials } from "./settings.js";
import { createTrainer, type Trainer } from "./trainer.js";
import { differing, isUsual, usualDials } from "./usual.js";

export const trainer = createTrainer();
/** What the worker made of the list. */
export const [list, setList] = createSignal<MaterialSummary>();
/** What it is of: names until something was read. */
export const kind = (): MaterialKind => list()?.kind ?? "names";
/** What a choice is of. */
export const kindOf = (id: ListId): MaterialKind =>
  isWorld(id) ? "stories" : id === "text" ? "text" : id === "file" ? kind() : "names";
/** What the recipe that suits depends on. */
export const learned = (found = list()): Learned =>
  found?.learned ?? { names: 0, tokens: "letters", letters: 0, running: false };
/** Tokens of the page's list; the lesson's alphabet until a list was read. */
export const vocabularySize = (): number => list()?.tokens.length ?? 27;
/** The text typed or pasted as one's own list. */
export const [ownText, setOwnText] = createSignal("");
/** What is learned as text, but for what came in a file and for stories. */
export const listText = (): string => {
  if (settings.list === "text") return ownProse().text;
  return isShipped(settings.list) ? SHIPPED[settings.list] : ownText();
};
/** The column of it that was asked for, if it is a table; null for the one that is found. */
export const [ownColumn, setOwnColumn] = createSignal<string | null>(null);
/** The file that it came in. */
export const [ownFile, setOwnFile] = createSignal<{ name: string; encoding: Encoding }>();
const NO_PROSE: OwnProse = { text: "", title: "", encoding: "utf-8" };
/** The text of one's own. */
export const [ownProse, setOwnProse] = createSignal(NO_PROSE);
/** The list that the model has, which is not the one chosen where that was refused. */
export const [heldList, setHeldList] = createSignal<ListId>();
/** The list was refused, and why: the model on the screen is still the one before. */
export const [listProblem, setListProblem] = createSignal<unknown>();

export interface OwnProse {
  readonly text: string;
  /** Of the file that it came in; "" where it was pasted. */
  readonly title: string;
  readonly encoding: Encoding;
}

/** The setup that the settings ask for. */
export const wanted = createMemo<Setup>(() => ({
  dials: { ...settings.dials },
  recipe: {
    ...(settings.heldOut !== null && { held_out: settings.heldOut }),
    ...(settings.learningRate !== null && { learning_rate: settings.learningRate }),
    ...(settings.dropout > 0 && { dropout: settings.dropout }),
    ...(settings.average > 0 && { average: settings.average }),
    ...(settings.smoothing > 0 && { label_smoothing: settings.smoothing }),
  },
  seed: settings.seed,
}));
const [used, setUsed] = createSignal<string>();
/** The settings were changed since this model started: a new start is needed to follow them. */
export const stale = createMemo(() => used() !== undefined && used() !== JSON.stringify(wanted()));

/** The model is in its second apprenticeship: the settings are those of its first. */
export const isSecond = (): boolean => trainer.started()?.stage === 2;
export const step = (): number => trainer.tick()?.step ?? 0;
/** The steps of a whole training; those of the lesson's until a model was started. */
export const cycle = (): number => trainer.started()?.cycle ?? 250;
/** The end of the cycle, where a run pauses. */
export const nextPause = (): number => {
  const recipe = trainer.started()?.recipe;
  return recipe === undefined ? cycle() : cycleAt(recipe, step())[1];
};
/** A model opened without its list has nothing to learn from. */
export const canTrain = (): boolean => (trainer.started()?.trainNames ?? 0) > 0;

/** Start again from a new model that follows the settings. */
export async function restart(): Promise<boolean> {
  const setup = structuredClone(unwrap(wanted()));
  try {
    await trainer.start(setup);
  } catch (error) {
    tell(error);
    // An address may ask for what cannot be; the page must not stand empty.
    if (trainer.started() !== undefined || Object.keys(settings.dials).length === 0) return false;
    replaceDials({});
    return restart();
  }
  setUsed(JSON.stringify(setup));
  return true;
}

/** What was chosen is being read: until then there is nothing of it to train. */
let taking: Promise<void> = Promise.resolve();

/** Make sure of a model that can learn; false where there is none, which is told. */
export async function ready(): Promise<boolean> {
  await taking;
  if (!canTrain()) {
    tell(new InputError("model.nolist"));
    return false;
  }
  // A slider may have been let go a moment ago.
  const anew = trainer.tick()?.ended === "diverged" || (stale() && step() === 0);
  return !anew || isSecond() || restart();
}

/** Go on at the pace that is set. */
export const run = (): void => trainer.run(settings.pace, nextPause());

let byHand = false;

/** Stop by hand, which is noted once the training rests: the step then is the one that was chosen. */
export function pause(): void {
  byHand = true;
  trainer.pause();
}

function notePauses(): void {
  createEffect(
    on(trainer.running, (running) => {
      if (!running && byHand) setJournal("paused", step());
      byHand = false;
    }),
  );
}

export function stepOnce(): void {
  if (canTrain()) void trainer.ask("step", null);
}

/** Back to an earlier step, by training again from the same seed. */
export async function rewind(to: number): Promise<void> {
  if (await restart()) trainer.run(0, to);
}

const asked = (): Asked => {
  const { list } = settings;
  const { tokens } = settings;
  if (isWorld(list)) return { world: list, tokens };
  if (list === "text") return { prose: ownProse().text, tokens, title: ownProse().title };
  return askedList();
};

/** Whether two would be read the same; not by writing them out, for a text may be long. */
function isAsSame(a: Asked, b: Asked): boolean {
  const [of, other] = [a, b].map((asked) => new Map<string, unknown>(Object.entries(asked)));
  return of!.size === other!.size && [...of!].every(([key, value]) => other!.get(key) === value);
}

const askedList = (): ListText => {
  const own = !isShipped(settings.list);
  return {
    text: listText(),
    letters: settings.letters,
    column: own ? ownColumn() : null,
    title: own ? (ownFile()?.name ?? "") : "",
  };
};

/** What was last read, and taken. */
let lastRead: Asked | undefined;

/** Take a list; where it is refused the old one stays. A trained model can be taken back. */
export async function chooseList(id: ListId, text?: string): Promise<void> {
  const held = heldList() ?? id;
  const suit = kindOf(id) !== kindOf(held) || isUsual(settings.dials, held);
  await takeList(id, suit ? usualDials(id) : settings.dials, text);
}

/** The same, with these dials. */
export function takeList(id: ListId, dials: Dials, text?: string): Promise<void> {
  taking = take(id, dials, text);
  return taking;
}

async function take(id: ListId, dials: Dials, text?: string): Promise<void> {
  if (id === "own" && text !== undefined) {
    setOwnText(text);
    setOwnColumn(null);
    setOwnFile(undefined);
  }
  if (id === "text" && text !== undefined) setOwnProse({ ...NO_PROSE, text });
  // The worker still holds the list that came with the file.
  if (id === "file") return void (settings.list === "file" || restart());
  setSettings("list", id);
  const what = asked();
  // The same again: its model stays.
  const same = lastRead !== undefined && isAsSame(what, lastRead);
  if (same && heldList() === id && listProblem() === undefined) return;
  const before =
    step() > 0 || isSecond() ? await trainer.ask("save", { withNames: true }) : undefined;
  const from = heldList() ?? "file";
  try {
    const read = await trainer.ask("list", what);
    lastRead = what;
    setList(read);
    setListProblem(undefined);
    setHeldList(id);
    replaceDials(dials);
    // One name cannot be both learned and hidden.
    if (read.kind === "names" && read.names < 2) setSettings("heldOut", 0);
  } catch (error) {
    setListProblem(error);
    return;
  }
  await restart();
  if (before !== undefined) tellReplaced(() => void openModel(before, from).catch(tell));
}

/** A file with a list of one's own, in whatever encoding. */
export async function openList(file: File): Promise<void> {
  setSettings("list", "own");
  try {
    const { text, encoding } = await read(file);
    setOwnText(text);
    setOwnColumn(null);
    setOwnFile({ name: file.name, encoding });
  } catch (error) {
    return void setListProblem(error);
  }
  await chooseList("own");
}

/** A file with a text of one's own. */
export async function openProse(file: File): Promise<void> {
  const before = ownProse();
  try {
    setOwnProse({ ...(await read(file)), title: file.name });
  } catch (error) {
    return void setListProblem(error);
  }
  await chooseList("text");
  // A file that is no text does not take the place of one that is.
  if (listProblem() !== undefined) setOwnProse(before);
}

async function read(file: File): Promise<Decoded> {
  // So many bytes hold at least a quarter as many characters.
  if (file.size > MOST_TEXT * 4) throw new InputError("list.text", { most: MOST_TEXT / 1e6 });
  return decode(new Uint8Array(await file.arrayBuffer()), file.name);
}

export function chooseColumn(column: string | null): Promise<void> {
  setOwnColumn(column);
  return chooseList("own");
}

/** Give the page's list to a second trainer; what is wrong with the list throws InputError. */
export async function giveList(to: Trainer): Promise<void> {
  // Opening a file sets the list's signal before the settings that go with it.
  await Promise.resolve();
  // Only the page's worker holds the names that came with a file.
  if (settings.list === "file") await to.open(await trainer.ask("save", { withNames: true }));
  else await to.ask("list", asked());
}

export function chooseLetters(letters: Letters): Promise<void> {
  setSettings("letters", letters);
  return chooseList(settings.list);
}

export function chooseTokens(tokens: TokenKind): Promise<void> {
  setSettings("tokens", tokens);
  return chooseList(settings.list);
}

/**
 * A model from a file takes the place of the page's; its dials become the settings. `from`: where
 * the names in the file come from. A file that cannot be used throws InputError.
 */
export async function openModel(bytes: Uint8Array, from: ListId = "file"): Promise<void> {
  const found = await trainer.open(bytes);
  const { config: dials, recipe, seed } = trainer.started()!;
  const suited = suitedTo(dials, learned(found ?? list()));
  setSettings({
    dials: differing(dials),
    ...(!isSecond() && {
      heldOut: recipe.held_out === suited.held_out ? null : recipe.held_out,
      learningRate: recipe.learning_rate === suited.learning_rate ? null : recipe.learning_rate,
      dropout: recipe.dropout,
      average: recipe.average,
      smoothing: recipe.label_smoothing,
    }),
    seed,
  });
  if (found !== null) {
    // Of the very list at hand more is known: what became of each of its lines.
    if (!isSame(found, list())) setList(found);
    setListProblem(undefined);
    const of = vocabularyFrom(found.vocabulary);
    // Stories are told again by their world, wherever they come from.
    const id = found.kind === "stories" ? (found.world as ListId) : from;
    setHeldList(id);
    setSettings("list", id);
    if (found.kind === "names") {
      const lesson = isAlike(of.facts(), Vocabulary.lesson().facts());
      setSettings("letters", lesson ? "a-z" : "found");
    } else setSettings("tokens", of.kind);
  }
  setUsed(JSON.stringify(wanted()));
}

/** Whether two readings gave the same names. */
function isSame(a: MaterialSummary, b: MaterialSummary | undefined): boolean {
  const told = ({ names, preview, vocabulary }: MaterialSummary): string =>
    JSON.stringify([names, preview, vocabulary]);
  return b !== undefined && told(a) === told(b);
}

/** Milliseconds: a slider on its way must not start a model at each place it passes. */
const REST = 200;

/** Follow the settings: soon while nothing was learned yet, else when asked to. */
export function followSettings(): void {
  notePauses();
  let late: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      wanted,
      () => {
        clearTimeout(late);
        late = setTimeout(() => {
          const unlearned = step() === 0 && !isSecond();
          if (stale() && unlearned && !trainer.running() && canTrain()) void restart();
        }, REST);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => settings.temperature,
      (value) => void trainer.ask("temperature", value),
    ),
  );
}
