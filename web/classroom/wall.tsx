/** The wall: names that pupils put there, and vote for; projected, or on their own screens. */

import { createMemo, createSignal, For, Show, type JSX } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { render } from "solid-js/web";
import { animalAt, named } from "../kit/animal.js";
import { Bar } from "../kit/Bar.jsx";
import { StarIcon } from "../kit/icons.jsx";
import { language, texts } from "../kit/language.js";
import { Rich } from "../kit/Rich.jsx";
import { Sure } from "../kit/Sure.jsx";
import { followTheme } from "../kit/theme.js";
import { follow } from "../room/follow.js";
import {
  emptyWall,
  isOpen,
  key,
  MOST_NAME,
  myRank,
  putName,
  takeOff,
  vote,
  wall,
} from "../room/server.js";
import type { WallName } from "../room/wire.js";
import { attempted } from "../room/words.js";
import { TOGETHER } from "../texts/together.js";
import { takeKeyFromAddress } from "./KeyForm.jsx";
import "./wall.css";

const t = texts(TOGETHER, "wall");

function Page(): JSX.Element {
  return (
    <>
      <Bar title={t().title} />
      <main>
        <h1>{t().title}</h1>
        <Show when={isOpen} fallback={<p>{t().closed}</p>}>
          <Open />
        </Show>
      </main>
    </>
  );
}

function Open(): JSX.Element {
  const [names, setNames] = createStore<WallName[]>([]);
  const [problem, setProblem] = createSignal<string>();
  const [away, setAway] = createSignal<string>();
  const [typed, setTyped] = createSignal("");
  const [tidying, setTidying] = createSignal(false);
  /** Somebody is about to press: nothing moves away from under the pointer. */
  const [held, setHeld] = createSignal(false);
  const now = follow(async () => {
    setAway(
      await attempted(async () =>
        setNames(reconcile(await wall(), { key: "numero", merge: true })),
      ),
    );
  });
  const shown = createMemo<readonly WallName[]>((before) => {
    if (!held()) return [...names].sort((a, b) => b.voix - a.voix || a.numero - b.numero);
    const places = new Map(before.map(({ numero }, place) => [numero, place]));
    const place = ({ numero }: WallName): number => places.get(numero) ?? before.length + numero;
    return [...names].sort((a, b) => place(a) - place(b));
  }, []);
  const act = async (action: () => Promise<unknown>): Promise<boolean> => {
    const said = await attempted(action);
    setProblem(said);
    now();
    return said === undefined;
  };
  const put = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await act(() => putName(typed()))) setTyped("");
  };
  return (
    <>
      <p class="lead">{t().lead}</p>
      <form class="row" onSubmit={(event) => void put(event)}>
        <label>
          {t().name}{" "}
          <input
            type="text"
            autocomplete="off"
            maxlength={MOST_NAME}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button main" disabled={typed().trim() === ""}>
          {t().put}
        </button>
      </form>
      <div role="alert">
        <Show when={problem() ?? away()}>{(said) => <p class="problem">{said()}</p>}</Show>
      </div>
      <p class="muted">
        <Rich
          of={
            myRank() === undefined ? t().nobody : t().yours(named(animalAt(myRank()!), language()))
          }
        />
      </p>
      <Show when={names.length > 0} fallback={<p>{t().empty}</p>}>
        <ul
          class="wall"
          aria-label={t().names}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocusIn={() => setHeld(true)}
          onFocusOut={() => setHeld(false)}
        >
          <For each={shown()}>
            {(one) => (
              <li class="card">
                <b dir="auto">{one.nom}</b>
                <Show when={one.attend}>
                  <span class="muted">{t().waits}</span>
                </Show>
                <span class="row">
                  <span class="number">{t().voices(one.voix)}</span>
                  <Show when={!one.a_moi} fallback={<i class="muted">{t().mine}</i>}>
                    <button
                      type="button"
                      class="button small"
                      aria-pressed={one.ma_voix}
                      aria-label={t().vote(one.nom)}
                      onClick={() => void act(() => vote(one.numero, !one.ma_voix))}
                    >
                      <StarIcon on={one.ma_voix} />
                    </button>
                  </Show>
                </span>
                <Show when={tidying() && one.rang !== undefined}>
                  <span class="muted">{t().by(named(animalAt(one.rang!), language()))}</span>
                  <button
                    type="button"
                    class="button small"
                    onClick={() => void act(() => takeOff(one.numero))}
                  >
                    {t().takeOff(one.nom)}
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={key() !== undefined}>
        <div class="row">
          <button type="button" class="button" onClick={() => setTidying(!tidying())}>
            {tidying() ? t().tidied : t().tidy}
          </button>
          <Show when={tidying()}>
            <Sure ask={t().sure} yes={t().yes} no={t().no} onYes={() => void act(emptyWall)}>
              {t().emptyWall}
            </Sure>
          </Show>
        </div>
      </Show>
    </>
  );
}

const root = document.getElementById("app")!;
root.replaceChildren();
if (isOpen) takeKeyFromAddress();
render(() => {
  followTheme();
  return <Page />;
}, root);
