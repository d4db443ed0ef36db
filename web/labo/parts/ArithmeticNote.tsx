/** A small line: that the model trains slowly here, and why; where it is fast, what is given. */

import { Show, type JSX } from "solid-js";
import { trainer } from "../state/model.js";
import { worded } from "../state/wording.js";

const t = worded("player");

export function ArithmeticNote(props: { fast?: string }): JSX.Element {
  const said = (): string | undefined =>
    trainer.started()?.precision === "float64" ? t().slow : props.fast;
  return (
    <Show when={trainer.started() && said()}>
      <p class="small muted last" data-precision={trainer.started()!.precision}>
        {said()}
      </p>
    </Show>
  );
}
