/** What went wrong, in one sentence of the page's language. */

import { InputError, type Values } from "../engine/errors.js";
import { language, number } from "../kit/language.js";

type Sentence = (values: Values) => string;

const DAMAGES: Readonly<Record<string, string>> = {
  short: "il est trop court",
  length: "son en-tête dit qu’il est plus long qu’il ne l’est",
  header: "son en-tête est illisible",
  description: "sa description est illisible",
  tensor: "un tableau de nombres n’est pas à sa place",
  long: "il est plus long que prévu",
  checksum: "quelque chose y a changé depuis qu’il a été écrit",
};

const REFUSED: Readonly<Record<string, Sentence>> = {
  long: (v) => `elle a ${v["count"]} lettres, et ${v["most"]} au plus sont possibles`,
  unknown: (v) => `le modèle ne connaît pas la lettre « ${v["character"]} »`,
  nothing: () => "elle ne contient aucune lettre que le modèle connaît",
};

const FRENCH: Readonly<Record<string, Sentence>> = {
  "list.text": (v) =>
    `Ce texte est trop long : le Labo lit ${v["most"]} millions de caractères au plus. Colles-en un morceau.`,
  "list.none": () => "Choisis d’abord une liste de noms.",
  "corpus.nothing": (v) =>
    v["number"] === undefined
      ? "La liste est vide. Écris un nom par ligne."
      : `Aucun nom utilisable : la ligne ${v["number"]} est refusée, car ${REFUSED[String(v["reason"])]?.(v) ?? "elle est illisible"}. Écris un nom par ligne.`,
  "corpus.single": () => "Il n’y a qu’un seul nom : on ne peut pas en cacher. Ajoute des noms.",
  "corpus.share": () => "On peut cacher de 0 à 50 % des noms.",
  "vocabulary.unknown": (v) =>
    `Le modèle ne connaît pas « ${v["character"]} ». Il connaît : ${v["known"]}`,
  "config.heads": (v) =>
    `${v["heads"]} têtes ne peuvent pas se partager ${v["embedding"]} nombres à parts égales : choisis un nombre de têtes qui divise ${v["embedding"]}.`,
  "config.rotary": (v) =>
    `Les positions rotary font tourner des paires de nombres, et chaque tête en a ${v["size"]} : il en faut un nombre pair.`,
  "sampling.refused": () =>
    "Presque tous les noms inventés étaient des gros mots, que le filtre de la classe retire. Essaie un autre début ou une autre liste.",
  "sampling.dial": () => "Cette température n’est pas possible : choisis un nombre de 0 à 100.",
  "file.foreign": () => "C’est bien un fichier safetensors, mais pas un modèle de Mon premier LLM.",
  "file.damaged": (v) =>
    `Ce fichier est abîmé, ou ce n’est pas un modèle : ${DAMAGES[String(v["why"])] ?? "il est illisible"}.`,
  "file.newer": () =>
    "Ce fichier vient d’une version plus récente : prends la nouvelle version de cette page.",
  "file.kind": () => "Ce fichier contient une sorte de nombres que le Labo ne lit pas.",
  "file.unusable": () =>
    "Ce fichier n’est pas un modèle utilisable : ses nombres ne vont pas avec sa description.",
  "file.text": () =>
    "Ce modèle a appris un texte entier : le Labo ne connaît que les listes de noms.",
  "file.large": (v) =>
    `Ce modèle est trop gros pour le Labo (${v["parameters"]} nombres). Ouvre-le avec Python.`,
  "file.long": () => "Ce fichier est trop gros pour être un modèle du Labo.",
  "file.progress": () => "Ce fichier ne contient pas de missions du Labo.",
  "model.nolist": () =>
    "Ce modèle est arrivé sans sa liste de noms. Pour l’entraîner encore, choisis d’abord une liste qui a le même alphabet.",
  "model.none": () => "Il n’y a pas encore de modèle.",
  "training.foreign": () =>
    "Ce que ce fichier dit de son entraînement est incomplet : on ne peut pas le reprendre.",
  storage: () =>
    "Ce navigateur ne garde rien pour cette page. Pense à enregistrer ton modèle dans un fichier.",
};

const ENGLISH: Readonly<Record<string, Sentence>> = {
  storage: () => "This browser keeps nothing for this page. Remember to save your model to a file.",
  "model.nolist": () =>
    "This model came without its list of names. To train it further, first choose a list with the same alphabet.",
  "sampling.dial": () => "This temperature is not possible: choose a number from 0 to 100.",
};

/** One sentence for an error that a person can cause; a bug says that it is one. */
export function sentence(error: unknown): string {
  if (error instanceof InputError) {
    const known = (language() === "fr" ? FRENCH : ENGLISH)[error.key];
    const values = Object.fromEntries(
      Object.entries(error.values).map(([key, value]) => [
        key,
        typeof value === "number" && Number.isInteger(value) ? number(value) : value,
      ]),
    );
    if (known !== undefined) return known(values);
    if (error.key !== "bug") return error.message;
  }
  const problem = error instanceof Error ? error.message : String(error);
  return language() === "fr"
    ? `Le Labo s’est trompé, et ce n’est pas ta faute : ${problem}`
    : `Le Labo made a mistake, and it is not your fault: ${problem}`;
}
