/** "Lecture": larger letters, more room between them. */

import type { JSX } from "solid-js";
import { Dialog } from "../kit/Dialog.jsx";
import { percent, texts } from "../kit/language.js";
import { Slider } from "../kit/Slider.jsx";
import { SCHOOL } from "../texts/school.js";
import { airy, setAiry, setSize, size, SIZES } from "./reading.js";

const t = texts(SCHOOL, "reading");

export function ReadingDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog open={props.open} title={t().title} onClose={props.onClose}>
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
      </div>
    </Dialog>
  );
}
