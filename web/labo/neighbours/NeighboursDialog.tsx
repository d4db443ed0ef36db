/** With the class, where its server is open: a name for the wall, one's model for the others, theirs. */

import { createSignal, For, Show, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { animalAt, named } from "../../kit/animal.js";
import { language, number, texts } from "../../kit/language.js";
import { capital } from "../../kit/letters.js";
import {
  giveModel,
  isOpen,
  modelOf,
  models,
  MOST_NAME,
  myRank,
  putName,
  takeBackModel,
} from "../../room/server.js";
import type { GivenModel } from "../../room/wire.js";
import { attempted } from "../../room/words.js";
import { TOGETHER } from "../../texts/together.js";
import { favourites } from "../state/favourites.js";
import { setJournal } from "../state/journal.js";
import { kind, openModel, trainer } from "../state/model.js";
import { tell } from "../state/notice.js";
import "./neighbours.css";

const t = texts(TOGETHER, "labo");
const wall = texts(TOGETHER, "wall");

/** Names to choose from. */
const SHOWN = 12;

interface Said {
  readonly text: string;
  readonly error: boolean;
}

export function NeighboursDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Show when={isOpen}>
      <Dialog open={props.open} title={t().title} onClose={() => props.onClose()}>
        <div class="stack neighbours">
          <p>{t().lead}</p>
          <Wall />
          <Give />
          <Others onOpened={() => props.onClose()} />
        </div>
      </Dialog>
    </Show>
  );
}

function Told(props: { said: Said | undefined }): JSX.Element {
  return (
    <p role="status" class={props.said?.error ? "problem" : ""}>
      {props.said?.text}
    </p>
  );
}

/** Does it, and says so or why not. */
function saying(set: (said: Said) => void) {
  return async (action: () => Promise<unknown>, done: string): Promise<boolean> => {
    const problem = await attempted(action);
    set({ text: problem ?? done, error: problem !== undefined });
    return problem === undefined;
  };
}

function Wall(): JSX.Element {
  const [name, setName] = createSignal("");
  const [said, setSaid] = createSignal<Said>();
  const say = saying(setSaid);
  const invented = (): string[] => {
    const all = [...favourites(), ...trainer.names()].map(({ text }) => capital(text));
    return kind() === "names"
      ? [...new Set(all)].filter((text) => text !== "" && text.length <= MOST_NAME).slice(0, SHOWN)
      : [];
  };
  const put = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await say(() => putName(name()), t().done)) setName("");
  };
  return (
    <section>
      <h3>{t().wall}</h3>
      <p class="muted">{t().wallHow}</p>
      <Show when={invented().length > 0}>
        <div class="row" role="group" aria-label={t().invented}>
          <For each={invented()}>
            {(text) => (
              <button type="button" class="button small" onClick={() => setName(text)}>
                {text}
              </button>
            )}
          </For>
        </div>
      </Show>
      <form class="row" onSubmit={(event) => void put(event)}>
        <label>
          {wall().name}{" "}
          <input
            type="text"
            autocomplete="off"
            maxlength={MOST_NAME}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button main" disabled={name().trim() === ""}>
          {wall().put}
        </button>
        <a class="button" href="mur.html">
          {t().seeWall}
        </a>
      </form>
      <Told said={said()} />
    </section>
  );
}

function Give(): JSX.Element {
  const [said, setSaid] = createSignal<Said>();
  const say = saying(setSaid);
  const give = async (): Promise<void> => {
    try {
      const bytes = await trainer.ask("save", { withNames: false });
      await say(() => giveModel(bytes), t().given);
    } catch (error) {
      tell(error);
    }
  };
  return (
    <section>
      <h3>{t().give}</h3>
      <p class="muted">{t().giveHow}</p>
      <div class="row">
        <button
          type="button"
          class="button main"
          disabled={!trainer.live()}
          onClick={() => void give()}
        >
          {t().giveIt}
        </button>
        <Show when={myRank() !== undefined}>
          <button
            type="button"
            class="button"
            onClick={() => void say(takeBackModel, t().takenBack)}
          >
            {t().takeBack}
          </button>
        </Show>
      </div>
      <Told said={said()} />
    </section>
  );
}

function Others(props: { onOpened: () => void }): JSX.Element {
  const [found, setFound] = createSignal<readonly GivenModel[]>([]);
  const [said, setSaid] = createSignal<Said>();
  const say = saying(setSaid);
  const look = (): void => void say(async () => setFound(await models()), "");
  const open = async ({ rang }: GivenModel): Promise<void> => {
    const animal = named(animalAt(rang), language());
    try {
      let bytes: Uint8Array<ArrayBuffer> | undefined;
      await say(async () => (bytes = await modelOf(rang)), "");
      if (bytes === undefined) return;
      await openModel(bytes);
      setJournal("opened", (count) => count + 1);
      props.onOpened();
      tell(() => t().opened(animal));
    } catch (error) {
      props.onOpened();
      tell(error);
    }
  };
  look();
  return (
    <section>
      <h3>{t().models}</h3>
      <Show when={found().length > 0} fallback={<p class="muted">{t().none}</p>}>
        <ul>
          <For each={found()}>
            {(model) => {
              const animal = (): string => named(animalAt(model.rang), language());
              return (
                <li class="row">
                  <span>{t().of(animal(), number(Math.ceil(model.octets / 1000)))}</span>
                  <Show when={model.rang !== myRank()} fallback={<i class="muted">{t().yours}</i>}>
                    <button type="button" class="button small" onClick={() => void open(model)}>
                      {t().open(animal())}
                    </button>
                  </Show>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
      <button type="button" class="button small" onClick={look}>
        {t().refresh}
      </button>
      <Told said={said()} />
    </section>
  );
}
