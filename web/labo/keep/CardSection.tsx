/** The card: how it looks, and a button to have it, with the model in it. */

import { createEffect, type JSX } from "solid-js";
import { parameterCount } from "../../engine/config.js";
import { withModel } from "../../engine/png.js";
import { give } from "../../kit/files.js";
import { number } from "../../kit/language.js";
import { capital } from "../../kit/letters.js";
import { Rich } from "../../kit/Rich.jsx";
import type { Originality } from "../../engine/originality.js";
import type { JudgedName } from "../../worker/protocol.js";
import { sign, SIGNS } from "../parts/originality.js";
import { favourites } from "../state/favourites.js";
import { setJournal } from "../state/journal.js";
import { titleOf } from "../state/lists.js";
import { heldList, step, trainer } from "../state/model.js";
import { tell } from "../state/notice.js";
import { settings } from "../state/settings.js";
import { setKeeping } from "../state/shown.js";
import { worded } from "../state/wording.js";
import { drawCard, type Card } from "./card.js";
import { squares } from "./portrait.js";

const t = worded("card");

const judgedWords = worded("judged");

/** Inventions that have room. */
const SHOWN = 9;
/** What is new comes first, copies last. */
const RANKS: readonly Originality[] = ["new", "near", "copy"];

function distinct(names: readonly JudgedName[]): JudgedName[] {
  const found = new Map(names.filter(({ text }) => text !== "").map((name) => [name.text, name]));
  const rank = ({ originality }: JudgedName): number =>
    originality === null ? RANKS.length : RANKS.indexOf(originality);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

function card(): Card | undefined {
  const [started, live, tick] = [trainer.started(), trainer.live(), trainer.tick()];
  if (started === undefined || live === undefined || tick === undefined) return undefined;
  const kept = favourites().length > 0;
  const chosen = distinct(kept ? favourites() : trainer.names()).slice(0, SHOWN);
  const judged = RANKS.filter((which) => chosen.some(({ originality }) => originality === which));
  const weights = live.model.parameters.flat;
  const { losses } = trainer.curve();
  return {
    title: t().title,
    facts: [
      ...(started.listKnown ? [titleOf(heldList() ?? settings.list).name] : []),
      t().steps(step()),
      t().numbers(parameterCount(started.config)),
    ],
    inventions: {
      title: kept ? t().favourites : t().inventions,
      texts: chosen.map((name) => `${sign(name)} ${capital(name.text)}`.trim()),
      signs: judged.map((which) => `${SIGNS[which]} ${judgedWords()[which]}`).join("   "),
    },
    portrait: {
      title: t().portrait,
      squares: t().squares(squares(weights).values.length),
      weights,
    },
    curve: {
      title: t().curve,
      losses,
      first: t().first(number(losses[0] ?? tick.loss, 2)),
      last: t().last(number(step()), number(tick.loss, 2)),
    },
    foot: t().foot,
  };
}

export function CardSection(props: { withNames: boolean }): JSX.Element {
  let canvas!: HTMLCanvasElement;
  createEffect(() => {
    // The picture and the model in it are of one moment.
    if (trainer.running()) return;
    const found = card();
    if (found !== undefined) drawCard(canvas, found);
  });
  const save = async (): Promise<void> => {
    try {
      const model = await trainer.ask("save", { withNames: props.withNames });
      const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
      const bytes = new Uint8Array(await picture!.arrayBuffer());
      give(t().file, withModel(bytes, model), "image/png");
      setJournal("saved", (count) => count + 1);
    } catch (error) {
      tell(error);
      setKeeping(false);
    }
  };
  return (
    <section>
      <h3>{t().section}</h3>
      <p class="muted">
        <Rich of={t().note} />
      </p>
      <div class="card-preview">
        <canvas ref={canvas} role="img" aria-label={t().section} />
        <div class="stack">
          <button
            type="button"
            class="button"
            disabled={trainer.running()}
            onClick={() => void save()}
          >
            {t().save}
          </button>
          <p class="small">{trainer.running() ? t().running : t().warning}</p>
        </div>
      </div>
    </section>
  );
}
