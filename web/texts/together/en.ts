/** The class together: what servir.py --classe allows. */

import { pluralIn } from "../plural.js";
import type { Partly } from "../types.js";
import type { together as french } from "./fr.js";

const plural = pluralIn("en-GB");
const voices = (n: number): string => plural(n, { one: "# vote", other: "# votes" });

export const together: Partly<typeof french> = {
  share: {
    label: "Show my exercises to my teacher",
    off: "If you tick this, the page sends the numbers of the exercises done and begun in this lesson, under the name of an animal drawn by lot; nothing else leaves.",
    on: (animal: string) =>
      `Your teacher sees the numbers of your exercises done and begun, under the name **${animal}**. Untick, and all is forgotten.`,
  },
  refused: {
    away: "The class server does not answer. Wait a little, then try again.",
    serveur: "The class server made a mistake. Try again, or tell your teacher.",
    hote: "Open this page by the address that the server has shown, then try again.",
    debit: "Too many requests at once. Wait a few seconds, then try again.",
    inconnu: "The class server does not know your animal any more. Do it again: it draws another.",
    poste: "There are too many animals on this computer already. Tell your teacher.",
    plein: "The class is full. Tell your teacher.",
    ecarte: "Your teacher has kept this computer out.",
    cle: "This is not the password. It is written in the window where the server was started.",
    lettres:
      "A name has 24 letters at most (a to z, with accents), with spaces, hyphens or apostrophes between them.",
    grossier: "This name cannot be on the wall.",
    deja: "This name is on the wall already, or waits to be.",
    trop_de_noms: "There are too many names of yours, or of this computer, already.",
    mur_plein: "The wall is full. Tell your teacher.",
    a_moi: "One does not vote for one’s own name.",
    absent: "It is not there any more.",
    modele: "This file is no model of the Lab.",
    modeles_pleins: "There is no room for a model any more. Tell your teacher.",
    long: "This model is too large: 14 MB at most.",
  },
  wall: {
    title: "The wall of names",
    lead: "Names invented by our models, or by us. Those that please most stand on top.",
    closed:
      "The wall opens when the teacher starts the server with the class: python3 servir.py --classe. From a folder, or another server, it stays closed.",
    name: "A name",
    put: "Put it on the wall",
    yours: (animal: string) =>
      `On the server you are **${animal}**. The wall does not say who wrote what.`,
    nobody:
      "At the first name or vote the server draws an animal: your own name is never asked for.",
    names: "The names",
    empty: "No name yet.",
    voices,
    vote: (name: string) => `Vote for ${name}`,
    mine: "yours",
    waits: "waits for your teacher to read it",
    tidy: "Tidy the wall",
    tidied: "Done tidying",
    takeOff: (name: string) => `Take off ${name}`,
    by: (animal: string) => `put by ${animal}`,
    emptyWall: "Empty the wall",
    sure: "Empty the whole wall? Names and votes are forgotten.",
    yes: "Yes, empty it",
    no: "No, keep it",
  },
  live: {
    title: "Live",
    lead: "What pupils show right now, under the name of an animal drawn by lot, and only those who chose to. Nothing is written: all is gone when the server stops.",
    honest: "A skilful pupil can tick what was not done. **This is not a mark.**",
    key: "The teacher’s password",
    keyHow: "It is in the window where you started the server.",
    open: "See the class",
    leave: "Forget the password on this computer",
    here: (v: { all: number; showing: number }): string =>
      `${plural(v.all, { one: "# animal", other: "# animals" })} on the server, ${plural(v.showing, { one: "# shows its exercises", other: "# show their exercises" })}.`,
    nobody: "Nobody shows any exercises yet.",
    wall: "The wall of names",
    waiting: "Names that wait",
    readFirst: "Read each name before it is on the wall (unticked: all are shown at once)",
    none: "No name waits.",
    showName: (name: string) => `Show ${name}`,
    refuse: (name: string) => `Refuse ${name}`,
    showAll: "Show all",
    pupils: "The pupils of the server",
    computer: "Computer",
    animal: "Animal",
    does: "On the server",
    did: (v: { lessons: number; names: number; model: boolean }): string =>
      [
        v.lessons > 0 ? plural(v.lessons, { one: "# lesson", other: "# lessons" }) : "",
        v.names > 0
          ? plural(v.names, { one: "# name on the wall", other: "# names on the wall" })
          : "",
        v.model ? "a model" : "",
      ]
        .filter(Boolean)
        .join(", "),
    remove: (animal: string) => `Remove ${animal}`,
    keepOut: (n: number) => `Keep computer ${n} out`,
    out: (n: number) => `Computer ${n} is kept out.`,
    letIn: (n: number) => `Let computer ${n} come back`,
    sameComputer:
      "Several animals of one computer: a shared computer, a page opened again, or a pupil who votes several times. Removing an animal removes its names, votes and model.",
  },
  labo: {
    button: "Class",
    title: "With the class",
    lead: "These buttons send what you choose to the room’s server, under the name of an animal drawn by lot. Nothing leaves the room, and all is gone at the end.",
    wall: "A name on the wall",
    wallHow: "Choose a name that your model invented, or write one.",
    invented: "My model’s names",
    done: "Sent! It is on the wall, or will be once your teacher has read it.",
    seeWall: "See the wall and vote",
    give: "Give my model",
    giveHow:
      "The model at hand, without its list of names. Others can open it. A new one takes its place.",
    giveIt: "Give my model to the class",
    given: "Your model is on the server.",
    takeBack: "Take it back",
    takenBack: "Your model is not on the server any more.",
    models: "The others’ models",
    none: "No model yet.",
    refresh: "Look again",
    of: (animal: string, kilobytes: string) => `${animal} (${kilobytes} kB)`,
    open: (animal: string) => `Open the model of ${animal}`,
    yours: "yours",
    opened: (animal: string) => `You have the model of ${animal} now.`,
  },
};
