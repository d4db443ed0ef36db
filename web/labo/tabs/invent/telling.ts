/** The story, or the text, that is being told: token by token, with what else could have come at each. */

import { createMemo, createSignal } from "solid-js";
import { Random } from "../../../engine/random.js";
import { beginningTokens, nextProbabilities, pick } from "../../../engine/sampling.js";
import { trainer } from "../../state/model.js";
import { settings } from "../../state/settings.js";

interface Telling {
  /** Token ids behind the first boundary; the last one is a boundary where the story is over. */
  readonly ids: readonly number[];
  /** How many of them were given: the model wrote the others. */
  readonly given: number;
  /** Those that were chosen in place of the model's draw. */
  readonly forced: ReadonlySet<number>;
  /** The tokens that the ids are of. */
  readonly of: readonly string[];
}

const NOTHING: Telling = { ids: [], given: 0, forced: new Set(), of: [] };
const [telling, setTelling] = createSignal<Telling>(NOTHING);
/** What was typed to begin with; it stays as it was typed. */
export const [typed, setTyped] = createSignal("");
/** The place that is looked at; undefined for the one that comes next. */
export const [looked, setLooked] = createSignal<number>();
const random = new Random(Date.now());

const vocabulary = () => trainer.live()?.vocabulary;
const boundary = (): number | null => vocabulary()?.boundary ?? null;

/** What is told; nothing where the model of the moment has other tokens. */
const told = createMemo(
  (): Telling => {
    const tokens = vocabulary()?.tokens;
    const { of } = telling();
    const same = tokens?.length === of.length && of.every((token, i) => token === tokens[i]);
    return same ? telling() : NOTHING;
  },
  NOTHING,
  { equals: (a, b) => a === b },
);

export const ids = (): readonly number[] => told().ids;
export const given = (): number => told().given;
export const isForced = (place: number): boolean => told().forced.has(place);
/** The model, or somebody, has ended it. */
export const ended = (): boolean => ids().length > 0 && ids().at(-1) === boundary();
/** It has become too long: it is cut here. */
export const full = (): boolean => ids().length >= (trainer.started()?.room ?? 0);
export const over = (): boolean => ended() || full();

/** What each token adds to the text. */
export const texts = createMemo((): readonly string[] => vocabulary()?.texts(ids()) ?? []);
/** The text alone. */
export const text = (): string => {
  const words = ended() ? ids().slice(0, -1) : ids();
  return vocabulary()?.decode(words) ?? "";
};

/** The place whose rivals are shown. */
export const place = (): number =>
  Math.min(looked() ?? Infinity, over() ? ids().length - 1 : ids().length);
/** Something stands there already. */
export const isTaken = (): boolean => place() < ids().length;

/** (V) the chances at that place, after temperature and top-k; undefined before the first model. */
export const chances = createMemo((): Float64Array | undefined => {
  const live = trainer.live();
  if (live === undefined) return undefined;
  const before = ids().slice(0, place());
  const read = [...beginningTokens(live.vocabulary, ""), ...before];
  return nextProbabilities(live.model.read(read).logits(), settings.temperature, settings.topK);
});

function set(to: Partial<Telling>): void {
  setTelling({ ...told(), of: vocabulary()?.tokens ?? [], ...to });
}

/** Begin anew, with what was typed; what of it cannot be written is left out, and returned. */
export function beginAnew(): readonly string[] {
  const found = vocabulary()?.begun(typed());
  setLooked();
  // Room for at least one token more.
  const begun = found?.ids.slice(0, Math.max((trainer.started()?.room ?? 1) - 1, 0)) ?? [];
  set({ ids: begun, given: begun.length, forced: new Set() });
  return found?.left ?? [];
}

/** The beginning as the model can read it. */
export function beginning(): string {
  const found = vocabulary();
  return found?.decode(found.begun(typed()).ids) ?? "";
}

/** One token more, drawn by its chance; false when the story is over. */
export function goOn(): boolean {
  setLooked();
  if (over()) return false;
  set({ ids: [...ids(), pick(chances()!, random.next())] });
  return !over();
}

/** Another token at a place: what followed it is gone. */
export function force(at: number, token: number): void {
  const forced = [...told().forced].filter((place) => place < at);
  setLooked();
  set({
    ids: [...ids().slice(0, at), token],
    given: Math.min(given(), at),
    forced: new Set([...forced, at]),
  });
}

/** Without its last token. */
export function rub(): void {
  const kept = ids().slice(0, -1);
  setLooked();
  set({
    ids: kept,
    given: Math.min(given(), kept.length),
    forced: new Set([...told().forced].filter((place) => place < kept.length)),
  });
}
