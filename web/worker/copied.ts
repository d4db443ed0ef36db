/** What invented texts have copied from a text of one's own, with the places in it. */

import { share, Source, type Run } from "../engine/recital.js";
import type { Copied, Found } from "./protocol.js";

/** Characters shown around a copied run, about. */
const AROUND = 120;
/** Characters of the hidden text in which what it shares with the other part is measured. */
const MEASURED = 40_000;

/** A text that was learned, ready to say what is copied from it. */
export class Learned {
  private readonly source: Source;
  private readonly usual: number;

  /** The paragraphs that were learned, those that were hidden, and all of them in order. */
  constructor(
    private readonly learned: readonly string[],
    hidden: readonly string[],
    private readonly all: readonly string[],
  ) {
    this.source = new Source(learned);
    let room = MEASURED;
    this.usual = share(this.source.recitals(hidden.filter(({ length }) => (room -= length) > 0)));
  }

  copied(texts: readonly string[]): Copied {
    const recitals = this.source.recitals(texts);
    let longest: { text: number; run: Run } | undefined;
    for (const [text, { longest: run }] of recitals.entries()) {
      if (run !== null && run.words > (longest?.run.words ?? 0)) longest = { text, run };
    }
    return {
      recitals,
      share: share(recitals),
      usual: this.usual,
      longest: longest ? this.found(longest.text, longest.run) : null,
    };
  }

  private found(text: number, run: Run): Found {
    const source = this.learned[run.paragraph]!;
    const [before, after] = [source.slice(0, run.sourceStart), source.slice(run.sourceEnd)];
    return {
      text,
      run,
      before: before.length > AROUND ? `…${before.slice(-AROUND).replace(/^\S*/u, "")}` : before,
      words: source.slice(run.sourceStart, run.sourceEnd),
      after: after.length > AROUND ? `${after.slice(0, AROUND).replace(/\S*$/u, "")}…` : after,
      // Of a text of one paragraph the end may be hidden: what was learned is then not all of it.
      paragraph: Math.max(1, this.all.indexOf(source) + 1),
      paragraphs: this.all.length,
    };
  }
}
