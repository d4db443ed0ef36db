/** How original invented names are: copies of the list, near one of it, or new. */

import { MAX_LENGTH } from "./sampling.js";

export type Originality = "copy" | "near" | "new";

/** Says how original a text is. */
export interface Judge {
  judge(text: string): Originality;
  /** Tokens to invent at most: what is cut then is new, whatever would have followed. */
  readonly room: number;
}

/** Stories that were told, ready to say of any whether it is one of them. */
export class Told implements Judge {
  readonly room = Infinity;
  private readonly stories: Set<string>;

  constructor(stories: Iterable<string>) {
    this.stories = new Set(stories);
  }

  judge(story: string): Originality {
    return this.stories.has(story) ? "copy" : "new";
  }
}

/** A list of names, ready to say of any name whether it is a copy. */
export class Known implements Judge {
  private readonly names: Set<string>;
  // Looking into these sets replaces comparing with every name.
  private readonly gaps = new Set<string>();
  private readonly shorter = new Set<string>();
  /** Letters to invent at most: what is cut then is new, whatever would have followed. */
  readonly room: number;

  constructor(names: Iterable<string>) {
    this.names = new Set(names);
    for (const name of this.names) {
      for (const [place, short] of gaps(name)) {
        this.gaps.add(`${place} ${short}`);
        this.shorter.add(short);
      }
    }
    const longest = [...this.names].reduce((most, name) => Math.max(most, [...name].length), 0);
    this.room = Math.max(MAX_LENGTH, longest + 2);
  }

  /** copy: in the list; near: one letter added, left out or changed; new: anything else. */
  judge(name: string): Originality {
    if (this.names.has(name)) return "copy";
    const added = gaps(name).some(([, short]) => this.names.has(short));
    const changed = gaps(name).some(([place, short]) => this.gaps.has(`${place} ${short}`));
    return this.shorter.has(name) || added || changed ? "near" : "new";
  }
}

/** (place, the name without the letter there); of a single letter nothing would be left. */
function gaps(name: string): [number, string][] {
  const letters = [...name];
  if (letters.length < 2) return [];
  return letters.map((_, place) => [
    place,
    letters.slice(0, place).join("") + letters.slice(place + 1).join(""),
  ]);
}

/** How original a set of invented names is. */
export interface Originalities {
  readonly copies: number;
  readonly near: number;
  readonly new: number;
  /** How many of them differ from one another. */
  readonly different: number;
}

export interface Judged {
  readonly text: string;
  /** Null where nobody can say: the model came without the list that it learned from. */
  readonly originality: Originality | null;
}

export function countAll(names: readonly Judged[]): Originalities {
  const count = { copy: 0, near: 0, new: 0 };
  for (const { originality } of names) if (originality !== null) count[originality]++;
  return {
    copies: count.copy,
    near: count.near,
    new: count.new,
    different: new Set(names.map(({ text }) => text)).size,
  };
}
