/** What stands on one line whatever its width: tokens that no space parts. No DOM, no Solid. */

export interface Tied {
  /** What parts them from those before. */
  readonly space: string;
  readonly words: readonly { readonly text: string; readonly place: number }[];
}

/** Characters: longer than a word, it must be able to break, as text without spaces does. */
const LONGEST = 20;

export const isShort = ({ words }: Tied): boolean =>
  words.reduce((sum, { text }) => sum + text.length, 0) <= LONGEST;

/** From what each token adds to the text; together they are all of it. */
export function tied(texts: readonly string[]): readonly Tied[] {
  const groups: { space: string; words: { text: string; place: number }[] }[] = [];
  for (const [place, added] of texts.entries()) {
    const text = added.trimStart();
    const space = added.slice(0, added.length - text.length);
    // A line break, or a space alone, ends what was tied.
    if (space !== "" || groups.length === 0) groups.push({ space, words: [] });
    groups.at(-1)!.words.push({ text, place });
  }
  return groups;
}
