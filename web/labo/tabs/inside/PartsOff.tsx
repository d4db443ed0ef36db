/** Switching parts off, and what that costs: in error and in names. */

import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
  type JSX,
} from "solid-js";
import { parts } from "../../../engine/anatomy.js";
import type { Config } from "../../../engine/config.js";
import type { Held } from "../../../engine/worlds/checker.js";
import { AGREEMENTS } from "../../../spec.js";
import type { Measure } from "../../../worker/protocol.js";
import { Bars } from "../../../kit/Bars.jsx";
import { number, percent, said } from "../../../kit/language.js";
import { capital } from "../../../kit/letters.js";
import { Working } from "../../parts/Working.jsx";
import { setJournal } from "../../state/journal.js";
import { canTrain, kind, step, trainer } from "../../state/model.js";
import { Names } from "../../parts/Names.jsx";
import { nextLetters } from "./letters.js";
import { missed } from "./missed.js";
import { setSwitchedOff, type View } from "./view.js";
import { partName } from "./words.js";
import { worded } from "../../state/wording.js";

const t = worded("partsOff");

const COUNT = 60;
const SHOWN = 8;

/** What it costs to switch a part off. */
interface Cost {
  readonly part: string;
  readonly rise: number;
  /** Of the agreements held, 0 to 1; of stories alone. */
  readonly fall: number | undefined;
}

function costOf(part: string, whole: Measure, cut: Measure): Cost {
  const fall = whole.agreements && cut.agreements && whole.agreements.share - cut.agreements.share;
  return { part, rise: cut.loss - whole.loss, fall };
}

/** Checks of a kind from which something can be told. */
const ENOUGH = 10;

/** The kind of agreement that falls most, in words. */
function worst({ whole, cut }: { whole: Measure; cut: Measure }): string {
  const shareOf = ({ holding, of }: Held): number => holding / of;
  const falls = [...(whole.agreements?.kinds ?? [])].flatMap(([kind, before]) => {
    const after = cut.agreements?.kinds.get(kind);
    if (after === undefined || Math.min(before.of, after.of) < ENOUGH) return [];
    return [{ kind, before: shareOf(before), after: shareOf(after) }];
  });
  const [most] = falls.sort((a, b) => b.before - b.after - (a.before - a.after));
  if (most === undefined || most.before <= most.after) return "";
  return t().worst(said(AGREEMENTS[most.kind]), percent(most.before), percent(most.after));
}

function record({ part, rise, fall }: Cost): void {
  setJournal("costs", (costs) => ({ ...costs, [part]: rise }));
  if (fall !== undefined) setJournal("falls", (falls) => ({ ...falls, [part]: fall }));
}

