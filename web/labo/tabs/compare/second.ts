/** Trainers beside the page's own: to compare models, or to time one. */

import { list, settings, ownText, trainer } from "../../state/model.js";
import { isShipped, SHIPPED } from "../../state/lists.js";
import type { Trainer } from "../../state/trainer.js";

/** Give the page's list to another trainer; what is wrong with it throws InputError. */
export async function giveList(to: Trainer): Promise<void> {
  // Opening a file sets the list's signal before the settings that go with it.
  await Promise.resolve();
  // Only the page's worker holds the names that came with a file.
  if (settings.list === "file") await to.open(await trainer.ask("save", { withNames: true }));
  else {
    const text = isShipped(settings.list) ? SHIPPED[settings.list] : ownText();
    await to.ask("list", { text, letters: settings.letters });
  }
}

/** Tokens of the page's list; the lesson's alphabet until a list was read. */
export const vocabularySize = (): number => list()?.vocabulary.tokens.length ?? 27;
