/** A chatbot that Chromium made: taught on, examined, voted on, judged, saved; Python talks to the same. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { CHATBOT, OWN } from "../chatbot.js";
import { count, expect, facts, openLabo, PLAYER, says, test, text } from "./everywhere.js";
import type { Browser } from "./browser.js";

const command = process.env["PREMIER_LLM"] ?? "../.venv/bin/premier-llm";

const CONVERSATION = [OWN[0], "Bonjour !"];
const ANSWERS = 20;
const MINUTE = 60_000;

/** Wait until there are so many. */
const counts = (browser: Browser, css: string, many: number, timeout = 15_000): Promise<void> =>
  expect.poll(() => count(browser, css), { timeout }).toBe(many);

const last = ".talk .bubble.its:last-child";

/** Browsers part words that can be clicked in their own ways; ¶ ends an answer. */
const letters = (said: string): string => said.replaceAll(/[\s¶]/g, "");

/** Ask, and wait for the answer: its letters. */
async function ask(browser: Browser, question: string): Promise<string> {
  const answers = await count(browser, ".talk .bubble.its");
  await browser.click(".ask input");
  await browser.type(question);
  await browser.press("Enter");
  await counts(browser, ".talk .bubble.its", answers + 1);
  return letters(await text(browser, `${last} .telling-answer`));
}

test("opens a chatbot of one’s own, teaches it on, and talks to it in Python", async ({
  start,
  address,
  downloads,
}) => {
  test.setTimeout(5 * MINUTE);
  const made = existsSync(CHATBOT);
  if (!made && process.env["CI"]) throw new Error("labo/answers.spec.ts has made no chatbot");
  test.skip(!made, "run the project labo first: it makes the chatbot");
  const browser = await start();
  // Its likeliest answers are what Python says too.
  await openLabo(browser, address("labo.html#noms?temperature=0"));
  await browser.click("button", "Garder");
  await browser.choose("dialog input[type=file]", fileURLToPath(CHATBOT));
  await says(browser, "[role=status]", "Le modèle est ouvert");
  await browser.click("nav li:nth-child(7) button");
  await counts(browser, ".ask .main:enabled", 1);

  // It answers from one's own example, and no number moves.
  expect(await ask(browser, OWN[0])).toBe(letters(OWN[1]));
  const [before, after] = (await text(browser, `${last} code`)).split("\n");
  expect(before).toMatch(/^[0-9a-f]{8}$/);
  expect(after).toBe(before);
  await says(browser, ".reread", /◇\s?Quel est ton plat préféré \?\s?◆$/);

  // Of who is not in the story it is sure, and wrong.
  for (const many of [1, 2, 3]) {
    await browser.click(".exam .row .main");
    await counts(browser, ".exam .quiz", many);
  }
  await browser.click(".exam button", "Poser 40 questions");
  await says(browser, ".calibration", /sûr à \d+\s?%\s:\svrai à \d+\s?%/, MINUTE);

  // It learns on, for a while: who has seen enough stops it.
  const { step } = await facts(browser);
  await browser.click(".exam button", "Lui apprendre");
  await expect.poll(async () => (await facts(browser)).step, { timeout: MINUTE }).not.toBe(step);
  await expect
    .poll(async () => (await facts(browser)).step, { timeout: MINUTE })
    .toBeGreaterThan(30);
  await browser.click(PLAYER);
  await counts(browser, ".ask .main:enabled", 1, MINUTE);

  // One's own vote, then a robot's: always the longer.
  await browser.click(".votes button", "Commencer à voter");
  await says(browser, ".moved", /est longue/, MINUTE);
  await browser.click(".answered", "1");
  await says(browser, ".votes", "1 vote.");
  await browser.click(".votes button", "La plus longue");
  await says(browser, ".votes", /\d\d votes\./, MINUTE);
  const longer = async (): Promise<number> => {
    const [, before, now] = /est longue\s+(\d+)\s?%\s+(\d+)/.exec(await text(browser, ".moved"))!;
    return Number(now) - Number(before);
  };
  await expect.poll(longer, { timeout: MINUTE }).toBeGreaterThan(0);

  await browser.click(".judge button", "Jouer");
  for (let i = 1; i <= ANSWERS; i++) {
    await says(browser, ".judge", `Réponse ${i} sur ${ANSWERS}`);
    await browser.click(".judge button", i % 2 === 0 ? "Je la crois" : "Je vérifie");
    await says(browser, ".judge .mark", /C’était|Il ne sait pas|pas une réponse/);
    await browser.click(".judge button", "Suivante");
  }
  await says(browser, ".judge h3", /points? sur \d+/);

  // After the votes, what is said here is what is saved.
  await browser.click(".talk button", "Effacer la conversation");
  const said: string[] = [];
  for (const question of CONVERSATION) said.push(await ask(browser, question));
  const story = await browser.run(
    () => document.querySelector<HTMLTextAreaElement>(".talk textarea")!.value,
  );
  await browser.click("button", "Garder");
  await browser.click("button", "Enregistrer mon modèle");
  const saved = async (): Promise<string[]> =>
    (await readdir(downloads)).filter((name) => name.endsWith(".safetensors"));
  await expect.poll(saved, { timeout: 15_000 }).toHaveLength(1);

  test.skip(!existsSync(command), `${command} is not there: Python's part of the test is left out`);
  const file = `${downloads}/${(await saved())[0]}`;
  const asked = CONVERSATION.flatMap((question) => ["--ask", question]);
  const { turns } = JSON.parse(
    execFileSync(command, ["chat", file, "--story", story, ...asked, "--json"], {
      encoding: "utf-8",
    }),
  ) as { turns: { answer: string }[] };
  // The page says of an empty answer that it is one.
  expect(turns.map(({ answer }) => letters(answer || "(il ne dit rien)"))).toEqual(said);
});
