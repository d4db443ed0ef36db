/** English: what is missing here is shown in French. */

import { pluralIn, type Forms } from "../plural.js";
import type { Partly, Sentences } from "../types.js";
import type * as french from "./fr.js";

export const name = "English";
export const locale = "en-GB";

const plural = pluralIn(locale);
/** What a token is, counted. */
const tokens = {
  letters: { one: "# letter", other: "# letters" },
  words: { one: "# word", other: "# words" },
  pieces: { one: "# piece", other: "# pieces" },
} satisfies Readonly<Record<string, Forms>>;
/** A number that came in a sentence's gap. */
const counted = (value: unknown, forms: Forms = { other: "#" }): string =>
  plural(Number(value), forms);

const damages: Readonly<Record<string, string>> = {
  short: "it is too short",
  length: "its header says it is longer than it is",
  header: "its header is unreadable",
  description: "its description is unreadable",
  tensor: "a table of numbers is not in its place",
  long: "it is longer than it should be",
  checksum: "something in it has changed since it was written",
};

const refused: Sentences = {
  long: (v) =>
    `it has ${counted(v["count"], { one: "# letter", other: "# letters" })}, and at most ${counted(v["most"])} are possible`,
  unknown: (v) => `the model does not know the letter “${v["character"]}”`,
  nothing: () => "it has no letter that the model knows",
};

export const kit: Partly<typeof french.kit> = {
  dialog: { close: "Close" },
  bar: {
    home: "Home, ",
    theme: (dark: boolean): string => (dark ? "Light mode" : "Dark mode"),
    reading: "Reading",
  },
  reading: {
    title: "Read better",
    size: "Size of the letters",
    airy: "Set letters, words and lines apart",
    aloud: "A button beside the texts, to hear them",
    stays: "Only a voice of this device reads: nothing is sent. Escape silences it.",
    noVoice:
      "This browser has no English voice that speaks without a network: texts cannot be read aloud here.",
    read: "Hear this text",
    quiet: "Stop the voice",
    dot: "dot",
    dots: "three dots",
  },
  paper: {
    form: "Form of the sheet",
    forms: {
      usual: "usual",
      large: "large print, 18 point",
      easy: "easy to read, 14 point, airy",
    },
  },
};

