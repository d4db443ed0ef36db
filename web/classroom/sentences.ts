/** What pupils answered in words: the text given to `dis_pourquoi`, found without running anything. */

export interface Sentence {
  /** Where the call says it itself. */
  readonly question: string | undefined;
  readonly answer: string;
}

/** Nothing longer is looked through, or shown: a file may be made to keep the page busy. */
const LONGEST_CELL = 20_000;
const LONGEST_ANSWER = 1_000;
const MOST_CALLS = 20;
const MOST_ARGUMENTS = 6;

const CALL = /^[ \t]*(?:[\p{L}_]\w*[ \t]*=[ \t]*)?dis_pourquoi\(/gmu;
const BLANK = /(?:\s|\\\n|#[^\n]*)+/y;
const LITERAL =
  /[rbuf]{0,2}(?:"""((?:\\[^]|[^\\])*?)"""|'''((?:\\[^]|[^\\])*?)'''|"((?:\\[^]|[^"\\\n])*)"|'((?:\\[^]|[^'\\\n])*)')/iy;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** Reads Python from a place on. */
class Reader {
  constructor(
    readonly text: string,
    public place: number,
  ) {}

  /** What stands here, if it is that. */
  take(what: RegExp): RegExpExecArray | null {
    what.lastIndex = this.place;
    const found = what.exec(this.text);
    if (found !== null) this.place = what.lastIndex;
    return found;
  }

  /** Texts that follow one another, which Python joins. */
  texts(): string | undefined {
    let all: string | undefined;
    for (;;) {
      this.take(BLANK);
      const found = this.take(LITERAL);
      if (found === null) return all;
      all = (all ?? "") + plain(found.slice(1).find((one) => one !== undefined)!);
    }
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: " ", r: "", "\n": "" };
const plain = (text: string): string =>
  text.replaceAll(/\\([^])/g, (whole, sign: string) =>
    /[\\'"]/.test(sign) ? sign : (ESCAPED[sign] ?? whole),
  );

/** The last text that a name is given at the start of a line. */
function valueOf(name: string, source: string): string | undefined {
  const given = [...source.matchAll(new RegExp(`^${name}[ \\t]*=[ \\t]*\\(?`, "gm"))].at(-1);
  return given && new Reader(source, given.index + given[0].length).texts();
}

interface Argument {
  readonly key: string | undefined;
  readonly text: string | undefined;
}

function argumentsAt(place: number, source: string): Argument[] {
  const reader = new Reader(source, place);
  const found: Argument[] = [];
  while (reader.place < source.length && found.length < MOST_ARGUMENTS) {
    reader.take(BLANK);
    if (reader.take(/\)/y)) return found;
    let key: string | undefined;
    let text = reader.texts();
    if (text === undefined) {
      const name = reader.take(NAME)?.[0];
      reader.take(BLANK);
      if (name !== undefined && reader.take(/=(?!=)/y)) {
        key = name;
        text = reader.texts();
        const other = text === undefined ? reader.take(NAME)?.[0] : undefined;
        if (other !== undefined) text = valueOf(other, source);
      } else if (name !== undefined) text = valueOf(name, source);
    }
    reader.take(BLANK);
    // Anything else than a text or a name says nothing that could be shown.
    if (reader.take(/[^,)]+/y)) text = undefined;
    found.push({ key, text });
    reader.take(/,/y);
  }
  return found;
}

/** The answers of a cell. */
export function sentencesOf(source: string): Sentence[] {
  if (source.length > LONGEST_CELL) return [];
  const found: Sentence[] = [];
  for (const call of [...source.matchAll(CALL)].slice(0, MOST_CALLS)) {
    const given = argumentsAt(call.index + call[0].length, source);
    const inOrder = given.filter(({ key }) => key === undefined);
    const named = given.find(({ key }) => key !== undefined && /^r[ée]ponse$/.test(key));
    const answer = (named ?? inOrder.at(-1))?.text?.trim();
    if (!answer) continue;
    const before = named === undefined ? inOrder.at(-2) : inOrder.at(-1);
    const asked = given.find(({ key }) => key === "question") ?? before;
    found.push({ question: asked?.text, answer: answer.slice(0, LONGEST_ANSWER) });
  }
  return found;
}
