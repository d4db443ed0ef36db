/** From names to sentences: stories are learned and looked into, then a poem, until it is recited. */

import { expect, openLabo, PLAYER, says, test, text } from "./everywhere.js";
import type { Browser } from "./browser.js";

const POEM = `Une lettre tomba du ciel
et chercha son nom dans la rue.
Elle frappa chez l’hirondelle,
qui lui chanta la bienvenue.

Le vent lui souffla trois voyelles,
le ruisseau lui prêta un son.
Et le soir, au bord de la ruelle,
le mot dansait dans la maison.

Depuis, quand la nuit est venue,
il raconte à qui veut l’entendre
qu’on peut tomber seul de la nue
et trouver une main à prendre.`;

const HEADS = ".in-head-list [data-testid=head]";

/** Train until there is enough to see, then pause. */
async function trainUntil(browser: Browser, css: string, enough: RegExp): Promise<void> {
  await browser.click(PLAYER);
  await says(browser, css, enough, 180_000);
  // It may have come to the end of its cycle.
  if ((await text(browser, PLAYER)) === "Pause") await browser.click(PLAYER);
  await says(browser, PLAYER, "Continuer");
}

/** How high the curve of agreements is, look after look, from 0 to 100. */
const curve = (browser: Browser): Promise<number[]> =>
  browser.run(() => {
    const [none, , all] = [...document.querySelectorAll(".agreements svg line")].map((line) =>
      Number(line.getAttribute("y1")),
    );
    const drawn = document.querySelector(".agreements .drawn")!.getAttribute("d")!;
    return drawn
      .slice(1)
      .split("L")
      .map((point) => (100 * (none! - Number(point.split(" ")[1]))) / (none! - all!));
  });

test("learns stories, misses the head of the noun, and recites a poem", async ({
  start,
  address,
}) => {
  test.setTimeout(480_000);
  const browser = await start();
  const tab = (place: number): Promise<void> => browser.click(`nav li:nth-child(${place}) button`);
  await openLabo(browser, address("labo.html#noms?pace=0"));

  await browser.click("button", "Des histoires");
  await browser.click(".list", "Histoires");
  await says(browser, "section[aria-live]", "histoires");
  await tab(2);
  await trainUntil(browser, ".held-share", /^(9\d|100)\s?%$/);
  const looks = await curve(browser);
  expect(looks[0]).toBeLessThan(60);
  expect(looks.at(-1)).toBeGreaterThanOrEqual(89);

  await tab(4);
  await browser.click("h2", "Que regarde chaque tête");
  await says(browser, HEADS, "le nom", 30_000);
  const heads = (await text(browser, HEADS)).split("\n").filter((said) => said !== "");
  // Several do: the one that looks at it most.
  const looksAtNoun = heads.map((said) => Number(/ le nom [^(]*\((\d+)/.exec(said)?.[1] ?? 0));
  const noun = looksAtNoun.indexOf(Math.max(...looksAtNoun));
  const head = `.in-head-list li:nth-child(${noun + 1})`;
  await browser.click(`${head} summary`);
  await says(browser, `${head} table`, /Le nom .*\d+\s%/);

  await browser.click("label", /^La tête \d/.exec(heads[noun]!)![0]);
  const cost = "[data-testid=cost]";
  await says(browser, cost, /accords tenus passent de \d+\s%\s?à \d+\s%/, 30_000);
  const [, before, after] = /tenus passent de (\d+)\s%\s?à (\d+)/.exec(await text(browser, cost))!;
  expect(Number(after)).toBeLessThan(Number(before));

  await tab(1);
  await browser.click("button", "Ton texte");
  await browser.click("textarea");
  await browser.type(POEM);
  await says(browser, "section[aria-live]", "3 paragraphes");
  // To the end of its cycle: half learned, it would recite now and then only.
  await browser.click(PLAYER);
  await says(browser, PLAYER, "Continuer", 180_000);
  await says(browser, ".player .stage", /récite/, 30_000);
  await tab(3);
  await browser.click("form .main");
  await says(browser, ".recital", "Il récite.", 30_000);
  // Verse by verse.
  await says(browser, ".telling", /⏎\n\p{L}/u);
  const copied = await text(browser, ".recital mark");
  const place = POEM.split("\n\n").findIndex((verse) => verse.includes(copied));
  await says(browser, ".recital", `C’est le paragraphe ${place + 1} de ton texte, sur 3.`);
});
