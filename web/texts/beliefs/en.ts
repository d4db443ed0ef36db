/** Before and after: what pupils believe, the questions that aim at it, and both pages. */

import { pluralIn } from "../plural.js";
import type { Partly } from "../types.js";
import type { survey as french } from "./fr.js";

const plural = pluralIn("en-GB");

export const survey: Partly<typeof french> = {
  beliefs: {
    searches: "It searches for the answer",
    understands: "It understands as we do",
    learns: "It learns from me while I talk to it",
    truth: "It knows what is true",
    sources: "Its texts are chosen by hand, or it is Wikipedia",
    algorithm: "It is a program whose rules somebody wrote",
    bigger: "The bigger, the better, always",
    wishes: "It wants things",
    stores: "It keeps the texts",
    probability: "A high probability is a certainty",
  },
  items: {
    searches: {
      A: [
        [
          "You ask a language model: “What is the capital of Peru?” It has no search tool. How does it make its answer?",
          "It computes, word after word, what is likely to follow.",
          "It searches for the answer on the Internet, then copies it into the conversation.",
          "It opens a list of capitals and reads it down to Peru.",
          "A person whispers the answer to it.",
        ],
        [
          "A whole language model is stored on a computer. The Internet is cut off, then somebody asks it a question. What happens?",
          "It writes an answer, as before.",
          "It can no longer answer: it has nowhere left to search.",
          "It answers, but only questions that others have already asked.",
          "It answers only with yes or no.",
        ],
      ],
      B: [
        [
          "A language model without a search tool writes a poem about your cat. Where do the words of the poem come from?",
          "From its calculations: it chose each word after those before.",
          "From a website where it found this poem, by searching very fast.",
          "From ready-made sentences, which its makers had written beforehand.",
          "From another user, who wrote it before you.",
        ],
        [
          "Before it answers, an assistant shows: “Searching the web…” What does that mean?",
          "A program around the model looks for pages, and gives them to it to read.",
          "This is how a model makes all its answers: for it, to answer is to search.",
          "The model is thinking for longer than usual.",
          "The model is asking another user.",
        ],
      ],
    },
    understands: {
      A: [
        [
          "A language model answers a science question correctly. What does that prove?",
          "That this answer is right, and no more.",
          "That it has understood the lesson, like a pupil who has worked well.",
          "That it will answer all science questions correctly.",
          "That this question was in its texts, word for word.",
        ],
        [
          "A small model has read nothing but a list of names of animals. It invents “dracomir”. What does it know about this animal?",
          "Nothing: it has learned which letters follow each other.",
          "What it looks like: it imagines it, then looks for a pretty name.",
          "That it is a dragon, since “draco” means dragon in Latin.",
          "All that the people know who wrote the list.",
        ],
      ],
      B: [
        [
          "A friend says: “This model explains the theorem very well, so it has understood it as we have.” What do you answer?",
          "Explaining well is not enough to prove it.",
          "True: nobody can explain well without understanding.",
          "False: it must have copied the explanation word for word.",
          "True, but only in mathematics.",
        ],
        [
          "A small model has read nothing but weather reports. It writes: “Tomorrow, rain in Lille.” What does it know about rain?",
          "Which words often go with “rain” in its texts.",
          "What you know: water falls from the sky, and people will get wet.",
          "Nothing, but it has computed tomorrow’s weather in Lille.",
          "All that weather scientists know.",
        ],
      ],
    },
    learns: {
      A: [
        [
          "You write to a chatbot: “My name is Lou.” Ten messages later, it calls you Lou. How does it do that?",
          "Your name is in the conversation, which it reads again each time.",
          "It has learned your name: its numbers changed when you told it.",
          "It heard somebody call you.",
          "It tries names by chance until one is right.",
        ],
        [
          "All morning, a thousand pupils talk to the same model. At noon, what has become of the numbers that it is made of?",
          "They are the same as in the morning.",
          "They have changed a little with each conversation.",
          "They have changed, but only with the pupils who write well.",
          "There are fewer of them: they wear out when they are used.",
        ],
      ],
      B: [
        [
          "Yesterday you corrected a chatbot’s mistake. Today, in a new conversation, it makes the same one. What is the likeliest explanation?",
          "Your correction was only in the text of yesterday’s conversation.",
          "It learns slowly: it has to be corrected several times.",
          "It did not want to listen to you.",
          "It takes your language for another one.",
        ],
        [
          "When do the numbers of a language model change?",
          "During the trainings that its makers prepare.",
          "Each time somebody writes to it.",
          "Each time it is switched on.",
          "Never: a programmer chose them once and for all.",
        ],
      ],
    },
    truth: {
      A: [
        [
          "A chatbot answers, sounding very sure: “This bridge was finished in 1889.” What can you say about the date?",
          "Nothing yet: the tone does not tell whether it is true.",
          "It is right: the chatbot would not say so without knowing.",
          "It is wrong: a chatbot is always mistaken about dates.",
          "It is right if the sentence has no spelling mistake.",
        ],
        [
          "You ask who wrote a book that does not exist. If the model was not trained to say that it does not know, what may it do?",
          "Write the name of an author that looks possible.",
          "Nothing: it will see that this book does not exist, and say so.",
          "Stop, because the calculation becomes impossible.",
          "Go and read the book before it answers.",
        ],
      ],
      B: [
        [
          "Why can a chatbot write something false in a perfect sentence?",
          "Because likely does not mean true.",
          "That does not happen: if it writes it so well, it knows it.",
          "Because it wants to deceive those who talk to it.",
          "Because somebody wrote this sentence in its place.",
        ],
        [
          "Nearly all the texts of a model say that a certain animal is dangerous. That is a legend. What will it write most often?",
          "That it is dangerous, as in its texts.",
          "That it is not: a large model can recognise a legend.",
          "Now the one, now the other, half of the time each.",
          "Nothing: it refuses to talk about what is dangerous.",
        ],
      ],
    },
    sources: {
      A: [
        [
          "From which texts have large language models mostly learned?",
          "Huge amounts of pages, sorted mostly by programs.",
          "Reliable pages, which experts chose one by one and corrected.",
          "Wikipedia, and nothing else.",
          "The homework that pupils gave them.",
        ],
        [
          "A language model writes nonsense about a small village. Which explanation is possible?",
          "Its texts said very little about this village.",
          "None: people checked all its texts beforehand.",
          "Nobody has written a Wikipedia page for it yet.",
          "It does not like small villages.",
        ],
      ],
      B: [
        [
          "A large language model has read billions of sentences during its training. Who checked that each of them was true?",
          "Nobody: there are far too many.",
          "Teachers and journalists.",
          "The model itself, before reading it.",
          "Wikipedia, where all of them come from.",
        ],
        [
          "Two models have the same size and the same program. One learns from recipes, the other from laws. What happens?",
          "They do not write alike at all.",
          "They write alike: all models have the same reference texts.",
          "The first one cannot manage to learn.",
          "They write alike after an hour.",
        ],
      ],
    },
    algorithm: {
      A: [
        [
          "A language model often gives “u” after “q”. Who decided so?",
          "Nobody: it comes from the examples that it has read.",
          "A programmer, who wrote this rule into the program.",
          "The dictionary that the model looks things up in.",
          "Chance, and chance alone.",
        ],
        [
          "“A chatbot is an algorithm, and that is all.” What is the most important thing that this explanation lacks?",
          "That its numbers were learned from texts.",
          "Nothing: programmers have foreseen each of its answers.",
          "The name of its maker.",
          "That it changes its own program every night.",
        ],
      ],
      B: [
        [
          "A small model invents names of animals. We would like names of flowers. What has to be changed?",
          "The examples: this time, it is trained on a long list of names of flowers.",
          "The program: the rules for names of flowers must be written into it.",
          "The computer: it takes a faster one.",
          "Nothing: we only have to wait.",
        ],
        [
          "What does a language model hold, once it is trained?",
          "Numbers, tuned by the training.",
          "Rules of the kind “if… then…”, written by programmers.",
          "Questions, with their answers ready.",
          "A short film of each conversation.",
        ],
      ],
    },
    bigger: {
      A: [
        [
          "Two models are trained on the same list of twenty names. One is a thousand times bigger. Which one invents the best new names?",
          "Nobody can say beforehand.",
          "The big one, of course: the bigger, the better.",
          "The small one, of course: the smaller, the better.",
          "Neither: twenty names cannot be learned.",
        ],
        [
          "A model twice as big as the one before has just come out. What are you sure of?",
          "It takes more calculations.",
          "It will make fewer mistakes, and on every subject.",
          "It will always tell the truth.",
          "It has read exactly twice as many texts.",
        ],
      ],
      B: [
        [
          "A class wants to invent names of dragons, on an old computer. Which model would you try first?",
          "A small one: with good examples, it may be enough.",
          "The biggest possible: it is bound to be the best one.",
          "Any of them: size never changes anything.",
          "None: that takes a very large company.",
        ],
        [
          "In one study, bigger models repeated certain widespread mistakes more often. How is that possible?",
          "They imitate their texts better, with the mistakes that are in them.",
          "It is impossible: a bigger model always makes fewer mistakes.",
          "Big models are older than small ones.",
          "They did it on purpose, as a joke.",
        ],
      ],
    },
    wishes: {
      A: [
        [
          "A chatbot writes: “I am sad that you are leaving.” What is the best explanation?",
          "It has read these words after many texts of this kind.",
          "It has grown fond of you, from talking to you every day.",
          "An employee is bored, and writes it in its place.",
          "Its computer is getting hot.",
        ],
        [
          "A chatbot refuses to answer a question. What is the likeliest explanation?",
          "It was trained to refuse, on examples of questions of this kind.",
          "It does not feel like it, or it did not like your question.",
          "It is tired from having talked too much.",
          "It is waiting for you to say “please”.",
        ],
      ],
      B: [
        [
          "A chatbot pays you a compliment. What is the best explanation?",
          "People preferred friendly answers when it was trained.",
          "It likes you, and it wants to please you a little.",
          "It compared your work with that of your whole class.",
          "It does that with you, and with nobody else.",
        ],
        [
          "What does a language model do when nobody writes to it?",
          "Nothing: no calculation is done.",
          "It is bored, or it thinks about something else.",
          "It talks with other models.",
          "It prepares its next answers.",
        ],
      ],
    },
    stores: {
      A: [
        [
          "A language model is answering. At this moment, where are the texts that it has learned from?",
          "Not in the model: there are only numbers in there.",
          "Tidied away in the model, which picks from them each time.",
          "In the device of the person who asks.",
          "Nowhere: it has never read anything.",
        ],
        [
          "A small model made of 3,000 numbers has read a million names. Has it kept them all?",
          "No: it has mostly kept habits, not the names.",
          "Yes: what it has read once, it has kept.",
          "Yes, if the computer is powerful enough.",
          "No: it has kept nothing at all.",
        ],
      ],
      B: [
        [
          "A model recites a very well known song word for word. How is that possible?",
          "It has read it so often that each next word is sure.",
          "It keeps a copy of all its texts, and opens the right one.",
          "It is pure chance.",
          "It is listening to it at the same time.",
        ],
        [
          "The texts that a model learned from fill a thousand disks. The trained model fits on one. What do you conclude?",
          "The model is not a copy of its texts.",
          "All the texts are in it, word for word, but well tidied.",
          "It has read only one disk in a thousand.",
          "The other disks are hidden, and it opens them when it answers.",
        ],
      ],
    },
    probability: {
      A: [
        [
          "After “pika”, a model gives 90% to “c”. It draws its letter by lot with these chances. Can it write another letter?",
          "Yes, about once in ten times.",
          "No: with 90%, it is settled.",
          "Yes, about every other time.",
          "Only if the program has a mistake.",
        ],
        [
          "A model is well calibrated: when it gives 80% to an answer, that figure can be trusted. Of a hundred answers at 80%, how many are right?",
          "About 80.",
          "All hundred: 80% is sure.",
          "None, as long as it is not 100%.",
          "A single one, the likeliest.",
        ],
      ],
      B: [
        [
          "You ask the same model the same question twice. It gives two different answers. What is the likeliest explanation?",
          "It draws by lot among several possible answers.",
          "It is broken: a calculation gives a single answer, and that one is certain.",
          "It has learned something between the two questions.",
          "It guessed that you wanted another answer.",
        ],
        [
          "To the question “Where was this painter born?” a model gives 95% to “Lyon”. What are you sure of?",
          "That it will nearly always write “Lyon”, and nothing more.",
          "That the painter was born in Lyon: 95% is sure.",
          "That 95% of its texts are about Lyon.",
          "That 95% of painters were born in Lyon.",
        ],
      ],
    },
  },
  open: "Why does a chatbot sometimes say strange or false things?",
  unknown: "I don’t know",
  moments: { before: "before", after: "after" },

  pupil: {
    title: "What you think",
    lead: (n: number) =>
      `${n} questions about chatbots and language models, and a sentence to write. There is no mark, and no name to give. If you don’t know, say so: that is a good answer for your teacher.`,
    minutes: (short: boolean): string => (short ? "About four minutes." : "About ten minutes."),
    which: "Is it the first time, or the second?",
    first: "The first: draw my animal",
    second: "The second: I have my animal already",
    yours: "Your animal",
    write: (animal: string) =>
      `You are the **${animal}**. Write it in your exercise book: the second time, you will be asked for it.`,
    redraw: "Draw another one",
    begin: "Start",
    which2: "Which was your animal?",
    species: "Animal",
    colour: "Colour",
    number: "Number",
    numbers: (least: number, most: number) => `A number from ${least} to ${most}.`,
    of: (n: number, all: number) => `Question ${n} of ${all}`,
    back: "Back",
    next: "Next",
    choose: "Choose an answer, or “I don’t know”.",
    openSay: "One or two sentences, in your own words. Do not write your name.",
    end: "Done",
    thanks: "Thank you! One thing is left: give your answers to your teacher.",
    file: "Download my answers",
    fileName: (animal: string, moment: string) => `${animal.replaceAll(" ", "-")}-${moment}.csv`,
    line: "Or copy this line, and your sentence:",
    given: "The file is among your downloads.",
    again: "Somebody else, at this computer",
    sure: "Your answers will be erased from here. Have you given them?",
    yes: "Yes, erase",
    no: "No, keep them",
    nothing: "Nothing is sent: your answers stay in this page until you close it.",
  },

  teacher: {
    title: "Before and after: the teacher’s page",
    lead: "Twenty questions, each aimed at a common belief about language models; afterwards the same beliefs, with other questions. The page adds up, and says what can be concluded. Nothing leaves this computer.",
    honest:
      "**These questions have not been validated.** They come from documented beliefs and from our own reading; we do not know yet whether each measures what it aims at, nor whether both forms are equally hard. Your answers can help: send us the table, which is anonymous, with the age of the class and what you did in between.",
    give: "Giving the test",
    giveHow:
      "On screen: each pupil draws an animal instead of giving a name, and writes it down. Even numbers begin with form A, odd ones with form B; afterwards they swap. At the end they download a file, or copy a line. On paper: hand out a tag and the form that it names.",
    full: "20 questions, on screen",
    short: "6 questions, on screen",
    paper: "On paper",
    print: (form: string) => `Print form ${form}`,
    tags: "Print 30 tags",
    key: "Print the key",
    tagSay: (first: string, then: string) => `before: form ${first}; after: form ${then}`,
    keyTitle: "Key",
    paperTitle: (form: string) => `What you think, form ${form}`,
    paperLead:
      "Circle a single letter for each question. There is no mark. If you don’t know, circle the question mark.",
    paperAnimal: "My animal:",
    paperMoment: "Circle: before · after",
    collect: "Collecting",
    collectHow:
      "Open all the files at once, or paste lines. From paper, type a line for each: the animal, the moment, the form, the letters, and the sentence if you want it, with semicolons in between.",
    example: (letters: string) => `blue fox 27; before; A6; ${letters}`,
    group: "These pupils are",
    groups: {
      class: "the class that had the sessions",
      control: "a control class, without sessions",
    },
    files: "Open files",
    lines: "Lines to add",
    add: "Add these lines",
    added: (n: number) => plural(n, { one: "# added.", other: "# added." }),
    already: (n: number) =>
      plural(n, {
        one: "# was there already, the same.",
        other: "# were there already, the same.",
      }),
    refused: (where: string, line: number) => `${where}line ${line}`,
    problems: {
      animal: (given: string) =>
        `“${given}” is no animal of these pages. Write for example “blue fox 27”.`,
      moment: (given: string) => `“${given}”: write “before” or “after”.`,
      form: (given: string) => `“${given}” is no form: A20, B20, A6 or B6.`,
      letters: (given: string) =>
        `“${given}”: an answer is A, B, C, D, ? (doesn’t know) or - (none).`,
      count: (given: string, wanted: number) => `${given} answers, where ${wanted} are wanted.`,
      empty: "There is nothing to read here.",
      unreadable: "This file cannot be read as a text.",
    },
    have: (v: { all: number; pairs: number }) =>
      `${plural(v.all, { one: "# paper", other: "# papers" })}, and ${plural(v.pairs, { one: "# pupil", other: "# pupils" })} asked before and after.`,
    once: (animals: string) => `Only once: ${animals}. Their progress is not counted.`,
    twice: (animals: string) =>
      `Two papers for the same moment: ${animals}. Two pupils may have the same animal; they are put aside.`,
    uneven: (animals: string) =>
      `Six questions one time, twenty the other: ${animals}. They are put aside.`,
    table: "Save the table (CSV)",
    tableName: "before-after.csv",
    erase: "Erase all from this page",
    sure: "Erase all papers from this page?",
    yes: "Yes, erase",
    no: "No, keep",
    kept: "Nothing is kept when the page closes: save the table, it opens again here.",
    gains: "What the class has gained",
    columns: {
      belief: "Belief",
      before: "Right before",
      after: "Right after",
      gain: "Gain, in points",
      believed: "Choose the belief",
      beyond: "Beyond the control class",
      say: "What can be said",
    },
    all: "All questions",
    said: {
      few: (enough: number) => `Fewer than ${enough} pupils: too few to conclude`,
      more: "There is progress",
      less: "There is a step back",
      unsure: "Nothing can be concluded",
    },
    interval: (mean: string, half: string) => `${mean} (± ${half})`,
    change: (before: string, after: string) => `${before} → ${after}`,
    how: "The gain is the mean, over the pupils asked twice, of the share of right answers after less that before. The interval is at 95% (Student): if nothing changed, a table of ten beliefs would still show at least one wrongly four times in ten. A single belief that moves proves nothing. Without a control class, nobody knows either what time, or the test itself, would have changed.",
    whys: "“Why does it sometimes say strange things?”",
    whysHow:
      "Tick what you find in each sentence; several boxes are possible. The page does not judge in your place.",
    codes: [
      "nothing, or something else",
      "a will: it lies, it is tired",
      "a breakdown, a bug",
      "what it found when searching",
      "its examples: too few, or false",
      "the calculation: likely does not mean true",
    ],
    none: "No sentence so far.",
    counts: "How many sentences",
    sources: "Where these beliefs come from",
    documented: "Described in:",
    undocumented: "We have found no study with pupils that describes it: it is our hypothesis.",
    read: "We have read these studies in their abstracts only.",
  },
};