export function PartsOff(props: { view: View; config: Config }): JSX.Element {
  const known = parts(props.config);
  const name = (part: string): string => partName(part, props.config.layers);
  const [both, setBoth] = createSignal<{ off: readonly string[]; whole: Measure; cut: Measure }>();
  const [all, setAll] = createSignal<readonly Cost[]>([]);
  const [busy, setBusy] = createSignal(false);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  let alive = true;
  onCleanup(() => {
    alive = false;
    clearTimeout(timer);
  });
  const measure = async (): Promise<void> => {
    const off = props.view.off();
    if (off.length === 0) return;
    last = performance.now();
    try {
      // Both are asked at once, so that no step of the training comes between them.
      const [whole, cut] = await Promise.all([
        trainer.ask("measure", { off: [], count: COUNT }),
        trainer.ask("measure", { off, count: COUNT }),
      ]);
      if (!alive) return;
      setBoth({ off, whole, cut });
      setJournal("apart", off.length === 1 ? off[0]! : null);
      if (off.length === 1) record(costOf(off[0]!, whole, cut));
    } catch {
      // A model was changed in the meantime: the next tick asks again.
    }
  };
  const plan = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void measure();
    }, wait);
  };
  createEffect(on(props.view.off, (off) => (off.length === 0 ? setBoth(undefined) : plan(200))));
  createEffect(
    on(
      step,
      () => {
        if (props.view.off().length > 0 && timer === undefined)
          plan(Math.max(200, 1000 - (performance.now() - last)));
      },
      { defer: true },
    ),
  );
  const measureAll = async (): Promise<void> => {
    setBusy(true);
    try {
      // All on the same model, or they could not be compared.
      trainer.pause();
      // What agrees is counted in invented stories; of names nobody looks at the invented ones.
      const count = kind() === "stories" ? COUNT : 1;
      const whole = await trainer.ask("measure", { off: [], count });
      const found: Cost[] = [];
      for (const part of known) {
        const cut = await trainer.ask("measure", { off: [part], count });
        if (!alive) return;
        const cost = costOf(part, whole, cut);
        found.push(cost);
        record(cost);
        setAll([...found].sort((a, b) => b.rise - a.rise));
      }
    } catch {
      // The model was changed: what was found so far stays.
    } finally {
      setBusy(false);
    }
  };
  const verdict = (whole: Measure, cut: Measure): string => {
    const { rise, fall } = costOf("", whole, cut);
    return t()[missed(rise, fall)];
  };
  const points = (fall: number): number => Math.round(100 * fall);
  const most = (): number => Math.max(1e-9, ...all().map(({ rise }) => Math.abs(rise)));
  const before = createMemo(() => nextLetters(props.view, props.view.whole()));
  const after = createMemo(() => nextLetters(props.view));
  return (
    <section class="card stack">
      <h2>{t().title}</h2>
      <p>{t().lead}</p>
      <Show when={step() === 0}>
        <p class="notice">{t().young}</p>
      </Show>
      <div class="columns even">
        <div>
          <fieldset>
            <legend>{t().legend}</legend>
            <For each={known}>
              {(part) => (
                <label class="check" classList={{ "in-inner": part.includes(".head.") }}>
                  <input
                    type="checkbox"
                    checked={!props.view.off().includes(part)}
                    onChange={(event) => {
                      const on = event.currentTarget.checked;
                      setSwitchedOff((all) => [
                        ...all.filter((other) => other !== part),
                        ...(on ? [] : [part]),
                      ]);
                    }}
                  />
                  <span>{capital(name(part))}</span>
                </label>
              )}
            </For>
          </fieldset>
          <Show when={props.view.off().length > 0}>
            <button type="button" class="button small" onClick={() => setSwitchedOff([])}>
              {t().back}
            </button>
          </Show>
        </div>
        <Show when={canTrain()}>
          <div class="stack">
            <h3>{t().which}</h3>
            <p class="small">{t().whichSay}</p>
            <Working class="button" busy={busy()} onClick={() => void measureAll()}>
              {busy() ? t().measuring : t().measureAll}
            </Working>
            <Show when={all().length > 0}>
              <p class="small muted">{t().rise}</p>
              <ul class="in-rises">
                <For each={all()}>
                  {({ part, rise, fall }) => (
                    <li>
                      <span>{capital(name(part))}</span>
                      <b class="number">
                        {rise < 0 ? "" : "+"}
                        {number(rise, 2)}
                      </b>
                      <span class="track" aria-hidden="true">
                        <span
                          class="fill"
                          classList={{ less: rise < 0 }}
                          style={{ width: `${(100 * Math.abs(rise)) / most()}%` }}
                        />
                      </span>
                      <Show when={fall !== undefined}>
                        <span class="small in-fall">{t().fall(points(fall!))}</span>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </div>
        </Show>
      </div>
      <Show when={props.view.off().length > 0}>
        <div aria-live={trainer.running() ? "off" : "polite"}>
          <Show when={both()} fallback={<p class="muted">{canTrain() ? t().measuring : ""}</p>}>
            {(found) => (
              <p class="in-cost" data-testid="cost">
                {t().cost(
                  found().off.map(name).join(t().and),
                  number(found().whole.loss, 2),
                  number(found().cut.loss, 2),
                  verdict(found().whole, found().cut),
                )}{" "}
                <Show when={found().cut.heldOutLoss !== null && found().whole.heldOutLoss !== null}>
                  {t().hidden(
                    number(found().whole.heldOutLoss ?? 0, 2),
                    number(found().cut.heldOutLoss ?? 0, 2),
                  )}
                </Show>{" "}
                <Show when={found().whole.agreements}>
                  {(whole) => (
                    <b>
                      {t().agreements(
                        percent(whole().share),
                        percent(found().cut.agreements?.share ?? 0),
                        whole().stories,
                      )}{" "}
                      {worst(found())}
                    </b>
                  )}
                </Show>
              </p>
            )}
          </Show>
        </div>
        <div class="columns even">
          <For each={["whole", "cut"] as const}>
            {(which) => (
              <div class="in-side stack" classList={{ cut: which === "cut" }}>
                <h3>{t()[which]}</h3>
                <Bars
                  entries={(which === "whole" ? before() : after()).slice(0, 5)}
                  label={`${t().next}, ${t()[which]}`}
                />
                <Show when={both()}>
                  {(found) => (
                    <Names names={found()[which].names.slice(0, SHOWN)} label={t()[which]} />
                  )}
                </Show>
              </div>
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}
