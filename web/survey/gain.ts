/** What a class has gained, belief by belief, and how sure one can be of it. */

import { named } from "../kit/animal.js";
import { asked, BELIEFS, isShort, marked, type Belief, type Mark } from "./form.js";
import type { Group, Moment, Result } from "./result.js";

/** Of fewer pupils asked twice nothing is said: an interval would not mean much. */
export const ENOUGH = 10;

/** Somebody who was asked before and after. */
export interface Pair {
  readonly before: Result;
  readonly after: Result;
}

export interface Paired {
  readonly pairs: readonly Pair[];
  /** Asked once only: nothing can be said of what they gained. */
  readonly once: readonly Result[];
  /** The same animal handed over twice for the same moment: two pupils, or one by mistake. */
  readonly twice: readonly Result[];
  /** Not the same questions in number: they cannot be compared. */
  readonly uneven: readonly Pair[];
}

/** Who is who: by the animal, within each group. */
export function paired(results: readonly Result[]): Paired {
  const byOne = new Map<string, Result[]>();
  for (const result of results) {
    const one = `${result.group} ${named(result.animal, "fr")}`;
    byOne.set(one, [...(byOne.get(one) ?? []), result]);
  }
  const found = { pairs: [] as Pair[], once: [] as Result[], twice: [] as Result[] };
  const uneven: Pair[] = [];
  for (const own of byOne.values()) {
    const at = (moment: Moment): Result[] => own.filter((result) => result.moment === moment);
    const [before, after] = [at("before"), at("after")];
    if (before.length > 1 || after.length > 1) found.twice.push(...own);
    else if (before.length + after.length === 1) found.once.push(...own);
    else {
      const pair = { before: before[0]!, after: after[0]! };
      (isShort(pair.before.form) === isShort(pair.after.form) ? found.pairs : uneven).push(pair);
    }
  }
  return { ...found, uneven };
}

/** How often each mark was given, to all questions or to those about a belief. */
export function counted(
  { form, answers }: Result,
  belief?: Belief,
): Readonly<Record<Mark | "of", number>> {
  const counts = { right: 0, belief: 0, wrong: 0, unknown: 0, blank: 0, of: 0 };
  for (const [n, question] of asked(form).entries()) {
    if (belief !== undefined && question.belief !== belief) continue;
    counts[marked(question, answers[n]!)]++;
    counts.of++;
  }
  return counts;
}

/** Shares of right answers, and of the belief's, before and after; what was gained in between. */
export interface Gain {
  readonly pupils: number;
  readonly right: Readonly<Record<Moment, number>>;
  readonly believed: Readonly<Record<Moment, number>>;
  readonly mean: number;
  /** Half of the interval at 95 % around the mean; null where there are too few. */
  readonly half: number | null;
  /** The variance of the mean, and its degrees of freedom. */
  readonly spread: { readonly variance: number; readonly freedom: number };
}

/** What pupils asked twice gained in all, or on a belief; null where nobody was asked about it. */
export function gainOf(pairs: readonly Pair[], belief?: Belief): Gain | null {
  const asked = pairs
    .map(({ before, after }) => [counted(before, belief), counted(after, belief)] as const)
    .filter(([before, after]) => before.of > 0 && after.of > 0);
  if (asked.length === 0) return null;
  const share = (mark: "right" | "belief"): Record<Moment, number> => ({
    before: mean(asked.map(([before]) => before[mark] / before.of)),
    after: mean(asked.map(([, after]) => after[mark] / after.of)),
  });
  const gains = asked.map(([before, after]) => after.right / after.of - before.right / before.of);
  const n = gains.length;
  const middle = mean(gains);
  const squares = gains.reduce((sum, gain) => sum + (gain - middle) ** 2, 0);
  const spread = { variance: n > 1 ? squares / (n - 1) / n : 0, freedom: n - 1 };
  return {
    pupils: n,
    right: share("right"),
    believed: share("belief"),
    mean: middle,
    half: n < ENOUGH ? null : student(spread.freedom) * Math.sqrt(spread.variance),
    spread,
  };
}

/** How much more a class gained than those who had no lesson (Welch 1947). */
export function beyond(own: Gain, control: Gain): { mean: number; half: number | null } {
  const parts = [own.spread, control.spread];
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const below = parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0);
  const few = Math.min(own.pupils, control.pupils) < ENOUGH;
  const freedom = variance === 0 ? own.spread.freedom : variance ** 2 / below;
  return {
    mean: own.mean - control.mean,
    half: few ? null : student(freedom) * Math.sqrt(variance),
  };
}

/** What can be said of it. */
export type Said = "few" | "more" | "less" | "unsure";

export function said({ mean, half }: { mean: number; half: number | null }): Said {
  if (half === null) return "few";
  if (Math.abs(mean) <= half) return "unsure";
  return mean > 0 ? "more" : "less";
}

/** The beliefs that these papers ask about. */
export const asksAbout = (results: readonly Result[]): readonly Belief[] =>
  BELIEFS.filter((belief) => results.some((result) => counted(result, belief).of > 0));

export const of = (results: readonly Result[], group: Group): Result[] =>
  results.filter((result) => result.group === group);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Student's t that 95 % lie within, for at least five degrees of freedom to two digits: expanded
 * around the normal law's 1.96 (Abramowitz and Stegun 1964, 26.7.5).
 */
export function student(freedom: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / 4 / freedom +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96 / freedom ** 2 +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3
  );
}
