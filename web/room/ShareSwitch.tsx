/** One switch: whether the teacher sees what is done, and the one sentence that says what is sent. */

import { Show, type JSX } from "solid-js";
import { animalAt, named } from "../kit/animal.js";
import { language, texts } from "../kit/language.js";
import { Rich } from "../kit/Rich.jsx";
import { TOGETHER } from "../texts/together.js";
import { isOpen, myRank } from "./server.js";
import { followShown, refusal, share, sharing } from "./share.js";
import type { Shown } from "./wire.js";
import { refused } from "./words.js";

const t = texts(TOGETHER, "share");

export function ShareSwitch(props: { shown: Shown }): JSX.Element {
  return (
    <Show when={isOpen}>
      <Switch {...props} />
    </Show>
  );
}

function Switch(props: { shown: Shown }): JSX.Element {
  followShown(() => props.shown);
  return (
    <section class="share">
      <label class="check">
        <input
          type="checkbox"
          role="switch"
          checked={sharing()}
          onChange={(event) => void share(event.currentTarget.checked)}
        />
        {t().label}
      </label>
      <p role="status">
        <Rich
          of={
            sharing() && myRank() !== undefined
              ? t().on(named(animalAt(myRank()!), language()))
              : t().off
          }
        />
      </p>
      <Show when={refusal()}>
        {(word) => (
          <p class="problem" role="alert">
            {refused(word())}
          </p>
        )}
      </Show>
    </section>
  );
}
