/** "Lecture": larger letters, more room between them, a voice; and the button beside what it reads. */

import { createSignal, createUniqueId, onCleanup, Show, type JSX } from "solid-js";
import { KIT } from "../texts/kit.js";
import { heard, quiet, readAloud, voice } from "./aloud.js";
import { Dialog } from "./Dialog.jsx";
import { QuietIcon, ReadIcon } from "./icons.jsx";
import { percent, texts } from "./language.js";
import { airy, aloud, setAiry, setAloud, setSize, size, SIZES } from "./reading.js";
import { Slider } from "./Slider.jsx";

const t = texts(KIT, "reading");
const [open, setOpen] = createSignal(false);
export const openReading = (): void => void setOpen(true);

export function ReadingDialog(): JSX.Element {
  const silent = createUniqueId();
  return (
    <Dialog open={open()} title={t().title} onClose={() => setOpen(false)}>
      <div class="stack">
        <Slider
          label={t().size}
          value={size()}
          min={SIZES[0]}
          max={SIZES.at(-1)!}
          step={0.25}
          shown={percent(size())}
          onInput={setSize}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={airy()}
            onChange={(event) => setAiry(event.currentTarget.checked)}
          />
          {t().airy}
        </label>
        <div>
          <label class="check">
            <input
              type="checkbox"
              checked={aloud()}
              aria-describedby={silent}
              onChange={(event) => {
                quiet();
                setAloud(event.currentTarget.checked);
              }}
            />
            {t().aloud}
          </label>
          <p id={silent} class="muted" role="status">
            {aloud() && voice() === undefined ? t().noVoice : t().stays}
          </p>
        </div>
      </div>
    </Dialog>
  );
}

/** Reads a text, and stops; there only for who wants texts read, where a voice can. */
export function ReadAloud(props: { of: () => string }): JSX.Element {
  const me = {};
  const isHeard = (): boolean => heard() === me;
  onCleanup(() => isHeard() && quiet());
  return (
    <Show when={aloud() && voice()}>
      <button
        type="button"
        class="button small aloud"
        aria-label={isHeard() ? t().quiet : t().read}
        title={isHeard() ? t().quiet : t().read}
        onClick={() => (isHeard() ? quiet() : readAloud(me, props.of()))}
      >
        <Show when={isHeard()} fallback={<ReadIcon />}>
          <QuietIcon />
        </Show>
      </button>
    </Show>
  );
}
