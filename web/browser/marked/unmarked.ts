/** What can be read or heard on a page and has no mark: it comes from no catalogue. */

import type { Page } from "@playwright/test";

/**
 * `apart`, as a selector: what holds names and formulas in itself, never words of ours. A letter
 * that stands alone is a token, or the name of a side.
 */
export function unmarked(page: Page, apart: string): Promise<string[]> {
  return page.evaluate((apart) => {
    const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "label"];
    const word = /\p{L}[\p{L}’]/u;
    const found = new Set<string>();
    const note = (element: Element, text: string, what: string): void => {
      if (!word.test(text) || element.matches(apart)) return;
      const seen = element.closest("option, optgroup")?.parentElement ?? element;
      if (!seen.checkVisibility()) return;
      const place = `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
      found.add(`${place} ${what}: ${text.trim().slice(0, 80)}`);
    };
    const walker = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ATTRIBUTES) note(node, node.getAttribute(name) ?? "", name);
      } else if (!node.parentElement!.matches("script, style, noscript")) {
        note(node.parentElement!, node.textContent ?? "", "text");
      }
    }
    return [...found];
  }, apart);
}
