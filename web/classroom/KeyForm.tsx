/** The teacher's key: from the address that the terminal printed, or typed. */

import { createSignal, Show, type JSX } from "solid-js";
import { texts } from "../kit/language.js";
import { takeKey, view } from "../room/server.js";
import { attempted } from "../room/words.js";
import { TOGETHER } from "../texts/together.js";

const t = texts(TOGETHER, "live");

/** Taken out of the address, where a projector would show it. */
export function takeKeyFromAddress(): void {
  const found = /^#cle=([\w-]+)$/.exec(location.hash);
  if (found === null) return;
  takeKey(found[1]);
  history.replaceState(null, "", location.pathname);
}

export function KeyForm(): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [problem, setProblem] = createSignal<string>();
  const open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setProblem(
      await attempted(async () => {
        await view(typed().trim());
        takeKey(typed().trim());
      }),
    );
  };
  return (
    <form onSubmit={(event) => void open(event)}>
      <div class="row">
        <label>
          {t().key}{" "}
          <input
            type="text"
            class="key"
            autocomplete="off"
            size="16"
            aria-describedby="key-how"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button main" disabled={typed().trim() === ""}>
          {t().open}
        </button>
      </div>
      <p id="key-how" class="muted">
        {t().keyHow}
      </p>
      <div role="alert">
        <Show when={problem()}>{(said) => <p class="problem">{said()}</p>}</Show>
      </div>
    </form>
  );
}
