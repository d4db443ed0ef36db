/** The two models: A and B. */

export const SIDES = ["a", "b"] as const;
export type Side = (typeof SIDES)[number];
/** One of each. */
export type Both<T> = Readonly<Record<Side, T>>;

export const both = <T>(of: (side: Side) => T): Both<T> => ({ a: of("a"), b: of("b") });
/** As it is shown. */
export const sideName = (side: Side): string => side.toUpperCase();
