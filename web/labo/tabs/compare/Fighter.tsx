/** One of the two models: what sets it apart. */

import { For, Show, type JSX } from "solid-js";
import { config, parameterCount, type Config } from "../../../engine/config.js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { vocabularySize } from "../../state/model.js";
import { age, choice, cycle, dialsOf, setChoice, sizes, type Size } from "./choice.js";
import { sideName, type Side } from "./sides.js";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function Fighter(props: { side: Side }): JSX.Element {
  const name = (): string => sideName(props.side);
  const count = (size: Size): number | undefined => {
    try {
      const made: Config = config({ ...dialsOf(size), vocabulary: vocabularySize() });
      return parameterCount(made);
    } catch {
      return undefined;
    }
  };
  const size = (): Size => choice.size[props.side];
  return (
    <div class={`fighter ${props.side}`}>
      <h3>
        <span class="badge" aria-hidden="true">
          {name()}
        </span>
        {t().model(name())}
      </h3>
      <Show when={choice.kind === "size"}>
        <label class="field">
          <span>{t().sizeOf(name())}</span>
          <select
            value={size()}
            onChange={(event) => setChoice("size", props.side, event.currentTarget.value as Size)}
          >
            <For each={sizes()}>
              {(one) => (
                <option value={one} selected={one === size()}>
                  {t().sizes[one]} ({t().parameters(count(one) ?? Number.NaN)})
                </option>
              )}
            </For>
          </select>
        </label>
        <Show when={size() === "microgpt"}>
          <p class="muted last">{t().otherPlan}</p>
        </Show>
      </Show>
      <Show when={choice.kind === "temperature"}>
        <Slider
          label={<Rich of={t().temperature(name())} />}
          value={choice.temperature[props.side]}
          min={0}
          max={3}
          step={0.05}
          shown={number(choice.temperature[props.side], 2)}
          onInput={(value) => setChoice("temperature", props.side, value)}
        />
      </Show>
      <Show when={choice.kind === "age"}>
        <Slider
          label={t().age(name())}
          value={age(props.side)}
          min={0}
          max={2 * cycle()}
          step={cycle() / 50}
          shown={t().steps(age(props.side))}
          onInput={(value) => setChoice("age", props.side, value)}
        />
      </Show>
    </div>
  );
}
