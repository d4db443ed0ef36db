/** Opening a model: its file, or a card that carries it; chosen, or dropped anywhere on the page. */

import { InputError } from "../../engine/errors.js";
import { isPng, modelIn } from "../../engine/png.js";
import { setJournal } from "../state/journal.js";
import { openModel } from "../state/model.js";
import { tell } from "../state/notice.js";
import { setKeeping } from "../state/shown.js";
import { worded } from "../state/wording.js";

const t = worded("keep");

/** Bytes; the page's largest model is far smaller. */
const MOST_BYTES = 64_000_000;

/** Open a file that came from the person; what is wrong with it is told. */
export async function openFile(file: File): Promise<void> {
  try {
    if (file.size > MOST_BYTES) {
      throw new InputError("file.long");
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await openModel(isPng(bytes) ? modelIn(bytes) : bytes);
    setJournal("opened", (count) => count + 1);
    tell(() => t().opened);
  } catch (error) {
    tell(error);
  }
}

/** What is dropped where nobody else takes it: the browser would show it in place of the page. */
export function followDrops(): void {
  const files = (event: DragEvent): FileList | undefined =>
    event.defaultPrevented || !event.dataTransfer?.types.includes("Files")
      ? undefined
      : event.dataTransfer.files;
  document.addEventListener("dragover", (event) => {
    if (files(event) !== undefined) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const found = files(event);
    if (found === undefined) return;
    event.preventDefault();
    setKeeping(false);
    if (found.length === 1) void openFile(found[0]!);
    else tell(new InputError("files.several", { count: found.length }));
  });
}
