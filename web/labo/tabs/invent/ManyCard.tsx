/** Many names at once, judged and counted. */

import { createMemo, createSignal, Show, type JSX } from "solid-js";
import type { JudgedName } from "../../../worker/protocol.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Working } from "../../parts/Working.jsx";
import { setJournal } from "../../state/journal.js";
import { kind, trainer } from "../../state/model.js";
import { tell } from "../../state/notice.js";
import { settings } from "../../state/settings.js";
import { Names } from "../../parts/Names.jsx";
import { judgeCount } from "../../parts/originality.js";
import { beginning } from "./telling.js";
import { written } from "./writing.js";
import { worded } from "../../state/wording.js";

const t = worded("invent");

const COUNT = { names: 40, stories: 5, text: 3 } as const;

// What was invented stays while one looks at other tabs.
export const [many, setMany] = createSignal<readonly JudgedName[]>([]);

export function ManyCard(): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const invent = async (): Promise<void> => {
    setAsking(true);
    const { temperature, topK } = settings;
    try {
      const names = await trainer.ask("invent", {
        count: COUNT[kind()],
        temperature,
        topK,
        beginning: kind() === "names" ? written() : beginning(),
        seed: Math.floor(Math.random() * 2 ** 32),
      });
      setMany(names);
      if (kind() !== "names") return;
      const { fresh } = judgeCount(names);
      setJournal("batch", { temperature, count: names.length, new: fresh });
    } catch (error) {
      tell(error);
    } finally {
      setAsking(false);
    }
  };
  const counted = createMemo(() => judgeCount(many()));
  return (
    <section class="card stack">
      <div class="row spread">
        <h2 class="last">{t().many}</h2>
        <Working
          class="button main"
          busy={asking()}
          disabled={!trainer.live()}
          onClick={() => void invent()}
        >
          {t().invent}
        </Working>
      </div>
      <Show when={many().length > 0}>
        <p role="status" class="last">
          <Show when={many().every(({ originality }) => originality !== null)}>
            <Rich
              of={t().count({
                all: many().length,
                fresh: counted().fresh,
                near: counted().near,
                copies: counted().copies,
              })}
            />{" "}
          </Show>
          <Show when={counted().different < many().length || kind() === "names"}>
            {t().twice(counted().different)}
          </Show>
        </p>
        <Names names={many()} keep why={kind() === "names"} label={t().many} />
      </Show>
    </section>
  );
}
