/** An invented story as one reads it; what does not hold in it is underlined, with what should stand there. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { said } from "../../kit/language.js";
import { AGREEMENTS } from "../../spec.js";
import { list, trainer } from "../state/model.js";
import { worded } from "../state/wording.js";
import { stretches, type Fault, type Stretch } from "./faults.js";

const t = worded("judged");

const moves = (): boolean => trainer.running() && !trainer.halted();

/** A story cut at its faults; whole where nobody can check it, or while it changes all the time. */
export function checked(text: string): readonly Stretch[] {
  const found = list();
  if (found?.kind !== "stories" || moves()) return [{ text, start: 0, fault: null }];
  return stretches(found.world, text);
}

export function Told(props: { text: string }): JSX.Element {
  const parts = createMemo(() => checked(props.text));
  return (
    <span class="told-text" dir="auto">
      <For each={parts()}>
        {({ text, fault }) => (
          <Show when={fault} fallback={text}>
            {(found) => <Wrong text={text} fault={found()} />}
          </Show>
        )}
      </For>
    </span>
  );
}

/** What is wrong in a place, in words. */
export function reason({ kind, expected }: Fault): string {
  const why = t().wrong(said(AGREEMENTS[kind]));
  return expected === "" ? `${why}.` : `${why}, ${t().rather(expected)}.`;
}

function Wrong(props: { text: string; fault: Fault }): JSX.Element {
  const why = (): string => reason(props.fault);
  return (
    <>
      <u class={`fault ${props.fault.kind}`} title={why()}>
        {props.text}
      </u>
      <Show when={props.fault.expected} fallback={<i class="hidden-text"> ({why()})</i>}>
        <ins class="expected" title={why()}>
          <i class="hidden-text">, {t().rather("")} </i>
          {props.fault.expected}
        </ins>
      </Show>
    </>
  );
}
