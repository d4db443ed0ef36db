/** An animal instead of a name: drawn by lot before, and asked for again after. */

interface Word {
  readonly fr: string;
  readonly en: string;
}

/** Masculine nouns, and colours that agree with nothing or only with them. */
export const SPECIES = {
  fox: { fr: "renard", en: "fox" },
  cat: { fr: "chat", en: "cat" },
  wolf: { fr: "loup", en: "wolf" },
  bear: { fr: "ours", en: "bear" },
  panda: { fr: "panda", en: "panda" },
  monkey: { fr: "singe", en: "monkey" },
  koala: { fr: "koala", en: "koala" },
  lion: { fr: "lion", en: "lion" },
  rabbit: { fr: "lapin", en: "rabbit" },
  owl: { fr: "hibou", en: "owl" },
  pig: { fr: "cochon", en: "pig" },
  tiger: { fr: "tigre", en: "tiger" },
} as const satisfies Record<string, Word>;
export type Species = keyof typeof SPECIES;

export const COLOURS = {
  blue: { fr: "bleu", en: "blue" },
  green: { fr: "vert", en: "green" },
  red: { fr: "rouge", en: "red" },
  yellow: { fr: "jaune", en: "yellow" },
  purple: { fr: "violet", en: "purple" },
  orange: { fr: "orange", en: "orange" },
  pink: { fr: "rose", en: "pink" },
  grey: { fr: "gris", en: "grey" },
} as const satisfies Record<string, Word>;
export type Colour = keyof typeof COLOURS;

/** Two digits. */
export const NUMBERS = { least: 10, most: 99 };

export interface Animal {
  readonly species: Species;
  readonly colour: Colour;
  readonly number: number;
}

/** One among 8,640: in a class of thirty two of a kind are rare, and the teacher is told. */
export function drawn(chance: () => number = Math.random): Animal {
  const one = <Key extends string>(words: Record<Key, Word>): Key => {
    const keys = Object.keys(words) as Key[];
    return keys[Math.floor(chance() * keys.length)]!;
  };
  const { least, most } = NUMBERS;
  return {
    species: one(SPECIES),
    colour: one(COLOURS),
    number: least + Math.floor(chance() * (most - least + 1)),
  };
}

/** The animal that the class server calls by this rank: each of them has one. */
export function animalAt(rank: number): Animal {
  const [species, colours] = [Object.keys(SPECIES), Object.keys(COLOURS)];
  const kind = Math.floor(rank / colours.length);
  return {
    species: species[kind % species.length] as Species,
    colour: colours[rank % colours.length] as Colour,
    number: NUMBERS.least + Math.floor(kind / species.length),
  };
}

/** "renard bleu 27", "blue fox 27". */
export function named({ species, colour, number }: Animal, language: string): string {
  return language === "fr"
    ? `${SPECIES[species].fr} ${COLOURS[colour].fr} ${number}`
    : `${COLOURS[colour].en} ${SPECIES[species].en} ${number}`;
}

/** Half of a class begins with form A, the other with B: what is harder in one weighs on both. */
export const beginsWithA = ({ number }: Animal): boolean => number % 2 === 0;

const plain = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The animal of a text in any of our languages, in any order; undefined where it is none. */
export function animalOf(text: string): Animal | undefined {
  const words = plain(text).match(/[a-z]+|\d+/g) ?? [];
  const one = <Key extends string>(named: Record<Key, Word>): Key | undefined => {
    const found = (Object.keys(named) as Key[]).filter((key) =>
      words.some((word) => word === named[key].fr || word === named[key].en),
    );
    return found.length === 1 ? found[0] : undefined;
  };
  const [species, colour] = [one(SPECIES), one(COLOURS)];
  const number = Number(words.find((word) => /^\d+$/.test(word)));
  const { least, most } = NUMBERS;
  if (words.length !== 3 || species === undefined || colour === undefined) return undefined;
  return number >= least && number <= most ? { species, colour, number } : undefined;
}
