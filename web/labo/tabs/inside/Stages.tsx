/** The way forward through the picture, with the real numbers of each part. */

import { createMemo, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { percent } from "../../../kit/language.js";
import { trainer } from "../../state/model.js";
import { Chances } from "./Chances.jsx";
import { nextLetters } from "./letters.js";
import { headOf, Looks } from "./Looks.jsx";
import type { Free } from "./picture/flow.js";
import { partsOf, type Kind, type Part } from "./picture/parts.js";
import { Picture } from "./picture/Picture.jsx";
import { rowOf, scoresOf, type Row } from "./rows.js";
import { opened, setOpened, Stage, toggle } from "./Stage.jsx";
import { Strips } from "./Strip.jsx";
import { setBack, type View } from "./view.js";
import { small } from "./words.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");

export function Stages(props: { view: View; config: Config }): JSX.Element {
  const { view, config } = props;
  const turns = config.positions === "rotary";
  const asks = (): string =>
    [
      t().asksSay,
      ...(config.query_key_norm ? [t().asksNormed] : []),
      ...(turns ? [t().asksTurned] : []),
    ].join(" ");
  /** The name of a part, what happens there, and why. */
  const told = ({ kind, block }: Part): readonly [string, string, string] => {
    const said: Readonly<Record<Kind, () => readonly [string, string, string]>> = {
      cards: () =>
        turns
          ? [t().cards, t().cardsTurned, t().cardsTurnedWhy]
          : [t().cards, t().cardsSay, t().cardsWhy],
      layer: () => [t().layer(block + 1, config.layers), t().layerSay, ""],
      norm: () => [t().normTitle, t().normSay, t().normWhy],
      asks: () => [t().asks, asks(), t().asksWhy],
      looks: () => [t().looks, t().looksSay, t().looksWhy],
      mix: () => [t().mix, t().mixSay, t().mixWhy],
      bypass: () => [t().bypass, t().bypassSay, t().bypassWhy],
      norm2: () => [t().normTitle, t().normSay, t().normWhy],
      mlp: () => [t().mlp, t().mlpSay, t().mlpWhy],
      again: () => [t().again, t().bypassSay, t().bypassWhy],
      logits: () => [t().logits, t().logitsSay, t().logitsWhy],
      chances: () => [t().chances, t().chancesSay, t().chancesWhy],
    };
    return said[kind]();
  };
  const rows = (...names: string[]): Row[] => names.map((name) => rowOf(view, name));
  const scores = createMemo(() => scoresOf(view));

  const holds = (part: Part): string => {
    const letter = view.letterAt(view.row());
    // A name that changes while it is read is read again and again.
    const rests = !trainer.running();
    if (part.kind === "chances") {
      const best = rests ? nextLetters(view).slice(0, 3) : [];
      return best
        .map(({ label, spoken, value }) => `${spoken ?? label} ${percent(value)}`)
        .join(", ");
    }
    if (part.kind === "looks") {
      if (!rests) return "";
      const heads = Array.from({ length: config.heads }, (_, head) => {
        const name = `blocks.${part.block}.attention.weights`;
        const shares = Array.from({ length: view.row() + 1 }, (_, j) =>
          view.at({ name, index: [head, view.row(), j] }),
        );
        const most = Math.max(...shares);
        return t().most(head + 1, config.heads, view.letterAt(shares.indexOf(most)), percent(most));
      });
      return `${t().of(letter)} ${heads.join(", ")}`;
    }
    const name = part.kind === "logits" ? "logits" : part.rows.at(-1);
    if (name === undefined) return "";
    const { places } = rowOf(view, name);
    const said = `${t().of(letter)} ${t().numbers(places.length)}`;
    if (!rests) return said;
    const values = places.map((place) => view.at(place));
    return said + t().range(small(Math.min(...values)), small(Math.max(...values)));
  };

  const strips = (part: Part): JSX.Element => {
    const value = (...names: string[]): Row[] =>
      rows(...names.map((name) => `blocks.${part.block}.${name}`));
    const sum = (of: "attention" | "mlp"): JSX.Element => (
      <Strips
        view={view}
        rows={value(`${of}.output`, `${of}.shortcut`, `${of}.residual`)}
        signs={["", "+", "="]}
      />
    );
    switch (part.kind) {
      case "cards":
        return (
          <Strips
            view={view}
            rows={rows("token_embedding", ...(turns ? [] : ["position_embedding"]), "embedding")}
            signs={turns ? ["", "="] : ["", "+", "="]}
          />
        );
      case "norm":
        return <Strips view={view} rows={value("attention_norm")} />;
      case "norm2":
        return <Strips view={view} rows={value("mlp_norm")} />;
      case "asks":
        return (
          <Strips view={view} rows={value("attention.query", "attention.key", "attention.value")} />
        );
      case "mix":
        return (
          <Strips
            view={view}
            rows={value(
              "attention.heads",
              ...(config.attention_output || view.off().includes(`attention.${part.block}`)
                ? ["attention.output"]
                : []),
            )}
          />
        );
      case "bypass":
        return sum("attention");
      case "again":
        return sum("mlp");
      case "mlp":
        return (
          <Strips
            view={view}
            rows={value("mlp.up", "mlp.active", "mlp.output")}
            signs={["", "↓", "↓"]}
          />
        );
      default:
        return (
          <>
            <Show when={config.norm !== "none" && config.norm_final}>
              <Strips view={view} rows={rows("final_norm")} />
            </Show>
            <Strips view={view} rows={[scores()]} />
            <Show when={scores().places.length < (view.vocabulary()?.size ?? 0)}>
              <p class="small muted last">
                {t().highest(scores().places.length, view.vocabulary()?.size ?? 0)}
              </p>
            </Show>
          </>
        );
    }
  };

  const flow: Free = {
    direction: "forward",
    numbers: (name) => view.values().get(name),
    title: (part) => told(part)[0],
    says: (part) => told(part)[1],
    holds,
    inside: (part) =>
      part.kind === "looks" ? (
        <Looks view={view} config={config} block={part.block} />
      ) : part.kind === "chances" ? (
        <Chances view={view} />
      ) : (
        <Stage say={told(part)[1]} why={told(part)[2]}>
          {strips(part)}
        </Stage>
      ),
    opened: (id) => opened().has(id),
    toggle,
    head: (block) => (opened().has(`${block}.looks`) ? headOf(block) : undefined),
    follow: (row) => setBack(view.tokens().length - 1 - row),
    peek: view.peek,
    choose: (place) => view.choose(place),
  };
  const ids = (): string[] => partsOf(config, () => true).map(({ id }) => id);
  return (
    <section class="card in-path">
      <div class="row spread">
        <h2>{t().title}</h2>
        <div class="row">
          <button type="button" class="button small" onClick={() => setOpened(new Set(ids()))}>
            {t().open}
          </button>
          <button type="button" class="button small" onClick={() => setOpened(new Set<string>())}>
            {t().shut}
          </button>
        </div>
      </div>
      <p class="small muted in-legend">
        <span class="in-key" aria-hidden="true" />
        {t().legend}
      </p>
      <Picture view={view} config={config} flow={flow} />
    </section>
  );
}
