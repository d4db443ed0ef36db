/** What stands under the lens: a copy of the model, one guess, its slopes, one weight, one step. */

import { batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import { flat } from "../../../../engine/anatomy.js";
import { parameterTable, type Parameter } from "../../../../engine/config.js";
import { Model } from "../../../../engine/model.js";
import { nudge, stepped, tried } from "../../../../engine/nudge.js";
import type { Part } from "../../../../engine/origin.js";
import { indexOf, lesson, Slopes } from "../../../../engine/slopes.js";
import { vocabularyFrom } from "../../../../engine/vocabularies.js";
import type { Vocabulary } from "../../../../engine/vocabulary.js";
import type { Standing, Started } from "../../../../worker/protocol.js";
import { setJournal } from "../../../state/journal.js";
import { list, step, trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";
import { example } from "../example.js";
import { drawnOf, homeOf } from "./drawn.js";
import { tokensOf, windowBefore } from "./lesson.js";
import { stagesOf, type Stage, type StageKind } from "./path.js";

/** A number: an inner value or a weight, and its place. */
export type Spot = Pick<Part, "source" | "name" | "index">;

interface Taken {
  /** The model that it is a copy of. */
  readonly started: Started;
  readonly standing: Standing;
  readonly model: Model;
  readonly vocabulary: Vocabulary;
}

/** Texts that one may choose among. */
const CHOICES = 40;
/** Texts among which one is found where the model is wrong, by so many nats. */
const TRIED = 12;
const WRONG = 0.5;
/** The lesson's own example, where the list has it. */
const isOurs = (text: string): boolean => text.startsWith("pik");
/** Milliseconds that the slopes of all weights may take of the page at a time. */
const SPELL = 30;
/** Weights with the largest slopes that are offered. */
const STEEPEST = 6;
/** By how much a weight can be nudged. */
export const NUDGES = [0.1, 0.01, 0.001] as const;

// What was chosen stays while one looks at other tabs.
const [isOpen, setOpen] = createSignal(false);
const [taken, setTaken] = createSignal<Taken>();
const [text, setText] = createSignal("");
/** Which token is guessed; undefined for the one that surprises most. */
const [chosenPlace, setPlace] = createSignal<number>();
const [at, setAt] = createSignal(0);
const [letter, setLetter] = createSignal<number>();
const [picked, setPicked] = createSignal<Spot>();
const [trail, setTrail] = createSignal<readonly Spot[]>([]);
const [chosenWeight, setWeight] = createSignal<Spot>();
const [by, setBy] = createSignal<number>(NUDGES[1]);
/** Stages that were looked at since the copy was made or the guess changed. */
const [seen, setSeen] = createSignal<ReadonlySet<string>>(new Set());

export type Lens = ReturnType<typeof createLens>;

export function createLens() {
  /** Copy the model as it stands now. */
  const take = async (): Promise<void> => {
    try {
      const started = trainer.started();
      const standing = await trainer.ask("standing", null);
      // Another model may have come meanwhile.
      if (started === undefined || started !== trainer.started()) return;
      const model = new Model(started.config);
      model.parameters.flat.set(standing.weights);
      batch(() => {
        setTaken({ started, standing, model, vocabulary: vocabularyFrom(started.vocabulary) });
        begin();
      });
    } catch (error) {
      tell(error);
    }
  };
  const begin = (): void => {
    batch(() => {
      setAt(0);
      setSeen(new Set<string>());
      setLetter(undefined);
      setPicked(undefined);
      setTrail([]);
      setWeight(undefined);
    });
  };
  createEffect(
    on([isOpen, trainer.started], ([open, started]) => {
      if (open && started !== undefined && untrack(taken)?.started !== started) void take();
    }),
  );
  // Before one has begun, the copy follows the model whenever it rests.
  createEffect(() => {
    const now = taken();
    if (!isOpen() || now === undefined || at() > 0 || trainer.running()) return;
    if (now.started === trainer.started() && step() !== now.standing.step) void take();
  });

  const texts = createMemo((): readonly string[] => {
    const now = taken();
    if (now === undefined) return [];
    const known = (some: string): boolean => tokensOf(now.vocabulary, some) !== undefined;
    const found = (list()?.preview ?? []).filter(known).slice(0, CHOICES);
    return found.length > 0 ? found : [example()].filter(known);
  });
  /** Where in a text the model is most wrong, once it has read something; and how wrong. */
  const worst = (some: string): { place: number; error: number } => {
    const now = taken();
    const all = (now && tokensOf(now.vocabulary, some)) ?? [];
    let found = { place: 1, error: 0 };
    if (now === undefined || all.length < 3) return found;
    const { context, vocabulary: V } = now.model.config;
    // One reading tells of all the places that fit the window.
    const whole = now.model.forward(all.slice(0, Math.min(context, all.length - 1)));
    for (let place = 2; place < all.length && place <= context; place++) {
      const error = -Math.log(whole[(place - 1) * V + all[place]!]!);
      if (error > found.error) found = { place, error };
    }
    return found;
  };
  /** A text in which something is left to learn. */
  const instructive = createMemo((): string => {
    const few = [...texts()].sort((a, b) => Number(isOurs(b)) - Number(isOurs(a))).slice(0, TRIED);
    const enough = few.find((some) => worst(some).error >= WRONG);
    if (enough !== undefined) return enough;
    const errors = few.map((some) => worst(some).error);
    return few[errors.indexOf(Math.max(...errors))] ?? "";
  });
  const chosen = (): string => (texts().includes(text()) ? text() : instructive());
  const tokens = createMemo((): readonly number[] => {
    const now = taken();
    return now === undefined ? [] : (tokensOf(now.vocabulary, chosen()) ?? []);
  });
  const surprising = createMemo(() => worst(chosen()).place);
  const place = (): number =>
    Math.max(1, Math.min(chosenPlace() ?? surprising(), tokens().length - 1));
  const target = (): number => tokens()[place()] ?? 0;
  const window = createMemo(() =>
    windowBefore(tokens(), place(), taken()?.model.config.context ?? 1),
  );
  const targets = () => [{ row: window().length - 1, token: target() }];
  const slopes = createMemo((): Slopes | undefined => {
    const now = taken();
    return now && window().length > 0 ? new Slopes(now.model, window(), targets()) : undefined;
  });
  const stages = createMemo((): readonly Stage[] => {
    const now = taken();
    return now === undefined ? [] : stagesOf(now.model.config);
  });
  const stage = (): Stage | undefined => stages()[at()];
  /** The letter whose slopes are shown: where one alone has any, that one. */
  const row = (): number => {
    const last = window().length - 1;
    return stage()?.all ? Math.min(letter() ?? last, last) : last;
  };

  const parameters = createMemo((): readonly Parameter[] => {
    const now = taken();
    return now === undefined ? [] : parameterTable(now.model.config);
  });
  const offsetOf = ({ name, index }: Spot): number =>
    flat(parameters().find((tensor) => tensor.name === name)!.shape, index);
  /** Those of a tensor that would move the error most. */
  const steepest = (name: string): Spot[] => {
    const [found, tensor] = [slopes(), parameters().find((tensor) => tensor.name === name)];
    if (found === undefined || tensor === undefined) return [];
    const along = found.parameter(name);
    const order = [...along.keys()].sort((a, b) => Math.abs(along[b]!) - Math.abs(along[a]!));
    return order.slice(0, STEEPEST).map((at) => ({
      source: "parameter",
      name,
      index: indexOf(tensor.shape, at),
    }));
  };
  const drawn = createMemo(() => {
    const found = slopes();
    return found && drawnOf(found);
  });
  const isAt = (...kinds: StageKind[]): boolean => kinds.some((kind) => kind === stage()?.kind);
  /** At the far end of the way back, once it is reached: the steepest number of the cards. */
  const weight = createMemo((): Spot | undefined => {
    if (!isAt("weight", "corrector", "better")) return chosenWeight();
    return chosenWeight() ?? steepest("token_embedding")[0];
  });
  /** The part of the picture that is marked: the stage's own, or where the weight lies. */
  const marked = createMemo((): string | undefined => {
    if (isAt("weight", "corrector")) return homeOf(weight()?.name ?? "");
    return isAt("guess", "better") ? undefined : stage()?.id;
  });
  const trying = createMemo(() => {
    const [now, which] = [taken(), weight()];
    if (now === undefined || which === undefined || !isAt("weight")) return undefined;
    return tried(now.model, window(), targets(), which.name, offsetOf(which), by());
  });
  // A step asks for the slopes of all weights; of a large model they take seconds.
  const [complete, setComplete] = createSignal<Slopes>();
  createEffect(() => {
    const found = slopes();
    if (found === undefined || found === complete() || !isAt("corrector", "better")) return;
    const slices = found.everyParameter();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const spell = (): void => {
      const end = performance.now() + SPELL;
      do if (slices.next().done) return void setComplete(found);
      while (performance.now() < end);
      timer = setTimeout(spell);
    };
    spell();
    onCleanup(() => clearTimeout(timer));
  });
  const ready = (): Slopes | undefined => (complete() === slopes() ? complete() : undefined);
  const moved = createMemo(() => {
    const [now, found, which] = [taken(), ready(), weight()];
    if (now === undefined || found === undefined || which === undefined) return undefined;
    return nudge(now.model, found, now.standing.stepping, which.name, offsetOf(which));
  });
  /** The error of the same guess after the step. */
  const after = createMemo((): number | undefined => {
    const [now, found] = [taken(), ready()];
    if (now === undefined || found === undefined || !isAt("better")) return undefined;
    const model = stepped(now.model, found, now.standing.stepping);
    return model.loss(lesson(model, window(), targets()));
  });

  /** What a stage shows first: the steepest of its first row. */
  const steepestOf = ({ rows, all }: Stage): Spot | undefined => {
    const found = slopes();
    const name = rows[0];
    if (found === undefined || name === undefined) return undefined;
    const { shape } = found.values.get(name)!;
    const along = found.along.get(name)!;
    const last = window().length - 1;
    const row = all ? Math.min(letter() ?? last, last) : last;
    let best: readonly number[] | undefined;
    let most = 0;
    for (const [at, slope] of along.entries()) {
      const index = indexOf(shape, at);
      if (index.at(-2) !== row || Math.abs(slope) <= most) continue;
      [best, most] = [index, Math.abs(slope)];
    }
    return best && { source: "value", name, index: best };
  };

  const go = (to: number): void => {
    const all = stages();
    if (to < 0 || to >= all.length) return;
    batch(() => {
      setAt(to);
      setTrail([]);
      setPicked(steepestOf(all[to]!));
      if (to === 0) return;
      const before = seen().size;
      setSeen((all) => new Set([...all, stages()[to]!.id]));
      // Every stage but the first was looked at, once.
      if (seen().size === all.length - 1 && seen().size > before) {
        setJournal("walked", (count) => count + 1);
      }
    });
  };

  return {
    isOpen,
    setOpen,
    take,
    taken,
    step: (): number => taken()?.standing.step ?? 0,
    /** The training has gone on since. */
    isBehind: (): boolean => taken() !== undefined && step() !== taken()!.standing.step,
    texts,
    chosen,
    choose(some: string): void {
      batch(() => {
        setText(some);
        setPlace(undefined);
        begin();
      });
    },
    tokens,
    place,
    guess(place: number): void {
      batch(() => {
        setPlace(place);
        begin();
      });
    },
    target,
    window,
    slopes,
    /** The slopes as the picture draws them. */
    drawn,
    marked,
    after,
    stages,
    stage,
    at,
    go,
    row,
    setLetter,
    /** To the stage of a part of the picture. */
    goTo(id: string): void {
      if (stage()?.id !== id) go(stages().findIndex((one) => one.id === id));
    },
    config: () => taken()?.model.config,
    /** What the words for a place ask for. */
    letter: (token: number): string => taken()?.vocabulary.label(token) ?? "",
    letterAt: (row: number): string => taken()?.vocabulary.label(window()[row] ?? -1) ?? "",
    parameters,
    steepest,
    slopeOf: (weight: Spot): number => slopes()!.parameter(weight.name)[offsetOf(weight)]!,
    weight,
    setWeight: (spot: Spot): void => void setWeight(spot),
    moved,
    by,
    setBy,
    trying,
    /** The number whose slope is told as a sum. */
    origin: createMemo(() => {
      const [found, spot] = [slopes(), picked()];
      return found && spot && found.origin(spot.source, spot.name, spot.index);
    }),
    trail,
    isPicked: (spot: Spot): boolean =>
      picked()?.name === spot.name && picked()?.index.join() === spot.index.join(),
    pick(spot: Spot, walk = false): void {
      const from = picked();
      batch(() => {
        setTrail((before) => (walk && from !== undefined ? [...before, from] : []));
        setPicked(spot);
      });
    },
    back(): void {
      const before = trail().at(-1);
      batch(() => {
        setTrail((all) => all.slice(0, -1));
        if (before !== undefined) setPicked(before);
      });
    },
    unpick(): void {
      batch(() => {
        setPicked(undefined);
        setTrail([]);
      });
    },
  };
}
