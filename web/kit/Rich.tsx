/** A text with **bold** words and [[term|words]] that open the glossary. */

import { For, type JSX } from "solid-js";
import { openGlossary } from "./glossary.js";

const MARKS = /\*\*(.+?)\*\*|\[\[([a-z-]+)\|(.+?)\]\]/g;

export function Rich(props: { of: string }): JSX.Element {
  const pieces = (): JSX.Element[] => {
    const made: JSX.Element[] = [];
    let end = 0;
    for (const mark of props.of.matchAll(MARKS)) {
      made.push(props.of.slice(end, mark.index));
      end = mark.index + mark[0].length;
      if (mark[1] !== undefined) made.push(<b>{mark[1]}</b>);
      else made.push(<Term id={mark[2]!}>{mark[3]!}</Term>);
    }
    made.push(props.of.slice(end));
    return made;
  };
  return <For each={pieces()}>{(piece) => piece}</For>;
}

/** The text alone, where no button can stand. */
export const plain = (text: string): string =>
  text.replaceAll(MARKS, (_, bold?: string, __?: string, words?: string) => bold ?? words ?? "");

/** A word that the glossary explains. */
export function Term(props: { id: string; children: JSX.Element }): JSX.Element {
  return (
    <button type="button" class="term" onClick={() => openGlossary(props.id)}>
      {props.children}
    </button>
  );
}
