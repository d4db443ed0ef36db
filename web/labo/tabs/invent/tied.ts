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

/** A token that only ends a line. */
export const endsLine = (text: string): boolean => text.trim() === "" && text.includes("\n");

/** From what each token adds to the text; together they are all of it. */
export function tied(texts: readonly string[]): readonly Tied[] {
  const groups: { space: string; words: { text: string; place: number }[] }[] = [];
  let ended = true;
  for (const [place, added] of texts.entries()) {
    const text = endsLine(added) ? added : added.trimStart();
    const space = added.slice(0, added.length - text.length);
    if (space !== "" || ended) groups.push({ space, words: [] });
    groups.at(-1)!.words.push({ text, place });
    ended = endsLine(added);
  }
  return groups;
}
