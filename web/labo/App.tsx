/** The page: its head, its seven tabs, the player, and what opens above. */

import { createEffect, createSignal, For, on, Show, type Component, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { openGlossary } from "../kit/glossary.js";
import { CloseIcon, LettersIcon, Logo, ThemeIcon } from "../kit/icons.jsx";
import { nextLanguage, setLanguage, texts } from "../kit/language.js";
import { openReading, ReadingDialog } from "../kit/Reading.jsx";
import { dark, setDark } from "../kit/theme.js";
import { KIT } from "../texts/kit.js";
import { isOpen } from "../room/server.js";
import { LABO } from "../texts/labo.js";
import { TOGETHER } from "../texts/together.js";
import { titleOf } from "./state/lists.js";
import { heldList, listProblem } from "./state/model.js";
import { notice, setNotice } from "./state/notice.js";
import { settings } from "./state/settings.js";
import { goTo, paper, setKeeping, setPaper, tabName } from "./state/shown.js";
import { TABS, type Tab } from "./state/tabs.js";
import { Player } from "./parts/Player.jsx";
import { sentence } from "./parts/problems.js";
import { DuelTab } from "./tabs/compare/DuelTab.jsx";
import { GrowTab } from "./tabs/grow/GrowTab.jsx";
import { InsideTab } from "./tabs/inside/InsideTab.jsx";
import { InventTab } from "./tabs/invent/InventTab.jsx";
import { LearnTab } from "./tabs/learn/LearnTab.jsx";
import { NamesTab } from "./tabs/names/NamesTab.jsx";
import { TalkTab } from "./tabs/talk/TalkTab.jsx";
import { GlossaryDialog } from "./glossary/GlossaryDialog.jsx";
import { KeepDialog } from "./keep/KeepDialog.jsx";
import { DiceBook } from "./keep/DiceBook.jsx";
import { Report } from "./keep/Report.jsx";
import { NeighboursDialog } from "./neighbours/NeighboursDialog.jsx";
import { WhyDialog } from "./why/WhyDialog.jsx";
import { MissionBanner } from "./missions/MissionBanner.jsx";
import { MissionsDialog } from "./missions/MissionsDialog.jsx";

const t = texts(LABO, "app");
const bar = texts(KIT, "bar");
const together = texts(TOGETHER, "labo");

const PAGES: Record<Tab, Component> = {
  noms: NamesTab,
  apprendre: LearnTab,
  inventer: InventTab,
  dedans: InsideTab,
  agrandir: GrowTab,
  duel: DuelTab,
  parler: TalkTab,
};

export function App(): JSX.Element {
  const [missions, setMissions] = createSignal(false);
  const [neighbours, setNeighbours] = createSignal(false);
  createEffect(() => {
    document.title = `${t().brand} · ${t().by}`;
  });
  let tabs!: HTMLOListElement;
  // On a phone seven do not fit: the one at hand is in sight, whoever opened it.
  createEffect(
    on(
      () => settings.tab,
      () => {
        const { offsetLeft, offsetWidth } = tabs.querySelector<HTMLElement>("[aria-current]")!;
        tabs.scrollLeft = offsetLeft - (tabs.clientWidth - offsetWidth) / 2;
      },
    ),
  );
  return (
    <>
      <button
        type="button"
        class="skip button"
        onClick={() => document.querySelector("main")?.focus()}
      >
        {t().skip}
      </button>
      <button
        type="button"
        class="skip button"
        onClick={() => document.querySelector<HTMLElement>(".player button")?.focus()}
      >
        {t().skipToPlayer}
      </button>
      <header class="top">
        <div class="brand">
          <Logo />
          <span class="wide-only">
            {t().brand} <small>{t().by}</small>
          </span>
        </div>
        <div class="row">
          <button type="button" class="button quiet" onClick={() => setMissions(true)}>
            {t().missions}
          </button>
          <button type="button" class="button quiet" onClick={() => setKeeping(true)}>
            {t().keep}
          </button>
          <Show when={isOpen}>
            <button type="button" class="button quiet" onClick={() => setNeighbours(true)}>
              {together().button}
            </button>
          </Show>
          <button type="button" class="button quiet" onClick={() => openGlossary("")}>
            {t().glossary}
          </button>
          <button
            type="button"
            class="button quiet"
            aria-label={bar().reading}
            title={bar().reading}
            onClick={openReading}
          >
            <LettersIcon />
            <span class="wide-only">{bar().reading}</span>
          </button>
          <button
            type="button"
            class="button quiet"
            aria-label={t().theme(dark())}
            title={t().theme(dark())}
            onClick={() => setDark(!dark())}
          >
            <ThemeIcon dark={dark()} />
            <span class="wide-only">{t().theme(dark())}</span>
          </button>
          <button
            type="button"
            class="button quiet"
            lang={nextLanguage().code}
            onClick={() => setLanguage(nextLanguage().code)}
          >
            <span class="wide-only">{nextLanguage().name}</span>
            <span class="narrow-only">
              {nextLanguage().code.toUpperCase()}{" "}
              <span class="hidden-text">{nextLanguage().name}</span>
            </span>
          </button>
        </div>
      </header>
      <nav class="tabs" aria-label={t().nav}>
        <ol ref={tabs}>
          <For each={TABS}>
            {(tab, i) => (
              <li>
                <button
                  type="button"
                  aria-current={settings.tab === tab ? "page" : undefined}
                  onClick={() => {
                    setPaper(undefined);
                    goTo(tab);
                  }}
                >
                  <span class="n" aria-hidden="true">
                    {i() + 1}
                  </span>
                  {tabName(tab)}
                </button>
              </li>
            )}
          </For>
        </ol>
      </nav>
      <main id="contenu" tabindex="-1">
        <Show when={notice()}>
          {(said) => (
            <div
              class="notice"
              classList={{ error: said().error }}
              role={said().error ? "alert" : "status"}
            >
              <p>
                {typeof said().of === "function"
                  ? (said().of as () => string)()
                  : sentence(said().of)}
              </p>
              <Show when={said().takeBack}>
                {(takeBack) => (
                  <button
                    type="button"
                    class="button small"
                    onClick={() => {
                      setNotice(undefined);
                      takeBack()();
                    }}
                  >
                    {t().takeBack}
                  </button>
                )}
              </Show>
              <button
                type="button"
                class="button quiet small"
                aria-label={t().close}
                onClick={() => setNotice(undefined)}
              >
                <CloseIcon />
              </button>
            </div>
          )}
        </Show>
        <Show
          when={paper()}
          fallback={
            <>
              <MissionBanner />
              <Show when={settings.tab !== "noms" && listProblem() !== undefined && heldList()}>
                {(held) => (
                  <div class="notice error" role="status">
                    <p>
                      {t().refused(["own", "text"].includes(held()) ? null : titleOf(held()).name)}
                    </p>
                    <button type="button" class="button small" onClick={() => goTo("noms")}>
                      {t().why}
                    </button>
                  </div>
                )}
              </Show>
              <Dynamic component={PAGES[settings.tab]} />
            </>
          }
        >
          {paper() === "book" ? <DiceBook /> : <Report />}
        </Show>
      </main>
      <Show when={paper() === undefined}>
        <Player />
      </Show>
      <WhyDialog />
      <GlossaryDialog />
      <ReadingDialog />
      <KeepDialog />
      <NeighboursDialog open={neighbours()} onClose={() => setNeighbours(false)} />
      <MissionsDialog open={missions()} onClose={() => setMissions(false)} />
    </>
  );
}
