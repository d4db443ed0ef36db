/** A model of pairs on paper: two dice choose the next letter. The twin of premier_llm/using/dice.py. */

export const SIDES = 6;
/** What a red and a blue die can show, each as often as the others. */
const PLACES = SIDES * SIDES;

/** What comes after a token. */
export interface Page {
  readonly token: number;
  /** How often something came after it. */
  readonly times: number;
  /** (36,): the tokens, row after row; the red die chooses the row, the blue one the column. */
  readonly places: readonly number[];
  /** [token, times] of those that are too rare for a place. */
  readonly lost: readonly (readonly [number, number])[];
}

/**
 * A page for each token that something comes after, from counts of pairs. `sequences`: token ids
 * (n,), boundaries included. Places left over go to the largest remainders (Hamilton's method).
 */
export function pages(sequences: Iterable<readonly number[]>): Page[] {
  const following = new Map<number, Map<number, number>>();
  for (const ids of sequences) {
    for (let i = 1; i < ids.length; i++) {
      const counts = following.get(ids[i - 1]!) ?? new Map<number, number>();
      counts.set(ids[i]!, (counts.get(ids[i]!) ?? 0) + 1);
      following.set(ids[i - 1]!, counts);
    }
  }
  return [...following].sort(([a], [b]) => a - b).map(([token, counts]) => page(token, counts));
}

function page(token: number, counts: ReadonlyMap<number, number>): Page {
  const order = [...counts].sort(([a], [b]) => a - b);
  const times = order.reduce((sum, [, count]) => sum + count, 0);
  const places = new Map(
    order.map(([after, count]) => [after, Math.floor((PLACES * count) / times)]),
  );
  const given = [...places.values()].reduce((sum, count) => sum + count, 0);
  const byRemainder = [...order].sort(
    ([, a], [, b]) => ((PLACES * b) % times) - ((PLACES * a) % times), // stable: the first token first
  );
  for (const [after] of byRemainder.slice(0, PLACES - given)) {
    places.set(after, places.get(after)! + 1);
  }
  return {
    token,
    times,
    places: order.flatMap(([after]) => Array.from({ length: places.get(after)! }, () => after)),
    lost: order.filter(([after]) => places.get(after) === 0),
  };
}
