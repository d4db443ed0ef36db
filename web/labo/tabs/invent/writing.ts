/** The name being written letter by letter, and what the model would write next. */

import { createMemo, createSignal } from "solid-js";
import { Random } from "../../../engine/random.js";
import { beginningTokens, nextProbabilities, pick } from "../../../engine/sampling.js";
import { trainer } from "../../state/model.js";
import { settings } from "../../state/settings.js";

const [letters, setLetters] = createSignal<readonly number[]>([]);
const random = new Random(Date.now());

/** Tokens written after the boundary; kept while one looks at other tabs. */
export { letters };

/** The letters that the model of the moment knows: another list may have another vocabulary. */
export const known = createMemo((): readonly number[] => {
  const size = trainer.live()?.vocabulary.size ?? 0;
  return letters().every((id) => id < size) ? letters() : [];
});

export const written = (): string => trainer.live()?.vocabulary.decode(known()) ?? "";

const room = (): number => trainer.started()?.room ?? 0;

/** Whether no letter more is written: such a name is cut. */
export const full = (): boolean => known().length >= room();

/** (V) after temperature and top-k; undefined before the first model. */
export const next = createMemo((): Float64Array | undefined => {
  const live = trainer.live();
  if (live === undefined) return undefined;
  const { model, vocabulary } = live;
  const tokens = [...beginningTokens(vocabulary, ""), ...known()];
  return nextProbabilities(model.read(tokens).logits(), settings.temperature, settings.topK);
});

/** A token drawn by its probability. */
export const draw = (): number => pick(next()!, random.next());

export const write = (token: number): void => void setLetters([...known(), token]);
export const rub = (): void => void setLetters(known().slice(0, -1));
export const clear = (): void => void setLetters([]);

/** Begin with a text: what the vocabulary cannot write is left out, and returned. */
export function begin(text: string): string {
  const { ids, left } = trainer.live()!.vocabulary.begun(text);
  setLetters(ids.slice(0, room()));
  return left.join("");
}
