/** What is said to the model, and what it said: it stays while one looks at other tabs. */

import { createEffect, createRoot, createSignal, on } from "solid-js";
import { createStore } from "solid-js/store";
import { READY } from "../../engine/config.js";
import type { Said, Which } from "../../worker/protocol.js";
import { isWorld, type ListId } from "./lists.js";
import {
  cycle,
  heldList,
  isSecond,
  kind,
  openModel,
  restart,
  step,
  takeList,
  trainer,
} from "./model.js";
import { tell, tellReplaced } from "./notice.js";
import { replaceDials, settings } from "./settings.js";
import { differing } from "./usual.js";

/** Pairs of one's own that can be typed. */
export const MOST_PAIRS = 5;
/** The share of examples that teach to say that one does not know. */
export const REFUSING = 0.42;
/** The dials of a model that can answer. */
const ANSWERS = differing(READY.answers);

/** Pairs of one's own, as they are typed. */
export const [pairs, setPairs] = createStore(
  Array.from({ length: MOST_PAIRS }, () => ({ question: "", answer: "" })),
);
/** Whether it is taught to say that it does not know. */
export const [refuses, setRefuses] = createSignal(false);

/** A turn of the conversation, and what the model before said to the same question. */
export interface Turned {
  readonly question: string;
  readonly said: Said;
  readonly before: Said | undefined;
}
/** What the machine reads first. */
export const [story, setStory] = createSignal("");
/** Questions that suit it. */
export const [offered, setOffered] = createSignal<readonly string[]>([]);
export const [turns, setTurns] = createSignal<readonly Turned[]>([]);
/** Whether the machine before its second apprenticeship answers too. */
export const [beside, setBeside] = createSignal(false);
/** The models that can be talked to. */
export const [talkers, setTalkers] = createSignal<readonly Which[]>([]);

/** Its first apprenticeship is over: it can go on to answers. */
export const isReady = (): boolean => kind() !== "names" && (isSecond() || step() >= cycle());

/** Whether the model can search what it has read: who did what. */
export const isShaped = (): boolean => (trainer.started()?.config.layers ?? 1) > 1;

/** From names to stories: a model that can answer begins to learn; one that has begun goes on. */
export async function learnStories(id: ListId): Promise<void> {
  if (kind() === "names") await takeList(id, ANSWERS);
  else if (step() === 0 && !isShaped()) return learnAnew();
  trainer.run(0, cycle());
}

/** The same again, with a model that can answer; the one before can be taken back. */
export async function learnAnew(): Promise<void> {
  const from = heldList() ?? "file";
  const before = step() > 0 ? await trainer.ask("save", { withNames: true }) : undefined;
  replaceDials(ANSWERS);
  if (!(await restart())) return;
  if (before !== undefined) tellReplaced(() => void openModel(before, from).catch(tell));
  trainer.run(0, cycle());
}

export const isOfWorld = (): boolean => isWorld(settings.list);

/** Begin the second apprenticeship, and run it to its end. */
export async function teach(refusing = refuses()): Promise<boolean> {
  try {
    const own = pairs.filter(({ question, answer }) => `${question}${answer}`.trim() !== "");
    const { cycle } = await trainer.second(
      { own: own.map((pair) => ({ ...pair })), refusing: refusing ? REFUSING : 0 },
      settings.seed,
    );
    setTurns([]);
    trainer.run(0, cycle);
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** The same question draws other words each time. */
let asked = Date.now() % 2 ** 30;

/** Ask; what is wrong with the question is told. */
export async function askModel(question: string): Promise<boolean> {
  const before = turns();
  const talk = {
    before: story(),
    turns: [
      ...before.map(({ question, said }) => ({ question, answer: said.answer })),
      { question, answer: "" },
    ],
    temperature: settings.temperature,
    seed: asked++,
  };
  try {
    setTalkers(await trainer.ask("talkers", null));
    const now = talkers().at(-1) ?? "now";
    const said = await trainer.ask("ask", { ...talk, which: now });
    const first = talkers().includes("first") && talkers().length > 1;
    const old =
      beside() && first ? await trainer.ask("ask", { ...talk, which: "first" }) : undefined;
    // The conversation may have been left meanwhile.
    if (turns() === before) setTurns([...before, { question, said, before: old }]);
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

// What was said to another model is not this one's, nor are its tokens.
createRoot(() => createEffect(on(trainer.started, () => setTurns([]), { defer: true })));

const TRIES = 10;

/** Another story, which the model has never read; the number of the one after it. */
export async function newStory(number: number): Promise<number> {
  try {
    let told = await trainer.ask("story", number);
    // Of a few, nothing can be asked.
    while (told.questions.length === 0 && isOfWorld() && number % TRIES < TRIES - 1) {
      told = await trainer.ask("story", ++number);
    }
    setStory(told.text);
    setOffered(told.questions);
    setTurns([]);
  } catch (error) {
    tell(error);
  }
  return number + 1;
}
