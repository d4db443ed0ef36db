/**
 * Which questions a form asks, in which order, and what an answer comes to. Each question aims at
 * one belief that is documented, or that we suspect; its words are in texts/beliefs/.
 */

/** What pupils believe; the order of the table that the teacher reads. */
export const BELIEFS = [
  "searches",
  "understands",
  "learns",
  "truth",
  "sources",
  "algorithm",
  "bigger",
  "wishes",
  "stores",
  "probability",
] as const;
export type Belief = (typeof BELIEFS)[number];

/** Those that one session can hope to move, one question each. */
const ONE_SESSION: readonly Belief[] = [
  "searches",
  "learns",
  "truth",
  "algorithm",
  "stores",
  "probability",
];

/** Two parallel forms, each in twenty questions or in six. */
export const FORMS = ["A20", "B20", "A6", "B6"] as const;
export type Form = (typeof FORMS)[number];
export const isShort = (form: Form): boolean => form.endsWith("6");
/** The other form of the same length: no pupil is asked the same questions twice. */
export const other = (form: Form): Form => FORMS[FORMS.indexOf(form) ^ 1]!;

/** The choices of a question as the texts give them: the true one, the belief, two others. */
const [RIGHT, BELIEVED] = [0, 1];
/** The letters of the choices as they are shown, one who does not know, one who has not answered. */
export const LETTERS = "ABCD";
export const UNKNOWN = "?";
export const BLANK = "-";

export interface Asked {
  readonly belief: Belief;
  /** Among the questions about this belief. */
  readonly number: 0 | 1;
  /** Which choice of the texts stands at A, B, C, D: the same on the screen and on paper. */
  readonly order: readonly number[];
}

/** Where the true answer stands, question after question: each place as often as the others. */
const PLACES = [1, 3, 0, 2, 2, 0, 3, 1];

export function asked(form: Form): readonly Asked[] {
  const about = isShort(form)
    ? ONE_SESSION.map((belief) => [belief, 0] as const)
    : ([0, 1] as const).flatMap((number) => BELIEFS.map((belief) => [belief, number] as const));
  const shift = form.startsWith("A") ? 0 : 3;
  return about.map(([belief, number], n) => {
    const wrong = [1, 2, 3].map((choice) => ((choice + n) % 3) + 1);
    const place = PLACES[(n + shift) % PLACES.length]!;
    return { belief, number, order: [...wrong.slice(0, place), RIGHT, ...wrong.slice(place)] };
  });
}

export type Mark = "right" | "belief" | "wrong" | "unknown" | "blank";

/** What the letter given to a question comes to. */
export function marked({ order }: Asked, letter: string): Mark {
  if (letter === UNKNOWN) return "unknown";
  const choice = order[LETTERS.indexOf(letter)];
  if (choice === undefined) return "blank";
  return choice === RIGHT ? "right" : choice === BELIEVED ? "belief" : "wrong";
}
