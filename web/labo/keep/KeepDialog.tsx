/** Keep and share: the model's file, the list, the favourites, a sheet to print, a link. */

import { createSignal, Show, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { FileButton } from "../../kit/FileButton.jsx";
import { give } from "../../kit/files.js";
import { capital } from "../../kit/letters.js";
import { written } from "../state/address.js";
import { favourites } from "../state/favourites.js";
import { setJournal } from "../state/journal.js";
import { isWorld } from "../state/lists.js";
import { kind, listProblem, listText, trainer } from "../state/model.js";
import { tell } from "../state/notice.js";
import { settings } from "../state/settings.js";
import { keeping, setKeeping, setPaper } from "../state/shown.js";
import { worded } from "../state/wording.js";
import { CardSection } from "./CardSection.jsx";
import { forgetAll } from "./device.js";
import { openFile } from "./opening.js";

const t = worded("keep");

export function KeepDialog(): JSX.Element {
  const [withNames, setWithNames] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  const [erasing, setErasing] = createSignal(false);
  let link!: HTMLInputElement;

  const save = async (): Promise<void> => {
    try {
      const bytes = await trainer.ask("save", { withNames: withNames() });
      give(t().file, bytes, "application/octet-stream");
      setJournal("saved", (count) => count + 1);
    } catch (error) {
      tell(error);
      setKeeping(false);
    }
  };
  const address = (): string => location.href.split("#")[0] + written(settings);
  const copy = async (): Promise<void> => {
    link.select();
    try {
      await navigator.clipboard.writeText(address());
    } catch {
      document.execCommand("copy"); // from file:// some browsers have nothing else
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };

  return (
    <Dialog open={keeping()} title={t().title} onClose={() => setKeeping(false)}>
      <div class="stack">
        <p>{t().kept}</p>
        <section>
          <h3>{t().model}</h3>
          <p class="muted">{t().modelNote}</p>
          <label class="check">
            <input
              type="checkbox"
              checked={withNames()}
              onChange={(event) => setWithNames(event.currentTarget.checked)}
            />
            {t().withNames}
          </label>
          <div class="row">
            <button type="button" class="button main" onClick={() => void save()}>
              {t().save}
            </button>
            <FileButton
              accept=".safetensors,.png"
              onFile={(file) => {
                setKeeping(false);
                void openFile(file);
              }}
            >
              {t().open}
            </FileButton>
          </div>
        </section>
        <CardSection withNames={withNames()} />
        <section>
          <h3>{t().lists}</h3>
          <div class="row">
            <button
              type="button"
              class="button"
              onClick={() => give(t().listFile, listText())}
              disabled={settings.list === "file" || isWorld(settings.list)}
            >
              {t().list}
            </button>
            <button
              type="button"
              class="button"
              disabled={favourites().length === 0}
              onClick={() =>
                give(
                  t().favouritesFile,
                  favourites()
                    .map(({ text }) => `${capital(text)}\n`)
                    .join(""),
                )
              }
            >
              {t().favourites}
            </button>
          </div>
        </section>
        <section>
          <h3>{t().sheet}</h3>
          <p class="muted">{t().sheetNote}</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              setKeeping(false);
              setPaper("sheet");
            }}
          >
            {t().print}
          </button>
        </section>
        <Show when={kind() === "names"}>
          <section>
            <h3>{t().book}</h3>
            <p class="muted">{t().bookNote}</p>
            <button
              type="button"
              class="button"
              disabled={listProblem() !== undefined}
              onClick={() => {
                setKeeping(false);
                setPaper("book");
              }}
            >
              {t().seeBook}
            </button>
          </section>
        </Show>
        <section>
          <h3>{t().link}</h3>
          <p class="muted">{t().linkNote}</p>
          <div class="row link">
            <input type="text" ref={link} readonly value={address()} aria-label={t().link} />
            <button type="button" class="button" onClick={() => void copy()}>
              {copied() ? t().copied : t().copy}
            </button>
          </div>
        </section>
        <section>
          <h3>{t().shared}</h3>
          <p class="muted">{t().sharedNote}</p>
          <Show
            when={erasing()}
            fallback={
              <button type="button" class="button" onClick={() => setErasing(true)}>
                {t().erase}
              </button>
            }
          >
            <div class="row">
              <button type="button" class="button main" onClick={() => void forgetAll()}>
                {t().sure}
              </button>
              <button type="button" class="button" onClick={() => setErasing(false)}>
                {t().no}
              </button>
            </div>
          </Show>
        </section>
      </div>
    </Dialog>
  );
}
