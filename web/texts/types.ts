/** What a language's file holds of a room's texts: French has every one, others may have holes. */

/** These texts with holes; those with gaps are functions. */
export type Partly<Texts> = Texts extends (...gaps: never[]) => unknown
  ? Texts
  : Texts extends readonly unknown[] | string
    ? Texts
    : { readonly [Key in keyof Texts]?: Partly<Texts[Key]> };

/** Sentences by key, whose gaps have names. */
export type Sentences = Readonly<
  Record<string, (gaps: Readonly<Record<string, unknown>>) => string>
>;
