/** The votes: two answers at a time, a step of learning a vote, and what all of them have changed. */

import { createRoot, createSignal, on, createEffect } from "solid-js";
import { InputError } from "../../../../engine/errors.js";
import type { Ballot, Mark, VotesRead, Wish } from "../../../../worker/protocol.js";
import { trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";

/** What a robot that votes can wish, always the same. */
export const ROBOTS = ["long", "flattering", "yes"] as const satisfies readonly Wish[];
export type Robot = (typeof ROBOTS)[number];
/** Votes of a robot. */
export const MANY = 16;
/** Milliseconds: to see what the robot chooses; to rest before what has changed is measured. */
const PACE = { look: 450, rest: 700 };

/** The vote that was cast last: which answer, and whether it is true. */
export interface Cast {
  readonly chosen: 0 | 1;
  readonly mark: Mark | null;
}

export const [ballot, setBallot] = createSignal<Ballot>();
export const [cast, setCast] = createSignal<Cast>();
export const [votes, setVotes] = createSignal(0);
export const [read, setRead] = createSignal<VotesRead>();
/** What the robot wishes while it votes. */
export const [robot, setRobot] = createSignal<Robot>();
/** The robot's choice, before its vote is cast. */
export const [points, setPoints] = createSignal<0 | 1>();
/** All answers are alike in what one wishes: how many votes the robot had. */
export const [spent, setSpent] = createSignal(false);
export const [measuring, setMeasuring] = createSignal(false);

let rest: ReturnType<typeof setTimeout> | undefined;
/** Of the model at hand: what was asked of another one is let go. */
let turn = 0;
let casting = false;

function forget(): void {
  turn++;
  clearTimeout(rest);
  casting = false;
  setBallot(undefined);
  setCast(undefined);
  setVotes(0);
  setRead(undefined);
  setRobot(undefined);
  setPoints(undefined);
  setSpent(false);
  setMeasuring(false);
}
createRoot(() => createEffect(on(trainer.started, forget, { defer: true })));

/** The first ballot, and how it answers before any vote. */
export async function begin(): Promise<void> {
  await next();
  await measure();
}

async function next(wish: Wish | null = null): Promise<Ballot | undefined> {
  const mine = turn;
  try {
    const found = await trainer.ask("ballot", wish);
    if (mine !== turn) return undefined;
    setBallot(found);
    return found;
  } catch (error) {
    if (mine !== turn) return undefined;
    setBallot(undefined);
    if (error instanceof InputError && error.key === "ballot.alike") setSpent(true);
    else tell(error);
    return undefined;
  }
}

/** One vote, and the next ballot; what has changed is measured once one rests. */
export async function vote(chosen: 0 | 1): Promise<void> {
  const asked = ballot();
  if (asked === undefined || casting || robot() !== undefined) return;
  casting = true;
  // Asked for together: the next pair need not wait until the page has heard of the vote.
  await Promise.all([castOne(asked, chosen), next()]);
  casting = false;
  measureSoon();
}

async function castOne(asked: Ballot, chosen: 0 | 1): Promise<void> {
  const mine = turn;
  try {
    await trainer.ask("vote", { ballot: asked, chosen });
    if (mine !== turn) return;
    setVotes((n) => n + 1);
    setCast({ chosen, mark: asked.marks[chosen] });
  } catch (error) {
    tell(error);
  }
}

function measureSoon(): void {
  clearTimeout(rest);
  rest = setTimeout(() => void measure(), PACE.rest);
}

async function measure(): Promise<void> {
  if (measuring()) return measureSoon();
  const mine = turn;
  setMeasuring(true);
  try {
    const found = await trainer.ask("votes", null);
    if (mine !== turn) return;
    setRead(found);
    setVotes(found.votes);
  } catch (error) {
    if (mine === turn) tell(error);
  }
  if (mine === turn) setMeasuring(false);
}

/** A robot votes, each time for what it wishes, so that one can look on. */
export async function letRobot(wish: Robot): Promise<void> {
  const mine = turn;
  clearTimeout(rest);
  setRobot(wish);
  setSpent(false);
  for (let i = 0; i < MANY && robot() === wish; i++) {
    const asked = await next(wish);
    if (asked?.wished === undefined || asked.wished === null) break;
    setPoints(asked.wished);
    await new Promise((resolve) => setTimeout(resolve, PACE.look));
    if (mine !== turn) return;
    await castOne(asked, asked.wished);
    setPoints(undefined);
  }
  if (mine !== turn) return;
  setRobot(undefined);
  if (ballot() === undefined || !spent()) await next();
  await measure();
}

/** All votes taken back: the model is the one before. */
export async function takeBack(): Promise<void> {
  try {
    await trainer.ask("unvote", null);
    forget();
    await begin();
  } catch (error) {
    tell(error);
  }
}
