/** La classe ensemble : ce que servir.py --classe permet. Les élèves sont tutoyés, le professeur vouvoyé. */

import { pluralIn } from "../plural.js";

const plural = pluralIn("fr-FR");
const voices = (n: number): string => plural(n, { one: "# voix", other: "# voix" });

export const together = {
  share: {
    label: "Montrer mes exercices à mon professeur",
    off: "Si tu coches, cette page lui envoie les numéros des exercices réussis et commencés de cette leçon, sous le nom d’un animal tiré au sort ; rien d’autre ne part.",
    on: (animal: string) =>
      `Ton professeur voit les numéros de tes exercices réussis et commencés, sous le nom **${animal}**. Décoche, et tout est oublié.`,
  },
  /** Les mots de servir.py --classe. */
  refused: {
    away: "Le serveur de la classe ne répond pas. Attends un peu, puis réessaie.",
    serveur: "Le serveur de la classe s’est trompé. Réessaie, ou dis-le à ton professeur.",
    hote: "Ouvre cette page par l’adresse que le serveur a affichée, puis réessaie.",
    debit: "Trop de demandes à la fois. Attends quelques secondes, puis réessaie.",
    inconnu:
      "Le serveur de la classe ne connaît plus ton animal. Recommence : il en tire un autre.",
    poste: "Il y a déjà trop d’animaux sur cet ordinateur. Dis-le à ton professeur.",
    plein: "La classe est pleine. Dis-le à ton professeur.",
    ecarte: "Ton professeur a écarté cet ordinateur.",
    cle: "Ce n’est pas le mot de passe. Il est écrit dans la fenêtre où le serveur a été lancé.",
    lettres:
      "Un nom a 24 lettres au plus (a à z, accents compris), avec des espaces, des tirets ou des apostrophes entre elles.",
    grossier: "Ce nom ne peut pas être au mur.",
    deja: "Ce nom est déjà au mur, ou attend d’y être.",
    trop_de_noms: "Il y a déjà trop de noms de toi, ou de cet ordinateur.",
    mur_plein: "Le mur est plein. Dis-le à ton professeur.",
    a_moi: "On ne vote pas pour son propre nom.",
    absent: "Ce n’est plus là.",
    modele: "Ce fichier n’est pas un modèle du Labo.",
    modeles_pleins: "Il n’y a plus de place pour un modèle. Dis-le à ton professeur.",
    long: "Ce modèle est trop grand : 14 Mo au plus.",
  },
  wall: {
    title: "Le mur des noms",
    lead: "Des noms inventés par nos modèles, ou par nous. Ceux qui plaisent le plus sont en haut.",
    closed:
      "Le mur s’ouvre quand le professeur lance le serveur avec la classe : python3 servir.py --classe. Depuis un dossier, ou un autre serveur, il reste fermé.",
    name: "Un nom",
    put: "Mettre au mur",
    yours: (animal: string) =>
      `Sur le serveur, tu es **${animal}**. Le mur ne dit pas qui a écrit quoi.`,
    nobody:
      "Au premier nom ou au premier vote, le serveur tire un animal au sort : ton nom à toi n’est jamais demandé.",
    names: "Les noms",
    empty: "Aucun nom pour l’instant.",
    voices,
    vote: (name: string) => `Voter pour ${name}`,
    mine: "le tien",
    waits: "attend que ton professeur le lise",
    tidy: "Ranger le mur",
    tidied: "Fini de ranger",
    takeOff: (name: string) => `Retirer ${name}`,
    by: (animal: string) => `mis par ${animal}`,
    emptyWall: "Vider le mur",
    sure: "Vider tout le mur ? Les noms et les votes sont oubliés.",
    yes: "Oui, vider",
    no: "Non, garder",
  },
  /** classe.html, pour le professeur. */
  live: {
    title: "En direct",
    lead: "Ce que les élèves montrent en ce moment, sous le nom d’un animal tiré au sort, et seulement ceux qui l’ont choisi. Rien n’est écrit : tout s’efface quand le serveur s’arrête.",
    honest: "Un élève habile peut cocher ce qu’il n’a pas fait. **Ce n’est pas une note.**",
    key: "Le mot de passe du professeur",
    keyHow: "Il est dans la fenêtre où vous avez lancé le serveur.",
    open: "Voir la classe",
    leave: "Oublier le mot de passe sur cet ordinateur",
    here: (v: { all: number; showing: number }): string =>
      `${plural(v.all, { one: "# animal", other: "# animaux" })} sur le serveur, ${plural(v.showing, { one: "# montre ses exercices", other: "# montrent leurs exercices" })}.`,
    nobody: "Personne ne montre encore ses exercices.",
    wall: "Le mur des noms",
    waiting: "Les noms qui attendent",
    readFirst: "Lire chaque nom avant qu’il soit au mur (décoché : tous sont montrés aussitôt)",
    none: "Aucun nom n’attend.",
    showName: (name: string) => `Montrer ${name}`,
    refuse: (name: string) => `Refuser ${name}`,
    showAll: "Tout montrer",
    pupils: "Les élèves du serveur",
    /** En tête de colonne : le numéro d’un ordinateur. */
    computer: "Poste",
    animal: "Animal",
    does: "Sur le serveur",
    did: (v: { lessons: number; names: number; model: boolean }): string =>
      [
        v.lessons > 0 ? plural(v.lessons, { one: "# leçon", other: "# leçons" }) : "",
        v.names > 0 ? plural(v.names, { one: "# nom au mur", other: "# noms au mur" }) : "",
        v.model ? "un modèle" : "",
      ]
        .filter(Boolean)
        .join(", "),
    remove: (animal: string) => `Retirer ${animal}`,
    keepOut: (n: number) => `Écarter le poste ${n}`,
    out: (n: number) => `Le poste ${n} est écarté.`,
    letIn: (n: number) => `Laisser revenir le poste ${n}`,
    sameComputer:
      "Plusieurs animaux d’un même poste : un ordinateur partagé, une page rouverte, ou un élève qui vote plusieurs fois. Retirer un animal retire ses noms, ses votes et son modèle.",
  },
  /** Le Labo. */
  labo: {
    button: "Classe",
    title: "Avec la classe",
    lead: "Ces boutons envoient au serveur de la salle ce que tu choisis, sous le nom d’un animal tiré au sort. Rien ne sort de la salle, et tout s’efface à la fin.",
    wall: "Un nom au mur",
    wallHow: "Choisis un nom que ton modèle a inventé, ou écris-en un.",
    invented: "Noms de mon modèle",
    done: "Envoyé ! Il est au mur, ou y sera quand ton professeur l’aura lu.",
    seeWall: "Voir le mur et voter",
    give: "Donner mon modèle",
    giveHow:
      "Le modèle que tu as sous la main, sans sa liste de noms. Les autres peuvent l’ouvrir. Un nouveau remplace l’ancien.",
    giveIt: "Donner mon modèle à la classe",
    given: "Ton modèle est sur le serveur.",
    takeBack: "Le reprendre",
    takenBack: "Ton modèle n’est plus sur le serveur.",
    models: "Les modèles des autres",
    none: "Aucun modèle pour l’instant.",
    refresh: "Regarder encore",
    of: (animal: string, kilobytes: string) => `${animal} (${kilobytes} ko)`,
    open: (animal: string) => `Ouvrir le modèle de ${animal}`,
    yours: "le tien",
    opened: (animal: string) => `Tu as maintenant le modèle de ${animal}.`,
  },
};
