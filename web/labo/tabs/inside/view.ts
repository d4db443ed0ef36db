/** What the tab looks at: a beginning, one of its letters, the parts switched off, one number. */

import { batch, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { anatomy, flat, parts, type Value } from "../../../engine/anatomy.js";
import type { Numbers } from "../../../engine/arithmetic.js";
import type { Config } from "../../../engine/config.js";
import { origin, type Origin } from "../../../engine/origin.js";
import { setJournal } from "../../state/journal.js";
import { trainer } from "../../state/model.js";
import { example } from "./example.js";
import type { Place } from "./place.js";

export type { Place };

// What was typed and chosen stays while one looks at other tabs.
export const [typed, setTyped] = createSignal<string>();
/** How many letters before the last one is followed. */
export const [back, setBack] = createSignal(0);
export const [switchedOff, setSwitchedOff] = createSignal<readonly string[]>([]);
const [picked, setPicked] = createSignal<Place>();
const [trail, setTrail] = createSignal<readonly Place[]>([]);
const [pinned, setPinned] = createSignal(false);

/** Milliseconds between two looks at a model that trains. */
const LOOK = 120;

export type View = ReturnType<typeof createView>;

export function createView() {
  const [seen, setSeen] = createSignal(trainer.live(), { equals: false });
  const vocabulary = createMemo(() => seen()?.vocabulary);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [last, spent] = [-Infinity, 0];
  const look = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const start = performance.now();
    setSeen(trainer.live());
    last = performance.now();
    spent = Math.max(last - start, 0.8 * spent);
  };
  createEffect(() => {
    trainer.live();
    // A large model is looked at less often, so that the page has time for the rest.
    const pause = Math.max(LOOK, 8 * spent) - (performance.now() - last);
    timer ??= setTimeout(look, Math.max(0, pause));
  });
  onCleanup(() => clearTimeout(timer));

  const config = createMemo((): Config | undefined => seen()?.model.config);
  const text = (): string => typed() ?? example();
  const reading = createMemo(() => {
    const now = seen();
    if (now === undefined) return { tokens: [], unknown: "", cut: 0 };
    const { vocabulary, model } = now;
    const found = vocabulary.cut(vocabulary.beginning(text()));
    const unknown = found.filter((token) => !vocabulary.has(token) && token.trim() !== "");
    const known = found.filter((token) => vocabulary.has(token));
    // Pieces are cut by what stands beside them.
    const ids =
      unknown.length === 0 && known.length === found.length
        ? vocabulary.encode(vocabulary.beginning(text()))
        : known.flatMap((token) => vocabulary.encode(token));
    const { boundary } = vocabulary;
    const all = boundary !== null ? [boundary, ...ids] : ids.length > 0 ? ids : [0];
    const tokens = all.slice(-model.config.context);
    return { tokens, unknown: [...new Set(unknown)].join(" "), cut: all.length - tokens.length };
  });
  // The same letters are the same array, so that names and places are not written again each look.
  const tokens = createMemo((): readonly number[] => reading().tokens, [], {
    equals: (a, b) => a.length === b.length && a.every((token, i) => token === b[i]),
  });
  const row = (): number => Math.max(0, tokens().length - 1 - back());
  const off = createMemo((): readonly string[] => {
    const dials = config();
    const known = dials === undefined ? [] : parts(dials);
    return switchedOff().filter((part) => known.includes(part));
  });
  const through = (off: readonly string[]): ReadonlyMap<string, Value> => {
    const now = seen();
    return now === undefined ? new Map() : anatomy(now.model, tokens(), off);
  };
  const values = createMemo(() => through(off()));
  /** With every part on. */
  const whole = createMemo(() => (off().length === 0 ? values() : through([])));

  const at = ({ name, index }: Place, from = values()): number => {
    const value = from.get(name);
    if (value === undefined) return 0;
    return value.numbers[flat(value.shape, index)] ?? 0;
  };
  const explained = createMemo((): Origin | undefined => {
    const [now, place] = [seen(), picked()];
    const shape = place && values().get(place.name)?.shape;
    if (now === undefined || place === undefined || shape === undefined) return undefined;
    // The place may be one of another model, or of a longer beginning.
    if (place.index.length !== shape.length || place.index.some((i, k) => i >= shape[k]!))
      return undefined;
    return origin(now.model, tokens(), values(), place.name, place.index, off());
  });

  const key = (place: Place): string => `${place.name} ${place.index.join(" ")}`;
  const same = (place: Place): boolean => {
    const now = picked();
    return now !== undefined && key(now) === key(place);
  };
  let dwell: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(dwell));
  const count = (): void => setJournal("explained", (count) => count + 1);
  const explain = (place: Place): void => {
    if (same(place)) return;
    clearTimeout(dwell);
    // Looked at, not only crossed by the mouse.
    dwell = setTimeout(count, 800);
    batch(() => {
      // Parameters may have moved since the last look, and sums must fit the numbers shown.
      look();
      setPicked(place);
    });
  };
  return {
    config,
    text,
    reading,
    tokens,
    row,
    off,
    values,
    whole,
    at,
    explained,
    trail,
    /** The weights of the letters, and whatever else the model holds. */
    parameter: (name: string): Numbers | undefined => seen()?.model.parameters.get(name),
    vocabulary,
    /** Characters that one may type: what a window holds, and more. */
    longest: (): number => (vocabulary()?.kind === "words" ? 600 : 60),
    letter: (token: number): string => vocabulary()?.label(token) ?? "",
    /** The letter at a place of the window. */
    letterAt: (row: number): string => vocabulary()?.label(tokens()[row] ?? -1) ?? "",
    isPicked: same,
    /** In passing, with the mouse: gives way to what was chosen. */
    peek: (place: Place): void => void (pinned() || explain(place)),
    /** With the keyboard: the panel goes along. */
    follow: explain,
    choose(place: Place, walk = false): void {
      const from = picked();
      batch(() => {
        setTrail((before) => (walk && from !== undefined ? [...before, from] : []));
        setPinned(true);
        explain(place);
        clearTimeout(dwell);
        count();
      });
    },
    goBack(): void {
      const before = trail().at(-1);
      if (before === undefined) return;
      batch(() => {
        setTrail((all) => all.slice(0, -1));
        explain(before);
      });
    },
    close(): void {
      batch(() => {
        setPicked(undefined);
        setPinned(false);
        setTrail([]);
      });
    },
  };
}
