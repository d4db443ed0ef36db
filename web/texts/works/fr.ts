/** La classe d’un coup d’œil : ce que disent les carnets des élèves. */

import { pluralIn } from "../plural.js";

const plural = pluralIn("fr-FR");
const pupils = (n: number): string => plural(n, { one: "# élève", other: "# élèves" });

export const works = {
  title: "La classe d’un coup d’œil",
  lead: "Ouvrez les carnets que vos élèves ont téléchargés (« Mon travail », puis « Télécharger mon carnet ») : qui a fait quoi, où beaucoup s’arrêtent, et ce qu’ils ont écrit avec leurs mots.",
  honest:
    "Rien ne quitte cet ordinateur, et rien n’est gardé quand la page se ferme. Un carré vert dit que l’exercice a été réussi, pas qu’il a été compris : **ce n’est pas une note**.",
  open: "Ouvrir",
  openHow:
    "Choisissez tous les fichiers à la fois, un dossier, ou un zip. Le nom du fichier sert de nom d’élève : demandez qu’il commence par le prénom, ou par l’animal de l’élève.",
  files: "Ouvrir des carnets, ou un zip",
  folder: "Ouvrir un dossier",
  reading: "Lecture des carnets…",
  have: (v: { works: number; lessons: number }): string =>
    `${plural(v.works, { one: "# carnet ouvert", other: "# carnets ouverts" })}, ${plural(v.lessons, { one: "# leçon", other: "# leçons" })}.`,
  twice: (names: string) =>
    `Plusieurs fichiers pour la même leçon : ${names}. Le plus récent compte.`,
  nameless: (n: number) =>
    plural(n, {
      one: "# carnet n’a pas de nom d’élève : le fichier s’appelle encore comme la leçon l’a nommé.",
      other:
        "# carnets n’ont pas de nom d’élève : les fichiers s’appellent encore comme la leçon les a nommés.",
    }),
  problem: (where: string, what: string) => `${where} : ${what}`,
  problems: {
    notNotebook: "ce n’est pas un carnet, ou il est abîmé.",
    noCells: "c’est un autre fichier : il n’a pas de cellules.",
    notOurs: "c’est un carnet, mais pas d’une de nos leçons.",
    damaged: "ce fichier est abîmé ; ce qui se lisait encore a été pris.",
    many: "au-delà de 200 fichiers à la fois, le reste n’est pas ouvert.",
    large: "au-delà de 100 Mo en tout, le reste n’est pas ouvert.",
    huge: "un carnet de plus de 20 Mo n’est pas ouvert.",
    empty: "ce zip ne contient aucun carnet (.ipynb).",
  },
  table: "Enregistrer le tableau (CSV)",
  tableName: "classe.csv",
  print: "Imprimer",
  erase: "Tout effacer de cette page",
  sure: "Effacer tous les carnets de cette page ? Les fichiers restent où ils sont.",
  yes: "Oui, effacer",
  no: "Non, garder",
  lesson: (n: number) => `Leçon ${n}`,
  pupils,
  works: (n: number) => plural(n, { one: "# carnet", other: "# carnets" }),
  exercise: (n: number, title: string): string =>
    title === "" ? `Exercice ${n}` : `Exercice ${n}, ${title}`,
  hard: "Où beaucoup s’arrêtent",
  hardOne: (v: { exercise: string; done: number; all: number; stuck: number }): string =>
    `${v.exercise} : ${pupils(v.done)} sur ${v.all} ${v.done < 2 ? "l’a réussi" : "l’ont réussi"} ; ${v.stuck} s’y ${v.stuck < 2 ? "est arrêté, ou l’a sauté" : "sont arrêtés, ou l’ont sauté"}.`,
  hardNone: "Aucun exercice n’arrête beaucoup d’élèves.",
  silent: (n: number) =>
    plural(n, {
      one: "# carnet ne dit pas quels exercices sont réussis : il vient d’une version plus ancienne, ou d’un Jupyter dont les résultats ont été effacés. Il n’est pas compté.",
      other:
        "# carnets ne disent pas quels exercices sont réussis : ils viennent d’une version plus ancienne, ou d’un Jupyter dont les résultats ont été effacés. Ils ne sont pas comptés.",
    }),
  summary: "Exercice par exercice",
  columns: { exercise: "Exercice", done: "Réussi par" },
  of: (done: number, all: number) => `${done} sur ${all}`,
  who: "Élève par élève",
  whoIn: (n: number) => `Leçon ${n}, élève par élève`,
  pupil: "Élève",
  doneIn: "Réussis",
  states: {
    done: "réussi",
    begun: "commencé, pas encore réussi",
    none: "pas réussi",
    unknown: "le carnet ne le dit pas",
  },
  key: "✓ réussi · … commencé, pas encore réussi · vide : pas réussi · ? le carnet ne le dit pas",
  keyLive: "✓ réussi · … commencé, pas encore réussi · vide : pas réussi",
  said: "Ce qu’ils ont écrit",
};