export const labo: Partly<typeof french.labo> = {
  app: {
    skip: "Go to the content",
    replaced: "A new model has taken the place of the one that you had trained.",
    takeBack: "Take the old one back",
    skipToPlayer: "Go to the player",
    brand: "Le Labo",
    by: "My first LLM",
    nav: "The steps of Le Labo",
    missions: "Missions",
    keep: "Keep",
    glossary: "Glossary",
    theme: (dark: boolean): string => (dark ? "Light mode" : "Dark mode"),
    close: "Close this message",
    refused: (list: string | null) =>
      list === null
        ? "Your new list could not be read. The model keeps your names from before."
        : `Your list could not be read. The model keeps the names of “${list}”.`,
    why: "See why",
  },
  judged: {
    new: "new",
    near: "one letter away from a name of the list",
    copy: "copy of the list",
    unknown: "This model came without the list that taught it: nobody can say what it copies.",
    empty: "(nothing)",
    keep: (name: string) => `Keep ${name} in my favourites`,
    drop: (name: string) => `Take ${name} out of my favourites`,
    wrong: (kind) => `To be checked: ${kind}`,
    rather: (word) => (word === "" ? "one expected" : `one expected “${word}”`),
    faults: { word: "does not go with the rest", sentence: "impossible sentence in this world" },
  },
  player: {
    label: "Training",
    play: "Train",
    goOn: "Go on",
    pause: "Pause",
    step: "One step",
    restart: "Start again",
    slow: "This browser can compute only one number at a time: everything works, but more slowly.",
    pace: "Pace",
    paces: { 1: "1 step/s", 10: "10 steps/s", 50: "50 steps/s", 250: "250 steps/s", 0: "flat out" },
    steps: "step",
    loss: "loss",
    hidden: "hidden",
    stages: {
      hasard: "chance",
      apprend: "learning",
      "a appris": "has learned",
      récite: "reciting",
    },
    exploded: "exploded",
    rests: (step: string, loss: string, hidden: string | undefined, verdict: string | undefined) =>
      `Step ${step}: loss ${loss}${hidden ? `, ${hidden} on the hidden names` : ""}${verdict ? `. Verdict: ${verdict}` : ""}.`,
  },
  duel: {
    title: "Two models side by side",
    lead: "Same list, same settings, **a single difference**. Which one invents better? You are the judge, without knowing who wrote what.",
    choose: "What sets them apart?",
    kinds: { size: "Size", temperature: "Temperature", age: "Age" },
    about: {
      size: "more or fewer numbers to set",
      temperature: "wise or wild when drawing",
      age: "few or many steps",
    },
    model: (side: string) => `Model ${side}`,
    sizes: {
      half: "half",
      usual: "lesson",
      double: "double",
      microgpt: "microgpt",
      mine: "my settings",
    },
    sizeOf: (side: string) => `Size of ${side}`,
    parameters: (n) => plural(n, { one: "# number", other: "# numbers" }),
    otherPlan:
      "Its plan differs too, not only its size: if the models do not invent alike, we will not know which of the two explains it.",
    sameSize:
      "Both are the same. They will do exactly the same thing, but for the draw of the names.",
    temperature: (side: string) => `[[temperature|Temperature]] of ${side}`,
    age: (side: string) => `Age of ${side}`,
    steps: (n: number) => plural(n, { one: "# step", other: "# steps" }),
    onList: (name, n) =>
      `They learn the list “${name}”: ${plural(n, { one: "# name", other: "# names" })}.`,
    go: "Start the duel",
    again: "Again, with another seed",
    stop: "Stop",
    training: "They are learning…",
    inventing: "They invent 100 names each…",
    waitList: "The list is coming…",
    curves: "Their losses, step after step",
    sameModel:
      "The two curves are exactly alike: it is the same model. Only the draw of the letters changes.",
    sameStart: (older: string, younger: string) =>
      `Both follow the same path: ${older} simply goes on for longer than ${younger}.`,
    vote: "Which one invents better?",
    voteHow:
      "Click on the name that you prefer. One of the two comes from A, the other from B, in an order drawn by chance.",
    pair: (n: string, all: string) => `Pair ${n} of ${all}`,
    neither: "Neither",
    skip: "See the results without voting",
    noVote: "They did not invent two different names: there is nothing to vote on.",
    shownCopies: (side, n, all) =>
      `${plural(all, { one: `Of the only name of ${side} that you saw`, other: `Of the # names of ${side} that you saw` })}, ${plural(n, { one: "one was", other: "# were" })} copied from the list: ${side} had invented too few others. Nice, perhaps, but not invented!`,
    length: "The age of both",
    lengthNote:
      "On a short list a long training makes a model recite: nothing would be left to invent.",
    reveal: "The results",
    votes: (a, b, none) =>
      plural(a, { other: "Your votes: **#** for A" }) +
      plural(b, { other: ", **#** for B" }) +
      (none === 0
        ? "."
        : plural(none, { one: ", and # time neither.", other: ", and # times neither." })),
    whose: "Who had written what",
    chosen: "your choice",
    luck: (share: string) =>
      `When choosing by heads or tails, a gap at least as large comes out in ${share} of cases.`,
    little: "So your vote proves almost nothing for now.",
    something: "So it is probably not just luck.",
    measured: "What Le Labo has measured",
    rows: {
      parameters: "numbers to set",
      steps: "steps",
      temperature: "temperature",
      loss: "[[loss|loss]] on the list",
      heldOut: "loss on the [[held-out|hidden names]]",
      new: "new",
      near: "one letter away from a name of the list",
      copies: "copies of the list",
      different: "different names",
      agreements: "agreements held",
      whole: "right from start to end",
    },
    ofNames: (a, b) =>
      a === b
        ? plural(a, { one: "Of # name invented by each:", other: "Of # names invented by each:" })
        : plural(a, { one: "Of # name invented by A", other: "Of # names invented by A" }) +
          plural(b, { other: " and # by B:" }),
    exploded: (side: string) =>
      `The loss of model ${side} exploded: it stopped at its last good moment. Lower the learning rate in “Learn”.`,
    inventsLabel: (side: string) => `Names invented by ${side}`,
    invented: (side: string) => `What ${side} invents`,
    says: "What can be concluded?",
    guess: (where: string, side: string, low: string, high: string) =>
      `${where}, ${side} guesses better (loss ${low} against ${high}).`,
    guessEqual: (where: string) => `${where}, both guess exactly as well.`,
    guessSame: (where: string) => `${where}, both guess almost equally well.`,
    onTheList: "On the list",
    onHidden: "On the hidden names",
    copiesMore: (side: string, more: string, less: string) =>
      `${side} copies the list more often (${more} against ${less}): the gap is clear.`,
    copiesEqual: (n) =>
      n === 0
        ? "Neither copies the list."
        : `They copy the list equally often: ${plural(n, { one: "# copy", other: "# copies" })} each.`,
    agree: (side: string, high: string, low: string) =>
      `In what it invents, ${side} keeps agreements better (${high} against ${low}).`,
    agreeSame: (a: string, b: string) => `They keep agreements about equally well (${a} and ${b}).`,
    copiesSame: (a, b) =>
      `They copy the list about equally often (${plural(a, { other: "#" })} and ${plural(b, { one: "# copy", other: "# copies" })}): this gap may come from the draw.`,
    little2:
      "A single duel proves little: the seed matters too. Run it again with another seed, and see whether the same one wins.",
    beautiful: "And “nice” cannot be measured: there you are the judge.",
    seed: (n: string) => `Seed: ${n}`,
    table: "The two models, measure by measure",
  },
  twoCurves: {
    chance: "chance",
    pairs: "pairs",
    axis: "steps",
    summary: (a: string, b: string, lines: string) =>
      `The two curves of the loss. ${a} ${b} ${lines}`,
    one: (side, steps, first, last) =>
      `Model ${side}: ${first} at first, ${last} after ${plural(steps, { one: "# step", other: "# steps" })}.`,
    none: (side: string) => `Model ${side}: no curve yet.`,
    line: (name: string, value: string) => `Reference ${name}: ${value}.`,
    key: (side: string) => `model ${side}`,
  },
  glossary: { title: "Glossary" },
  grow: {
    title: "Make it grow",
    lead: "A language model is a plan and numbers to set: its [[parameter|parameters]]. Change the plan, and see how many it takes.",
    plans: "Ready-made models",
    plan: {
      tiny: "tiny",
      lesson: "the lesson’s model",
      microgpt: "microgpt",
      large: "large",
      sentences: "sentences",
      answers: "answers",
    },
    dials: "The dials of the plan",
    labels: { embedding: "", positions: "" },
    tables: { token_embedding: "", unembedding: "" },
    shown: {
      embedding: (n: number) => plural(n, { one: "# number", other: "# numbers" }),
      context: (n: number) => plural(n, { one: "# character", other: "# characters" }),
      heads: (n: number) => plural(n, { one: "# head", other: "# heads" }),
      layers: (n: number) => plural(n, { one: "# layer", other: "# layers" }),
      hidden: (n: number) => plural(n, { one: "# neuron", other: "# neurons" }),
    },
    headsFree:
      "The heads share the numbers of each letter: adding heads does not change the count.",
    follows: (heads, embedding) =>
      plural(embedding, {
        one: "There is only one number to share: ",
        other: "Heads share the # numbers equally: ",
      }) + plural(heads, { other: "I set #." }),
    others: "Other dials",
    normNote: "Here it adds no number to set.",
    place: "Where it stands",
    places: {
      microgpt: "after the identity cards and in each layer",
      blocks: "in each layer only",
    },
    biasNote: "A bias is a number added at the end of a neuron’s calculation.",
    count: "numbers to set",
    impossible: "These dials do not go together. Choose a ready-made model.",
    current: "This is your present model.",
    bigger: (n: string) => `**${n} times larger** than your present model`,
    smaller: (n: string) => `**${n} times smaller** than your present model`,
    same: "The same plan as your present model, with other settings of the training.",
    equal: "The same size as your present model, but another plan",
    build: "Build this model",
    lost: (steps) =>
      `Your present model has learned for ${plural(steps, { one: "# step", other: "# steps" })}: it will be replaced by a new one. To keep it, go to “Keep” first.`,
    fresh: "Your model has learned nothing yet: it follows your dials at once.",
    train: "Watch it learn",
    speed: "Its speed, measured here",
    fourAtOnce: "It trains by computing four numbers at a time.",
    speedNote:
      "Measured just now on your computer, by really training it, in tiny steps, for about half a second.",
    measuring: "Measuring…",
    wait: "Your model is learning: the measure waits for the pause.",
    again: "Measure again",
    wantedRow: "this model",
    currentRow: "your present model",
    targets: "letters a second",
    ms: "per step, all included",
    whole: "the whole training",
    msValue: (n: string) => `${n} ms`,
    wholeValue: (steps, time) =>
      `${plural(steps, { one: "# step", other: "# steps" })}: ${time === undefined ? "less than a second" : `about ${time}`}`,
    slower: (n: string) => `Each step takes **${n} times longer** than with your present model.`,
    faster: (n: string) => `Each step is **${n} times faster** than with your present model.`,
    failed: "The measure did not work out: training this model is too slow here.",
    where: "Where are all these numbers?",
    parts: {
      embeddings: "identity cards",
      attention: "attention",
      mlp: "network",
      norms: "normalisation",
      output: "output",
    },
    table: "The count, table by table",
    head: ["table", "calculation", "numbers"],
    total: "in all",
    units: {
      vocabulary: (n) => plural(n, { one: "# character", other: "# characters" }),
      context: (n) => plural(n, { one: "# place", other: "# places" }),
      embedding: (n) => plural(n, { one: "# number", other: "# numbers" }),
      hidden: (n) => plural(n, { one: "# neuron", other: "# neurons" }),
      layers: (n) => plural(n, { one: "# layer", other: "# layers" }),
    },
    tied: "The output uses the table of the identity cards again: it costs nothing more.",
    layersNote: "Each layer has its own tables, of the same size.",
  },
  knownModels: {
    title: "The ladder of GPTs",
    lead: "All of these guess what comes next, one [[token|token]] at a time. From yours up to the largest, what changes most is the number of [[parameter|parameters]].",
    scale: "Mind the ruler: each line to the right means **10 times more**.",
    felt: (own: string, name: string, far: string) =>
      `On an ordinary ruler, if your model’s bar were ${own} long, that of ${name} would be **${far}** long.`,
    reading:
      "And if you read all its numbers aloud, one a second, without eating or sleeping? The time stands below each bar.",
    yours: "Your model",
    yoursToo: "this is yours at the moment",
    now: "the one you are training now",
    parameters: (n: string, _rounded: boolean) => `${n} parameters`,
    about: "about",
    step: (n: string, below: string) => `× ${n} compared with ${below}`,
    perhaps: "perhaps ",
    aloud: (time: string) => `to read aloud: ${time}`,
    unofficial: "unofficial estimate",
    more: (name: string) => `What changes with ${name}`,
    first: (name: string) => `More about ${name}`,
    learned: "It learned from:",
    differs: "What is different:",
    facts: "Its measures:",
    fact: {
      layers: (n: string) => `layers: ${n}`,
      embedding: (n: string) => `numbers per token: ${n}`,
      heads: (n: string) => `heads: ${n}`,
      context: (n: string) => `window: ${n} tokens`,
      vocabulary: (n: string) => `tokens known: ${n}`,
      tokens: (n: string) => `tokens read in training: ${n}`,
    },
    counted: "Counted by Le Labo from its dials.",
    published: "Published figures: Le Labo cannot count them again.",
    source: "Source:",
    estimate: "Where the estimate comes from:",
    outside: "(opens on the Internet)",
    chart: (name: string, count: string) => `${name}: ${count}.`,
  },
  attention: {
    picture: (from, shares) => `The letter “${from}” looks at: ${shares}.`,
    table: "The table of all shares of attention",
    asks: "looks at →",
    hidden: "hidden: it is the future",
    caption: "Each line is a letter that looks. Its shares make 100%. The future (·) is hidden.",
    how: (from) =>
      `The more colour a word has, the more “${from}” looks at it. Click on a word to make it look in its turn.`,
    sentence: "The words, and the share of attention of each",
    start: "start",
    seen: "word looked at",
    shares: (from) => `What “${from}” looks at, head by head. The shares of a head make 100%.`,
  },
  inside: {
    title: "Look inside",
    lead: "Type the beginning of a name and follow it through the model, bit by bit. All numbers are real: your model computes them right now.",
    begin: "Beginning of a name",
    follow: "The letter to follow",
    start: "start of the name",
    guess: "the model guesses",
    unknown: (letters) => `This model does not know: ${letters}. I go on without.`,
    cut: (count) =>
      `This model only sees the ${plural(count, { one: "last letter", other: "last # letters" })}: places start again at 1 here.`,
    young:
      "This model has learned **nothing yet**: its numbers were drawn by chance. Start the training at the bottom of the page and watch them move.",
    wait: "The model is coming…",
  },
  headsCard: {
    title: "What does each head look at?",
    lead: (count) =>
      `Nobody told the [[head|heads]] what to look at. Le Labo has measured where their attention goes while the model reads ${plural(count, { one: "# other story", other: "# other stories" })}. “By chance” is the share of a head that looks at everything alike.`,
    measuring: "Measuring…",
    wait: "The heads are measured as soon as the model rests.",
    earlier: (step) => `Measured at step ${step}.`,
    mostly: (place, part, even) => `looks mostly at ${place} (${part}, by chance ${even})`,
    more: (place, part, even) =>
      `looks more than by chance at ${place} (${part}, by chance ${even})`,
    also: (place, part, even) => `${place} (${part}, by chance ${even})`,
    and: ", and also at ",
    nothing: "looks at nothing special among what is measured here",
    all: "All its measures",
    where: "where",
    part: "measured",
    even: "by chance",
    places: {
      previous: "the word before",
      same: "the same word, further up",
      first: "the start",
      itself: "the word itself",
      verb: "the verbs",
      mark: "the full stops and commas",
      noun: "the noun to agree with, it alone",
      adjective: "the noun and what shows its gender, for an adjective to agree",
      pronoun: "the noun and what shows its gender, to choose a pronoun",
      article: "the noun and what shows its gender, to choose an article",
    },
    honest:
      "These are means: in one sentence a head may do something else. Agreement is measured where the noun lies further back than the word before. And looking is not all: to know what a head is for, switch it off.",
  },
  wordsMap: {
    title: "The map of words",
    say: (shown, all) =>
      `Each word stands where its [[embedding|identity card]] puts it: words close together are alike for the model. Here are ${plural(shown, { one: "# word", other: "# words" })} of ${counted(all)}; where there is no room to write one, only its shape is left.`,
    chance:
      "This model has learned nothing: these places still come from chance. Train it, and watch the words move.",
    honest: (share, size) =>
      `An identity card has ${plural(size, { one: "# number", other: "# numbers" })}, a picture only two directions: this map shows ${share} of the differences between these words. The rest is hidden.`,
    search: "Find a word",
    unknown: (word) => `The model does not know “${word}”.`,
    beside: (word, others) => `The nearest to “${word}”, counting all numbers: ${others}.`,
    shapes: { noun: "noun", adjective: "adjective", verb: "verb", other: "little word" },
    frequencies: { noun: "frequent", other: "rarer" },
    masculine: "masculine",
    feminine: "feminine",
    neither: "both, or none",
    list: "The nearest to each word of the map",
    picture: (pairs) => `Map of the words. The nearest, counting all numbers: ${pairs}.`,
  },
  lettersMap: {
    title: "The map of letters",
    say: "Each letter stands where its [[embedding|identity card]] puts it: letters close together are alike for the model.",
    chance:
      "This model has learned nothing: these places still come from chance. Train it, and watch the letters move.",
    honest: (share, size) =>
      `An identity card has ${plural(size, { one: "# number", other: "# numbers" })}, a picture only two directions: this map shows ${share} of the differences between letters. The rest is hidden.`,
    vowel: "vowel",
    consonant: "other letter",
    edge: "start and end of the name",
    list: "The nearest to each letter",
    letter: "Letter",
    near: "Nearest",
    picture: (pairs) => `Map of the letters. The nearest, counting all numbers: ${pairs}.`,
  },
  origin: {
    title: "Where does this number come from?",
    invite:
      "Point at a number, with the mouse, a finger or the keyboard (Tab, then the arrows): the sum that made it appears here.",
    back: "Back",
    close: "Close",
    learned: "learned",
    lookup: "It is read as it is from a table of the model. It is a **learned** number.",
    copy: "It is copied without change.",
    sum: "Two numbers are added:",
    products: "Multiply two by two, then add everything:",
    scaled: "Multiply two by two, add, then divide:",
    activation: "The number goes through the filter:",
    turned: "Multiply two by two, add, then the number turns with another:",
    norm: "The number is rescaled to its row:",
    softmax: "The number becomes a share of the total:",
    off: "This part is switched off: it says 0.",
    future: "This letter is in the future: the model may not look at it.",
    total: "Total",
    turn: (a, cos, other, sin, b) =>
      `The question and the label turn with the place of the letter, each number with another (${other}): ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
    divide: (a, d, b) => `${a} ÷ ${d} = ${b}`,
    minus: (a, m, b) => `The mean of the row is taken away: ${a} − (${m}) = ${b}`,
    exp: (a, peak, e) =>
      `Take away the row’s largest number (${peak}), then take the exponential: exp(${a} − (${peak})) = ${e}`,
    share: (e, total, b) => `Divided by the total of the whole row: ${e} ÷ ${total} = ${b}`,
    gain: (g) => `Times a learned gain: × ${g}`,
    offset: (o) => `Plus a learned offset: + (${o})`,
    hint: "Click an underlined number to go further back.",
    rounded: "Numbers are rounded on the screen; the model computes with more digits.",
  },
  partsOff: {
    title: "Switch a part off",
    lead: "Untick a part: it will always say 0. What can the model still do?",
    legend: "Parts that are on",
    cost: (part, before, after, verdict) =>
      `Without ${part}, the loss goes from ${before} to ${after}: ${verdict}.`,
    much: "the model is lost",
    some: "it is wrong more often",
    little: "it hardly needs it",
    none: "it does very well without",
    better: "it even does a little better without",
    hidden: (before, after) => `On the hidden names: from ${before} to ${after}.`,
    agreements: (before, after, count) =>
      `Agreements held go from ${before} to ${after}, in ${plural(count, { one: "# invented story", other: "# invented stories" })}.`,
    worst: (kind, before, after) => `What suffers most, “${kind}”: from ${before} to ${after}.`,
    fall: (points) =>
      points > 0
        ? `agreements held: ${plural(points, { one: "# point", other: "# points" })} fewer`
        : points < 0
          ? `agreements held: ${plural(-points, { one: "# point", other: "# points" })} more`
          : "agreements held: as many",
    measuring: "Measuring…",
    and: " or ",
    next: "The next letter",
    whole: "Whole model",
    cut: "Part switched off",
    back: "Switch everything on",
    which: "Which part matters most?",
    whichSay: "Le Labo switches each part off, one by one, and measures how much the loss rises.",
    measureAll: "Measure every part",
    rise: "The loss rises by…",
    young: "This model has learned nothing yet: no part really matters. Train it first.",
  },
  stages: {
    layer: (n, of) => `Layer ${n} of ${of}`,
    why: "Why?",
    off: "switched off",
    cards: "The identity cards",
    cardsSay:
      "Each letter has its [[embedding|identity card]]: a row of numbers. The card of its [[position|place]] in the name is added.",
    cardsWhy:
      "The model cannot read, it computes: it needs numbers. Without the card of the place, the first layer would see the earlier letters without their order: “pik” and “ipk” would be the same.",
    cardsTurned:
      "Each letter has its [[embedding|identity card]]: a row of numbers. Its [[position|place]] in the name is not on it: the attention will take it into account.",
    cardsTurnedWhy: "The model cannot read, it computes: it needs numbers.",
    normTitle: "Rescaling",
    normSay: "The row keeps its shape, but its numbers become neither too large nor too small.",
    normWhy: "In a model with several layers, the numbers would grow too much from layer to layer.",
    asks: "Questions, labels, information",
    asksSay:
      "Each letter asks a [[query|question]], wears a [[key|label]] and offers [[value|information]].",
    asksNormed: "The question and the label are rescaled.",
    asksTurned:
      "The question and the label turn with the [[position|place]] of the letter: so their match depends on the distance between two letters.",
    asksWhy:
      "As in a library: you come with a question, compare it to the labels of the books, and read those that fit.",
    looks: "Attention: who looks at whom?",
    looksSay:
      "The letter’s question is compared with the label of each letter read so far. The better the [[attention-score|match]], the thicker the line.",
    looksWhy:
      "To guess what comes next, not every earlier letter matters as much. The model learned by itself where to look. The future is hidden: else it would copy.",
    mix: "The mix",
    mixSay:
      "The information of the letters is mixed, each by its [[attention-weight|share of attention]].",
    mixWhy:
      "Now the letter also knows what came before it. Only here do letters talk to each other.",
    bypass: "The shortcut",
    bypassSay:
      "What was there before is added: the [[residual|shortcut]]. Nothing is lost on the way.",
    bypassWhy:
      "The layer only has to add a small correction. With this shortcut, many layers learn better.",
    mlp: "The network (MLP)",
    mlpSay:
      "Each [[neuron|neuron]] adds up the numbers of the row, multiplied by its weights. The [[filter|filter]] silences negative totals, wholly or nearly. The others add their correction.",
    mlpWhy:
      "Without a filter, two calculations in a row would be no more than one: the filter allows rules like “if… then”.",
    again: "The shortcut again",
    logits: "The scores",
    logitsSay:
      "The final row is compared with each letter of the alphabet: one [[logits|score]] per letter.",
    logitsWhy: "A large score means: “this letter would fit here”.",
    chances: "The probabilities",
    chancesSay:
      "Scores become [[softmax|probabilities]]: they add up to 100%. The next letter is drawn with them.",
    chancesWhy:
      "The exponential makes everything positive and widens the gaps; then we divide by the total.",
    all: "All letters",
    few: "The likeliest",
    cut: (shown, all) =>
      `The likeliest ${counted(shown)} of ${counted(all)}: the others have even smaller chances.`,
    highest: (shown, all) =>
      plural(shown, { one: "The highest score", other: "The highest # scores" }) +
      ` of ${counted(all)}.`,
    next: "The next letter",
    explain: "Explain",
    end: "end of the name",
    open: "Open all",
    shut: "Close all",
    title: "The way through the model",
    legend:
      "Each cell is a number. Blue bar upwards: it is positive. Orange bar downwards: it is negative. Click on a part to open it.",
    walk: "Follow the way",
    pause: "Pause",
    before: "One part earlier",
    after: "One part further",
    done: "Finish",
    walkSay:
      "The letters enter at the top, and what comes next leaves at the bottom. Follow them, part by part.",
    layerSay: "A layer: attention, then a network. Its result enters the next layer.",
    fewLanes: (shown, hidden) =>
      `Here is room to draw ${plural(shown, { one: "# letter", other: "# letters" })}. The three dots stand for the ${plural(hidden, { one: "one", other: "#" })} before.`,
    of: (letter) => `for “${letter}”:`,
    numbers: (count) => plural(count, { one: "# number", other: "# numbers" }),
    range: (least, most) => `, from ${least} to ${most}`,
    most: (head, heads, letter, share) =>
      heads === 1
        ? `looks most at “${letter}”, ${share}`
        : `head ${head} looks most at “${letter}”, ${share}`,
  },
  heads: { head: "Head" },
  words: {
    card: "",
    learned: "learned weight",
    bias: "learned bias",
    of: (letter) => `for “${letter}”`,
    toward: (letter) => `towards “${letter}”`,
    next: (letter) => `of “${letter}”`,
    head: (n) => `head ${n}`,
    layer: (n) => `layer ${n}`,
    number: (n) => `no. ${n}`,
    parts: {
      positions: "the card of places",
      attention: "the attention",
      attentionShortcut: "the attention’s shortcut",
      mlp: "the network (MLP)",
      mlpShortcut: "the network’s shortcut",
      head: (n) => `head ${n}`,
    },
    inLayer: (n) => `, layer ${n}`,
  },
  lens: {
    title: "One step under the lens",
    lead: "How does a loss become learning? Follow it: the model guesses, it is a little wrong, the loss takes the whole way in reverse (this is [[backpropagation|backpropagation]]), and a weight changes.",
    open: "Take the lens",
    close: "Put the lens away",
    wait: "The lens is coming…",
    whole: (off: number) =>
      plural(off, {
        one: "You have switched a part off. For the lens it is on again: a way back always goes through the whole model.",
        other:
          "You have switched # parts off. For the lens they are on again: a way back always goes through the whole model.",
      }),
    bare: "This model trains with a remedy against learning by heart. The lens shows the weights that train, and a step without the remedy.",
    range: (least: string, most: string) => `slopes from ${least} to ${most}`,
    computing: "The lens is computing the slope of every weight…",
    text: "In the list",
    guessed: "The letter to guess",
    end: "the end",
    behind: (step: string) =>
      `The lens shows a copy of the model, made at step ${step}. The model itself has gone on since.`,
    again: "Copy it again",
    walk: "Forward and back; the left and right arrows work too",
    previous: "Back",
    next: "Next",
    where: (n: number, of: number) => `${counted(n)} of ${counted(of)}`,
    wayBack: "the way back",
    layer: (n: number) => `layer ${n}`,
    number: (n: number) => `no. ${n}`,
    ofToken: (token: string) => `of “${token}”`,
    ofPlace: (place: number) => `of place ${place}`,
    between: (from: number, to: number) => `output no. ${to}, input no. ${from}`,
    said: (kind: string) => `${kind}, before it is adjusted`,
    weightOf: (tensor: string) => `weight (${tensor})`,
    titles: {
      guess: "The model guesses",
      weight: "A single weight",
      corrector: "The optimizer",
      better: "The same guess",
    },
    say: {
      guess: "It all begins with a guess, and with its [[loss|loss]].",
      chances:
        "Each score gets its slope, its [[gradient|gradient]]. For what had to be guessed: the probability minus 1. For all the rest: the probability. The model must raise the first and lower the others.",
      logits:
        "A number of the final row was used for **every** score. We go round them: slope of each score × the weight between the two. Then we add up.",
      again:
        "On the way forward two numbers were added here. So the slope goes back both ways, unchanged.",
      mlp: "The slope crosses the [[mlp|network]] backwards. The [[filter|filter]] multiplies it by its own slope: where it is flat, the slope ends.",
      norm: "Normalising mixes the whole row: when one number gains, the others lose a little. So its slope counts them all.",
      bypass:
        "The slope that came through the network meets the one that took the [[residual|shortcut]]: they are added. Then it goes on both ways.",
      mix: "Each [[value|piece of information]] gets the slope of the mix × its share of attention. From here the slope also goes to the letters before: choose one.",
      looks:
        "Should it have looked elsewhere? The slope of a [[attention-weight|share of attention]] tells. The shares make one whole: the [[attention-score|match]] gets only what exceeds the mean.",
      asks: "The match multiplied a [[query|question]] by a [[key|label]]. Each gets the slope × the other.",
      cards:
        "The end of the way: the [[embedding|identity cards]]. They are learned weights too: they will change.",
      weight:
        "A weight multiplied one number at each place. Its slope, its [[gradient|gradient]]: the slope of what came out × what went in, added up over all places.",
      corrector:
        "The [[optimizer|optimizer]], [[adam|Adam]], does not follow this slope alone: it remembers those before.",
      better: "Every weight has taken its step. We ask the same question.",
    },
    reads: "The model reads:",
    follows: (target: string, share: string) => `Next comes **${target}**. It gave it ${share}.`,
    chances: "What the model guesses",
    error: (chance: string, loss: string) =>
      `Its loss is the [[surprise|surprise]]: −ln(${chance}) = **${loss}**. Sure of the right answer, it would have 0.`,
    whatSlope:
      "Now the way in reverse. We look for the slope of each number, its [[gradient|gradient]]: if it rose a tiny bit, would the loss rise, and how many times as much?",
    letters: "The slopes of this letter",
    legend:
      "Bar upwards: raising this number would raise the loss. Downwards: it would lower it. Each row has a scale of its own. Click a bar to see its sum, or a part to go there.",
    slopesOf: (kind: string) => `Slopes: ${kind}`,
    slope: (slope: string) => `slope ${slope}`,
    steepest: (shown: string, all: string) => `The ${shown} steepest of ${all}.`,
    flat: "All zero: nothing that is seen here changes this guess.",
    sum: "Where does this slope come from?",
    invite: "Click a bar: the sum that makes its slope appears here.",
    back: "Back",
    shut: "Close",
    none: "This number does not change the loss.",
    rises: "If it rises a little, the loss rises: it should be lowered.",
    falls: "If it rises a little, the loss falls: it should be raised.",
    terms: "Slope of what comes after × what it does to it",
    ofError: "loss: 1",
    total: "Total",
    idle: (count: number) =>
      plural(count, {
        one: "It also touches # number whose slope is 0: this adds nothing.",
        other: "It also touches # numbers whose slope is 0: this adds nothing.",
      }),
    local: {
      one: "copied or added: times 1",
      divided: (a: string, root: string) => `${a} ÷ ${root}`,
      filter: (filter: string, at: string) => `slope of the filter, ${filter}, at ${at}`,
      right: (chance: string) => `probability minus 1: ${chance} − 1`,
      wrong: "its probability",
      surprise: (chance: string) => `−1 ÷ ${chance}`,
      share: (share: string, itself: string, own: string) =>
        `the shares make one whole: ${share} × (${itself} − ${own})`,
      unit: "the normalised number",
      norm: (sum: string) => `normalised: ${sum}`,
      turned: (sum: string) => `turned by its place: ${sum}`,
    },
    hint: "Click an underlined number to go further back.",
    rounded: "Numbers are rounded on the screen.",
    toWeight: "Choose this weight",
    tensor: "Where is this weight?",
    which: "Which one? Those that would change the loss most, with their slope",
    trying: "The same slope, by trying",
    tryingSay:
      "We raise this weight and measure the loss. We lower it and measure again. The difference, divided by the way between, is its slope: this is the [[numerical-derivative|numerical derivative]].",
    by: "By how much?",
    up: "Loss, weight raised",
    down: "Loss, weight lowered",
    byTrying: "Slope by trying",
    byCalculation: "Slope by calculation",
    tryingNote:
      "The less the weight is moved, the better the two agree. Trying takes the whole way forward twice for each weight. The way back finds them all at once.",
    follow: "Follow it through the training",
    followThis: (weight: string) => `Follow: ${weight}`,
    waiting: "Train the model: the curve of this weight is drawn here.",
    moved: (from: string, to: string, before: string, after: string) =>
      `From step ${from} to step ${to}: from ${before} to ${after}.`,
    hisSlope: "Its slope:",
    clipped: (sum: string) => `All slopes together were too steep, they are made smaller: ${sum}`,
    momentum: "**First record**, the mean of its slopes: a little of the old, a little of the new.",
    squares: "**Second record**, the mean of its slopes squared: does it shake a lot?",
    gathered: (step: string) =>
      `Both records began at 0. We make up for it, less at each step; this is step ${step} of the optimizer.`,
    move: "**The move**: [[learning-rate|learning rate]] × first record ÷ root of the second.",
    newValue: "Its new value: the old one minus the move.",
    decay: "Before that, all large tables of weights shrink a tiny bit.",
    fresh: "This optimizer has nothing to remember yet: it is its first step.",
    remembered: (steps: number) =>
      `Its records are the real ones, those of your training after ${plural(steps, { one: "# step", other: "# steps" })}. A step of the training looks at more examples at once: the lens takes only one.`,
    all: (count: number) =>
      plural(count, {
        one: "The only number of the model has moved.",
        other:
          "The # numbers of the model have made their step together. Those that were of no use have not moved.",
      }),
    chanceOf: (token: string) => `What it gives to “${token}”`,
    before: "before",
    after: "after",
    known:
      "It already knows by heart what comes next: hardly anything is left to learn. Choose another letter, or take the lens earlier in the training.",
    errors: (before: string, after: string) => `Loss: ${before} → ${after}`,
    better: (before: string, after: string) =>
      `From ${before} to ${after}: it guesses **better**. Training is just this, hundreds of times.`,
    leap: "It is even a great leap: this step looked at a single guess, and the other letters that could follow have lost. This is why a step of the training looks at many examples at once.",
    worse:
      "This time it guesses **worse**: what the optimizer remembered weighed more than this guess. In the steps that follow, it makes up for it.",
    untouched: (step: string) =>
      `Your training has not moved: the lens works on a copy, made at step ${step}.`,
  },
  invent: {
    title: "Invent names with it",
    lead: "The model does not write a name in one go. At each letter it gives a chance to all that may follow, then one is [[sampling|drawn]].",
    untrained:
      "This model has learned nothing yet: it writes by chance. Train it with the button below, and watch the bars change.",
    writing: "Letter by letter",
    begin: "Begin with…",
    placeholder: "for example pi",
    unknown: (left: string) => `This model does not know “${left}”: it is left out.`,
    name: (text: string) => (text === "" ? "The name is empty." : `The name begins with ${text}.`),
    forgotten: (n) =>
      `The grey letters are out of the window: this model only sees the ${plural(n, { one: "last character", other: "last # characters" })}.`,
    next: "The next letter",
    choose: "Click on a letter to choose it yourself.",
    end: "end of the name",
    line: "end of the line",
    write: "Write",
    all: "All letters",
    few: "The likeliest",
    draw: "Draw a letter",
    finish: "Finish the name",
    rub: "Delete",
    clear: "New name",
    another: "Start again",
    pause: "Pause",
    goOn: "Go on",
    one: { letters: "One letter", words: "One word", pieces: "One piece" },
    told: (text) => `The text: ${text}`,
    here: (before) =>
      before === "" ? "To begin, it could write" : `After “${before}” it could write`,
    afterIt: (before) =>
      before === "" ? "To begin, it can write" : `After “${before}” it can write`,
    click:
      "Choose what follows yourself, or click in the text: you will see what could come there.",
    cut: "This name is very long: it is cut here.",
    filtered: "This name looked like a rude word: the classroom filter took it away.",
    dials: "Wise or wild?",
    temperature: "Temperature",
    wise: "wise",
    mad: "wild",
    topK: {
      letters: "Letters allowed (top-k)",
      words: "Words allowed (top-k)",
      pieces: "Pieces allowed (top-k)",
    },
    every: "all",
    best: (n) => plural(n, { one: "the likeliest", other: "the # likeliest" }),
    many: "All at once",
    invent: "Invent 40 names",
    count: (v) =>
      plural(v.all, { one: "Of # name: ", other: "Of # names: " }) +
      plural(v.fresh, { other: "**#** new, " }) +
      plural(v.near, { other: "**#** one letter away, " }) +
      plural(v.copies, { one: "**#** copy of the list.", other: "**#** copies of the list." }),
    twice: (n) => plural(n, { one: "It is always the same name.", other: "# different names." }),
    favourites: "My favourites",
    none: "Click on a name’s star to keep it here.",
    done: "Finished names",
  },
  recital: {
    title: "Does it recite or invent?",
    empty: "Write something with it: what it copied from your text will be looked for here.",
    recites: "It **recites**.",
    mixes: "It **mixes**: it copies some parts, and invents the rest.",
    invents: "It **invents**.",
    share: (n, long) =>
      plural(n, {
        one: "Of 100 words that it writes, **#** comes from a long part of your text",
        other: "Of 100 words that it writes, **#** come from a long part of your text",
      }) +
      plural(long, { one: ", # word or more in a row.", other: ", # words or more in a row." }),
    usual: (n) => `In your hidden paragraphs, which nobody copied, there are ${n} already.`,
    longest: (n) =>
      plural(n, {
        one: "The longest copied run has # word. Here it is in your text:",
        other: "The longest copied run has # words. Here it is in your text:",
      }),
    place: (n, all) => `It is paragraph ${n} of your text, out of ${all}.`,
  },
  keep: {
    title: "Keep and share",
    kept: "Everything stays on this computer: your list, your model and your favourites come back when you open this page again. Nothing goes to the Internet.",
    model: "My model",
    modelNote: "A single file, with all its numbers. It opens here, or in Python with premier-llm.",
    withNames: "Put my list of names into the file too, to go on training later",
    save: "Save my model",
    open: "Open a model",
    file: "my-model.safetensors",
    opened: "The model is open.",
    lists: "My names",
    list: "Save the list",
    listFile: "my-list.txt",
    favourites: "Save my favourites",
    favouritesFile: "my-invented-names.txt",
    sheet: "A sheet to print",
    sheetNote: "One page with your curve, your names and the figures of your model.",
    print: "See the sheet",
    book: "A book of dice",
    bookNote:
      "Your names become a model on paper: a grid a letter, and two dice choose the next one. Without a computer!",
    seeBook: "See the book",
    link: "A link to these settings",
    linkNote: "It holds the settings, never your list of names.",
    copy: "Copy",
    copied: "Copied!",
    shared: "A shared computer?",
    sharedNote:
      "Erases the list, the model, the favourites and the missions from here. This cannot be undone.",
    erase: "Erase everything",
    sure: "Yes, erase everything",
    no: "No, keep it",
  },
  report: {
    title: "My first LLM",
    back: "Back to Le Labo",
    print: "Print",
    who: "Name:",
    on: "On",
    model: "The model",
    list: "List",
    listUnknown: "unknown: the model came without its list",
    listOf: (name, n, hidden) =>
      `${name}: ${plural(n, { one: "# name", other: "# names" })}` +
      (hidden === 0 ? "" : plural(hidden, { other: ", and # hidden" })),
    parameters: "Learned numbers (parameters)",
    shape: "Shape",
    shapeOf: (v: Record<string, string>) =>
      `numbers per letter: ${v["embedding"]} · window: ${v["context"]} · layers: ${v["layers"]} · heads: ${v["heads"]} · neurons: ${v["hidden"]}`,
    steps: "Steps",
    loss: "Loss",
    floor: "floor",
    hidden: "on the hidden names",
    temperature: "Temperature",
    verdict: "Verdict",
    curve: "Its curve",
    invented: "What it invents",
    favourites: "My favourites",
    copies: (share: string) => `${share} of copies among the last invented names.`,
    foot: "Made with Le Labo, free and without an account. All these figures come from the model trained in the page. It imitates the shape of names; it does not know what they mean.",
  },
  book: {
    title: (name: string) => `A model on paper: ${name}`,
    about: (n: number) =>
      plural(n, { one: "Counted in # name", other: "Counted in # names" }) +
      ": which letter follows which, and how often.",
    rules: (boundary: string) => [
      `Take a red and a blue die. Begin at the grid “${boundary}”.`,
      "Roll both. The red die chooses the row, the blue one the column: write that letter.",
      "Go to the grid of the letter that you wrote, and roll again.",
      `When “${boundary}” comes, the name is over. Read it aloud.`,
    ],
    lost: (letters: readonly string[]) => `Too rare for a place: ${letters.join(", ")}.`,
    credit:
      "A language model on paper, with a grid and dice, is an idea of LLMs Unplugged (Ben Swift and the ANU School of Cybernetics).",
  },
  curve: {
    chance: "chance",
    singles: { letters: "single letters", words: "single words", pieces: "single pieces" },
    pairs: "pairs",
    triples: "triples",
    floor: "floor",
    languageFloor: "floor of the language",
    onList: (line: string) => `${line} (list)`,
    onHidden: (line: string) => `${line} (hidden)`,
    axis: "steps",
    loss: "loss",
    train: "loss on the list",
    mean: "loss on the list (pale: each batch)",
    heldOut: "loss on the hidden names",
    summary: (step, first, last, held) =>
      `Loss curve over ${plural(step, { one: "# step", other: "# steps" })}: ${first} at first, ${last} now` +
      (held ? `, and ${held} on the hidden names.` : "."),
    line: (name: string, value: string) => `Reference ${name}: ${value}.`,
    empty: "The curve will be drawn here as soon as the model learns.",
    answers: {
      mean: "loss on the answers (pale: each batch)",
      heldOut: "loss on answers never seen",
      summary: (step, first, last, held) =>
        `Curve of the loss on the answers over ${plural(step, { one: "# step", other: "# steps" })}: ${first} at first, ${last} now` +
        (held ? `, and ${held} on answers never seen.` : "."),
    },
  },
  agreements: {
    title: "What agrees",
    steps: "steps",
    empty: "As soon as the model learns, the stories it invents will be checked here.",
    summary: (share, step) =>
      `At step ${step}, ${share} of what can be checked is right in its stories.`,
    whole: (whole, all) =>
      plural(all, { one: "Of its last story", other: "Of its last # stories" }) +
      plural(whole, {
        one: ", # is right from beginning to end.",
        other: ", # are right from beginning to end.",
      }),
    byKind: "What is checked",
    note: "A program reads its stories. It knows the whole grammar of this small world, which the model has never seen: it has read nothing but stories.",
  },
  learn: {
    title: "It learns before your eyes",
    lead: "At each step the model guesses the letters of your list, measures its [[loss|loss]], then corrects each of its numbers a little.",
    curve: "Its loss, step after step",
    how: "The lower, the better it guesses. The lines say what can be had without a model: by [[chance|chance]], by counting [[pairs|pairs]] of letters or [[triples|triples]]. Below the [[floor|floor]] no model with this window can go.",
    names: "What it invents right now",
    copies: (copies, all) =>
      plural(all, { one: "Of the last invented name: ", other: "Of the last # invented names: " }) +
      plural(copies, { other: "**#** already in the list." }),
    verdict: "Verdict",
    none: "Start the training to see.",
    reasons: {
      "no better than letters": (v: Record<string, string>) =>
        `It does no better than someone who only knows how often each letter occurs (${v["loss"]}, against ${v["line"]}).`,
      "near floor": (v: Record<string, string>) =>
        `Its loss (${v["loss"]}) almost touches the floor (${v["floor"]}): it knows the list by heart.`,
      "near zero": (v: Record<string, string>) =>
        `Its loss (${v["loss"]}) is almost 0: it knows the text by heart.`,
      "copied runs": (v: Record<string, string>) =>
        `Of 100 invented words, ${v["share"]} are in runs of ${v["long"]} words or more that are copied from the text.`,
      copies: (v: Record<string, string>) =>
        `${v["copies"]} copies of the list among the last ${v["total"]} invented names.`,
      "held out higher": (v: Record<string, string>) =>
        `It guesses the learned names well (${v["loss"]}), but the hidden names badly (${v["heldOut"]}).`,
      below: (where: string, v: Record<string, string>) =>
        `Its loss ${where} (${v["loss"]}) went below the line of the pairs (${v["line"]}): it found better than counting.`,
      above: (where: string, v: Record<string, string>) =>
        `Its loss ${where} (${v["loss"]}) is falling, but is still above the line of the pairs (${v["line"]}).`,
      heldOut: "on the hidden names",
      list: "on the list",
    },
    exploded:
      "Boom! The loss exploded: the corrections were too large. It has happened to the best. Le Labo kept the last good model. Lower the learning rate, then start again.",
    wild: "Even before learning, its loss is huge. In a wide or deep model the numbers swell from layer to layer. A [[norm|normalisation]] calms them: try one in Grow, “Other settings”.",
    best: (step: string, loss: string) =>
      `Its best moment on the hidden names: step ${step} (${loss}). After that it mostly learns by heart.`,
    earlier: "Earlier on it invented more.",
    back: (step: string) => `Back to step ${step}`,
    stale: "You changed settings: they will count for a new model.",
    follow: "Start again with these settings",
    dials: "Settings of the training",
    rate: "Learning rate",
    slow: "tiny steps",
    fast: "giant steps",
    seed: "Seed",
    seedNote: "At first all numbers are drawn by chance. Another seed gives another model.",
    redraw: "Another seed",
    remedies: {
      title: "Against learning by heart",
      lead: "A model that is large enough ends by reciting its list: that is [[overfitting|overfitting]]. Here are three remedies; they count for a new model. We tried them on the dinosaurs: 1,000 steps, three [[seed|seeds]], with the lesson’s small model and with the plan “large” of Grow. Without a remedy the large one copies 70 names in 100, and its loss on the [[held-out|hidden names]] is 3.50; that of the small one is 1.82.",
      dropout: {
        label: "[[dropout|Dropout]]: forgetting on purpose",
        note: "At each step this share of its numbers is erased by chance. With 20%, the large one copies only 2 names in 100, and its hidden loss falls to 1.79. The small one cannot keep everything anyway: forgetting gets in its way (1.89). There are up to twice as many calculations. On the curve the loss on the list looks higher: it is measured with what was erased.",
      },
      average: {
        label: "The average of its latest states",
        over: (steps) => plural(steps, { one: "off", other: "about # steps" }),
        note: "You see and keep the [[weight-average|average of its weights]] instead of the very last ones. In the middle of the training it helps a little (for the small one: 0.02 less). At the end hardly any more: the steps are tiny by then. Against copies it is too little. It costs almost no calculation.",
      },
      smoothing: {
        label: "Never being 100% sure",
        note: "The right answer no longer counts for everything: this share is divided among all possible answers. With 10%, the large one copies 18 names in 100, and its hidden loss is 2.43. The small one loses by it (1.85): it hesitates even when it is right. Not one calculation more.",
      },
    },
    speed: (speed, of) => `Your computer learns ${plural(speed, tokens[of])} a second.`,
    atStep: (step) => `At step ${step}`,
    before: "And before?",
    next: "It has learned! Invent names with it",
    noList: "This model came without its list. Choose a list to train it further.",
  },
  missions: {
    label: "Mission",
    missions: "Missions",
    levels: { 1: "Discovery", 2: "Experiment", 3: "Challenge" },
    hint: (next: string, all: string) => `Hint ${next} of ${all}`,
    noMore: "All hints are here",
    hints: "Hints",
    keep: "Keep",
    go: "Go to",
    fold: "Fold the mission away",
    unfold: "Unfold the mission",
    done: "Mission accomplished!",
    see: "See",
    next: "Next mission",
    all: "All missions are accomplished. Well done!",
    already:
      "Your model is there already, and not for this mission. Start again: this time it is you who take it there.",
    way: "How far you are",
    loss: (value: string, target: string) => `loss ${value}, target ${target}`,
    count: (value: string, target: string) => `${value} of ${target}`,
    larger: (value, target) =>
      `${plural(value, { one: "# number", other: "# numbers" })}, target: more than ${target}`,
    fewer: (value, target) =>
      `${plural(value, { one: "# number", other: "# numbers" })}, target: fewer than ${target}`,
    new: (value: string, target: string) => `${value} new, target ${target}`,
    right: (value: string, target: string) => `${value} of agreements held, target ${target}`,
    with: {
      names: "to be done with a list of names",
      stories: "to be done with stories",
      text: "to be done with a text of your own",
      anything: "",
    },
    intro:
      "Choose your mission. Le Labo looks at what your model really does, and ticks it off by itself once it is accomplished.",
    reached: (done: string, all: string) => `${done} of ${all}`,
    isDone: "done",
    isCurrent: "under way",
    todo: "to do",
    file: "My missions in a file",
    fileNote: "To go on at another computer.",
    save: "Save my missions",
    open: "Open my missions",
    fileName: "my-missions.json",
    opened: "Your missions are back.",
    shared: "A shared computer?",
    sharedNote: "Erases the missions done and the hints opened from here. This cannot be undone.",
    sharedMore:
      "Erases the missions, the list, the model and the favourites from here. This cannot be undone.",
    erase: "Erase everything",
    sure: "Yes, erase everything",
    no: "No, keep it",
    erased: "The missions are erased.",
  },
  /** labo/state/lists.ts: those that a child brings; the others say themselves what they are. */
  lists: {
    own: { name: "My list", note: "write or paste it" },
    text: { name: "Your text", note: "written or pasted by you" },
    file: { name: "From the file", note: "it came with the model" },
  },
  names: {
    title: "What will it learn?",
    lead: "The model knows nothing. It will learn from this list, and from nothing else.",
    choose: "Choose…",
    groups: { names: "Names", stories: "Stories", text: "Your text" },
    about: {
      stories:
        "A small world tells thousands of stories: the model will invent others, word after word.",
      text: "A poem, a song, recipes…: the model will write your way, if it reads enough of it.",
    },
    copyright:
      "Pokémon names are © Nintendo / Creatures Inc. / GAME FREAK inc.; educational use, project not affiliated. The other lists are free of rights.",
    write: "Write or paste your list, one name per line",
    placeholder: "for example:\nrex\nfelix\nluna",
    import: "Open a text file",
    big: (size) =>
      `Your list is long (${plural(size, { one: "# character", other: "# characters" })}): it is read, but not shown here.`,
    rewrite: "Write another one",
    found: "What the model will read",
    comments: (count: number) =>
      plural(count, {
        one: "# line begins with a hash sign: it is a remark, which the model does not read.",
        other: "# lines begin with a hash sign: they are remarks, which the model does not read.",
      }),
    still: (list: string | null) =>
      list === null
        ? "Meanwhile, the model keeps the names that you gave it before."
        : `Meanwhile, the model keeps the names of the list before: “${list}”.`,
    column: "Column of names:",
    columnFound: "found by itself",
    text: "This text",
    counts: (n, letters) =>
      `${plural(n, { one: "**# name**", other: "**# names**, all different," })} and ${plural(letters, { one: "**# character**", other: "**# characters**" })} in its [[vocabulary|vocabulary]].`,
    names: (n: number) => plural(n, { one: "# name", other: "# names" }),
    more: (n) => plural(n, { other: "… and # more" }),
    beyond: (n) =>
      `Le Labo keeps the first 50,000 names; ${plural(n, { one: "# other is", other: "# others are" })} left out.`,
    storiesFound: (n, tokens, kind) =>
      `${plural(n, { one: "**# story**", other: "**# stories**" })}, written with ${plural(
        tokens,
        {
          words: { one: "**# word or mark**", other: "**# different words and marks**" },
          letters: { one: "**# letter**", other: "**# different letters and marks**" },
          pieces: { one: "**# piece**", other: "**# different pieces**" },
        }[kind],
      )}. Here are a few:`,
    others: "More stories",
    floor: (floor, kind) =>
      `Their [[floor|floor]]: **${floor}** a ${{ words: "word", letters: "letter", pieces: "piece" }[kind]}. In these stories many words are drawn at random. And nobody can guess chance any better: not the model, not you, not the best AI in the world.`,
    apart: (n) =>
      plural(n, { one: "# meeting that never happens", other: "# meetings that never happen" }),
    apartNote:
      "All these words are in the stories, but never these two together. That is on purpose, to see later whether it composes or repeats.",
    unseen: "So these are stories that the model will never read:",
    writeText: "Write or paste your text, with an empty line between paragraphs",
    textPlaceholder: "for example:\nThe cat opened its eyes,\nthe sun came in.",
    bigText: (title, size) =>
      `${title === "" ? "Your text" : `“${title}”`} is long (${plural(size, { one: "# character", other: "# characters" })}): it is read, but not shown here.`,
    takeText: "Learn this text",
    stays:
      "Your text stays on this computer: nothing goes over the Internet. But this browser keeps it, and the model’s file may carry it along. Paste no real names, addresses or secrets.",
    textFound: (paragraphs, read, tokens, kind) =>
      [
        plural(paragraphs, { one: "**# paragraph**", other: "**# paragraphs**" }),
        ...(read === null || read.words === 0
          ? []
          : [
              plural(read.words, { one: "**# word**", other: "**# words**" }) +
                plural(read.differentWords, { other: ", # different" }),
            ]),
        plural(tokens, { one: "**#** [[token|token]]", other: "**#** [[token|tokens]]" }) +
          { words: " (words and marks)", letters: " (letters and marks)", pieces: " (pieces)" }[
            kind
          ],
      ].join(", ") + ".",
    moreParagraphs: (n) =>
      plural(n, { one: "… and # more paragraph", other: "… and # more paragraphs" }),
    rare: (n, share) =>
      `The model learns the most frequent words. ${plural(n, {
        one: "# rarer word becomes",
        other: "# rarer words become",
      })} “□”: that is ${share} of the text.`,
    textGood: "The whole text is kept as it is.",
    folded: {
      mended: "Its accents were damaged: they are mended.",
      lineEnds: (n) =>
        plural(n, {
          one: "# line end of another system is written as a plain one.",
          other: "# line ends of another system are written as plain ones.",
        }),
      accents: (n) =>
        plural(n, {
          one: "# accent was written behind its letter: it has joined it.",
          other: "# accents were written behind their letters: they have joined them.",
        }),
      blankLines: (n) =>
        plural(n, {
          one: "# empty line too many is left out.",
          other: "# empty lines too many are left out.",
        }),
      spaces: (n) =>
        plural(n, {
          one: "The spaces at the end of # line are left out.",
          other: "The spaces at the ends of # lines are left out.",
        }),
      control: (n) =>
        plural(n, {
          one: "# character that prints nothing is left out.",
          other: "# characters that print nothing are left out.",
        }),
    },
    tokens: "It reads and writes…",
    tokenKinds: { words: "word by word", letters: "letter by letter", pieces: "in pieces" },
    tokensNote: {
      words: "Each word and each mark is a single [[token|token]].",
      letters:
        "Each letter is a [[token|token]]. It must learn to spell the words first: that takes much longer.",
      pieces:
        "A [[token|token]] is a piece: a letter, a bit of a word, or a whole word if it comes often. That is how large chatbots read.",
    },
    alphabet: "The model’s vocabulary",
    alphabetNote: "The dot marks the beginning and the end of a name.",
    remarks: {
      folded: (n) => plural(n, { other: "# changed" }),
      refused: (n) => plural(n, { other: "# refused" }),
      duplicate: (n) => plural(n, { other: "# repeated" }),
    },
    allGood: "Every line is kept as it is.",
    line: (n: string) => `line ${n}`,
    why: {
      folded: (word: string) => `becomes “${word}”`,
      long: (count, most) =>
        `refused: ${plural(count, { one: "# letter", other: "# letters" })}, ${plural(most, { other: "at most #" })}`,
      unknown: (character: string) => `refused: the letter “${character}” is not in the vocabulary`,
      nothing: "refused: no letter that the model knows",
      again: "already in the list",
    },
    settings: "Settings of the list",
    accents: "Keep accents and capitals",
    accentsNote: "Otherwise “é” becomes “e”, as in the lesson. With them the vocabulary is larger.",
    hidden: "Hidden names",
    hiddenNote:
      "[[held-out|Hidden names]] are not learned from. They are the exam: did the model grasp the shape of the names, or did it learn them by heart?",
    hiddenShown: (share: string, names: string) => `${share} (${names})`,
    none: "none",
    go: "That’s it, let’s train it!",
  },
  cutter: {
    title: "The cutter",
    waits: "The cutter is learning its pieces…",
    about:
      "Before it reads, a model cuts the text into tokens. Here are three ways to do so. The pieces and the words are those of what you chose above.",
    type: "Type anything",
    letters: (n) => plural(n, { one: "In letters: # token", other: "In letters: # tokens" }),
    pieces: (n) => plural(n, { one: "In pieces: # token", other: "In pieces: # tokens" }),
    words: (n) => plural(n, { one: "In words: # token", other: "In words: # tokens" }),
    bytes:
      "A rare letter, or one with an accent, is written with several bytes, such as ⟨C3⟩ and ⟨A9⟩ for “é”, as long as no join has brought them together.",
    merges: "Joins",
    none: "No join: each byte is a piece. Move the slider.",
    last: (n) => `Join ${plural(n, { other: "#" })}, the most frequent pair at that moment:`,
    play: "Watch the pairs join",
    unknown: "□: a word that the model does not know. To it, all such words are the same.",
    tied: "⁀: no space here, where there usually is one.",
    count: "How many r’s in “strawberry”?",
    why: "You see the letters, so you count. A chatbot is given pieces, and each piece is only **a number**. There are no letters to count in a number: it must have learned elsewhere how that piece is spelled. That is why it can be wrong.",
    example: "strawberry",
    tryIt: "Cut “strawberry”",
    receives: "What a model that reads in pieces is given:",
  },
  talk: {
    title: "Talk",
    lead: "A model first learns to tell stories, then to **answer**: that is how a chatbot is made.",
    first: "Stories first",
    names:
      "A model that has learned names, letter by letter, cannot talk: it knows no word. It must first learn stories, word by word.",
    untaught:
      "This model has not learned enough to tell stories yet. Let it finish its **first training**: reading stories and guessing the next word.",
    learning: "It is learning stories. Look at “Learn”: they change before your eyes.",
    learnStories: "Teach it stories",
    learnNote:
      "It will have two layers: with a single one it would answer less well. It takes a quarter of a minute on a fast computer, some minutes on an old one.",
    second: "The second training",
    how: "It is **the same model**, with the same numbers. In its [[fine-tuning|second training]] it is shown other examples: questions with their answers. Only the words of the answer count in the [[loss|loss]].",
    mask: "Underlined: what it must guess, and what counts. The rest it only reads.",
    oneLayer:
      "This model has only one layer: it will answer less well. With two layers it finds more often who did what.",
    twoLayers: "Start again with two layers",
    own: "Add my own questions and answers",
    private:
      "Nothing that you write is kept or sent. Still, write neither your name nor your address.",
    pair: (n: number) => `Example ${n}`,
    question: "Question",
    answer: "Answer",
    refused: {
      question: "The question is missing.",
      answer: "The answer is missing.",
      long: "This is too long for the model’s window. Shorten the answer.",
      two: "This question has another answer already. Keep one of the two.",
      rude: "There is a rude word: the classroom filter refuses it.",
    },
    refuse: "Also teach it to say that it does not know",
    teach: "Begin the second training",
    again: "Teach it more",
    examples: (n: number, words: number) =>
      `${plural(n, { one: "# example", other: "# examples" })}, ${plural(words, {
        one: "# new word. Its identity card is drawn at random.",
        other: "# new words. Their identity cards are drawn at random.",
      })}`,
    measuring: "It is being asked questions that it has never seen…",
    progress: (step: string) => `At step ${step}`,
    unseen: "On questions never seen",
    before: "before",
    now: "now",
    rows: {
      known: "true answers about a story",
      facts: "true answers about this world",
      unknown: "says it does not know when nobody can know",
      timid: "says it does not know although the story tells it",
      stories: "[[loss|loss]] on stories never seen",
    },
    forgotten:
      "The last row shows what it has forgotten: if this loss rises, it tells stories less well than before. To avoid this, it is still shown a few stories.",
    talk: "The conversation",
    talkHow:
      "Choose a story, then ask a question. The words of the answer come one by one, as in stories. Touch a word to see what else was possible, and to ask why.",
    story: "What it reads first",
    otherStory: "Another story",
    anew: "Clear the conversation",
    which: { first: "The model before, without a second training" },
    nothing: "(it says nothing)",
    yours: "Your question",
    send: "Ask",
    wait: "Wait for the end of the training, or pause it, to talk to it.",
    beside: "Show beside it what the model before answers",
    rivals: (p: string) => `This word had a probability of ${p}. The likeliest in this place:`,
    rivalsLabel: "Possible words",
    marks: {
      true: "This is true in this world.",
      false: "This is false.",
      refused: "It says that it does not know.",
      unclear: "This is not an answer that can be checked.",
      none: "This world does not know this question: it cannot be checked.",
    },
    truth: (truth: string) => `The true answer: “${truth}”`,
    probability: (p: string) =>
      `Probability of this whole sentence: ${p}. It could also have said it in other words.`,
    fingerprint: "The fingerprint of all its numbers, before and after its answer:",
    still: "No number has moved: it learns nothing while you talk to it.",
    moved: "Some numbers have moved.",
    reading: (n: number) =>
      `What the model read again to answer: ${plural(n, { one: "# word or sign", other: "# words and signs" })}`,
    readingHow:
      "At each question it reads everything again from the beginning: that is its only way to follow. ◇ announces your question, ◆ its answer, ¶ the end. □ stands for a word that it does not know.",
    lost: (n: number) =>
      plural(n, {
        one: "The first, struck out, no longer fits into its [[context|window]]: for the model it does not exist.",
        other:
          "The first #, struck out, no longer fit into its [[context|window]]: for the model they do not exist.",
      }),
    whole: "All of it fits into its window.",
  },
  exam: {
    title: "Sure, and wrong",
    how: "Ask it what it cannot know. Read three answers, then count many. “80% sure” is what the model says of its words, not the chance that it is true.",
    about: "About what?",
    kinds: {
      story: "what the story tells",
      absent: "what is not in it",
      untold: "what it does not tell",
      stranger: "an unknown word",
      untaught: "a home never told",
    },
    notes: {
      story: "Everything is in the story: a true answer is possible.",
      absent: "It is asked about an animal or a thing that is not in the story: nobody can answer.",
      untold: "The story does not speak of it: nobody can answer.",
      stranger: "The model does not know this word: it reads □ instead. Nobody can answer.",
      untaught: "No story tells where this animal lives: it cannot have learned it.",
    },
    first: "A first question",
    next: "Next question",
    many: (n: number) => plural(n, { one: "Ask # question", other: "Ask # questions at once" }),
    sure: (p: string) => `(${p} sure)`,
    marks: {
      true: "✓ True.",
      false: "✗ False.",
      refused: "? It says that it does not know.",
      unclear: "… This is not an answer.",
    },
    truth: (truth: string | null) =>
      truth === null ? "Nobody can know." : `The true answer: “${truth}”`,
    withRefusals: "With examples of not knowing",
    withoutRefusals: "Without examples of not knowing",
    found: "On the same questions",
    rows: {
      count: "questions asked",
      answered: "it answered",
      said: "sure, on average",
      right: "and it was true",
    },
    share: (n: number, of: string) => `${n} of ${of}`,
    bin: (said: string, right: string, count: number) =>
      `When it is ${said} sure: right ${right} ${plural(count, { one: "(# answer)", other: "(# answers)" })}.`,
    none: "It answered no question: nothing to draw.",
    axis: "how sure",
    trueAxis: "how true",
    caption:
      "A dot for each group of answers: the bigger, the more there are. On the dotted line, “80 % sure” means right 8 times in 10. Below it, the model is too sure.",
    teach: "Teach it to say that it does not know",
    cost: "Afterwards ask the same questions again: before and after will stand side by side.",
    lost: (lost: number, knew: number, share: string) =>
      `What it costs: of what it knew about the story it now refuses ${share} (${lost} of ${knew}).`,
    again: "Now ask the same questions again, to compare.",
  },
  /** labo/tabs/talk/votes/ */
  votes: {
    title: "Vote",
    how: "Your model answers twice. Click the answer that you prefer: each [[preference|vote]] is one step of learning. It then gives more chance to what you chose. A vote says what pleases, not what is true.",
    begin: "Start voting",
    ballot: "Two answers",
    count: (n: number) =>
      n === 0
        ? "No votes yet. On the keyboard: 1 or 2."
        : plural(n, { one: "# vote.", other: "# votes." }),
    chosen: {
      true: "The answer chosen was true.",
      false: "The answer chosen was false.",
      refused: "The answer chosen said “I do not know”.",
      unclear: "",
    },
    alike: "On this point all its answers are now alike: there is nothing left to choose.",
    robot: "And if a robot votes in your place, always the same way?",
    robots: {
      long: "The longest",
      flattering: "The flattering one",
      yes: "The one that says yes",
    },
    robotNote: (n: number) =>
      `It votes ${n} times, without looking whether it is true. Then see what has changed.`,
    stop: "Stop the robot",
    measuring: "It answers questions that are never voted on…",
    changed: "What the votes have changed",
    answersThat: "On 45 questions, the answer…",
    before: "Before",
    now: "Now",
    wishes: {
      flattering: "flatters: “Good question!”",
      thankful: "thanks",
      long: "is long",
      short: "is short",
      yes: "says yes, where one can say yes or no",
    },
    right: "is true",
    fooled: "says yes to what is false",
    distance: (n: string) =>
      `Distance from the model before the votes: **${n}**. 0 means the same; the larger, the more differently it answers.`,
    forgotten: "It tells stories less well: the votes made it forget some.",
    kept: "It still tells stories as well, or nearly: nothing is forgotten.",
    note: "Measured on questions that are never voted on. It draws its words at random, as when one votes.",
    whyNote:
      "Which vote has changed which word? Ask something in the conversation, touch a word of the answer, then “Why this word?”.",
    takeBack: "Take all votes back",
  },
  judge: {
    title: "You be the judge",
    how: "Twenty answers. You have not read the story: do you believe the model, or do you check? Believing a true answer: +2. Believing a false answer: −2. Checking: 0.",
    start: "Play",
    place: (n: string, of: string) => `Answer ${n} of ${of}`,
    believe: "I believe it",
    check: "I check",
    marks: {
      true: "✓ It was true.",
      false: "✗ It was false.",
      refused: "✓ It does not know, and says so.",
      unclear: "✗ It was not an answer.",
    },
    truth: (truth: string | null) =>
      truth === null ? "The story does not tell." : `The true answer: “${truth}”`,
    worth: (points: number) =>
      `${points > 0 ? "+" : ""}${plural(points, { one: "# point", other: "# points" })}.`,
    sure: (p: string) => `(the model was ${p} sure)`,
    next: "Next",
    result: (points: number, most: number) =>
      `${plural(points, { one: "# point", other: "# points" })} of ${most}`,
    tooMuch: (n: number) =>
      n === 0
        ? "You believed no false answer."
        : plural(n, {
            one: "Too trusting: you believed # false answer.",
            other: "Too trusting: you believed # false answers.",
          }),
    tooLittle: (n: number) =>
      n === 0
        ? "You checked no true answer for nothing."
        : plural(n, {
            one: "Too wary: you checked # answer that was true.",
            other: "Too wary: you checked # answers that were true.",
          }),
    model: (points: number) =>
      `Believing the answers of which the model was more than 50% sure, you would have had ${plural(points, { one: "# point", other: "# points" })}.`,
    believed: "What you believed, and was false:",
    checked: "What you checked, and was true:",
    again: "Play again with other questions",
  },
  tabs: {
    noms: "The names",
    apprendre: "Learn",
    inventer: "Invent",
    dedans: "Look inside",
    agrandir: "Grow",
    duel: "Two models",
    parler: "Talk",
  },
  /** labo/tabs/grow/ */
  size: {
    large: [
      { unit: 1e21, words: () => "billion trillion" },
      { unit: 1e18, words: () => "million trillion" },
      { unit: 1e15, words: () => "thousand trillion" },
      { unit: 1e12, words: () => "trillion" },
      { unit: 1e9, words: () => "billion" },
      { unit: 1e6, words: () => "million" },
    ],
    time: {
      seconds: (n) => plural(n, { one: "# second", other: "# seconds" }),
      minutes: (n) => plural(n, { one: "# minute", other: "# minutes" }),
      hours: (n) => plural(n, { one: "# hour", other: "# hours" }),
      days: (n) => plural(n, { one: "# day", other: "# days" }),
      years: (n) => plural(n, { one: "# year", other: "# years" }),
    },
    ages: (count, n) => plural(count, { one: `${n} year`, other: `${n} years` }),
  },

  slow: {
    title: "In slow motion: this is how it learns",
    lead: "One letter, one mistake, one nudge. Look closely: after that, everything goes faster and faster.",
    faster: "Always the same letter, faster and faster.",
    skip: "Skip (Esc)",
    next: "Next",
    step: (step: string) => `Step ${step}.`,
    reads: "It reads the beginning of a name",
    guesses: "It guesses what comes next",
    right: "The right letter",
    gave: (share: string) => `It gave it a chance of ${share}.`,
    nudge: (numbers: number) =>
      plural(numbers, { one: "A nudge to # number", other: "A nudge to # numbers" }),
    before: "before",
    after: "after",
    now: "now",
    all: "The same nudge serves all letters of the step at once.",
    fell: "This time the chance of the right letter went down. The nudge serves all letters of the step at once: it cannot help each of them.",
    start: "(start)",
    end: "(end)",
    said: (step: string, read: string, guess: string, right: string, was: string, is: string) =>
      `Step ${step}. It reads: ${read}. It guesses: ${guess}. The right answer was “${right}”, with a chance of ${was}. After one nudge: ${is}.`,
    same: "The same beginning, before and now",
    beginning: (read: string, right: string) =>
      `Beginning: ${read} · in the list, what comes next is: ${right}`,
    untrained: "Before learning",
    nowAt: (step: string) => `Now, step ${step}`,
    goesOn: "It goes on:",
    again: "See it again from the start, slowly",
  },
  cost: {
    title: "What it costs, in multiplications",
    lead: "Guessing is multiplying and adding. Learning is doing it three times: once to guess, twice to know how to correct. How long would it take you **by hand**, with a pencil, without sleeping?",
    pencil: "How many seconds does one multiplication take you?",
    assumed: (seconds: number) =>
      `Le Labo assumed ${plural(seconds, { one: "# second", other: "# seconds" })}, without measuring anything. Time yourself, for example with 0.37 × 1.24, and change this number.`,
    what: "calculation",
    count: "multiplications",
    byHand: "by hand",
    takes: (time: string) => `by hand: ${time}`,
    guess: "Your model: guess one letter, with a full window",
    training: (step: string) => `Your model: its training up to step ${step}`,
    guessOf: (name: string) => `${name}: guess one token, with a full window`,
    trained: (name: string) => `${name}: its whole training`,
    trainedAgain: (name: string) => `${name}: the whole training, done again by others`,
    unknown: "nobody knows",
    about: "about",
    compared: (name: string, n: string) =>
      `Training ${name} took as much as **${n}** of your trainings.`,
    how: "How it is counted",
    counted:
      "Le Labo counts the multiplications of all tables of numbers and of attention, for the places that it really computes: a beginning that several names share is computed once. The rest, done number by number, is left out: it is little.",
    source: (name: string, tokens: string) =>
      `${name}: its authors published how many tokens it read (${tokens}), and the number of operations. One in two is a multiplication, the other an addition.`,
    sourceAgain: (name: string, tokens: string) =>
      `${name}: its authors did not say how much it read. Others did it again, and say how many tokens they took (${tokens}); the multiplications are counted from its dials.`,
    outside: "(opens on the Internet)",
  },
  card: {
    section: "A card to show",
    note: "A picture with your favourite inventions, your curve and your model’s portrait. The model is **inside** the picture: drag it into Le Labo, and it opens.",
    save: "Save the card",
    running: "Pause the training first: the card shows a single moment.",
    warning:
      "To give it to somebody: a USB stick, or an attached file. Sent as a photo by a messaging service, the picture is made anew, and the model is lost.",
    file: "my-card.png",
    title: "Mon premier LLM",
    steps: (n: number) => plural(n, { one: "# step", other: "# steps" }),
    numbers: (n: number) => plural(n, { one: "# number learned", other: "# numbers learned" }),
    favourites: "My favourite inventions",
    inventions: "What it writes",
    portrait: "Its portrait",
    squares: (n: number) =>
      plural(n, { one: "# number, one square", other: "# numbers, a square each" }),
    curve: "Its loss, step after step",
    first: (loss: string) => `at the start: ${loss}`,
    last: (step: string, loss: string) => `step ${step}: ${loss}`,
    foot: "The model is in this picture: drag it into Le Labo of Mon premier LLM, and it opens. Give it as a file, not as a photo.",
  },
  why: {
    title: "Why this letter?",
    titles: "Why these letters?",
    asked: (letter) => `Why “${letter}”?`,
    click: "Click on a letter to know which names it comes from.",
    lead: "From which names of your list does it come? Le Labo makes the experiment: it does the whole training again **without one name**, and looks whether the letter becomes less likely. Your own model does not change.",
    letters: "The name, letter by letter",
    end: "end of the name",
    pick: "Click on a letter of the name.",
    chance: (v) =>
      (v.before === "" ? "To begin a name" : `After “${v.before}”`) +
      `, your model of step ${v.step} gives “${v.letter}” **${v.chance}** (at temperature 1).`,
    moved: (chance) =>
      `The model on the screen gives it ${chance}: it was not trained here in one go, and the experiment compares with the training done again.`,
    under: "The experiment",
    done: (done, of) => plural(done, { one: "# training", other: "# trainings" }) + ` of ${of}`,
    left: (seconds) => plural(seconds, { one: "(# more second)", other: "(# more seconds)" }),
    stop: "Stop",
    stopped: "Stopped before its end: what is shown is not sure.",
    stoppedEarly: "Stopped before its first result.",
    again: "Start the experiment again",
    likeliest: (v) =>
      `“${v.letter}” comes above all from ${v.names}: ${v.all} with, ${v.without} without.`,
    least: (v) =>
      `${v.names} makes “${v.letter}” less likely: ${v.all} with, ${v.without} without.`,
    none: "No name stands out from the [[noise|noise]]: this letter does not come from one name, but from many at once. Try several names together, below.",
    noneOfGroup: "Even without all these names, nothing stands out from the noise.",
    headings: { likelier: "With, it is likelier", less: "With, it is less likely" },
    with: "with",
    without: "without",
    gain: (points) => `From “without” to “with”, in points: ${points} on average.`,
    gainOnce: (points) => `From “without” to “with”, in points: ${points}.`,
    eachStart: (points) => `Start by start: ${points}.`,
    noise: (n) => plural(n, { one: "Noise: # name", other: "Noise: # names" }),
    unsure: (n) => plural(n, { one: "Not sure yet: # name", other: "Not sure yet: # names" }),
    noiseSay:
      "Here, too, the chances move. But from one start to the next they go up or down, or move too little to be seen: it may be the luck of the start alone. And even so, of twenty tries that change nothing, one on average is taken for a culprit.",
    list: "The names that were tried",
    verdicts: { likelier: "likelier", less: "less likely", noise: "noise" },
    guessed: (v) =>
      `Your list is long (${plural(v.names, { one: "# name", other: "# names" })}): Le Labo has tried only ${v.best} names at which the [[gradient|gradient]] points, and ${v.drawn} drawn at random. Had it guessed well? Its order and the true one agree to **${v.worth}** (1: the same; 0: nothing in common).`,
    more: (n) => plural(n, { one: "# more start", other: "# more starts" }),
    moreSay: (n) =>
      plural(n, {
        one: "One start: a single draw of the first numbers.",
        other:
          "# starts, each from other numbers drawn at random. With more starts, effects are told better from noise.",
      }),
    several: "Without several names at once: those that…",
    wheres: { start: "begin with", end: "end with", anywhere: "contain" },
    what: "which letters",
    tryIt: "Try without them",
    group: (first, n) => plural(n, { one: `${first} (# name)`, other: `${first}… (# names)` }),
    each: "Back to the names one by one",
    few: (n) =>
      plural(n, {
        one: "A single start: nobody knows yet whether it is [[noise|noise]]. Look at the bars, then ask for one more start.",
        other:
          "Only # starts: nobody knows yet whether it is [[noise|noise]]. Look at the bars, then ask for one more start.",
      }),
    sentences: "Take sentences away instead, one by one",
    paragraphs: "Take paragraphs away instead",
    away: "What shall be taken away?",
    aways: {
      pairs: "Each of my examples",
      own: "All my examples at once",
      refusals: "The “I don’t know.”",
      votes: "Each of my votes",
    },
    cost: "Of examples, each try takes as long as the second training. Of votes it is quick.",
    nothing:
      "This model has no example of yours, no “I don’t know.” and no vote: there is nothing to take away. Add a question and its answer, or vote, then ask why again.",
    refusals: "the “I don’t know.”",
    older: "the votes from before, all together",
    exchange: (said) => `“${said}”`,
    of: {
      sentences: {
        lead: "From which sentences does it come? Le Labo makes the experiment: it does the whole training again **without one sentence** (or one line), and looks whether what is written becomes less likely. Each time takes as long as your training. Your own model does not change.",
        none: "No sentence stands out from the noise. Try several sentences together, below.",
        noneOfGroup: "Even without all these sentences, nothing stands out from the noise.",
        list: "The sentences that were tried",
        several: "Without several sentences at once: those that…",
        tryIt: "Try without them",
        group: (first, n) =>
          plural(n, { one: `${first} (# sentence)`, other: `${first}… (# sentences)` }),
        each: "Back to the sentences one by one",
      },
      pairs: {
        lead: "Where does this word come from? Choose what Le Labo takes away: it does the second training again **without that**, from the same model, and looks whether the word becomes less likely. Your own model does not change.",
        letters: "The answer, word by word",
        end: "end of the answer",
        pick: "Click on a word of the answer.",
        chance: (v) =>
          (v.before === "" ? "To begin its answer" : `After “${v.before}”`) +
          `, the second training, done again up to step ${v.step}, gives “${v.letter}” **${v.chance}** (at temperature 1).`,
        moved: (chance) =>
          `The model on the screen gives it ${chance}: votes have changed it since, or it has not learned here in one go. The experiment compares with the training done again.`,
        likeliest: (v) =>
          `With ${v.names}, “${v.letter}” is likelier: ${v.all} with, ${v.without} without.`,
        least: (v) =>
          `With ${v.names}, “${v.letter}” is less likely: ${v.all} with, ${v.without} without.`,
        none: "None of your examples stands out from the [[noise|noise]]: this word comes from other examples, or from many at once.",
        noneOfGroup: "Even without them, nothing stands out from the [[noise|noise]].",
        noise: (n) => plural(n, { one: "Noise: # try", other: "Noise: # tries" }),
        unsure: (n) => plural(n, { one: "Not sure yet: # try", other: "Not sure yet: # tries" }),
        moreSay: (n) =>
          plural(n, {
            one: "One start: a single draw of the order of the examples, and of the new words’ cards.",
            other:
              "# starts, each with another order of the examples and other cards for the new words. With more starts, effects are told better from noise.",
          }),
        group: (_first, n) => plural(n, { one: "your example", other: "your # examples" }),
      },
      votes: {
        lead: "From which vote does this word come? Le Labo starts from the model before and casts your votes again in order, **without one of them**: that is exactly the model that you would have had without this vote. A vote has no start drawn at random: one try is enough. Your own model does not change.",
        letters: "The answer, word by word",
        end: "end of the answer",
        pick: "Click on a word of the answer.",
        chance: (v) =>
          (v.before === "" ? "To begin its answer" : `After “${v.before}”`) +
          `, the model on which all your votes were cast again gives “${v.letter}” **${v.chance}** (at temperature 1).`,
        moved: (chance) =>
          `The model on the screen gives it ${chance}: it has learned something else between your votes, or since. The experiment compares with the votes cast again.`,
        likeliest: (v) =>
          `With ${v.names}, “${v.letter}” is likelier: ${v.all} with, ${v.without} without.`,
        least: (v) =>
          `With ${v.names}, “${v.letter}” is less likely: ${v.all} with, ${v.without} without.`,
        none: "No vote alone changes this word visibly.",
        noise: (n) =>
          plural(n, {
            one: "Too little to be seen: # vote",
            other: "Too little to be seen: # votes",
          }),
        noiseSay:
          "Without one of these votes, the chance of the word hardly moves. Together, votes that go the same way may count all the same.",
      },
    },
  },

  problems: {
    "list.text": (v) =>
      `This text is too long: Le Labo reads at most ${counted(v["most"])} million characters. Paste a part of it.`,
    "files.several": (v) =>
      `You gave ${counted(v["count"], { other: "# files" })} at once: give them one by one. Nothing has changed.`,
    "list.none": () => "First choose a list of names.",
    "corpus.nothing": (v) =>
      v["number"] === undefined
        ? "The list is empty. Write one name per line."
        : `No usable name: line ${counted(v["number"])} is refused, because ${refused[String(v["reason"])]?.(v) ?? "it is unreadable"}. ${
            v["reason"] === "long"
              ? "A text is no list: write one name per line."
              : v["letters"] === "a-z"
                ? "Tick “Keep accents and capitals”: all of its characters will be in the vocabulary."
                : "Write one name per line."
          }`,
    "corpus.single": () => "There is only one name: none can be hidden. Add names.",
    "corpus.share": () => "From 0 to 50% of the names can be hidden.",
    "text.empty": () => "There is no text yet: write one, or paste it here.",
    "text.blank": () => "This text has only spaces and empty lines. Write some words.",
    "text.word": (v) => `There is a single word, “${v["word"]}”: write at least a sentence.`,
    "text.short": () => "This text is too short to hide a part of it. Write some more.",
    "vocabulary.unknown": (v) =>
      `The model does not know “${v["character"]}”. It knows: ${v["known"]}`,
    "vocabulary.word": (v) => `The model does not know the word “${v["word"]}”.`,
    "vocabulary.unknown_word": (v) =>
      `This file is not a usable model: it has no token number ${v["number"]} for unknown words.`,
    "vocabulary.foreign": () =>
      "This model cuts text otherwise than GPT-2 does, in a way that Le Labo does not know: open it with Python.",
    "vocabulary.half": (v) =>
      v["before"] === ""
        ? "The text begins with half a character: delete it and type it again."
        : `The text holds half a character, after “${v["before"]}”: delete it and type it again.`,
    "vocabulary.size": (v) =>
      `A vocabulary of pieces has at least ${counted(v["least"])} tokens, not ${counted(v["size"])}.`,
    "vocabulary.unreadable": () => "This file is not a usable model: its vocabulary is unreadable.",
    "vocabulary.tokens": () =>
      "This file is not a usable model: its vocabulary must be a row of characters, all different.",
    "vocabulary.boundary": () =>
      "This file is not a usable model: its vocabulary lacks the character that marks the beginning and the end of a name.",
    "config.heads": (v) =>
      `${counted(v["heads"], { one: "# head", other: "# heads" })} cannot share ${counted(v["embedding"], { one: "# number", other: "# numbers" })} equally: choose a number of heads that divides ${counted(v["embedding"])}.`,
    "config.rotary": (v) =>
      `To know the places, rotary turns pairs of numbers, and each head has ${counted(v["size"])}: it takes an even number.`,
    "config.norm": (v) =>
      v["norm"] === "none"
        ? "Without a normalisation, its three places must stay empty."
        : "A normalisation must have at least one place in the model.",
    "config.norm_parameters": () =>
      "A gain or a bias of the normalisation needs one: choose a normalisation.",
    "config.unknown": (v) => `This model has a dial that Le Labo does not know: “${v["dial"]}”.`,
    "config.value": (v) => `The dial “${v["dial"]}” cannot be ${v["value"]}.`,
    "recipe.value": (v) => `The training’s dial “${v["dial"]}” cannot be ${v["value"]}.`,
    "anatomy.part": (v) => `This model has no part called “${v["part"]}”.`,
    "sampling.refused": () =>
      "Nearly all the names invented were rude words, which the classroom filter takes away. Try another beginning or another list.",
    "sampling.boundary": (v) =>
      `The sign “${v["boundary"]}” starts and ends a name: it cannot stand in the middle.`,
    "sampling.dial": (v) =>
      v["dial"] === "temperature"
        ? "This temperature is not possible: choose a number from 0 to 100."
        : `This setting is not possible: it takes a whole number, at least ${counted(v["least"])}.`,
    "file.foreign": () => "This is a safetensors file, but not a model of Mon premier LLM.",
    "file.damaged": (v) =>
      `This file is damaged, or it is not a model: ${damages[String(v["why"])] ?? "it is unreadable"}.`,
    "file.newer": () => "This file comes from a newer version: take the new version of this page.",
    "file.kind": () => "This file holds a kind of numbers that Le Labo does not read.",
    "file.unusable": () =>
      "This file is not a usable model: its numbers do not go with its description.",
    "file.text": () => "This model learned a whole text: Le Labo only knows lists of names.",
    "file.large": (v) =>
      `This model is too large for Le Labo (${counted(v["parameters"], { one: "# number", other: "# numbers" })}). Open it with Python.`,
    "file.window": (v) =>
      `The window of this model is too large for Le Labo (${counted(v["context"], { one: "# place", other: "# places" })}). Open it with Python.`,
    "file.long": () => "This file is too large to be a model of Le Labo.",
    "file.progress": () => "This file holds no missions of Le Labo.",
    "model.nolist": () =>
      "This model came without its list of names. To train it further, first choose a list with the same alphabet.",
    "model.none": () => "There is no model yet.",
    "second.names": () =>
      "This model learned names, letter by letter: it cannot talk. First teach it stories, word by word.",
    "second.none": () => "There is nothing to learn: write at least one question with its answer.",
    "talk.question": () => "First write a question.",
    "talk.rude": () =>
      "There is a swear word in your question, and the classroom filter removes it. Ask in another way.",
    "talk.rude_answer": () =>
      "The model answered with a swear word, which the classroom filter removes. Ask another question.",
    "talk.first": () =>
      "The model from before the second apprenticeship is not in this file: you can only talk to the one after it.",
    "talk.story": () =>
      "This model has not learned the stories of a world that Le Labo knows: it cannot be told a new one, nor can its answers be checked.",
    "talk.kind": () => "No question of this kind can be asked about the stories of this world.",
    "talk.marks": () =>
      "This file is not a usable model: the signs for talking are missing from its vocabulary.",
    "ballot.alike": () =>
      "The model always gives the same answer: there is nothing left to choose. Stop here, or take the votes back.",
    "ballot.none": () =>
      "This model has not learned to answer yet: first give it its second apprenticeship.",
    "ballot.same": () => "These two answers are the same: there is nothing to choose.",
    "training.room": () =>
      "There is not enough room here for a model of this size: choose a smaller one.",
    "training.foreign": () =>
      "What this file says of its training is incomplete: it cannot be taken up again.",
    "training.vocabulary": (v) =>
      `The list uses ${counted(v["found"], { one: "# character", other: "# characters" })}, and the model knows ${counted(v["expected"])}: choose a list with the same alphabet.`,
    "storage.elsewhere": () =>
      "Le Labo is open in another tab: that one keeps your work, and nothing is kept here any more. Save your model with “Keep”, then close one of the two tabs.",
    "card.none": () =>
      "There is no model in this picture. Messaging services make photos anew, and the model is lost: ask for it as a file.",
    "card.damaged": () =>
      "This picture is damaged, and its model with it: ask for it again, as a file.",
    storage: () =>
      "This browser keeps nothing for this page. Remember to save your model to a file.",
    bug: (v) => `Le Labo made a mistake, and it is not your fault: ${v["problem"]}`,
    "why.untrained": () =>
      "This model has learned nothing yet: no name has anything to do with it. Train it first.",
    "why.elsewhere": () =>
      "This model has learned elsewhere, from a list that Le Labo does not have: it cannot do its training again.",
    "why.second": () =>
      "This model has been through a second training: its words no longer come only from what it read first. In “Talk”, touch a word of its answer.",
    "why.first": () =>
      "Le Labo does not have the model before its second training, or not its examples: it cannot do it again.",
    "why.votes": () => "There is no vote to take away.",
    "why.many": (v) =>
      `There are ${counted(v["count"], { other: "# sentences" })}: too many to try one by one. Choose below those that have a word in common.`,
    "why.ended": () =>
      "This training has exploded: done again, it would explode again. Begin a new model, with a smaller speed.",
    "why.exploded": () => "One of the trainings done again has exploded: try with a smaller speed.",
    "why.group": (v) => `Nothing that the model has learned matches “${v["text"]}”.`,
    "why.everything": () => "Without all that there would be nothing left to learn: choose fewer.",
  } as Sentences,
};

/** Of words, in stories and in a text of one’s own. */
const ofWords = {
  cost: {
    guess: "Your model: guess one word, with a full window",
    counted:
      "Le Labo counts the multiplications of all tables of numbers and of attention, for the places that it really computes: a beginning that several texts share is computed once. The rest, done number by number, is left out: it is little.",
  },
  slow: {
    lead: "One word, one mistake, one nudge. Look closely: after that, everything goes faster and faster.",
    faster: "Always the same word, faster and faster.",
    reads: "It reads a beginning",
    right: "The right word",
    all: "The same nudge serves all words of the step at once.",
    fell: "This time the chance of the right word went down. The nudge serves all words of the step at once: it cannot help each of them.",
  },
  report: {
    shapeOf: (v: Record<string, string>) =>
      `numbers per word: ${v["embedding"]} · window: ${v["context"]} · layers: ${v["layers"]} · heads: ${v["heads"]} · neurons: ${v["hidden"]}`,
  },
  inside: {
    follow: "The word to follow",
    cut: (count) =>
      `This model only sees the ${plural(count, { one: "last word", other: "last # words" })}: places start again at 1 here.`,
  },
  partsOff: { next: "The next word" },
  attention: {
    table: "The shares of attention, word by word and head by head",
    hidden: "hidden: it is the future",
  },
  words: { card: "card of the word" },
  lens: {
    guessed: "The word to guess",
    letters: "The slopes of this word",
    say: {
      mix: "Each [[value|piece of information]] gets the slope of the mix × its share of attention. From here the slope also goes to the words before: choose one.",
    },
    known:
      "It already knows by heart what comes next: hardly anything is left to learn. Choose another word, or take the lens earlier in the training.",
  },
  origin: {
    future: "This word is in the future: the model may not look at it.",
    turn: (a: string, cos: string, other: string, sin: string, b: string) =>
      `The question and the label turn with the place of the word, each number with another (${other}): ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
  },
  stages: {
    cardsSay:
      "Each word has its [[embedding|identity card]]: a row of numbers. The card of its [[position|place]] is added.",
    cardsWhy:
      "The model cannot read, it computes: it needs numbers. Without the card of the place, the first layer would see the earlier words without their order: after “the cat bites the” and after “bites the cat the” all would be the same.",
    cardsTurned:
      "Each word has its [[embedding|identity card]]: a row of numbers. Its [[position|place]] is not on it: the attention will take it into account.",
    asksSay:
      "Each word asks a [[query|question]], wears a [[key|label]] and offers [[value|information]].",
    asksTurned:
      "The question and the label turn with the [[position|place]] of the word: so their match depends on the distance between two words.",
    looksSay:
      "The word’s question is compared with the label of each word read so far. The better the [[attention-score|match]], the more colour the word has.",
    looksWhy:
      "To guess what comes next, not every earlier word matters as much. The model learned by itself where to look. The future is hidden: else it would copy.",
    mixSay:
      "The information of the words is mixed, each by its [[attention-weight|share of attention]].",
    mixWhy: "Now the word also knows what came before it. Only here do words talk to each other.",
    logitsSay:
      "The final row is compared with each word of the [[vocabulary|vocabulary]]: one [[logits|score]] per word.",
    logitsWhy: "A large score means: “this word would fit here”.",
    chancesSay:
      "Scores become [[softmax|probabilities]]: they add up to 100%. The next word is drawn with them.",
    walkSay:
      "The words enter at the top, and what comes next leaves at the bottom. Follow them, part by part.",
    fewLanes: (shown: number, hidden: number) =>
      `Here is room to draw ${plural(shown, { one: "# word", other: "# words" })}. The three dots stand for the ${plural(hidden, { one: "one", other: "#" })} before.`,
    all: "More words",
    next: "The next word",
  },
  grow: {
    tables: { token_embedding: "cards of the words", unembedding: "output: a score for each word" },
    labels: { embedding: "Numbers per word", positions: "Places of the words" },
    shown: {
      context: (n: number) => plural(n, { one: "# word or mark", other: "# words or marks" }),
    },
    headsFree: "The heads share the numbers of each word: adding heads does not change the count.",
    targets: "words a second",
    units: {
      vocabulary: (n: number) => plural(n, { one: "# word", other: "# words" }),
    },
  },
  why: {
    title: "Why this word?",
    titles: "Why these words?",
    letters: "The text, word by word",
    pick: "Click on a word.",
    what: "which words",
  },
} satisfies Partly<typeof french.labo>;

/** Of stories, and of a text of one’s own. */
export const kinds: Readonly<Record<keyof typeof french.kinds, Partly<typeof french.labo>>> = {
  words: ofWords,
  stories: {
    tabs: { noms: "Stories" },
    keep: {
      withNames: "Put the stories into the file too, to go on training later",
      lists: "My stories",
      linkNote: "It holds the settings, never a model.",
      sheetNote: "A page with your curve, your stories and your model’s figures.",
    },
    report: {
      list: "Stories",
      listUnknown: "unknown: the model came without its stories",
      listOf: (name, n, hidden) =>
        `${name}: ${plural(n, { one: "# story", other: "# stories" })}` +
        (hidden === 0 ? "" : plural(hidden, { other: ", and # hidden" })),
      hidden: "on the hidden stories",
      copies: (share: string) => `${share} of copies among the last invented stories.`,
      foot: "Made with Le Labo, free and without an account. All these figures come from the model trained in the page. It imitates the shape of stories; it does not know what they mean.",
    },
    names: {
      lead: "The model knows nothing. It will learn from these stories, and from nothing else.",
      still: (list) =>
        list === null
          ? "Meanwhile, the model keeps what you gave it before."
          : `Meanwhile, the model keeps what it read before: “${list}”.`,
      names: (n) => plural(n, { one: "# story", other: "# stories" }),
      hidden: "Hidden stories",
      none: "none",
      hiddenNote:
        "[[held-out|Hidden stories]] are not learned from. They are the exam: did the model grasp how these stories are made, or did it learn them by heart?",
    },
    invent: {
      title: "Invent stories with it",
      lead: "The model has no plan. At each word it gives a chance to all that may follow, then one is [[sampling|drawn]]. And it begins again.",
      untrained:
        "This model has learned nothing yet: it writes by chance. Train it with the button below, then come back.",
      writing: "Word after word",
      placeholder: "for example The little rabbit",
      unknown: (left: string) => `It never read this in its stories, so it is left out: ${left}.`,
      forgotten: (n) =>
        `What is in italics is out of the window: this model only sees the ${plural(n, { one: "last token", other: "last # tokens" })}.`,
      choose: "Choose another one: the story goes on from there.",
      end: "end of the story",
      all: "See more choices",
      finish: "Tell a story",
      another: "Another story",
      cut: "This story is very long: it is cut here.",
      filtered: "There was a rude word in this story: the classroom filter took it away.",
      every: "all",
      best: (n) => plural(n, { one: "the likeliest", other: "the # likeliest" }),
      invent: "Invent 5 stories",
      count: (v) =>
        plural(v.all, { one: "Of # story: ", other: "Of # stories: " }) +
        plural(v.fresh, { other: "**#** new, " }) +
        plural(v.copies, { other: "**#** already read, word for word." }),
      twice: (n) => plural(n, { one: "It is always the same.", other: "# different stories." }),
      none: "Click on a story’s star to keep it here.",
      done: "The stories before",
    },
    judged: {
      new: "new",
      copy: "already read, word for word",
      unknown: "This model came without the stories that taught it: nobody can say what it copies.",
      empty: "(nothing)",
      keep: (name: string) => `Keep “${name}” in my favourites`,
      drop: (name: string) => `Take “${name}” out of my favourites`,
    },
    player: {
      hidden: "hidden",
      rests: (step, loss, hidden, verdict) =>
        `Step ${step}: loss ${loss}${hidden ? `, ${hidden} on the hidden stories` : ""}${verdict ? `. Verdict: ${verdict}` : ""}.`,
    },
    curve: {
      onList: (line: string) => `${line} (read)`,
      onHidden: (line: string) => `${line} (hidden)`,
      train: "loss on the stories",
      mean: "loss on the stories (pale: each batch)",
      heldOut: "loss on the hidden stories",
      summary: (step, first, last, held) =>
        `Loss curve over ${plural(step, { one: "# step", other: "# steps" })}: ${first} at first, ${last} now` +
        (held ? `, and ${held} on the hidden stories.` : "."),
    },
    learn: {
      lead: "At each step the model reads a few stories and guesses each word from those before it. It measures its [[loss|loss]], then corrects each of its numbers a little.",
      how: "The lower, the better it guesses. The lines say what can be had without a model: by [[chance|chance]], by counting [[pairs|pairs]] of words or [[triples|triples]]. Here the whole language is known: below its [[floor|floor]] no model can go on new stories.",
      copies: (copies, all) =>
        plural(all, {
          one: "Of its last invented story: ",
          other: "Of its last # invented stories: ",
        }) + plural(copies, { other: "**#** already read, word for word." }),
      reasons: {
        "no better than letters": (v: Record<string, string>) =>
          `It does no better than someone who only knows which words come often (${v["loss"]}, against ${v["line"]}).`,
        "near zero": (v: Record<string, string>) =>
          `Its loss (${v["loss"]}) is almost 0: it knows these stories by heart.`,
        copies: (v: Record<string, string>) =>
          `${v["copies"]} stories already read, word for word, among the last ${v["total"]} it invented.`,
        "held out higher": (v: Record<string, string>) =>
          `It guesses the learned stories well (${v["loss"]}), but the hidden stories badly (${v["heldOut"]}).`,
        heldOut: "on the hidden stories",
        list: "on the stories",
      },
      best: (step: string, loss: string) =>
        `Its best moment on the hidden stories: step ${step} (${loss}). After that it mostly learns by heart.`,
      next: "It has learned! Invent stories with it",
      noList:
        "This model came without its stories. Choose some in the first tab to train it further.",
    },
    inside: {
      lead: "Type the beginning of a story and follow it through the model, bit by bit. All numbers are real: your model computes them right now.",
      begin: "Beginning of a story",
      start: "start of the story",
      unknown: (words) => `This model never read this in its stories: ${words}. I go on without.`,
    },
    partsOff: {
      hidden: (before, after) => `On the hidden stories: from ${before} to ${after}.`,
      whichSay:
        "Le Labo switches each part off, one by one, and measures how much the loss rises and how many agreements still hold. It takes a few seconds.",
    },
    stages: { end: "end of the story" },
    knownModels: {
      lead: "All of these guess what comes next, one [[token|token]] at a time. With names, a token of your model was a letter; with stories it is a word. The large ones read pieces of words, and go far beyond a small world: whole books and pages. What changes most is the number of [[parameter|parameters]].",
    },
    duel: {
      lead: "Same stories, same settings, **a single difference**. Which one tells better? You are the judge, without knowing who wrote what.",
      sizes: { usual: "sentences" },
      sameSize:
        "Both are the same. They will do exactly the same thing, but for the draw of the stories.",
      onList: (name, n) =>
        `They learn “${name}”: ${plural(n, { one: "# story", other: "# stories" })}.`,
      inventing: "They invent 100 stories each…",
      sameModel:
        "The two curves are exactly alike: it is the same model. Only the draw of the words changes.",
      vote: "Which one tells better?",
      voteHow:
        "Read both stories and click on the one that you prefer. One of the two comes from A, the other from B, in an order drawn by chance.",
      noVote: "They did not invent two different stories: there is nothing to vote on.",
      shownCopies: (side, n, all) =>
        `${plural(all, { one: `Of the only story of ${side} that you saw`, other: `Of the # stories of ${side} that you saw` })}, ${plural(n, { one: "one was", other: "# were" })} copied word for word: ${side} had read it when learning.`,
      rows: {
        loss: "[[loss|loss]] on the stories learned",
        heldOut: "loss on the [[held-out|hidden stories]]",
        new: "new",
        copies: "copied word for word",
        different: "different stories",
      },
      ofNames: (a, b) =>
        a === b
          ? plural(a, {
              one: "Of # story invented by each:",
              other: "Of # stories invented by each:",
            })
          : plural(a, { one: "Of # story invented by A", other: "Of # stories invented by A" }) +
            plural(b, { other: " and # by B:" }),
      inventsLabel: (side) => `Stories invented by ${side}`,
      invented: (side) => `What ${side} tells`,
      onTheList: "On the stories learned",
      onHidden: "On the hidden stories",
      copiesMore: (side, more, less) =>
        `${side} tells a story it learned more often (${more} against ${less}): the gap is clear.`,
      copiesEqual: (n) =>
        n === 0
          ? "Neither copies a story it learned."
          : `They copy equally often: ${plural(n, { one: "# copy", other: "# copies" })} each.`,
      copiesSame: (a, b) =>
        `They copy about equally often (${plural(a, { other: "#" })} and ${plural(b, { one: "# copy", other: "# copies" })}): this gap may come from the draw.`,
      beautiful: "And “a fine story” cannot be measured: there you are the judge.",
    },
    why: {
      lead: "From which stories does it come? Le Labo makes the experiment: it does the whole training again **without them**, and looks whether what is written becomes less likely. That takes several times as long as your training took. Your own model does not change.",
      end: "end of the story",
      chance: (v) =>
        (v.before === "" ? "To begin" : `After “${v.before}”`) +
        `, your model of step ${v.step} gives “${v.letter}” **${v.chance}** (at temperature 1).`,
      none: "No story stands out from the noise. Try several stories together, below.",
      noneOfGroup: "Even without all these stories, nothing stands out from the noise.",
      noise: (n) => plural(n, { one: "Noise: #", other: "Noise: #" }),
      unsure: (n) => plural(n, { one: "Not sure yet: #", other: "Not sure yet: #" }),
      list: "The stories that were tried",
      several: "Without several stories at once: those that…",
      tryIt: "Try without them",
      group: (first, n) => plural(n, { one: `${first} (# story)`, other: `${first}… (# stories)` }),
      each: "Back to the stories one by one",
    },
  },
  text: {
    tabs: { noms: "The text" },
    report: {
      list: "Text",
      listUnknown: "unknown: the model came without its text",
      listOf: (name, n, hidden) =>
        `${name}: ${plural(n, { one: "# paragraph", other: "# paragraphs" })}` +
        (hidden === 0 ? "" : plural(hidden, { other: ", and # hidden" })),
      hidden: "on the hidden paragraphs",
      copies: (share: string) => `${share} of copies among the last invented texts.`,
      foot: "Made with Le Labo, free and without an account. All these figures come from the model trained in the page. It imitates the shape of the text; it does not know what it means.",
    },
    names: {
      lead: "The model knows nothing. It will learn from this text, and from nothing else.",
      still: (list) =>
        list === null
          ? "Meanwhile, the model keeps your text of before."
          : `Meanwhile, the model keeps what it read before: “${list}”.`,
      hidden: "Hidden text",
      hiddenNote:
        "Whole paragraphs are [[held-out|hidden]]: they are not learned from. They are the exam: did the model grasp how this text is written, or did it learn it by heart?",
      names: (n) => plural(n, { one: "# paragraph", other: "# paragraphs" }),
      none: "nothing",
    },
    keep: {
      withNames: "Put my text into the file too, to go on training later",
      lists: "My texts",
      linkNote: "It holds the settings, never your text.",
      sheetNote: "A page with your curve, what it invents and your model’s figures.",
      list: "Save the text",
      listFile: "my-text.txt",
    },
    invent: {
      title: "Write with it",
      lead: "The model has no plan. Each time it gives a chance to all that may follow, then one is [[sampling|drawn]]. And it begins again.",
      untrained:
        "This model has learned nothing yet: it writes by chance. Train it with the button below, then come back.",
      writing: "Step by step",
      placeholder: "the first words",
      unknown: (left: string) => `This is not in your text, so it is left out: ${left}.`,
      forgotten: (n) =>
        `What is in italics is out of the window: this model only sees the ${plural(n, { one: "last token", other: "last # tokens" })}.`,
      choose: "Choose something else: the text goes on from there.",
      end: "end of the paragraph",
      all: "See more choices",
      finish: "Write",
      another: "Another text",
      cut: "This text is very long: it is cut here.",
      filtered: "There was a rude word in this text: the classroom filter took it away.",
      every: "all",
      best: (n) => plural(n, { one: "the likeliest", other: "the # likeliest" }),
      invent: "Invent 3 texts",
      count: (v) => plural(v.all, { one: "# invented text.", other: "# invented texts." }),
      twice: (n) => plural(n, { one: "It is always the same.", other: "# different texts." }),
      none: "Click on a text’s star to keep it here.",
      done: "The texts before",
    },
    judged: {
      new: "new",
      copy: "already in the text",
      unknown: "This model came without the text that taught it: nobody can say what it copies.",
      keep: (name: string) => `Keep “${name}” in my favourites`,
      drop: (name: string) => `Take “${name}” out of my favourites`,
    },
    player: {
      rests: (step, loss, hidden, verdict) =>
        `Step ${step}: loss ${loss}${hidden ? `, ${hidden} on what is hidden` : ""}${verdict ? `. Verdict: ${verdict}` : ""}.`,
    },
    curve: {
      onList: (line: string) => `${line} (text)`,
      onHidden: (line: string) => `${line} (hidden)`,
      train: "loss on the text",
      mean: "loss on the text (pale: each batch)",
      heldOut: "loss on the hidden paragraphs",
      summary: (step, first, last, held) =>
        `Loss curve over ${plural(step, { one: "# step", other: "# steps" })}: ${first} at first, ${last} now` +
        (held ? `, and ${held} on the hidden paragraphs.` : "."),
    },
    learn: {
      lead: "At each step the model reads passages of your text and guesses each time what follows. It measures its [[loss|loss]], then corrects each of its numbers a little.",
      how: "The lower, the better it guesses. The lines say what can be had without a model: by [[chance|chance]], by counting [[pairs|pairs]] or [[triples|triples]]. Nobody knows how low one can go: it depends on your text.",
      copies: (copies, all) =>
        plural(all, {
          one: "Of the last invented text: ",
          other: "Of the last # invented texts: ",
        }) + plural(copies, { other: "**#** copied." }),
      reasons: {
        "no better than letters": (v: Record<string, string>) =>
          `It does no better than someone who only knows what comes often (${v["loss"]}, against ${v["line"]}).`,
        "held out higher": (v: Record<string, string>) =>
          `It guesses the learned text well (${v["loss"]}), but the hidden paragraphs badly (${v["heldOut"]}).`,
        heldOut: "on the hidden paragraphs",
        list: "on the text",
      },
      best: (step: string, loss: string) =>
        `Its best moment on the hidden paragraphs: step ${step} (${loss}). After that it mostly learns by heart.`,
      next: "It has learned! Write with it",
      noList: "This model came without its text. Choose one in the first tab to train it further.",
    },
    inside: {
      lead: "Type the beginning of a sentence and follow it through the model, bit by bit. All numbers are real: your model computes them right now.",
      begin: "Beginning of a sentence",
      start: "start of the paragraph",
    },
    headsCard: {
      lead: (count) =>
        `Nobody told the [[head|heads]] what to look at. Le Labo has measured where their attention goes while the model reads ${plural(count, { one: "# piece", other: "# pieces" })} of your text. “By chance” is the share of a head that looks at everything alike.`,
      honest:
        "These are means: in one sentence a head may do something else. And looking is not all: to know what a head is for, switch it off.",
    },
    partsOff: {
      hidden: (before, after) => `On the hidden paragraphs: from ${before} to ${after}.`,
    },
    stages: { end: "end of the paragraph" },
    duel: {
      lead: "Same text, same settings, **a single difference**. Which one writes better? You are the judge, without knowing who wrote what.",
      sizes: { usual: "sentences" },
      sameSize:
        "Both are the same. They will do exactly the same thing, but for the draw of the words.",
      onList: (name, n) =>
        `They learn “${name}”: ${plural(n, { one: "# paragraph", other: "# paragraphs" })}.`,
      inventing: "They invent texts…",
      sameModel:
        "The two curves are exactly alike: it is the same model. Only the draw of the words changes.",
      vote: "Which one writes better?",
      voteHow:
        "Read both texts and click on the one that you prefer. One of the two comes from A, the other from B, in an order drawn by chance.",
      noVote: "They did not invent two different texts: there is nothing to vote on.",
      rows: {
        loss: "[[loss|loss]] on the text learned",
        heldOut: "loss on the [[held-out|hidden paragraphs]]",
        different: "different texts",
      },
      ofNames: (a, b) =>
        a === b
          ? plural(a, {
              one: "Of # text invented by each:",
              other: "Of # texts invented by each:",
            })
          : plural(a, { one: "Of # text invented by A", other: "Of # texts invented by A" }) +
            plural(b, { other: " and # by B:" }),
      inventsLabel: (side) => `Texts invented by ${side}`,
      invented: (side) => `What ${side} writes`,
      onTheList: "On the text learned",
      onHidden: "On the hidden paragraphs",
    },
    why: {
      lead: "From which paragraphs does it come? Le Labo makes the experiment: it does the whole training again **without one paragraph**, and looks whether what is written becomes less likely. Each time takes as long as your training. Your own model does not change.",
      end: "end of the paragraph",
      chance: (v) =>
        (v.before === "" ? "To begin" : `After “${v.before}”`) +
        `, your model of step ${v.step} gives “${v.letter}” **${v.chance}** (at temperature 1).`,
      none: "No paragraph stands out from the noise. Try several paragraphs together, below.",
      noneOfGroup: "Even without all these paragraphs, nothing stands out from the noise.",
      noise: (n) => plural(n, { one: "Noise: #", other: "Noise: #" }),
      unsure: (n) => plural(n, { one: "Not sure yet: #", other: "Not sure yet: #" }),
      list: "The paragraphs that were tried",
      several: "Without several paragraphs at once: those that…",
      group: (first, n) =>
        plural(n, { one: `${first} (# paragraph)`, other: `${first}… (# paragraphs)` }),
      each: "Back to the paragraphs one by one",
    },
  },
};

export const school: Partly<typeof french.school> = {
  /** school/Top.tsx */
  top: {
    lesson: (n) => `Lesson ${n}`,
    runAll: "Run all",
    stop: "Stop",
    work: "My work",
    exercises: "The exercises",
    exercise: (n, done) => `Exercise ${n}${done ? ", done" : ""}`,
    saved: (time) => `Saved on this computer at ${time}`,
    notSaved: "Not saved",
    saves: "Your work is saved by itself",
    arriving: "Python is coming… You can read already.",
    installing: "Python settles into the page… You can read already.",
    troubles: {
      "old-browser":
        "This browser is too old to run Python. Try an up-to-date Firefox, Chrome or Edge. Meanwhile you can read the lesson and write your answers.",
      files:
        "Python’s files did not arrive. Check the network, then try again. If it goes on, tell your teacher that the folder “fichiers” is missing, or that the server sends it wrongly.",
      died: "Python stopped dead. Perhaps it had no memory left. Your text is kept, your variables are gone.",
      blocked:
        "Python could not start here. Reload the page, or try another browser. If it goes on, tell your teacher that this page is not allowed to run Python.",
    },
    restart: "Restart Python",
    retry: "Try again",
  },
  /** school/CellView.tsx */
  cell: {
    done: (title) => `${title}: the cell has ended.`,
    code: (title) => `Code, ${title}`,
    run: "Run",
    runThis: (title) => `Run, ${title}`,
    waits: "Waiting for its turn…",
    waitsForPython: "Waiting for Python to be ready…",
    stopped:
      "Stopped. Python has restarted: when you run a cell again, those above it run again too.",
    seeCode: (title) => `See the code of the instruction, ${title}`,
    instruction: "Code of the instruction",
    restoreThis: (title) => `Put back the first code, ${title}`,
    restore: "First code",
    download: (name) => `Download ${name}`,
    computing: (seconds) => `Python is computing… ${seconds} s`,
    long: ". Too long? You can stop it, at the top of the page.",
  },
  /** school/WorkDialog.tsx */
  work: {
    title: "My work",
    unreadable: "This file cannot be read.",
    refused:
      "This browser keeps nothing for this page (a private window, or no room left). Download your work before you leave.",
    kept: "All that you write is kept in this browser, on this computer. To go on elsewhere, download your notebook, then load it there.",
    download: "Download my notebook",
    load: "Load a notebook",
    again: "Begin the lesson again",
    againNote: "The lesson is as on the first day again. Your work stays in the copies, below.",
    python: "Restart Python",
    pythonNote:
      "Python forgets all variables. Your text and your progress stay. Then, when you run a cell, those above it run too.",
    files: "The files of your programs",
    downloadFile: (name) => `Download ${name}`,
    copies: "The copies",
    noCopies: "There are none yet.",
    shared: "A shared computer?",
    erase: "Erase my work from this computer",
    sure: "All your lessons, your copies and your progress will be erased from this browser. Have you downloaded what you want to keep?",
    yes: "Yes, erase everything",
    no: "No, keep it",
    takeCopy: (copy) => `Take up the copy of ${copy}`,
    take: "Take up",
    downloadCopy: (copy) => `Download the copy of ${copy}`,
    downloadShort: "Download",
    twice: "This lesson is open twice",
    twiceNote:
      "Another tab has saved this lesson. What do you want to keep here? The other work stays in the copies, nothing is lost. Then close the tab that is one too many.",
    mine: "What I see here",
    theirs: "What is in the other tab",
  },
  /** school/work.ts, notebook.ts */
  messages: {
    why: {
      update: "before the lesson was updated",
      again: "before beginning again",
      load: "before loading a notebook",
      other: "from another tab",
    },
    updated:
      "The lesson was updated since your last visit. Your answers are taken over, and your earlier copy is in “My work”.",
    updatedInPart:
      "The lesson was updated since your last visit. Some of what you had written has no place in it any more: your earlier copy is in “My work”.",
    fresh: "The lesson is as on the first day. Your work from before is in “My work”.",
    loaded: "Your notebook is loaded. Run the cells again to see the results.",
    loadedInPart: (lost) =>
      plural(lost, {
        one: "Your notebook is loaded, but for # cell that this lesson does not have.",
        other: "Your notebook is loaded, but for # cells that this lesson does not have.",
      }),
    notKept: "(The rest was too long to be kept: run the cell again to see it.)",
    notNotebook: "This file is not a notebook: choose a file that ends in .ipynb.",
    noCells: "This file is not a notebook: it has no cells.",
    notOurs: "This notebook is not one of our lessons: it has no cell with lecon(…).",
    otherLesson: (number, here) =>
      `This notebook is that of lesson ${number}, and you are in lesson ${here}. Open lesson ${number}, then load it there.`,
  },
  /** school/main.tsx, Editor.tsx, GlossaryDialog.tsx */
  page: {
    cell: (place) => `cell ${place}`,
    exercise: (n) => `exercise ${n}`,
    skip: "Go to the content",
    close: "Close this message",
    refused:
      "This browser does not keep your work (a private window, or no room left). Download your notebook before you close the page.",
    download: "Download",
    others: "The other lessons",
    before: "Lesson",
    all: "All the lessons",
    next: "Next lesson:",
    folded: "folded code",
    unfold: "unfold",
    also: "Also called:",
  },
};

export const home: Partly<typeof french.home> = {
  offline: {
    folder: "This folder is open from this computer: it needs no network.",
    "not-here":
      "Here one must stay connected to the server: a browser keeps a site for later only if its address begins with https.",
    class:
      "The class is open: one must stay connected to the server, which lets nothing be kept for later.",
    preparing: "The site is being saved in this browser, to open without a network later…",
    ready:
      "Everything is saved in this browser: you can come back here without a network, at the same address.",
    newer: "A new version of the site is ready.",
    failed: "The site could not be saved in this browser: one must stay connected to the network.",
  },
  theme: (dark) => (dark ? "Light mode" : "Dark mode"),
  finished: "✓ Finished, well done!",
  done: (count, total) =>
    plural(count, { one: `# exercise of ${total}`, other: `# exercises of ${total}` }),
};
