/** Long work in slices: a generator that gives its result at the end, and a way out at each yield. */

export type Slices<Result> = Generator<undefined, Result, undefined>;

/** All of it at once. */
export function whole<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}
