/**
 * What is measured: a model, the windows of one step, and how it is trained. The same in every
 * process, as everything is drawn from seeds.
 *
 * mini       the lesson's model on the 20 Pokémon, all their windows in one step.
 * stories    29,024 numbers: `modern` with 32 numbers a token, 2 layers and room for 48 tokens; a
 *            step reads 16 stories of 36 words. Its initial draw is GPT-2's: that of `modern` starts
 *            with slopes of 0, where no mistake would show.
 * stories-16, -64, -128    the same with other widths: how the time grows.
 * nanogpt    nanoGPT's configuration for a CPU, 804,096 numbers: 12 times 64 characters.
 */

import { existsSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);
export const WEB = new URL("web/build/", ROOT);
export const ENGINE = new URL("engine/", WEB);
if (!existsSync(new URL("model.js", ENGINE)))
  throw new Error("first: make lab, then cd web && npx tsc");
const { config: configOf, PRESETS } = await import(new URL("config.js", ENGINE));
const { readCorpus, windowsOf } = await import(new URL("corpus.js", ENGINE));
const { Random } = await import(new URL("random.js", ENGINE));

export const SEED = 1;
/** The widths of the curve; that of `stories` stands without a number. */
export const WIDTHS = [16, 32, 64, 128];

const read = (path) => readFileSync(new URL(path, ROOT), "utf-8");

/** The 20 Pokémon. */
export const corpus = () => readCorpus(read("src/premier_llm/words/pokemon.txt"));

function pokemon() {
  const { words, vocabulary } = corpus();
  const windows = windowsOf(words, vocabulary, PRESETS.mini.context);
  return { config: PRESETS.mini, windows, rate: 0.01, beta1: 0.7, beta2: 0.9 };
}

// A story is six sentences of six words: "le renard timide cache une pomme".
const LISTS = {
  article: "le la un une",
  animal:
    "chat loup lion lynx renard cheval mouton lapin souris tortue girafe vache poule grenouille",
  adjective:
    "gris noir blanc petit grand timide rapide calme vieux jeune sage drôle seul fier doux fou",
  verb: "mange cache porte voit cherche trouve donne garde",
  food: "pomme poire noix carotte salade fraise cerise miel",
  place: "forêt plage montagne ferme rivière prairie grotte colline",
  link: "puis alors enfin ensuite souvent parfois aussi dehors",
};
const SENTENCES = [
  "article animal adjective verb article food",
  "link article animal verb article food",
  "link article animal verb article place",
];
const WORDS = Object.values(LISTS).join(" ").split(" ");

function story(random) {
  const any = (list) => list[Math.floor(random.next() * list.length)];
  const sentences = Array.from({ length: 6 }, () => any(SENTENCES)).join(" ");
  return sentences.split(" ").map((kind) => any(LISTS[kind].split(" ")));
}

function stories(width) {
  const config = configOf({
    ...PRESETS.modern,
    init: "gpt2",
    vocabulary: 1 + WORDS.length, // the boundary is 0
    context: 48,
    embedding: width,
    hidden: 4 * width,
    layers: 2,
    heads: 4,
  });
  const random = new Random(SEED);
  const windows = Array.from({ length: 16 }, () => {
    const targets = story(random).map((word) => 1 + WORDS.indexOf(word));
    return { tokens: [0, ...targets.slice(0, -1)], targets };
  });
  return { config, windows, rate: 0.01, beta1: 0.9, beta2: 0.99 };
}

/** Characters of tinyshakespeare, or of stories where it is not there: the work is the same. */
function characters() {
  const config = PRESETS.nanogpt;
  const file = new URL("../shared/data/tinyshakespeare.txt", ROOT);
  const random = new Random(SEED);
  const told = () => story(random).join(" ");
  const text = existsSync(file)
    ? readFileSync(file, "utf-8")
    : Array.from({ length: 500 }, told).join("\n");
  const known = [...new Set(text)].sort();
  const windows = Array.from({ length: 12 }, () => {
    const start = Math.floor(random.next() * (text.length - config.context - 1));
    const ids = [...text.slice(start, start + config.context + 1)].map((c) => known.indexOf(c));
    return { tokens: ids.slice(0, -1), targets: ids.slice(1) };
  });
  return { config, windows, rate: 0.001, beta1: 0.9, beta2: 0.99 };
}

export function work(name) {
  if (name === "mini") return pokemon();
  if (name === "nanogpt") return characters();
  const [kind, width = "32"] = name.split("-");
  if (kind !== "stories") throw new Error(`no work is called ${name}`);
  return stories(Number(width));
}
