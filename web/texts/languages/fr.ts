/** French: every text of the pages, by what shows it. Other languages fall back on it. */

import { pluralIn, type Forms } from "../plural.js";
import type { Partly, Sentences } from "../types.js";

export const name = "Français";
/** How numbers and dates are written. */
export const locale = "fr-FR";

const plural = pluralIn(locale);
/** What a token is, counted. */
const tokens = {
  letters: { one: "# lettre", other: "# lettres" },
  words: { one: "# mot", other: "# mots" },
  pieces: { one: "# morceau", other: "# morceaux" },
} satisfies Readonly<Record<string, Forms>>;
/** A number that came in a sentence's gap. */
const counted = (value: unknown, forms: Forms = { other: "#" }): string =>
  plural(Number(value), forms);

type Tokens = "words" | "letters" | "pieces";

const damages: Readonly<Record<string, string>> = {
  short: "il en manque presque tout",
  length: "il en manque un morceau, à la fin",
  header: "son début est illisible",
  description: "sa description est illisible",
  tensor: "un tableau de nombres n’est pas à sa place",
  long: "il est plus long que prévu",
  checksum: "quelque chose y a changé depuis qu’il a été écrit",
};

const refused: Sentences = {
  long: (v) =>
    `elle a ${counted(v["count"], { one: "# lettre", other: "# lettres" })}, et ${counted(v["most"])} au plus sont possibles`,
  unknown: (v) => `le modèle ne connaît pas la lettre « ${v["character"]} »`,
  nothing: () => "elle ne contient aucune lettre que le modèle connaît",
};

/** kit/ */
export const kit = {
  /** Dialog.tsx */
  dialog: { close: "Fermer" },
  /** Bar.tsx */
  bar: {
    home: "Accueil, ",
    theme: (dark: boolean): string => (dark ? "Mode clair" : "Mode sombre"),
    reading: "Lecture",
  },
  /** Reading.tsx */
  reading: {
    title: "Lire mieux",
    size: "Taille des lettres",
    airy: "Écarter les lettres, les mots et les lignes",
    aloud: "Un bouton à côté des textes, pour les écouter",
    stays: "Seule une voix de cet appareil lit : rien n’est envoyé. Échap la fait taire.",
    noVoice:
      "Ce navigateur n’a pas de voix française qui parle sans réseau : les textes ne peuvent pas être lus ici.",
    read: "Écouter ce texte",
    quiet: "Arrêter la voix",
    dot: "point",
    dots: "trois points",
  },
  /** PaperForm.tsx */
  paper: {
    form: "Forme de la feuille",
    forms: {
      usual: "ordinaire",
      large: "gros caractères, 18 points",
      easy: "facile à lire, 14 points, aérée",
    },
  },
};

/** labo/ */
export const labo = {
  /** labo/App.tsx */
  app: {
    skip: "Aller au contenu",
    replaced: "Un nouveau modèle a pris la place de celui que tu avais entraîné.",
    takeBack: "Reprendre l’ancien",
    skipToPlayer: "Aller à l’entraînement",
    brand: "Le Labo",
    by: "Mon premier LLM",
    nav: "Les étapes du Labo",
    missions: "Missions",
    keep: "Garder",
    glossary: "Glossaire",
    theme: (dark: boolean): string => (dark ? "Mode clair" : "Mode sombre"),
    close: "Fermer ce message",
    /** `list`: null where the names before were one's own, too. */
    refused: (list: string | null) =>
      list === null
        ? "Ta nouvelle liste n’a pas pu être lue. Le modèle garde tes noms d’avant."
        : `Ta liste n’a pas pu être lue. Le modèle garde les noms de « ${list} ».`,
    why: "Voir pourquoi",
  },
  /** labo/parts/originality.ts, Names.tsx */
  judged: {
    new: "nouveau",
    near: "à une lettre d’un nom de la liste",
    copy: "copie de la liste",
    unknown:
      "Ce modèle est arrivé sans la liste qui lui a tout appris : personne ne peut dire ce qu’il recopie.",
    empty: "(rien)",
    keep: (name: string) => `Garder ${name} dans mes favoris`,
    drop: (name: string) => `Retirer ${name} de mes favoris`,
    wrong: (kind: string) => `À revoir : ${kind}`,
    rather: (word: string) => (word === "" ? "on attendait" : `on attendait « ${word} »`),
    faults: { word: "ne va pas avec le reste", sentence: "phrase impossible dans ce monde" },
  },
  /** labo/parts/Player.tsx, StagePill.tsx */
  player: {
    label: "Entraînement",
    play: "Entraîner",
    goOn: "Continuer",
    pause: "Pause",
    step: "Une étape",
    restart: "Recommencer",
    slow: "Ce navigateur ne sait calculer qu’un nombre à la fois : tout marche, mais plus lentement.",
    pace: "Vitesse",
    paces: {
      1: "1 étape/s",
      10: "10 étapes/s",
      50: "50 étapes/s",
      250: "250 étapes/s",
      0: "à fond",
    },
    steps: "étape",
    loss: "erreur",
    hidden: "cachés",
    stages: {
      hasard: "hasard",
      apprend: "apprend",
      "a appris": "a appris",
      récite: "récite",
    },
    exploded: "a explosé",
    rests: (step: string, loss: string, hidden: string | undefined, stage: string | undefined) =>
      `Étape ${step} : erreur ${loss}${hidden ? `, ${hidden} sur les noms cachés` : ""}${stage ? `. Verdict : ${stage}` : ""}.`,
  },
  /** labo/tabs/compare/ */
  duel: {
    title: "Deux modèles côte à côte",
    lead: "Même liste, mêmes réglages, **une seule différence**. Lequel invente le mieux ? À toi de juger, sans savoir qui a écrit quoi.",
    choose: "Qu’est-ce qui les sépare ?",
    kinds: { size: "La taille", temperature: "La température", age: "L’âge" },
    about: {
      size: "plus ou moins de nombres à régler",
      temperature: "sage ou fou au tirage",
      age: "peu ou beaucoup d’étapes",
    },
    model: (side: string) => `Modèle ${side}`,
    sizes: {
      half: "moitié",
      usual: "leçon",
      double: "double",
      microgpt: "microgpt",
      mine: "mes réglages",
    },
    sizeOf: (side: string) => `Taille de ${side}`,
    parameters: (n: number) => plural(n, { one: "# nombre", other: "# nombres" }),
    otherPlan:
      "Son plan aussi est différent, pas seulement sa taille : si les modèles n’inventent pas pareil, on ne saura pas laquelle des deux choses l’explique.",
    sameSize:
      "Les deux sont pareils. Ils feront exactement la même chose, sauf le tirage des noms.",
    temperature: (side: string) => `[[temperature|Température]] de ${side}`,
    age: (side: string) => `Âge de ${side}`,
    steps: (n: number) => plural(n, { one: "# étape", other: "# étapes" }),
    onList: (name: string, n: number) =>
      `Ils apprennent la liste « ${name} » : ${plural(n, { one: "# nom", other: "# noms" })}.`,
    go: "Lancer le duel",
    again: "Relancer avec une autre graine",
    stop: "Arrêter",
    training: "Ils apprennent…",
    inventing: "Ils inventent 100 noms chacun…",
    waitList: "La liste arrive…",
    curves: "Leurs erreurs, étape après étape",
    sameModel:
      "Les deux courbes se suivent exactement : c’est le même modèle. Seul le tirage des lettres change.",
    sameStart: (older: string, younger: string) =>
      `Les deux suivent le même chemin : ${older} continue simplement plus longtemps que ${younger}.`,
    vote: "Lequel invente le mieux ?",
    voteHow:
      "Clique sur le nom que tu préfères. Un des deux vient de A, l’autre de B, dans un ordre tiré au sort.",
    pair: (n: string, all: string) => `Paire ${n} sur ${all}`,
    neither: "Aucun des deux",
    skip: "Voir les résultats sans voter",
    noVote: "Ils n’ont pas inventé deux noms différents : on ne peut pas voter.",
    shownCopies: (side: string, n: number, all: number) =>
      `${plural(all, { one: `Sur le seul nom de ${side} que tu as vu`, other: `Parmi les # noms de ${side} que tu as vus` })}, ${plural(n, { one: "un était recopié", other: "# étaient recopiés" })} de la liste : ${side} avait inventé trop peu d’autres noms. Joli, peut-être, mais pas inventé !`,
    length: "Leur âge à tous les deux",
    lengthNote:
      "Sur une liste courte, un long entraînement fait réciter : il ne resterait rien à inventer.",
    reveal: "Les résultats",
    votes: (a: number, b: number, none: number) =>
      plural(a, { other: "Tes votes : **#** pour A" }) +
      plural(b, { other: ", **#** pour B" }) +
      (none === 0 ? "." : plural(none, { other: ", et # fois aucun des deux." })),
    whose: "Qui avait écrit quoi",
    chosen: "ton choix",
    luck: (share: string) =>
      `En choisissant à pile ou face, on obtient un écart au moins aussi grand dans ${share} des cas.`,
    little: "Ton vote ne prouve donc presque rien pour l’instant.",
    something: "Ce n’est donc sans doute pas un simple coup de chance.",
    measured: "Ce que le Labo a mesuré",
    rows: {
      parameters: "nombres à régler",
      steps: "étapes",
      temperature: "température",
      loss: "[[loss|erreur]] sur la liste",
      heldOut: "erreur sur les [[held-out|noms cachés]]",
      new: "nouveaux",
      near: "à une lettre d’un nom de la liste",
      copies: "copies de la liste",
      different: "noms différents",
      agreements: "accords tenus",
      whole: "justes du début à la fin",
    },
    ofNames: (a: number, b: number) =>
      a === b
        ? plural(a, {
            one: "Sur # nom inventé par chacun :",
            other: "Sur # noms inventés par chacun :",
          })
        : plural(a, { one: "Sur # nom inventé par A", other: "Sur # noms inventés par A" }) +
          plural(b, { other: " et # par B :" }),
    exploded: (side: string) =>
      `L’erreur du modèle ${side} a explosé : il s’est arrêté à son dernier bon moment. Baisse la vitesse d’apprentissage dans « Apprendre ».`,
    inventsLabel: (side: string) => `Noms inventés par ${side}`,
    invented: (side: string) => `Ce que ${side} invente`,
    says: "Qu’est-ce qu’on peut en conclure ?",
    guess: (where: string, side: string, low: string, high: string) =>
      `${where}, ${side} devine mieux (erreur ${low} contre ${high}).`,
    guessEqual: (where: string) => `${where}, les deux devinent exactement aussi bien.`,
    guessSame: (where: string) => `${where}, les deux devinent presque aussi bien.`,
    onTheList: "Sur la liste",
    onHidden: "Sur les noms cachés",
    copiesMore: (side: string, more: string, less: string) =>
      `${side} recopie plus souvent la liste (${more} contre ${less}) : l’écart est net.`,
    copiesEqual: (n: number) =>
      n === 0
        ? "Aucun des deux ne recopie la liste."
        : `Ils recopient la liste autant l’un que l’autre : ${plural(n, { one: "# copie", other: "# copies" })} chacun.`,
    agree: (side: string, high: string, low: string) =>
      `Dans ce qu’il invente, ${side} tient mieux les accords (${high} contre ${low}).`,
    agreeSame: (a: string, b: string) =>
      `Ils tiennent à peu près aussi bien les accords (${a} et ${b}).`,
    copiesSame: (a: number, b: number) =>
      `Ils recopient la liste à peu près autant (${plural(a, { other: "#" })} et ${plural(b, { one: "# copie", other: "# copies" })}) : cet écart peut venir du tirage.`,
    little2:
      "Un seul duel prouve peu : la graine compte aussi. Relance avec une autre, et regarde si le même gagne encore.",
    beautiful: "Et « joli » ne se mesure pas : là-dessus, c’est toi qui juges.",
    seed: (n: string) => `Graine : ${n}`,
    table: "Les deux modèles, mesure par mesure",
  },
  /** labo/tabs/compare/ */
  twoCurves: {
    chance: "hasard",
    pairs: "paires",
    axis: "étapes",
    summary: (a: string, b: string, lines: string) =>
      `Les deux courbes de l’erreur. ${a} ${b} ${lines}`,
    one: (side: string, steps: number, first: string, last: string) =>
      `Modèle ${side} : ${first} au début, ${last} après ${plural(steps, { one: "# étape", other: "# étapes" })}.`,
    none: (side: string) => `Modèle ${side} : pas encore de courbe.`,
    line: (name: string, value: string) => `Repère ${name} : ${value}.`,
    key: (side: string) => `modèle ${side}`,
  },
  /** labo/glossary/GlossaryDialog.tsx */
  glossary: { title: "Glossaire" },
  /** labo/tabs/grow/ */
  grow: {
    title: "Agrandis-le",
    lead: "Un modèle de langage, c’est un plan et des nombres à régler : ses [[parameter|paramètres]]. Change le plan, et regarde combien il en faut.",
    plans: "Des modèles tout prêts",
    plan: {
      tiny: "tout petit",
      lesson: "le modèle de la leçon",
      microgpt: "microgpt",
      large: "grand",
      sentences: "des phrases",
      answers: "des réponses",
    },
    dials: "Les réglages du plan",
    /** What a dial is called where its usual name does not fit; "" for its usual name. */
    labels: { embedding: "", positions: "" },
    /** And a table of numbers. */
    tables: { token_embedding: "", unembedding: "" },
    shown: {
      embedding: (n: number) => plural(n, { one: "# nombre", other: "# nombres" }),
      context: (n: number) => plural(n, { one: "# signe", other: "# signes" }),
      heads: (n: number) => plural(n, { one: "# tête", other: "# têtes" }),
      layers: (n: number) => plural(n, { one: "# couche", other: "# couches" }),
      hidden: (n: number) => plural(n, { one: "# neurone", other: "# neurones" }),
    },
    headsFree:
      "Les têtes se partagent les nombres de chaque lettre : en ajouter ne change pas le compte.",
    follows: (heads: number, embedding: number) =>
      plural(embedding, {
        one: "Il n’y a qu’un nombre à se partager : ",
        other: "Les têtes se partagent les # nombres à parts égales : ",
      }) + plural(heads, { other: "j’en mets #." }),
    others: "Autres réglages",
    normNote: "Ici, elle n’ajoute aucun nombre à régler.",
    place: "Où la placer",
    places: {
      microgpt: "après les cartes d’identité et dans chaque couche",
      blocks: "dans chaque couche seulement",
    },
    biasNote: "Un biais est un nombre ajouté à la fin du calcul d’un neurone.",
    count: "nombres à régler",
    impossible: "Ces réglages ne vont pas ensemble. Choisis un modèle tout prêt.",
    current: "C’est ton modèle actuel.",
    bigger: (n: string) => `**${n} fois plus grand** que ton modèle actuel`,
    smaller: (n: string) => `**${n} fois plus petit** que ton modèle actuel`,
    same: "Le même plan que ton modèle actuel, avec d’autres réglages d’apprentissage.",
    equal: "La même taille que ton modèle actuel, mais un autre plan",
    build: "Construire ce modèle",
    lost: (steps: number) =>
      `Ton modèle actuel a appris pendant ${plural(steps, { one: "# étape", other: "# étapes" })} : il sera remplacé par un modèle neuf. Pour le garder, passe d’abord par « Garder ».`,
    fresh: "Ton modèle n’a encore rien appris : il suit tes réglages aussitôt.",
    train: "Le regarder apprendre",
    speed: "Sa vitesse, mesurée ici",
    fourAtOnce: "Il s’entraîne en calculant quatre nombres à la fois.",
    speedNote:
      "Mesuré à l’instant sur ton ordinateur, en l’entraînant pour de vrai, à tout petits pas, pendant une demi-seconde environ.",
    measuring: "Mesure en cours…",
    wait: "Ton modèle est en train d’apprendre : la mesure attend la pause.",
    again: "Mesurer encore",
    wantedRow: "ce modèle",
    currentRow: "ton modèle actuel",
    targets: "lettres par seconde",
    ms: "par étape, tout compris",
    whole: "tout l’entraînement",
    msValue: (n: string) => `${n} ms`,
    /** `time`: undefined for less than a second. */
    wholeValue: (steps: number, time: string | undefined) =>
      `${plural(steps, { one: "# étape", other: "# étapes" })} : ${time === undefined ? "moins d’une seconde" : `environ ${time}`}`,
    slower: (n: string) =>
      `Chaque étape prend **${n} fois plus de temps** qu’avec ton modèle actuel.`,
    faster: (n: string) => `Chaque étape va **${n} fois plus vite** qu’avec ton modèle actuel.`,
    failed: "La mesure n’a pas abouti : l’entraînement de ce modèle est trop lent ici.",
    where: "Où sont tous ces nombres ?",
    parts: {
      embeddings: "cartes d’identité",
      attention: "attention",
      mlp: "réseau",
      norms: "normalisation",
      output: "sortie",
    },
    table: "Le compte, tableau par tableau",
    head: ["tableau", "calcul", "nombres"],
    total: "en tout",
    units: {
      vocabulary: (n: number) => plural(n, { one: "# signe", other: "# signes" }),
      context: (n: number) => plural(n, { one: "# place", other: "# places" }),
      embedding: (n: number) => plural(n, { one: "# nombre", other: "# nombres" }),
      hidden: (n: number) => plural(n, { one: "# neurone", other: "# neurones" }),
      layers: (n: number) => plural(n, { one: "# couche", other: "# couches" }),
    },
    tied: "La sortie reprend le tableau des cartes d’identité : elle ne coûte rien de plus.",
    layersNote: "Chaque couche a ses propres tableaux, de la même taille.",
  },
  /** labo/tabs/grow/ */
  knownModels: {
    title: "L’échelle des GPT",
    lead: "Tous ceux-ci devinent la suite, un [[token|token]] à la fois. Du tien jusqu’aux plus grands, ce qui change le plus, c’est le nombre de [[parameter|paramètres]].",
    scale: "Attention à la règle : chaque trait vers la droite veut dire **10 fois plus**.",
    felt: (own: string, name: string, far: string) =>
      `Avec une règle normale, si la barre de ton modèle mesurait ${own}, celle de ${name} mesurerait **${far}**.`,
    reading:
      "Et si tu lisais tous ses nombres à voix haute, un par seconde, sans manger ni dormir ? Le temps est écrit sous chaque barre.",
    yours: "Ton modèle",
    yoursToo: "c’est le tien en ce moment",
    now: "celui que tu entraînes en ce moment",
    parameters: (n: string, rounded: boolean) => `${n}${rounded ? " de" : ""} paramètres`,
    about: "environ",
    step: (n: string, below: string) => `× ${n} par rapport à ${below}`,
    perhaps: "peut-être ",
    aloud: (time: string) => `à lire à voix haute : ${time}`,
    unofficial: "estimation non officielle",
    more: (name: string) => `Ce qui change avec ${name}`,
    first: (name: string) => `En savoir plus sur ${name}`,
    learned: "Il a appris sur :",
    differs: "Ce qui est différent :",
    facts: "Ses mesures :",
    fact: {
      layers: (n: string) => `couches : ${n}`,
      embedding: (n: string) => `nombres par token : ${n}`,
      heads: (n: string) => `têtes : ${n}`,
      context: (n: string) => `fenêtre : ${n} tokens`,
      vocabulary: (n: string) => `tokens connus : ${n}`,
      tokens: (n: string) => `tokens lus pendant l’entraînement : ${n}`,
    },
    counted: "Compté par le Labo à partir de ses réglages.",
    published: "Chiffres publiés : le Labo ne peut pas les recompter.",
    source: "Source :",
    estimate: "D’où vient l’estimation :",
    outside: "(s’ouvre sur Internet)",
    chart: (name: string, count: string) => `${name} : ${count}.`,
  },
  /** labo/tabs/inside/ */
  attention: {
    picture: (from: string, shares: string) => `La lettre « ${from} » regarde : ${shares}.`,
    table: "Le tableau de toutes les parts d’attention",
    asks: "regarde →",
    hidden: "caché : c’est le futur",
    caption:
      "Chaque ligne est une lettre qui regarde. Ses parts font 100 %. Le futur (·) est caché.",
    /** Of stories and texts. */
    how: (from: string) =>
      `Plus le fond d’un mot est coloré, plus « ${from} » le regarde. Clique sur un mot pour le faire regarder à son tour.`,
    sentence: "Les mots, et la part d’attention de chacun",
    start: "début",
    seen: "mot regardé",
    shares: (from: string) =>
      `Ce que « ${from} » regarde, tête par tête. Les parts d’une tête font 100 %.`,
  },
  /** labo/tabs/inside/ */
  inside: {
    title: "Regarder dedans",
    lead: "Tape un début de nom et suis-le dans le modèle, pas à pas. Tous les nombres sont vrais : ce sont ceux que ton modèle calcule en ce moment.",
    begin: "Un début de nom",
    follow: "La lettre à suivre",
    start: "début du nom",
    guess: "le modèle devine",
    unknown: (letters: string) => `Ce modèle ne connaît pas : ${letters}. Je continue sans.`,
    cut: (count: number) =>
      `Ce modèle ne voit que ${plural(count, { one: "la dernière lettre", other: "les # dernières lettres" })} : ici, les places recommencent à 1.`,
    young:
      "Ce modèle n’a encore **rien appris** : ses nombres sont tirés au hasard. Lance l’entraînement en bas de la page et regarde-les bouger.",
    wait: "Le modèle arrive…",
  },
  /** labo/tabs/inside/ */
  headsCard: {
    title: "Que regarde chaque tête ?",
    lead: (count: number) =>
      `Personne n’a dit aux [[head|têtes]] quoi regarder. Le Labo a mesuré où va leur attention, pendant que le modèle lit ${plural(count, { one: "# autre histoire", other: "# autres histoires" })}. « Au hasard », c’est la part qu’aurait une tête qui regarde tout pareil.`,
    measuring: "Je mesure…",
    wait: "Les têtes sont mesurées dès que le modèle se repose.",
    earlier: (step: string) => `Mesuré à l’étape ${step}.`,
    mostly: (place: string, part: string, even: string) =>
      `regarde surtout ${place} (${part}, au hasard ${even})`,
    more: (place: string, part: string, even: string) =>
      `regarde plus qu’au hasard ${place} (${part}, au hasard ${even})`,
    also: (place: string, part: string, even: string) => `${place} (${part}, au hasard ${even})`,
    and: ", et aussi ",
    nothing: "ne regarde rien de particulier parmi ce qui est mesuré ici",
    all: "Toutes ses mesures",
    where: "où",
    part: "mesuré",
    even: "au hasard",
    places: {
      previous: "le mot d’avant",
      same: "le même mot, plus haut",
      first: "le début",
      itself: "le mot lui-même",
      verb: "les verbes",
      mark: "les points et les virgules",
      noun: "le nom avec lequel s’accorder, lui seul",
      adjective: "le nom et ce qui en montre le genre, pour accorder un adjectif",
      pronoun: "le nom et ce qui en montre le genre, pour choisir un pronom",
      article: "le nom et ce qui en montre le genre, pour choisir un article",
    },
    honest:
      "Ce sont des moyennes : une tête peut faire autre chose dans une phrase précise. L’accord est mesuré là où le nom est plus loin que le mot d’avant. Et regarder ne suffit pas : pour savoir à quoi sert une tête, éteins-la.",
  },
  /** labo/tabs/inside/ */
  wordsMap: {
    title: "La carte des mots",
    say: (shown: number, all: number) =>
      `Chaque mot est placé selon sa [[embedding|carte d’identité]] : deux mots proches se ressemblent pour le modèle. Voici ${plural(shown, { one: "# mot", other: "# mots" })} sur ${counted(all)} ; là où il n’y a pas de place pour l’écrire, il ne reste que sa forme.`,
    chance:
      "Ce modèle n’a rien appris : ces places viennent encore du hasard. Entraîne-le, et regarde les mots bouger.",
    honest: (share: string, size: number) =>
      `Une carte d’identité a ${plural(size, { one: "# nombre", other: "# nombres" })}, une image n’a que deux directions : cette carte montre ${share} des différences entre ces mots. Le reste est caché.`,
    search: "Chercher un mot",
    unknown: (word: string) => `Le modèle ne connaît pas « ${word} ».`,
    beside: (word: string, others: string) =>
      `Les plus proches de « ${word} », en comptant tous les nombres : ${others}.`,
    shapes: {
      noun: "nom",
      adjective: "adjectif",
      verb: "verbe",
      other: "petit mot",
    },
    frequencies: { noun: "fréquent", other: "plus rare" },
    masculine: "masculin",
    feminine: "féminin",
    neither: "les deux, ou aucun",
    list: "Le plus proche de chaque mot de la carte",
    picture: (pairs: string) =>
      `Carte des mots. Les plus proches, en comptant tous les nombres : ${pairs}.`,
  },
  /** labo/tabs/inside/ */
  lettersMap: {
    title: "La carte des lettres",
    say: "Chaque lettre est placée selon sa [[embedding|carte d’identité]] : deux lettres proches se ressemblent pour le modèle.",
    chance:
      "Ce modèle n’a rien appris : ces places viennent encore du hasard. Entraîne-le, et regarde les lettres bouger.",
    honest: (share: string, size: number) =>
      `Une carte d’identité a ${plural(size, { one: "# nombre", other: "# nombres" })}, une image n’a que deux directions : cette carte montre ${share} des différences entre les lettres. Le reste est caché.`,
    vowel: "voyelle",
    consonant: "autre lettre",
    edge: "début et fin du nom",
    list: "La plus proche de chaque lettre",
    letter: "Lettre",
    near: "La plus proche",
    picture: (pairs: string) =>
      `Carte des lettres. Les plus proches, en comptant tous les nombres : ${pairs}.`,
  },
  /** labo/tabs/inside/ */
  origin: {
    title: "D’où vient ce nombre ?",
    invite:
      "Montre un nombre, avec la souris, le doigt ou le clavier (Tab, puis les flèches) : le calcul qui l’a fait apparaît ici.",
    back: "Retour",
    close: "Fermer",
    learned: "appris",
    lookup: "Il est lu tel quel dans une table du modèle. C’est un nombre **appris**.",
    copy: "Il est recopié, sans changement.",
    sum: "On additionne deux nombres :",
    products: "On multiplie deux par deux, puis on additionne tout :",
    scaled: "On multiplie deux par deux, on additionne, puis on divise :",
    activation: "Le nombre passe par le filtre :",
    turned: "On multiplie deux par deux, on additionne, puis le nombre tourne avec un autre :",
    norm: "Le nombre est remis à l’échelle de sa rangée :",
    softmax: "Le nombre devient une part du total :",
    off: "Cette partie est éteinte : elle dit 0.",
    future: "Cette lettre est dans le futur : le modèle n’a pas le droit de la regarder.",
    total: "Total",
    turn: (a: string, cos: string, other: string, sin: string, b: string) =>
      `La question et l’étiquette tournent selon la place de la lettre, chaque nombre avec un autre (${other}) : ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
    divide: (a: string, d: string, b: string) => `${a} ÷ ${d} = ${b}`,
    minus: (a: string, m: string, b: string) =>
      `Moyenne de la rangée enlevée : ${a} − (${m}) = ${b}`,
    exp: (a: string, peak: string, e: string) =>
      `On enlève le plus grand nombre de la rangée (${peak}), puis on prend l’exponentielle : exp(${a} − (${peak})) = ${e}`,
    share: (e: string, total: string, b: string) =>
      `Divisé par le total de toute la rangée : ${e} ÷ ${total} = ${b}`,
    gain: (g: string) => `Multiplié par un gain appris : × ${g}`,
    offset: (o: string) => `Plus un décalage appris : + (${o})`,
    hint: "Clique sur un nombre souligné pour remonter plus loin.",
    rounded: "Les nombres sont arrondis à l’écran ; le modèle calcule avec plus de chiffres.",
  },
  /** labo/tabs/inside/ */
  partsOff: {
    title: "Éteins une pièce",
    lead: "Enlève une coche : cette pièce dira toujours 0. Que sait encore faire le modèle ?",
    legend: "Pièces allumées",
    cost: (part: string, before: string, after: string, verdict: string) =>
      `Sans ${part}, l’erreur passe de ${before} à ${after} : ${verdict}.`,
    much: "le modèle est perdu",
    some: "il se trompe plus souvent",
    little: "il s’en passe presque",
    none: "il s’en passe très bien",
    better: "il fait même un peu mieux sans elle",
    hidden: (before: string, after: string) => `Sur les noms cachés : de ${before} à ${after}.`,
    agreements: (before: string, after: string, count: number) =>
      `Les accords tenus passent de ${before} à ${after}, dans ${plural(count, { one: "# histoire inventée", other: "# histoires inventées" })}.`,
    worst: (kind: string, before: string, after: string) =>
      `Ce qui en souffre le plus, « ${kind} » : de ${before} à ${after}.`,
    fall: (points: number) =>
      points > 0
        ? `accords tenus : ${plural(points, { one: "# point", other: "# points" })} de moins`
        : points < 0
          ? `accords tenus : ${plural(-points, { one: "# point", other: "# points" })} de plus`
          : "accords tenus : autant",
    measuring: "Je mesure…",
    and: " ni ",
    next: "La prochaine lettre",
    whole: "Modèle entier",
    cut: "Pièce éteinte",
    back: "Tout rallumer",
    which: "Quelle pièce compte le plus ?",
    whichSay: "Le Labo éteint chaque pièce, une par une, et mesure combien l’erreur monte.",
    measureAll: "Mesurer toutes les pièces",
    rise: "L’erreur monte de…",
    young:
      "Ce modèle n’a encore rien appris : aucune pièce ne compte vraiment. Entraîne-le d’abord.",
  },
  /** labo/tabs/inside/ */
  stages: {
    layer: (n: number, of: number) => `Couche ${n} sur ${of}`,
    why: "Pourquoi ?",
    off: "éteint",
    cards: "Les cartes d’identité",
    cardsSay:
      "Chaque lettre a sa [[embedding|carte d’identité]] : une rangée de nombres. On y ajoute la carte de sa [[position|place]] dans le nom.",
    cardsWhy:
      "Le modèle ne sait pas lire : il calcule. Il lui faut donc des nombres. Sans la carte de la place, la première couche verrait les lettres d’avant sans leur ordre : « pik » et « ipk », ce serait pareil.",
    cardsTurned:
      "Chaque lettre a sa [[embedding|carte d’identité]] : une rangée de nombres. Sa [[position|place]] dans le nom n’y est pas : c’est l’attention qui en tiendra compte.",
    cardsTurnedWhy: "Le modèle ne sait pas lire : il calcule. Il lui faut donc des nombres.",
    normTitle: "Remise à l’échelle",
    normSay:
      "On garde la forme de la rangée, mais ses nombres ne sont ni trop grands ni trop petits.",
    normWhy:
      "Dans un modèle à plusieurs couches, les nombres grandiraient trop d’une couche à l’autre.",
    asks: "Questions, étiquettes, informations",
    asksSay:
      "Chaque lettre pose une [[query|question]], porte une [[key|étiquette]] et offre une [[value|information]].",
    asksNormed: "La question et l’étiquette sont remises à l’échelle.",
    asksTurned:
      "La question et l’étiquette tournent selon la [[position|place]] de la lettre : leur accord dépend ainsi de la distance entre deux lettres.",
    asksWhy:
      "C’est comme dans une bibliothèque : tu arrives avec une question, tu compares aux étiquettes des livres, et tu lis ceux qui vont bien.",
    looks: "L’attention : qui regarde qui ?",
    looksSay:
      "La question de la lettre est comparée à l’étiquette de chaque lettre déjà lue. Plus [[attention-score|l’accord]] est bon, plus le trait est épais.",
    looksWhy:
      "Pour deviner la suite, toutes les lettres d’avant n’ont pas la même importance. Le modèle a appris lui-même où regarder. L’avenir est caché : sinon il copierait.",
    mix: "Le mélange",
    mixSay:
      "Les informations des lettres sont mélangées, chacune selon sa [[attention-weight|part d’attention]].",
    mixWhy:
      "Maintenant, la lettre sait aussi ce qu’il y avait avant elle. C’est le seul endroit où les lettres se parlent.",
    bypass: "Le raccourci",
    bypassSay:
      "Ce qui était là avant est ajouté : c’est le [[residual|raccourci]]. Rien n’est perdu en route.",
    bypassWhy:
      "La couche n’a qu’à ajouter une petite correction. Avec ce raccourci, on apprend mieux quand il y a beaucoup de couches.",
    mlp: "Le réseau (MLP)",
    mlpSay:
      "Chaque [[neuron|neurone]] additionne les nombres de la rangée, multipliés par ses poids. Le [[filter|filtre]] fait taire les totaux négatifs, tout à fait ou presque. Les autres ajoutent leur correction.",
    mlpWhy:
      "Sans filtre, deux calculs d’affilée n’en feraient qu’un : le filtre permet d’apprendre des règles comme « si… alors ».",
    again: "Encore le raccourci",
    logits: "Les scores",
    logitsSay:
      "La rangée finale est comparée à chaque lettre de l’alphabet : cela donne un [[logits|score]] par lettre.",
    logitsWhy: "Un grand score veut dire : « cette lettre irait bien ici ».",
    chances: "Les probabilités",
    chancesSay:
      "Les scores deviennent des [[softmax|probabilités]] : la somme fait 100 %. On tire la prochaine lettre au sort avec elles.",
    chancesWhy:
      "L’exponentielle rend tout positif et agrandit les écarts ; puis on divise par le total.",
    all: "Toutes les lettres",
    few: "Les plus probables",
    cut: (shown: number, all: number) =>
      `Les ${counted(shown)} plus probables sur ${counted(all)} : les autres ont encore moins de chances.`,
    highest: (shown: number, all: number) =>
      plural(shown, { one: "Le score le plus haut", other: "Les # scores les plus hauts" }) +
      ` sur ${counted(all)}.`,
    next: "La prochaine lettre",
    explain: "Expliquer",
    end: "fin du nom",
    open: "Tout ouvrir",
    shut: "Tout replier",
    title: "Le chemin dans le modèle",
    legend:
      "Chaque case est un nombre. Barre bleue vers le haut : il est positif. Barre orange vers le bas : il est négatif. Clique sur une partie pour l’ouvrir.",
    walk: "Suivre le chemin",
    pause: "Pause",
    before: "Une partie plus tôt",
    after: "Une partie plus loin",
    done: "Finir",
    walkSay: "Les lettres entrent en haut, et la suite sort en bas. Suis-les, partie par partie.",
    layerSay:
      "Une couche, c’est de l’attention, puis un réseau. Son résultat entre dans la couche d’après.",
    fewLanes: (shown: number, hidden: number) =>
      `Ici, il y a la place de dessiner ${plural(shown, { one: "# lettre", other: "# lettres" })}. Les trois points disent ${plural(hidden, { one: "celle d’avant", other: "les # d’avant" })}.`,
    of: (letter: string) => `pour « ${letter} » :`,
    numbers: (count: number) => plural(count, { one: "# nombre", other: "# nombres" }),
    range: (least: string, most: string) => `, de ${least} à ${most}`,
    most: (head: number, heads: number, letter: string, share: string) =>
      heads === 1
        ? `regarde surtout « ${letter} », ${share}`
        : `la tête ${head} regarde surtout « ${letter} », ${share}`,
  },
  /** labo/tabs/inside/ */
  heads: { head: "Tête" },
  /** labo/tabs/inside/ */
  words: {
    /** What a token’s card is called where its usual name does not fit; "" for its usual name. */
    card: "",
    learned: "poids appris",
    bias: "biais appris",
    of: (letter: string) => `pour « ${letter} »`,
    toward: (letter: string) => `vers « ${letter} »`,
    next: (letter: string) => `de « ${letter} »`,
    head: (n: number) => `tête ${n}`,
    layer: (n: number) => `couche ${n}`,
    number: (n: number) => `n° ${n}`,
    parts: {
      positions: "la carte des places",
      attention: "l’attention",
      attentionShortcut: "le raccourci de l’attention",
      mlp: "le réseau (MLP)",
      mlpShortcut: "le raccourci du réseau",
      head: (n: number) => `la tête ${n}`,
    },
    inLayer: (n: number) => `, couche ${n}`,
  },
  /** labo/tabs/inside/lens/ */
  lens: {
    title: "Une étape à la loupe",
    lead: "Comment une erreur devient-elle un apprentissage ? Suis-la : le modèle devine, il se trompe un peu, l’erreur fait tout le chemin à l’envers (c’est le [[backpropagation|retour]]), et un poids change.",
    open: "Prendre la loupe",
    close: "Ranger la loupe",
    wait: "La loupe arrive…",
    whole: (off: number) =>
      plural(off, {
        one: "Tu as éteint une partie. Pour la loupe, elle est rallumée : un retour traverse toujours le modèle entier.",
        other:
          "Tu as éteint # parties. Pour la loupe, elles sont rallumées : un retour traverse toujours le modèle entier.",
      }),
    bare: "Ce modèle s’entraîne avec un remède contre le par cœur. La loupe montre les poids qui s’entraînent, et une étape sans remède.",
    range: (least: string, most: string) => `pentes de ${least} à ${most}`,
    computing: "La loupe calcule la pente de tous les poids…",
    text: "Dans la liste",
    guessed: "La lettre à deviner",
    end: "la fin",
    behind: (step: string) =>
      `La loupe montre une copie du modèle, faite à l’étape ${step}. Lui a continué depuis.`,
    again: "Refaire la copie",
    walk: "Avancer et reculer ; les flèches gauche et droite marchent aussi",
    previous: "Avant",
    next: "Suite",
    where: (n: number, of: number) => `${counted(n)} sur ${counted(of)}`,
    wayBack: "le retour",
    layer: (n: number) => `couche ${n}`,
    number: (n: number) => `n° ${n}`,
    ofToken: (token: string) => `de « ${token} »`,
    ofPlace: (place: number) => `de la place ${place}`,
    between: (from: number, to: number) => `sortie n° ${to}, entrée n° ${from}`,
    said: (kind: string) => `${kind}, avant son réglage`,
    weightOf: (tensor: string) => `poids (${tensor})`,
    titles: {
      guess: "Le modèle devine",
      weight: "Un seul poids",
      corrector: "Le correcteur",
      better: "La même devinette",
    },
    say: {
      guess: "Tout commence par une devinette, et par son [[loss|erreur]].",
      chances:
        "Chaque score reçoit sa [[gradient|pente]]. Pour ce qu’il fallait deviner : la probabilité moins 1. Pour tout le reste : la probabilité. Le modèle doit monter le premier et baisser les autres.",
      logits:
        "Un nombre de la rangée finale a servi à **tous** les scores. On fait le tour : pente de chaque score × le poids qui les relie. Puis on additionne.",
      again:
        "À l’aller, deux nombres s’additionnaient ici. La pente repart donc par les deux chemins, sans changer.",
      mlp: "La pente traverse le [[mlp|réseau]] à l’envers. Le [[filter|filtre]] la multiplie par sa propre pente : là où il est plat, elle s’arrête.",
      norm: "La remise à l’échelle mélange toute la rangée : quand un nombre y gagne, les autres y perdent un peu. Sa pente tient donc compte de tous.",
      bypass:
        "La pente du réseau retrouve celle qui est passée par le [[residual|raccourci]] : on les additionne. Puis elle repart par deux chemins.",
      mix: "Chaque [[value|information]] reçoit la pente du mélange × sa part d’attention. D’ici, la pente va aussi vers les lettres d’avant : choisis-en une.",
      looks:
        "Fallait-il regarder ailleurs ? La pente d’une [[attention-weight|part d’attention]] le dit. Les parts font un tout : l’[[attention-score|accord]] ne reçoit que ce qui dépasse la moyenne.",
      asks: "L’accord multipliait une [[query|question]] par une [[key|étiquette]]. Chacune reçoit la pente × l’autre.",
      cards:
        "Le bout du chemin : les [[embedding|cartes d’identité]]. Ce sont des poids appris, eux aussi : ils vont changer.",
      weight:
        "Un poids a multiplié un nombre à chaque place. Sa [[gradient|pente]] : pente de ce qui en est sorti × ce qui y est entré, additionnées sur toutes les places.",
      corrector:
        "Le [[optimizer|correcteur]], [[adam|Adam]], ne suit pas cette pente toute seule : il se souvient de celles d’avant.",
      better: "Chaque poids a fait son pas. On pose la même question.",
    },
    reads: "Le modèle lit :",
    follows: (target: string, share: string) =>
      `La suite est **${target}**. Il lui donnait ${share}.`,
    chances: "Ce que le modèle devine",
    error: (chance: string, error: string) =>
      `Son erreur est la [[surprise|surprise]] : −ln(${chance}) = **${error}**. Sûr de la bonne réponse, il aurait 0.`,
    whatSlope:
      "Maintenant, le chemin à l’envers. On cherche la [[gradient|pente]] de chaque nombre : s’il montait un tout petit peu, l’erreur monterait-elle, et de combien de fois plus ?",
    letters: "Les pentes de cette lettre",
    legend:
      "Barre vers le haut : monter ce nombre ferait monter l’erreur. Vers le bas : cela la ferait baisser. Chaque rangée a sa propre échelle. Clique sur une barre pour voir sa somme, ou sur une partie pour y aller.",
    slopesOf: (kind: string) => `Pentes : ${kind}`,
    slope: (slope: string) => `pente ${slope}`,
    steepest: (shown: string, all: string) => `Les ${shown} plus fortes, sur ${all}.`,
    flat: "Toutes nulles : rien de ce qu’on voit ici ne change cette devinette.",
    sum: "D’où vient cette pente ?",
    invite: "Clique sur une barre : la somme qui fait sa pente apparaît ici.",
    back: "Retour",
    shut: "Fermer",
    none: "Ce nombre ne change pas l’erreur.",
    rises: "S’il monte un peu, l’erreur monte : il faudrait le baisser.",
    falls: "S’il monte un peu, l’erreur baisse : il faudrait le monter.",
    terms: "Pente de ce qui vient après × ce qu’il lui fait",
    ofError: "erreur : 1",
    total: "Total",
    idle: (count: number) =>
      plural(count, {
        one: "Il touche aussi # nombre dont la pente est 0 : cela n’ajoute rien.",
        other: "Il touche aussi # nombres dont la pente est 0 : cela n’ajoute rien.",
      }),
    local: {
      one: "recopié ou additionné : fois 1",
      divided: (a: string, root: string) => `${a} ÷ ${root}`,
      filter: (filter: string, at: string) => `pente du filtre, ${filter}, en ${at}`,
      right: (chance: string) => `probabilité moins 1 : ${chance} − 1`,
      wrong: "sa probabilité",
      surprise: (chance: string) => `−1 ÷ ${chance}`,
      share: (share: string, itself: string, own: string) =>
        `les parts font un tout : ${share} × (${itself} − ${own})`,
      unit: "le nombre remis à l’échelle",
      norm: (sum: string) => `remise à l’échelle : ${sum}`,
      turned: (sum: string) => `tourné selon la place : ${sum}`,
    },
    hint: "Clique sur un nombre souligné pour remonter plus loin.",
    rounded: "Les nombres sont arrondis à l’écran.",
    toWeight: "Choisir ce poids",
    tensor: "Où est ce poids ?",
    which: "Lequel ? Ceux qui changeraient le plus l’erreur, avec leur pente",
    trying: "La même pente, en essayant",
    tryingSay:
      "On monte ce poids, on mesure l’erreur. On le baisse, on mesure encore. La différence, divisée par le chemin parcouru, est sa pente : c’est la [[numerical-derivative|dérivée numérique]].",
    by: "De combien ?",
    up: "Erreur, poids monté",
    down: "Erreur, poids baissé",
    byTrying: "Pente en essayant",
    byCalculation: "Pente calculée",
    tryingNote:
      "Plus on bouge le poids de peu, mieux les deux s’accordent. En essayant, il faut refaire tout l’aller deux fois pour chaque poids. Le retour les trouve tous d’un coup.",
    follow: "Le suivre pendant l’entraînement",
    followThis: (weight: string) => `Suivre : ${weight}`,
    waiting: "Entraîne le modèle : la courbe de ce poids se dessine ici.",
    moved: (from: string, to: string, before: string, after: string) =>
      `De l’étape ${from} à l’étape ${to} : de ${before} à ${after}.`,
    hisSlope: "Sa pente :",
    clipped: (sum: string) =>
      `Toutes les pentes ensemble étaient trop fortes, on les réduit : ${sum}`,
    momentum:
      "**Premier souvenir**, la moyenne de ses pentes : un peu de l’ancienne, un peu de la nouvelle.",
    squares: "**Deuxième souvenir**, la moyenne de ses pentes au carré : secoue-t-il beaucoup ?",
    gathered: (step: string) =>
      `Les deux souvenirs sont partis de 0. On corrige cela, moins à chaque étape ; voici l’étape ${step} du correcteur.`,
    move: "**Le pas** : [[learning-rate|vitesse]] × premier souvenir ÷ racine du deuxième.",
    newValue: "Sa nouvelle valeur : l’ancienne moins le pas.",
    decay: "Avant cela, tous les grands tableaux de poids rétrécissent un tout petit peu.",
    fresh: "Ce correcteur n’a encore aucun souvenir : c’est sa première étape.",
    remembered: (steps: number) =>
      `Ses souvenirs sont les vrais, ceux de ton entraînement après ${plural(steps, { one: "# étape", other: "# étapes" })}. Une étape de l’entraînement regarde plus d’exemples à la fois : la loupe n’en prend qu’un.`,
    all: (count: number) =>
      plural(count, {
        one: "Le seul nombre du modèle a bougé.",
        other:
          "Les # nombres du modèle ont fait leur pas ensemble. Ceux qui n’ont pas servi n’ont pas bougé.",
      }),
    chanceOf: (token: string) => `Ce qu’il donne à « ${token} »`,
    before: "avant",
    after: "après",
    known:
      "Il connaît déjà cette suite par cœur : il n’y a presque plus rien à apprendre. Choisis une autre lettre, ou prends la loupe plus tôt dans l’entraînement.",
    errors: (before: string, after: string) => `Erreur : ${before} → ${after}`,
    better: (before: string, after: string) =>
      `De ${before} à ${after} : il devine **mieux**. Un entraînement, c’est cela, des centaines de fois.`,
    leap: "C’est même un grand saut : ce pas n’a regardé qu’une seule devinette, et les autres suites possibles y ont perdu. Voilà pourquoi une étape de l’entraînement regarde beaucoup d’exemples à la fois.",
    worse:
      "Cette fois, il devine **moins bien** : ce dont le correcteur se souvenait a pesé plus que cette devinette. Aux étapes suivantes, il se rattrape.",
    untouched: (step: string) =>
      `Ton entraînement n’a pas bougé : la loupe travaille sur une copie, faite à l’étape ${step}.`,
  },
  /** labo/tabs/invent/ */
  invent: {
    title: "Invente des noms avec lui",
    lead: "Le modèle n’écrit pas un nom d’un seul coup. À chaque lettre, il donne une chance à toutes les suivantes, puis on [[sampling|tire au sort]].",
    untrained:
      "Ce modèle n’a encore rien appris : il écrit au hasard. Entraîne-le avec le bouton en bas, et regarde les barres changer.",
    writing: "Lettre par lettre",
    begin: "Commence par…",
    placeholder: "par exemple pi",
    unknown: (left: string) => `Ce modèle ne connaît pas « ${left} » : c’est laissé de côté.`,
    name: (text: string) => (text === "" ? "Le nom est vide." : `Le nom commence par ${text}.`),
    forgotten: (n: number) =>
      `Les lettres grises sont sorties de la fenêtre : ce modèle ne voit que ${plural(n, { one: "le dernier signe", other: "les # derniers signes" })}.`,
    next: "La lettre suivante",
    choose: "Clique sur une lettre pour la choisir toi-même.",
    end: "fin du nom",
    line: "fin de ligne",
    write: "Écrire",
    all: "Toutes les lettres",
    few: "Les plus probables",
    draw: "Tirer une lettre",
    finish: "Finir le nom",
    rub: "Effacer",
    clear: "Nouveau nom",
    /** TellingCard.tsx */
    another: "Recommencer",
    pause: "Pause",
    goOn: "Continuer",
    one: { letters: "Une lettre", words: "Un mot", pieces: "Un morceau" },
    told: (text: string) => `Le texte : ${text}`,
    here: (before: string) =>
      before === ""
        ? "Pour commencer, il pouvait écrire"
        : `Après « ${before} », il pouvait écrire`,
    afterIt: (before: string) =>
      before === "" ? "Pour commencer, il peut écrire" : `Après « ${before} », il peut écrire`,
    click:
      "Choisis toi-même la suite, ou clique dans le texte : tu verras ce qui pouvait venir à cet endroit.",
    cut: "Ce nom est très long : il est coupé ici.",
    filtered: "Ce nom ressemblait à un gros mot : le filtre de la classe l’a retiré.",
    dials: "Sage ou fou ?",
    temperature: "Température",
    wise: "sage",
    mad: "fou",
    topK: {
      letters: "Lettres permises (top-k)",
      words: "Mots permis (top-k)",
      pieces: "Morceaux permis (top-k)",
    },
    every: "toutes",
    best: (n: number) => plural(n, { one: "la plus probable", other: "les # plus probables" }),
    many: "D’un coup",
    invent: "Inventer 40 noms",
    count: (v: { fresh: number; near: number; copies: number; all: number }) =>
      plural(v.all, { one: "Sur # nom : ", other: "Sur # noms : " }) +
      plural(v.fresh, { one: "**#** nouveau, ", other: "**#** nouveaux, " }) +
      plural(v.near, { other: "**#** à une lettre près, " }) +
      plural(v.copies, { one: "**#** copie de la liste.", other: "**#** copies de la liste." }),
    twice: (n: number) =>
      plural(n, { one: "C’est toujours le même nom.", other: "# noms différents." }),
    favourites: "Mes favoris",
    none: "Clique sur l’étoile d’un nom pour le garder ici.",
    done: "Noms finis",
  },
  /** labo/tabs/invent/RecitalCard.tsx */
  recital: {
    title: "Récite ou invente ?",
    empty: "Écris quelque chose avec lui : on cherchera ici ce qu’il a recopié de ton texte.",
    recites: "Il **récite**.",
    mixes: "Il **mélange** : il recopie des bouts, et invente le reste.",
    invents: "Il **invente**.",
    share: (n: number, long: number) =>
      plural(n, {
        one: "Sur 100 mots qu’il écrit, **#** vient d’un long bout de ton texte",
        other: "Sur 100 mots qu’il écrit, **#** viennent d’un long bout de ton texte",
      }) + plural(long, { one: ", # mot de suite ou plus.", other: ", # mots de suite ou plus." }),
    usual: (n: string) =>
      `Dans tes paragraphes cachés, que personne n’a recopiés, il y en a déjà ${n}.`,
    longest: (n: number) =>
      plural(n, {
        one: "La plus longue suite recopiée a # mot. La voici dans ton texte :",
        other: "La plus longue suite recopiée a # mots. La voici dans ton texte :",
      }),
    place: (n: string, all: string) => `C’est le paragraphe ${n} de ton texte, sur ${all}.`,
  },
  /** labo/keep/KeepDialog.tsx */
  keep: {
    title: "Garder et partager",
    kept: "Tout reste sur cet ordinateur : ta liste, ton modèle et tes favoris reviennent quand tu rouvres cette page. Rien ne part sur Internet.",
    model: "Mon modèle",
    modelNote:
      "Un seul fichier, avec tous ses nombres. Il s’ouvre ici, ou dans Python avec premier-llm.",
    withNames:
      "Mettre aussi ma liste de noms dans le fichier, pour continuer l’entraînement plus tard",
    save: "Enregistrer mon modèle",
    open: "Ouvrir un modèle",
    file: "mon-modele.safetensors",
    opened: "Le modèle est ouvert.",
    lists: "Mes noms",
    list: "Enregistrer la liste",
    listFile: "ma-liste.txt",
    favourites: "Enregistrer mes favoris",
    favouritesFile: "mes-noms-inventes.txt",
    sheet: "Une fiche à imprimer",
    sheetNote: "Une page avec ta courbe, tes noms et les chiffres de ton modèle.",
    print: "Voir la fiche",
    book: "Un livre de dés",
    bookNote:
      "Tes noms deviennent un modèle de papier : une grille par lettre, et deux dés choisissent la suivante. Sans ordinateur !",
    seeBook: "Voir le livre",
    link: "Un lien vers ces réglages",
    linkNote: "Il contient les réglages, jamais ta liste de noms.",
    copy: "Copier",
    copied: "Copié !",
    shared: "Ordinateur partagé ?",
    sharedNote:
      "Efface d’ici la liste, le modèle, les favoris et les missions. On ne peut pas revenir en arrière.",
    erase: "Tout effacer",
    sure: "Oui, tout effacer",
    no: "Non, garder",
  },
  /** labo/keep/Report.tsx */
  report: {
    title: "Mon premier LLM",
    back: "Revenir au Labo",
    print: "Imprimer",
    who: "Nom :",
    on: "Le",
    model: "Le modèle",
    list: "Liste",
    listUnknown: "inconnue : le modèle est arrivé sans sa liste",
    listOf: (name: string, n: number, hidden: number) =>
      `${name} : ${plural(n, { one: "# nom", other: "# noms" })}` +
      (hidden === 0 ? "" : plural(hidden, { one: ", et # caché", other: ", et # cachés" })),
    parameters: "Nombres appris (paramètres)",
    shape: "Forme",
    shapeOf: (v: Record<string, string>) =>
      `nombres par lettre : ${v["embedding"]} · fenêtre : ${v["context"]} · couches : ${v["layers"]} · têtes : ${v["heads"]} · neurones : ${v["hidden"]}`,
    steps: "Étapes",
    loss: "Erreur (loss)",
    floor: "plancher",
    hidden: "sur les noms cachés",
    temperature: "Température",
    verdict: "Verdict",
    curve: "Sa courbe",
    invented: "Ce qu’il invente",
    favourites: "Mes favoris",
    copies: (share: string) => `${share} de copies parmi les derniers noms inventés.`,
    foot: "Fait avec le Labo, libre et sans compte. Tous ces chiffres viennent du modèle entraîné dans la page. Il imite la forme des noms ; il ne sait pas ce qu’ils veulent dire.",
  },
  /** labo/keep/DiceBook.tsx; the command's book says the same. */
  book: {
    title: (name: string) => `Un modèle sur papier : ${name}`,
    about: (n: number) =>
      plural(n, { one: "Compté dans # nom", other: "Compté dans # noms" }) +
      " : quelle lettre suit quelle lettre, et combien de fois.",
    rules: (boundary: string) => [
      `Prends un dé rouge et un dé bleu. Commence à la grille « ${boundary} ».`,
      "Lance les deux. Le dé rouge choisit la ligne, le bleu la colonne : écris cette lettre.",
      "Va à la grille de la lettre que tu viens d’écrire, et relance.",
      `Quand « ${boundary} » sort, le nom est fini. Lis-le à voix haute.`,
    ],
    lost: (letters: readonly string[]) => `Trop rares pour une case : ${letters.join(", ")}.`,
    credit:
      "Le modèle de langage en papier, avec une grille et des dés : une idée de LLMs Unplugged (Ben Swift et la ANU School of Cybernetics).",
  },
  /** labo/parts/Curve.tsx */
  curve: {
    chance: "hasard",
    singles: { letters: "lettres seules", words: "mots seuls", pieces: "morceaux seuls" },
    pairs: "paires",
    triples: "triplets",
    floor: "plancher",
    languageFloor: "plancher de la langue",
    onList: (line: string) => `${line} (liste)`,
    onHidden: (line: string) => `${line} (cachés)`,
    axis: "étapes",
    loss: "erreur",
    train: "erreur sur la liste",
    mean: "erreur sur la liste (en clair : chaque lot)",
    heldOut: "erreur sur les noms cachés",
    summary: (step: number, first: string, last: string, held: string | undefined) =>
      `Courbe de l’erreur sur ${plural(step, { one: "# étape", other: "# étapes" })} : ${first} au début, ${last} maintenant` +
      (held ? `, et ${held} sur les noms cachés.` : "."),
    line: (name: string, value: string) => `Repère ${name} : ${value}.`,
    empty: "La courbe se dessinera ici, dès que le modèle apprendra.",
    /** Of the second training. */
    answers: {
      mean: "erreur sur les réponses (en clair : chaque lot)",
      heldOut: "erreur sur des réponses jamais vues",
      summary: (step: number, first: string, last: string, held: string | undefined) =>
        `Courbe de l’erreur sur les réponses, en ${plural(step, { one: "# étape", other: "# étapes" })} : ${first} au début, ${last} maintenant` +
        (held ? `, et ${held} sur des réponses jamais vues.` : "."),
    },
  },
  /** labo/tabs/learn/ */
  agreements: {
    title: "Les accords tenus",
    steps: "étapes",
    empty: "Dès que le modèle apprendra, on relira ici les histoires qu’il invente.",
    summary: (share: string, step: string) =>
      `À l’étape ${step}, ${share} de ce qu’on peut vérifier dans ses histoires est juste.`,
    whole: (whole: number, all: number) =>
      plural(all, { one: "Sur sa dernière histoire", other: "Sur ses # dernières histoires" }) +
      plural(whole, {
        one: ", # est juste du début à la fin.",
        other: ", # sont justes du début à la fin.",
      }),
    byKind: "Ce qui est vérifié",
    note: "Un programme relit ses histoires. Il connaît toute la grammaire de ce petit monde, que le modèle, lui, n’a jamais vue : il n’a lu que des histoires.",
  },
  learn: {
    title: "Il apprend sous tes yeux",
    lead: "À chaque étape, le modèle devine les lettres de ta liste, mesure son [[loss|erreur]], puis corrige un peu chacun de ses nombres.",
    curve: "Son erreur, étape après étape",
    how: "Plus c’est bas, mieux il devine. Les lignes disent ce qu’on obtient sans modèle : au [[chance|hasard]], en comptant les [[pairs|paires]] de lettres ou les [[triples|triplets]]. Sous le [[floor|plancher]], aucun modèle qui a cette fenêtre ne peut descendre.",
    names: "Ce qu’il invente maintenant",
    copies: (copies: number, all: number) =>
      plural(all, {
        one: "Dans le dernier nom inventé : ",
        other: "Dans les # derniers noms inventés : ",
      }) + plural(copies, { other: "**#** déjà dans la liste." }),
    verdict: "Verdict",
    none: "Lance l’entraînement pour voir.",
    reasons: {
      "no better than letters": (v: Record<string, string>) =>
        `Il ne fait pas mieux que quelqu’un qui sait seulement combien de fois chaque lettre revient (${v["loss"]}, contre ${v["line"]}).`,
      "near floor": (v: Record<string, string>) =>
        `Son erreur (${v["loss"]}) touche presque le plancher (${v["floor"]}) : il connaît la liste par cœur.`,
      "near zero": (v: Record<string, string>) =>
        `Son erreur (${v["loss"]}) est presque à 0 : il connaît le texte par cœur.`,
      "copied runs": (v: Record<string, string>) =>
        `Sur 100 mots inventés, ${v["share"]} sont dans des suites d’au moins ${v["long"]} mots copiées du texte.`,
      copies: (v: Record<string, string>) =>
        `${v["copies"]} copies de la liste parmi les ${v["total"]} derniers noms inventés.`,
      "held out higher": (v: Record<string, string>) =>
        `Il devine bien les noms appris (${v["loss"]}), mais mal les noms cachés (${v["heldOut"]}).`,
      below: (where: string, v: Record<string, string>) =>
        `Son erreur ${where} (${v["loss"]}) est passée sous la ligne des paires (${v["line"]}) : il a trouvé mieux que compter.`,
      above: (where: string, v: Record<string, string>) =>
        `Son erreur ${where} (${v["loss"]}) baisse, mais reste au-dessus de la ligne des paires (${v["line"]}).`,
      heldOut: "sur les noms cachés",
      list: "sur la liste",
    },
    exploded:
      "Boum ! L’erreur a explosé : les corrections étaient trop grandes. C’est arrivé aux meilleurs. Le Labo a gardé le dernier bon modèle. Baisse la vitesse d’apprentissage, puis recommence.",
    wild: "Avant même d’apprendre, son erreur est énorme. Dans un modèle large ou profond, les nombres grossissent de couche en couche. Une [[norm|normalisation]] les calme : essaie-la dans Agrandir, « Autres réglages ».",
    best: (step: string, loss: string) =>
      `Son meilleur moment sur les noms cachés : l’étape ${step} (${loss}). Après, il apprend surtout par cœur.`,
    earlier: "Plus tôt, il inventait davantage.",
    back: (step: string) => `Revenir à l’étape ${step}`,
    stale: "Tu as changé des réglages : ils compteront pour un nouveau modèle.",
    follow: "Recommencer avec ces réglages",
    dials: "Réglages de l’apprentissage",
    rate: "Vitesse d’apprentissage",
    slow: "tout petits pas",
    fast: "pas de géant",
    seed: "Graine",
    seedNote:
      "Au départ, tous les nombres sont tirés au sort. Une autre graine donne un autre modèle.",
    redraw: "Autre graine",
    /** Measured: benchmarks/remedies.mjs. */
    remedies: {
      title: "Contre le par cœur",
      lead: "Un modèle assez grand finit par [[overfitting|réciter]] sa liste. Voici trois remèdes ; ils comptent pour un nouveau modèle. Nous les avons essayés sur les dinosaures : 1 000 étapes, trois [[seed|graines]], avec le petit modèle de la leçon et avec le plan « grand » d’Agrandir. Sans remède, le grand copie 70 noms sur 100, et son erreur sur les [[held-out|noms cachés]] est de 3,50 ; celle du petit est de 1,82.",
      dropout: {
        label: "[[dropout|Oublier exprès]]",
        note: "À chaque étape, cette part de ses nombres est effacée au hasard. Avec 20 %, le grand ne copie plus que 2 noms sur 100, et son erreur cachée tombe à 1,79. Le petit ne peut pas tout retenir : l’oubli le gêne (1,89). Il y a jusqu’à deux fois plus de calculs. Sur la courbe, l’erreur sur la liste paraît plus haute : elle est mesurée avec les oublis.",
      },
      average: {
        label: "La moyenne de ses derniers états",
        over: (steps: number) => plural(steps, { one: "éteinte", other: "# étapes environ" }),
        note: "Tu vois et tu gardes la [[weight-average|moyenne de ses poids]] au lieu des tout derniers. Au milieu de l’entraînement, cela aide un peu (pour le petit : 0,02 de moins). À la fin, presque plus : les pas sont déjà minuscules. Contre les copies, c’est trop peu. Cela ne coûte presque aucun calcul.",
      },
      smoothing: {
        label: "Ne jamais être sûr à 100 %",
        note: "La bonne réponse ne compte plus pour tout : cette part est partagée entre toutes les réponses possibles. Avec 10 %, le grand copie 18 noms sur 100, et son erreur cachée est de 2,43. Le petit y perd (1,85) : il hésite même quand il a raison. Aucun calcul de plus.",
      },
    },
    speed: (speed: number, of: keyof typeof tokens) =>
      `Ton ordinateur apprend ${plural(speed, tokens[of])} par seconde.`,
    atStep: (step: string) => `À l’étape ${step}`,
    before: "Et avant ?",
    next: "Il a appris ! Invente des noms avec lui",
    noList: "Ce modèle est arrivé sans sa liste. Choisis une liste pour l’entraîner encore.",
  },
  /** labo/missions/ */
  missions: {
    label: "Mission",
    missions: "Missions",
    levels: { 1: "Découverte", 2: "Expérience", 3: "Défi" },
    hint: (next: string, all: string) => `Indice ${next} sur ${all}`,
    noMore: "Tous les indices sont là",
    hints: "Indices",
    keep: "Garder",
    go: "Aller dans",
    fold: "Replier la mission",
    unfold: "Déplier la mission",
    done: "Mission réussie !",
    see: "Voir",
    next: "Mission suivante",
    all: "Toutes les missions sont réussies. Bravo !",
    already:
      "Ton modèle y est déjà, et ce n’était pas pour cette mission. Recommence : cette fois, c’est toi qui l’y amènes.",
    way: "Où tu en es",
    loss: (value: string, target: string) => `erreur ${value}, objectif ${target}`,
    count: (value: string, target: string) => `${value} sur ${target}`,
    larger: (value: number, target: string) =>
      `${plural(value, { one: "# nombre", other: "# nombres" })}, objectif : plus de ${target}`,
    fewer: (value: number, target: string) =>
      `${plural(value, { one: "# nombre", other: "# nombres" })}, objectif : moins de ${target}`,
    new: (value: string, target: string) => `${value} de nouveaux, objectif ${target}`,
    right: (value: string, target: string) => `${value} d’accords tenus, objectif ${target}`,
    with: {
      names: "à faire avec une liste de noms",
      stories: "à faire avec des histoires",
      text: "à faire avec un texte à toi",
      anything: "",
    },
    intro:
      "Choisis ta mission. Le Labo regarde ce que ton modèle fait vraiment, et la coche tout seul quand c’est réussi.",
    reached: (done: string, all: string) => `${done} sur ${all}`,
    isDone: "réussie",
    isCurrent: "en cours",
    todo: "à faire",
    file: "Mes missions dans un fichier",
    fileNote: "Pour continuer sur un autre ordinateur.",
    save: "Enregistrer mes missions",
    open: "Ouvrir mes missions",
    fileName: "mes-missions.json",
    opened: "Tes missions sont revenues.",
    shared: "Ordinateur partagé ?",
    sharedNote:
      "Efface d’ici les missions réussies et les indices ouverts. On ne peut pas revenir en arrière.",
    sharedMore:
      "Efface d’ici les missions, la liste, le modèle et les favoris. On ne peut pas revenir en arrière.",
    erase: "Tout effacer",
    sure: "Oui, tout effacer",
    no: "Non, garder",
    erased: "Les missions sont effacées.",
  },
  /** labo/tabs/names/ */
  /** labo/state/lists.ts: those that a child brings; the others say themselves what they are. */
  lists: {
    own: { name: "Ma liste", note: "écris-la ou colle-la" },
    text: { name: "Ton texte", note: "écrit ou collé par toi" },
    file: { name: "Du fichier", note: "arrivé avec le modèle" },
  },
  names: {
    title: "Que va-t-il apprendre ?",
    lead: "Le modèle ne sait rien. Il va apprendre à partir de cette liste, et de rien d’autre.",
    choose: "Choisis…",
    /** What can be learned. */
    groups: { names: "Des noms", stories: "Des histoires", text: "Ton texte" },
    about: {
      stories:
        "Un petit monde raconte des milliers d’histoires : le modèle en inventera d’autres, mot après mot.",
      text: "Un poème, une chanson, des recettes… : le modèle écrira à ta façon, s’il en lit assez.",
    },
    copyright:
      "Les noms de Pokémon sont © Nintendo / Creatures Inc. / GAME FREAK inc. ; usage éducatif, projet non affilié. Les autres listes sont libres.",
    write: "Écris ou colle ta liste, un nom par ligne",
    placeholder: "par exemple :\nmédor\nfélix\nrex",
    import: "Ouvrir un fichier texte",
    big: (size: number) =>
      `Ta liste est longue (${plural(size, { one: "# caractère", other: "# caractères" })}) : elle est lue, mais pas montrée ici.`,
    rewrite: "En écrire une autre",
    found: "Ce que le modèle va lire",
    comments: (count: number) =>
      plural(count, {
        one: "# ligne commence par un dièse : c’est une remarque, le modèle ne la lit pas.",
        other:
          "# lignes commencent par un dièse : ce sont des remarques, le modèle ne les lit pas.",
      }),
    /** `list`: null where the names before were one's own, too. */
    still: (list: string | null) =>
      list === null
        ? "En attendant, le modèle garde les noms que tu lui avais donnés avant."
        : `En attendant, le modèle garde les noms de la liste d’avant : « ${list} ».`,
    column: "Colonne des noms :",
    columnFound: "trouvée toute seule",
    text: "Ce texte",
    counts: (n: number, letters: number) =>
      `${plural(n, { one: "**# nom**", other: "**# noms** différents" })}, ${plural(letters, { one: "**# signe**", other: "**# signes**" })} dans son [[vocabulary|alphabet]].`,
    names: (n: number) => plural(n, { one: "# nom", other: "# noms" }),
    more: (n: number) => plural(n, { one: "… et # autre", other: "… et # autres" }),
    beyond: (n: number) =>
      `Le Labo garde les 50 000 premiers noms ; ${plural(n, { one: "# autre est laissé", other: "# autres sont laissés" })} de côté.`,
    storiesFound: (n: number, tokens: number, kind: Tokens) =>
      `${plural(n, { one: "**# histoire**", other: "**# histoires**" })}, écrites avec ${plural(
        tokens,
        {
          words: { one: "**# mot ou signe**", other: "**# mots et signes** différents" },
          letters: { one: "**# lettre**", other: "**# lettres et signes** différents" },
          pieces: { one: "**# morceau**", other: "**# morceaux** différents" },
        }[kind],
      )}. En voici quelques-unes :`,
    others: "D’autres histoires",
    floor: (floor: string, kind: Tokens) =>
      `Leur [[floor|plancher]] : **${floor}** par ${{ words: "mot", letters: "lettre", pieces: "morceau" }[kind]}. Dans ces histoires, beaucoup de mots sont tirés au sort. Et le hasard, personne ne peut le deviner mieux : ni le modèle, ni toi, ni la meilleure IA du monde.`,
    apart: (n: number) =>
      plural(n, {
        one: "# rencontre qui n’arrive jamais",
        other: "# rencontres qui n’arrivent jamais",
      }),
    apartNote:
      "Ces mots existent tous dans les histoires, mais jamais ces deux-là ensemble. C’est fait exprès, pour voir plus tard s’il compose ou s’il répète.",
    unseen: "Des histoires que le modèle ne lira donc jamais :",
    writeText: "Écris ou colle ton texte, avec une ligne vide entre les paragraphes",
    textPlaceholder: "par exemple :\nLe chat ouvrit les yeux,\nle soleil y entra.",
    bigText: (title: string, size: number) =>
      `${title === "" ? "Ton texte" : `« ${title} »`} est long (${plural(size, { one: "# caractère", other: "# caractères" })}) : il est lu, mais pas montré ici.`,
    takeText: "Apprendre ce texte",
    stays:
      "Ton texte reste sur cet ordinateur : rien ne part sur Internet. Mais ce navigateur le garde, et le fichier du modèle peut l’emporter. Ne colle pas de vrais noms, d’adresses ni de secrets.",
    textFound: (
      paragraphs: number,
      read: { words: number; differentWords: number } | null,
      tokens: number,
      kind: Tokens,
    ) =>
      [
        plural(paragraphs, { one: "**# paragraphe**", other: "**# paragraphes**" }),
        ...(read === null || read.words === 0
          ? []
          : [
              plural(read.words, { one: "**# mot**", other: "**# mots**" }) +
                plural(read.differentWords, {
                  one: " dont # différent",
                  other: " dont # différents",
                }),
            ]),
        plural(tokens, { one: "**#** [[token|token]]", other: "**#** [[token|tokens]]" }) +
          { words: " (mots et signes)", letters: " (lettres et signes)", pieces: " (morceaux)" }[
            kind
          ],
      ].join(", ") + ".",
    moreParagraphs: (n: number) =>
      plural(n, { one: "… et # autre paragraphe", other: "… et # autres paragraphes" }),
    rare: (n: number, share: string) =>
      `Le modèle apprend les mots les plus fréquents. ${plural(n, {
        one: "# mot plus rare devient",
        other: "# mots plus rares deviennent",
      })} « □ » : cela fait ${share} du texte.`,
    textGood: "Tout le texte est gardé tel quel.",
    folded: {
      mended: "Ses accents étaient abîmés : ils sont réparés.",
      lineEnds: (n: number) =>
        plural(n, {
          one: "# fin de ligne d’un autre système est écrite comme les autres.",
          other: "# fins de ligne d’un autre système sont écrites comme les autres.",
        }),
      accents: (n: number) =>
        plural(n, {
          one: "# accent était écrit après sa lettre : il l’a rejointe.",
          other: "# accents étaient écrits après leur lettre : ils l’ont rejointe.",
        }),
      blankLines: (n: number) =>
        plural(n, {
          one: "# ligne vide de trop est enlevée.",
          other: "# lignes vides de trop sont enlevées.",
        }),
      spaces: (n: number) =>
        plural(n, {
          one: "Les espaces à la fin d’# ligne sont enlevés.",
          other: "Les espaces à la fin de # lignes sont enlevés.",
        }),
      control: (n: number) =>
        plural(n, {
          one: "# signe qui ne s’écrit pas est enlevé.",
          other: "# signes qui ne s’écrivent pas sont enlevés.",
        }),
    },
    tokens: "Il lit et il écrit…",
    tokenKinds: { words: "mot par mot", letters: "lettre par lettre", pieces: "par morceaux" },
    tokensNote: {
      words: "Chaque mot et chaque signe est un seul [[token|token]].",
      letters:
        "Chaque lettre est un [[token|token]]. Il doit d’abord apprendre à écrire les mots : c’est bien plus long.",
      pieces:
        "Un [[token|token]] est un morceau : une lettre, un bout de mot, ou un mot entier s’il revient souvent. C’est ainsi que lisent les grands chatbots.",
    },
    alphabet: "L’alphabet du modèle",
    alphabetNote: "Le point marque le début et la fin d’un nom.",
    remarks: {
      folded: (n: number) => plural(n, { one: "# changé", other: "# changés" }),
      refused: (n: number) => plural(n, { one: "# refusé", other: "# refusés" }),
      duplicate: (n: number) => plural(n, { other: "# en double" }),
    },
    allGood: "Toutes les lignes sont gardées telles quelles.",
    line: (n: string) => `ligne ${n}`,
    why: {
      folded: (word: string) => `devient « ${word} »`,
      long: (count: number, most: number) =>
        `refusé : ${plural(count, { one: "# lettre", other: "# lettres" })}, ${plural(most, { other: "# au plus" })}`,
      unknown: (character: string) =>
        `refusé : la lettre « ${character} » n’est pas dans l’alphabet`,
      nothing: "refusé : aucune lettre connue",
      again: "déjà dans la liste",
    },
    settings: "Réglages de la liste",
    accents: "Garder les accents et les majuscules",
    accentsNote: "Sinon « é » devient « e », comme dans la leçon. Avec, l’alphabet est plus grand.",
    hidden: "Noms cachés",
    hiddenNote:
      "Des [[held-out|noms cachés]] ne servent pas à apprendre. Ils servent d’examen : le modèle a-t-il compris la forme des noms, ou les a-t-il appris par cœur ?",
    hiddenShown: (share: string, names: string) => `${share} (${names})`,
    none: "aucun",
    go: "C’est bon, on l’entraîne !",
  },
  /** labo/tabs/names/Cutter.tsx */
  cutter: {
    title: "Le découpeur",
    waits: "Le découpeur apprend ses morceaux…",
    about:
      "Avant de lire, un modèle découpe le texte en tokens. Voici trois façons de faire. Les morceaux et les mots sont ceux de ce que tu as choisi plus haut.",
    type: "Écris ce que tu veux",
    letters: (n: number) =>
      plural(n, { one: "En lettres : # token", other: "En lettres : # tokens" }),
    pieces: (n: number) =>
      plural(n, { one: "En morceaux : # token", other: "En morceaux : # tokens" }),
    words: (n: number) => plural(n, { one: "En mots : # token", other: "En mots : # tokens" }),
    bytes:
      "Une lettre rare ou avec un accent s’écrit avec plusieurs octets, comme ⟨C3⟩ et ⟨A9⟩ pour « é », tant qu’aucun collage ne les a réunis.",
    merges: "Collages",
    none: "Aucun collage : chaque octet est un morceau. Bouge le curseur.",
    last: (n: number) =>
      `Collage ${plural(n, { other: "#" })}, la paire la plus fréquente à ce moment-là :`,
    play: "Voir les paires se coller",
    unknown: "□ : un mot que le modèle ne connaît pas. Pour lui, tous ces mots sont pareils.",
    tied: "⁀ : ici, pas d’espace, là où d’habitude il y en a un.",
    count: "Combien de r dans « framboise » ?",
    why: "Toi, tu vois les lettres : tu comptes. Un chatbot, lui, reçoit des morceaux, et chaque morceau n’est qu’**un numéro**. Dans un numéro, il n’y a pas de lettres à compter : il doit avoir appris ailleurs comment ce morceau s’écrit. Voilà pourquoi il peut se tromper.",
    example: "framboise",
    tryIt: "Découper « framboise »",
    receives: "Ce que reçoit un modèle qui lit par morceaux :",
  },
  /** labo/state/shown.ts */
  /** labo/tabs/talk/ */
  talk: {
    title: "Parler",
    lead: "Un modèle apprend d’abord à raconter, puis à **répondre** : c’est ainsi que l’on fait un chatbot.",
    first: "D’abord, des histoires",
    names:
      "Un modèle qui a appris des noms, lettre par lettre, ne peut pas parler : il ne connaît aucun mot. Il faut d’abord qu’il apprenne des histoires, mot par mot.",
    untaught:
      "Ce modèle n’a pas encore assez appris pour raconter. Laisse-le finir son **premier apprentissage** : lire des histoires et deviner le mot suivant.",
    learning:
      "Il apprend des histoires. Regarde dans « Apprendre » : elles changent sous tes yeux.",
    learnStories: "Lui apprendre des histoires",
    learnNote:
      "Il aura deux couches : avec une seule, il répondrait moins bien. Cela dure un quart de minute sur un ordinateur rapide, quelques minutes sur un vieux.",
    second: "Le second apprentissage",
    how: "C’est **le même modèle**, avec les mêmes nombres. Pour son [[fine-tuning|second apprentissage]], on lui montre d’autres exemples : des questions avec leur réponse. Seuls les mots de la réponse comptent dans l’[[loss|erreur]].",
    mask: "Souligné : ce qu’il doit deviner, et qui compte. Le reste, il le lit seulement.",
    oneLayer:
      "Ce modèle n’a qu’une couche : il répondra moins bien. Avec deux couches, il retrouve plus souvent qui a fait quoi.",
    twoLayers: "Recommencer avec deux couches",
    own: "Ajouter mes questions et mes réponses",
    private:
      "Rien de ce que tu écris n’est gardé ni envoyé. N’écris quand même ni ton nom, ni ton adresse.",
    pair: (n: number) => `Exemple ${n}`,
    question: "Question",
    answer: "Réponse",
    refused: {
      question: "Il manque la question.",
      answer: "Il manque la réponse.",
      long: "C’est trop long pour la fenêtre du modèle. Raccourcis la réponse.",
      two: "Cette question a déjà une autre réponse. Garde une seule des deux.",
      rude: "Il y a un gros mot : le filtre de la classe le refuse.",
    },
    refuse: "Lui apprendre aussi à dire « Je ne sais pas. »",
    teach: "Commencer le second apprentissage",
    again: "Lui apprendre encore",
    examples: (n: number, words: number) =>
      `${plural(n, { one: "# exemple", other: "# exemples" })}, ${plural(words, {
        one: "# mot nouveau. Sa carte d’identité est tirée au hasard.",
        other: "# mots nouveaux. Leurs cartes d’identité sont tirées au hasard.",
      })}`,
    measuring: "On lui pose des questions qu’il n’a jamais vues…",
    progress: (step: string) => `À l’étape ${step}`,
    unseen: "Sur des questions jamais vues",
    before: "avant",
    now: "maintenant",
    rows: {
      known: "réponses vraies sur une histoire",
      facts: "réponses vraies sur ce monde",
      unknown: "dit « Je ne sais pas » quand personne ne peut savoir",
      timid: "dit « Je ne sais pas » alors que l’histoire le dit",
      stories: "[[loss|erreur]] sur des histoires jamais vues",
    },
    forgotten:
      "La dernière ligne montre ce qu’il a oublié. Si cette erreur monte, il raconte moins bien qu’avant. Pour l’éviter, on continue à lui montrer quelques histoires.",
    talk: "La conversation",
    talkHow:
      "Choisis une histoire, puis pose une question. Les mots de la réponse viennent un par un, comme dans les histoires. Touche un mot pour voir les autres possibles, et pour demander pourquoi.",
    story: "Ce qu’il lit d’abord",
    otherStory: "Une autre histoire",
    anew: "Effacer la conversation",
    which: { first: "Le modèle d’avant, sans second apprentissage" },
    nothing: "(il ne dit rien)",
    yours: "Ta question",
    send: "Demander",
    wait: "Attends la fin de l’apprentissage, ou mets-le en pause, pour lui parler.",
    beside: "Montrer à côté ce que répond le modèle d’avant",
    rivals: (p: string) =>
      `Ce mot avait une probabilité de ${p}. À cet endroit, les plus probables :`,
    rivalsLabel: "Mots possibles",
    marks: {
      true: "C’est vrai dans ce monde.",
      false: "C’est faux.",
      refused: "Il dit qu’il ne sait pas.",
      unclear: "Ce n’est pas une réponse que l’on peut vérifier.",
      none: "Ce monde ne connaît pas cette question : on ne peut pas vérifier.",
    },
    truth: (truth: string) => `La réponse vraie : « ${truth} »`,
    probability: (p: string) =>
      `Probabilité de toute cette phrase : ${p}. Il pouvait aussi le dire avec d’autres mots.`,
    fingerprint: "L’empreinte de tous ses nombres, avant et après sa réponse :",
    still: "Aucun nombre n’a bougé : il n’apprend rien quand tu lui parles.",
    moved: "Des nombres ont bougé.",
    reading: (n: number) =>
      `Ce que le modèle a relu pour répondre : ${plural(n, { one: "# mot ou signe", other: "# mots et signes" })}`,
    readingHow:
      "À chaque question, il relit tout depuis le début : c’est sa seule façon de suivre. ◇ annonce ta question, ◆ sa réponse, ¶ la fin. □ remplace un mot qu’il ne connaît pas.",
    lost: (n: number) =>
      plural(n, {
        one: "Le premier, barré, ne tient plus dans sa [[context|fenêtre]] : pour lui, il n’existe pas.",
        other:
          "Les # premiers, barrés, ne tiennent plus dans sa [[context|fenêtre]] : pour lui, ils n’existent pas.",
      }),
    whole: "Tout tient dans sa fenêtre.",
  },
  /** labo/tabs/talk/exam/ */
  exam: {
    title: "Sûr de lui, et faux",
    how: "Demande-lui ce qu’il ne peut pas savoir. Lis trois réponses, puis comptes-en beaucoup. « Sûr à 80 % », c’est ce que dit le modèle de ses mots : pas la chance que ce soit vrai.",
    about: "Sur quoi ?",
    kinds: {
      story: "ce que l’histoire dit",
      absent: "ce qui n’y est pas",
      untold: "ce qu’elle ne raconte pas",
      stranger: "un mot inconnu",
      untaught: "une maison jamais racontée",
    },
    notes: {
      story: "Tout est dans l’histoire : une réponse vraie est possible.",
      absent:
        "On l’interroge sur un animal ou une chose qui n’est pas dans l’histoire : personne ne peut répondre.",
      untold: "L’histoire n’en parle pas : personne ne peut répondre.",
      stranger: "Le modèle ne connaît pas ce mot : il lit □ à sa place. Personne ne peut répondre.",
      untaught: "Aucune histoire ne dit où habite cet animal : le modèle n’a pas pu l’apprendre.",
    },
    first: "Une première question",
    next: "Question suivante",
    many: (n: number) =>
      plural(n, { one: "Poser # question", other: "Poser # questions d’un coup" }),
    sure: (p: string) => `(sûr à ${p})`,
    marks: {
      true: "✓ Vrai.",
      false: "✗ Faux.",
      refused: "? Il dit qu’il ne sait pas.",
      unclear: "… Ce n’est pas une réponse.",
    },
    truth: (truth: string | null) =>
      truth === null ? "Personne ne peut le savoir." : `La réponse vraie : « ${truth} »`,
    withRefusals: "Avec des exemples de « Je ne sais pas »",
    withoutRefusals: "Sans exemple de « Je ne sais pas »",
    found: "Sur les mêmes questions",
    rows: {
      count: "questions posées",
      answered: "il a répondu",
      said: "sûr, en moyenne",
      right: "et c’était vrai",
    },
    share: (n: number, of: string) => `${n} sur ${of}`,
    bin: (said: string, right: string, count: number) =>
      `Quand il est sûr à ${said} : vrai à ${right} ${plural(count, { one: "(# réponse)", other: "(# réponses)" })}.`,
    none: "Il n’a répondu à aucune question : rien à dessiner.",
    axis: "sûr à…",
    trueAxis: "vrai à…",
    caption:
      "Un point par groupe de réponses : plus il est gros, plus il y en a. Sur la ligne pointillée, « sûr à 80 % » veut dire vrai 8 fois sur 10. Dessous, il se croit trop.",
    teach: "Lui apprendre à dire « Je ne sais pas. »",
    cost: "Après, repose les mêmes questions : avant et après seront côte à côte.",
    lost: (lost: number, knew: number, share: string) =>
      `Ce que cela coûte : de ce qu’il savait sur l’histoire, il refuse maintenant ${share} (${lost} sur ${knew}).`,
    again: "Repose maintenant les mêmes questions, pour comparer.",
  },
  /** labo/tabs/talk/votes/ */
  votes: {
    title: "Voter",
    how: "Ton modèle répond deux fois. Clique sur la réponse que tu préfères : chaque [[preference|vote]] est une étape d’apprentissage. Il donne ensuite plus de chances à ce que tu as choisi. Un vote dit ce qui plaît, pas ce qui est vrai.",
    begin: "Commencer à voter",
    ballot: "Deux réponses",
    count: (n: number) =>
      n === 0
        ? "Aucun vote pour l’instant. Au clavier : 1 ou 2."
        : plural(n, { one: "# vote.", other: "# votes." }),
    chosen: {
      true: "La réponse choisie était vraie.",
      false: "La réponse choisie était fausse.",
      refused: "La réponse choisie disait « Je ne sais pas ».",
      unclear: "",
    },
    alike:
      "Sur ce point, ses réponses sont maintenant toutes pareilles : il n’y a plus rien à choisir.",
    robot: "Et si un robot vote à ta place, toujours de la même façon ?",
    robots: {
      long: "La plus longue",
      flattering: "La flatteuse",
      yes: "Celle qui dit oui",
    },
    robotNote: (n: number) =>
      `Il vote ${n} fois, sans regarder si c’est vrai. Regarde ensuite ce qui a changé.`,
    stop: "Arrêter le robot",
    measuring: "Le modèle répond à des questions sur lesquelles on ne vote jamais…",
    changed: "Ce que les votes ont changé",
    answersThat: "Sur 45 questions, la réponse…",
    before: "Avant",
    now: "Maintenant",
    wishes: {
      flattering: "flatte : « Bonne question ! »",
      thankful: "remercie",
      long: "est longue",
      short: "est courte",
      yes: "dit oui, si on peut dire oui ou non",
    },
    right: "est vraie",
    fooled: "dit oui à ce qui est faux",
    distance: (n: string) =>
      `Écart avec le modèle d’avant les votes : **${n}**. À 0, il répond exactement comme avant ; plus l’écart est grand, plus il répond autrement.`,
    forgotten: "Il raconte moins bien les histoires : les votes lui en ont fait oublier.",
    kept: "Il raconte encore les histoires aussi bien, ou presque : rien n’est oublié.",
    note: "Mesuré sur des questions sur lesquelles on ne vote jamais. Il tire ses mots au sort, comme pendant un vote.",
    whyNote:
      "Quel vote a changé quel mot ? Pose une question dans la conversation, touche un mot de la réponse, puis « Pourquoi ce mot ? ».",
    takeBack: "Reprendre tous les votes",
  },
  /** labo/tabs/talk/judge/ */
  judge: {
    title: "À toi de juger",
    how: "Vingt réponses. Tu n’as pas lu l’histoire : crois-tu le modèle, ou vas-tu vérifier ? Croire une réponse vraie : +2. Croire une réponse fausse : −2. Vérifier : 0.",
    start: "Jouer",
    place: (n: string, of: string) => `Réponse ${n} sur ${of}`,
    believe: "Je la crois",
    check: "Je vérifie",
    marks: {
      true: "✓ C’était vrai.",
      false: "✗ C’était faux.",
      refused: "✓ Il ne sait pas, et il le dit.",
      unclear: "✗ Ce n’était pas une réponse.",
    },
    truth: (truth: string | null) =>
      truth === null ? "L’histoire ne le dit pas." : `La réponse vraie : « ${truth} »`,
    worth: (points: number) =>
      `${points > 0 ? "+" : ""}${plural(points, { one: "# point", other: "# points" })}.`,
    sure: (p: string) => `(le modèle en était sûr à ${p})`,
    next: "Suivante",
    result: (points: number, most: number) =>
      `${plural(points, { one: "# point", other: "# points" })} sur ${most}`,
    tooMuch: (n: number) =>
      n === 0
        ? "Tu n’as cru aucune réponse fausse."
        : plural(n, {
            one: "Trop confiant : tu as cru # réponse fausse.",
            other: "Trop confiant : tu as cru # réponses fausses.",
          }),
    tooLittle: (n: number) =>
      n === 0
        ? "Tu n’as vérifié aucune réponse vraie pour rien."
        : plural(n, {
            one: "Trop méfiant : tu as vérifié # réponse qui était vraie.",
            other: "Trop méfiant : tu as vérifié # réponses qui étaient vraies.",
          }),
    model: (points: number) =>
      `En croyant les réponses dont le modèle était sûr à plus de 50 %, tu aurais eu ${plural(points, { one: "# point", other: "# points" })}.`,
    believed: "Ce que tu as cru, et qui était faux :",
    checked: "Ce que tu as vérifié, et qui était vrai :",
    again: "Rejouer avec d’autres questions",
  },
  tabs: {
    noms: "Les noms",
    apprendre: "Apprendre",
    inventer: "Inventer",
    dedans: "Regarder dedans",
    agrandir: "Agrandir",
    duel: "Deux modèles",
    parler: "Parler",
  },
  /** labo/tabs/grow/ */
  size: {
    /** From the largest unit on. */
    large: [
      {
        unit: 1e21,
        words: (n: number) =>
          plural(n, {
            one: "millier de milliards de milliards",
            other: "milliers de milliards de milliards",
          }),
      },
      {
        unit: 1e18,
        words: (n: number) =>
          plural(n, { one: "milliard de milliards", other: "milliards de milliards" }),
      },
      {
        unit: 1e15,
        words: (n: number) =>
          plural(n, { one: "million de milliards", other: "millions de milliards" }),
      },
      { unit: 1e9, words: (n: number) => plural(n, { one: "milliard", other: "milliards" }) },
      { unit: 1e6, words: (n: number) => plural(n, { one: "million", other: "millions" }) },
    ] as readonly { readonly unit: number; readonly words: (n: number) => string }[],
    time: {
      seconds: (n: number) => plural(n, { one: "# seconde", other: "# secondes" }),
      minutes: (n: number) => plural(n, { one: "# minute", other: "# minutes" }),
      hours: (n: number) => plural(n, { one: "# heure", other: "# heures" }),
      days: (n: number) => plural(n, { one: "# jour", other: "# jours" }),
      years: (n: number) => plural(n, { one: "# an", other: "# ans" }),
    },
    /** `n` in words. */
    ages: (count: number, n: string) =>
      plural(count, { one: `${n} d’année`, other: `${n} d’années` }),
  },

  /** labo/tabs/learn/: the first training, slowly; and one beginning before and now. */
  slow: {
    title: "Au ralenti : voilà comment il apprend",
    lead: "Une lettre, une erreur, un coup de pouce. Regarde bien : après, tout ira de plus en plus vite.",
    faster: "Toujours la même lettre, de plus en plus vite.",
    skip: "Passer (Échap)",
    next: "Suite",
    step: (step: string) => `Étape ${step}.`,
    reads: "Il lit le début d’un nom",
    guesses: "Il devine la suite",
    right: "La bonne lettre",
    gave: (share: string) => `Il lui donnait ${share} de chances.`,
    nudge: (numbers: number) =>
      plural(numbers, {
        one: "Un coup de pouce à # nombre",
        other: "Un coup de pouce à # nombres",
      }),
    before: "avant",
    after: "après",
    now: "maintenant",
    all: "Le même coup de pouce sert pour toutes les lettres de l’étape à la fois.",
    fell: "Cette fois, la chance de la bonne lettre a baissé. Le coup de pouce sert pour toutes les lettres de l’étape à la fois : il ne peut pas aider chacune.",
    start: "(début)",
    end: "(fin)",
    said: (step: string, read: string, guess: string, right: string, was: string, is: string) =>
      `Étape ${step}. Il lit : ${read}. Il devine : ${guess}. La bonne réponse était « ${right} », avec ${was} de chances. Après un coup de pouce : ${is}.`,
    same: "Le même début, avant et maintenant",
    beginning: (read: string, right: string) =>
      `Début : ${read} · dans la liste, la suite est : ${right}`,
    untrained: "Avant d’apprendre",
    nowAt: (step: string) => `Maintenant, étape ${step}`,
    goesOn: "Il continue :",
    again: "Revoir depuis le début, au ralenti",
  },
  /** labo/tabs/grow/CostCard.tsx */
  cost: {
    title: "Ce que ça coûte, en multiplications",
    lead: "Deviner, c’est multiplier et additionner. Apprendre, c’est le faire trois fois : une fois pour deviner, deux fois pour savoir comment corriger. Combien de temps te faudrait-il **à la main**, avec un crayon, sans dormir ?",
    pencil: "Combien de secondes mets-tu pour une multiplication ?",
    assumed: (seconds: number) =>
      `Le Labo a supposé ${plural(seconds, { one: "# seconde", other: "# secondes" })}, sans rien mesurer. Chronomètre-toi, par exemple avec 0,37 × 1,24, et change ce nombre.`,
    what: "calcul",
    count: "multiplications",
    byHand: "à la main",
    takes: (time: string) => `à la main : ${time}`,
    guess: "Ton modèle : deviner une lettre, fenêtre pleine",
    training: (step: string) => `Ton modèle : son entraînement jusqu’à l’étape ${step}`,
    guessOf: (name: string) => `${name} : deviner un token, fenêtre pleine`,
    trained: (name: string) => `${name} : tout son entraînement`,
    trainedAgain: (name: string) => `${name} : tout l’entraînement, refait par d’autres`,
    unknown: "on ne sait pas",
    about: "environ",
    compared: (name: string, n: string) =>
      `Pour entraîner ${name}, il a fallu refaire **${n}** de fois ton entraînement.`,
    how: "Comment c’est compté",
    counted:
      "Le Labo compte les multiplications de tous les tableaux de nombres et de l’attention, pour les places qu’il calcule vraiment : un début commun à plusieurs noms n’est calculé qu’une fois. Le reste, fait nombre par nombre, est laissé de côté : c’est peu.",
    source: (name: string, tokens: string) =>
      `${name} : ${tokens} de tokens lus ; ses auteurs ont publié le nombre d’opérations. Une sur deux est une multiplication, l’autre une addition.`,
    sourceAgain: (name: string, tokens: string) =>
      `${name} : ses auteurs n’ont pas dit combien il a lu. D’autres l’ont refait avec ${tokens} de tokens ; les multiplications sont comptées à partir de ses réglages.`,
    outside: "(s’ouvre sur Internet)",
  },
  /** labo/keep/: a card to show, which carries the model. */
  card: {
    section: "Une carte à montrer",
    note: "Une image avec tes inventions préférées, ta courbe et le portrait de ton modèle. Le modèle est **dans** l’image : on la fait glisser dans le Labo, et il s’ouvre.",
    save: "Enregistrer la carte",
    running: "Mets d’abord l’entraînement en pause : la carte montre un seul moment.",
    warning:
      "Pour la donner à quelqu’un : clé USB, ou fichier joint. Envoyée comme photo dans une messagerie, l’image est refaite, et le modèle se perd.",
    file: "ma-carte.png",
    title: "Mon premier LLM",
    steps: (n: number) => plural(n, { one: "# étape", other: "# étapes" }),
    numbers: (n: number) => plural(n, { one: "# nombre appris", other: "# nombres appris" }),
    favourites: "Mes inventions préférées",
    inventions: "Ce qu’il écrit",
    portrait: "Son portrait",
    squares: (n: number) =>
      plural(n, { one: "# nombre, un carré", other: "# nombres, un carré chacun" }),
    curve: "Son erreur, étape après étape",
    first: (loss: string) => `au début : ${loss}`,
    last: (step: string, loss: string) => `étape ${step} : ${loss}`,
    foot: "Le modèle est dans cette image : fais-la glisser dans le Labo de Mon premier LLM, il s’ouvre. Donne-la comme fichier, pas comme photo.",
  },
  /** labo/why/, and where one asks for it */
  why: {
    title: "Pourquoi cette lettre ?",
    titles: "Pourquoi ces lettres ?",
    asked: (letter: string) => `Pourquoi « ${letter} » ?`,
    click: "Clique sur une lettre pour savoir de quels noms elle vient.",
    lead: "De quels noms de ta liste vient-elle ? Le Labo fait l’expérience : il refait tout l’entraînement **sans un nom**, et regarde si la lettre devient moins probable. Ton modèle, lui, ne change pas.",
    letters: "Le nom, lettre par lettre",
    end: "fin du nom",
    pick: "Clique sur une lettre du nom.",
    chance: (v: { before: string; letter: string; chance: string; step: string }) =>
      (v.before === "" ? "Pour commencer un nom" : `Après « ${v.before} »`) +
      `, ton modèle de l’étape ${v.step} donne à « ${v.letter} » **${v.chance}** (à température 1).`,
    moved: (chance: string) =>
      `Le modèle à l’écran lui donne ${chance} : il n’a pas été entraîné ici d’une seule traite, et l’expérience compare avec l’entraînement refait.`,
    under: "L’expérience",
    done: (done: number, of: number) =>
      plural(done, { one: "# entraînement", other: "# entraînements" }) + ` sur ${of}`,
    left: (seconds: number) =>
      plural(seconds, { one: "(encore # seconde)", other: "(encore # secondes)" }),
    stop: "Arrêter",
    stopped: "Arrêtée avant la fin : ce qui est montré n’est pas sûr.",
    stoppedEarly: "Arrêtée avant son premier résultat.",
    again: "Recommencer l’expérience",
    likeliest: (v: { names: string; letter: string; all: string; without: string }) =>
      `« ${v.letter} » vient surtout de ${v.names} : ${v.all} avec, ${v.without} sans.`,
    least: (v: { names: string; letter: string; all: string; without: string }) =>
      `${v.names} rend « ${v.letter} » moins probable : ${v.all} avec, ${v.without} sans.`,
    none: "Aucun nom ne sort du [[noise|bruit]] : cette lettre ne vient pas d’un seul nom, mais de beaucoup à la fois. Essaie plusieurs noms d’un coup, plus bas.",
    noneOfGroup: "Même sans tous ces noms, on ne voit rien qui sorte du bruit.",
    headings: {
      likelier: "Avec, c’est plus probable",
      less: "Avec, c’est moins probable",
    },
    with: "avec",
    without: "sans",
    gain: (points: string) => `De « sans » à « avec », en points : ${points} en moyenne.`,
    gainOnce: (points: string) => `De « sans » à « avec », en points : ${points}.`,
    eachStart: (points: string) => `Départ par départ : ${points}.`,
    noise: (n: number) => plural(n, { one: "Du bruit : # nom", other: "Du bruit : # noms" }),
    unsure: (n: number) =>
      plural(n, { one: "Pas encore sûr : # nom", other: "Pas encore sûr : # noms" }),
    noiseSay:
      "Ici aussi, les chances bougent. Mais d’un départ à l’autre elles montent ou descendent, ou bougent trop peu pour se voir : c’est peut-être le seul hasard du départ. Et même ainsi, sur vingt essais qui ne changent rien, un, en moyenne, passe pour un coupable.",
    list: "Les noms essayés",
    verdicts: { likelier: "plus probable", less: "moins probable", noise: "du bruit" },
    guessed: (v: { names: number; best: number; drawn: number; worth: string }) =>
      `Ta liste est longue (${plural(v.names, { one: "# nom", other: "# noms" })}) : le Labo n’a essayé que ${v.best} noms désignés par les [[gradient|pentes]], et ${v.drawn} tirés au sort. Les pentes avaient-elles bien deviné ? Leur classement et le vrai se ressemblent à **${v.worth}** (1 : le même ; 0 : aucun rapport).`,
    more: (n: number) => plural(n, { one: "# départ de plus", other: "# départs de plus" }),
    moreSay: (n: number) =>
      plural(n, {
        one: "Un seul départ : un seul tirage des premiers nombres.",
        other:
          "# départs, chacun avec d’autres nombres tirés au sort. Avec plus de départs, on sépare mieux l’effet du bruit.",
      }),
    several: "Sans plusieurs noms à la fois : ceux qui…",
    wheres: { start: "commencent par", end: "finissent par", anywhere: "contiennent" },
    what: "quelles lettres",
    tryIt: "Essayer sans eux",
    group: (first: string, n: number) =>
      plural(n, { one: `${first} (# nom)`, other: `${first}… (# noms)` }),
    each: "Revenir aux noms un par un",
    few: (n: number) =>
      plural(n, {
        one: "Un seul départ : on ne sait pas encore si c’est du [[noise|bruit]]. Regarde les barres, puis demande un départ de plus.",
        other:
          "# départs seulement : on ne sait pas encore si c’est du [[noise|bruit]]. Regarde les barres, puis demande un départ de plus.",
      }),
    sentences: "Enlever plutôt des phrases, une par une",
    paragraphs: "Enlever plutôt des paragraphes",
    away: "Que faut-il enlever ?",
    aways: {
      pairs: "Chacun de mes exemples",
      own: "Tous mes exemples à la fois",
      refusals: "Les « Je ne sais pas. »",
      votes: "Chacun de mes votes",
    },
    cost: "Pour les exemples, chaque essai dure autant que le second apprentissage. Pour les votes, c’est rapide.",
    nothing:
      "Ce modèle n’a ni exemple de toi, ni « Je ne sais pas. », ni vote : il n’y a rien à enlever. Ajoute une question et sa réponse, ou vote, puis demande de nouveau pourquoi.",
    refusals: "les « Je ne sais pas. »",
    older: "les votes d’avant, tous ensemble",
    exchange: (said: string) => `« ${said} »`,
    /** What is said otherwise where something else is taken away. */
    of: {
      sentences: {
        lead: "De quelles phrases vient-il ? Le Labo fait l’expérience : il refait tout l’entraînement **sans une phrase** (ou sans une ligne), et regarde si ce qui est écrit devient moins probable. Chaque fois, cela dure autant que ton entraînement. Ton modèle, lui, ne change pas.",
        none: "Aucune phrase ne sort du bruit. Essaie plusieurs phrases d’un coup, plus bas.",
        noneOfGroup: "Même sans toutes ces phrases, on ne voit rien qui sorte du bruit.",
        list: "Les phrases essayées",
        several: "Sans plusieurs phrases à la fois : celles qui…",
        tryIt: "Essayer sans elles",
        group: (first: string, n: number) =>
          plural(n, { one: `${first} (# phrase)`, other: `${first}… (# phrases)` }),
        each: "Revenir aux phrases une par une",
      },
      pairs: {
        lead: "D’où vient ce mot ? Choisis ce que le Labo enlève : il refait le second apprentissage **sans cela**, à partir du même modèle, et regarde si le mot devient moins probable. Ton modèle, lui, ne change pas.",
        letters: "La réponse, mot par mot",
        end: "fin de la réponse",
        pick: "Clique sur un mot de la réponse.",
        chance: (v: { before: string; letter: string; chance: string; step: string }) =>
          (v.before === "" ? "Pour commencer sa réponse" : `Après « ${v.before} »`) +
          `, le second apprentissage refait jusqu’à l’étape ${v.step} donne à « ${v.letter} » **${v.chance}** (à température 1).`,
        moved: (chance: string) =>
          `Le modèle à l’écran lui donne ${chance} : des votes l’ont changé depuis, ou il n’a pas appris ici d’une seule traite. L’expérience compare avec l’apprentissage refait.`,
        likeliest: (v: { names: string; letter: string; all: string; without: string }) =>
          `Avec ${v.names}, « ${v.letter} » est plus probable : ${v.all} avec, ${v.without} sans.`,
        least: (v: { names: string; letter: string; all: string; without: string }) =>
          `Avec ${v.names}, « ${v.letter} » est moins probable : ${v.all} avec, ${v.without} sans.`,
        none: "Aucun de tes exemples ne sort du [[noise|bruit]] : ce mot vient d’autres exemples, ou de beaucoup à la fois.",
        noneOfGroup: "Même sans eux, on ne voit rien qui sorte du [[noise|bruit]].",
        noise: (n: number) =>
          plural(n, { one: "Du bruit : # essai", other: "Du bruit : # essais" }),
        unsure: (n: number) =>
          plural(n, { one: "Pas encore sûr : # essai", other: "Pas encore sûr : # essais" }),
        moreSay: (n: number) =>
          plural(n, {
            one: "Un seul départ : un seul tirage de l’ordre des exemples et des cartes des mots nouveaux.",
            other:
              "# départs, chacun avec un autre ordre des exemples et d’autres cartes pour les mots nouveaux. Avec plus de départs, on sépare mieux l’effet du bruit.",
          }),
        group: (_first: string, n: number) =>
          plural(n, { one: "ton exemple", other: "tes # exemples" }),
      },
      votes: {
        lead: "De quel vote vient ce mot ? Le Labo repart du modèle d’avant et refait tes votes dans l’ordre, **sans l’un d’eux** : c’est exactement le modèle que tu aurais eu sans ce vote. Un vote n’a pas de départ tiré au sort : un seul essai suffit. Ton modèle, lui, ne change pas.",
        letters: "La réponse, mot par mot",
        end: "fin de la réponse",
        pick: "Clique sur un mot de la réponse.",
        chance: (v: { before: string; letter: string; chance: string; step: string }) =>
          (v.before === "" ? "Pour commencer sa réponse" : `Après « ${v.before} »`) +
          `, le modèle qui a refait tous tes votes donne à « ${v.letter} » **${v.chance}** (à température 1).`,
        moved: (chance: string) =>
          `Le modèle à l’écran lui donne ${chance} : il a appris autre chose entre tes votes, ou depuis. L’expérience compare avec les votes refaits.`,
        likeliest: (v: { names: string; letter: string; all: string; without: string }) =>
          `Avec ${v.names}, « ${v.letter} » est plus probable : ${v.all} avec, ${v.without} sans.`,
        least: (v: { names: string; letter: string; all: string; without: string }) =>
          `Avec ${v.names}, « ${v.letter} » est moins probable : ${v.all} avec, ${v.without} sans.`,
        none: "Aucun vote, à lui seul, ne change ce mot de façon visible.",
        noise: (n: number) =>
          plural(n, {
            one: "Trop peu pour se voir : # vote",
            other: "Trop peu pour se voir : # votes",
          }),
        noiseSay:
          "Sans l’un de ces votes, la chance du mot ne bouge presque pas. Ensemble, des votes qui vont dans le même sens peuvent compter quand même.",
      },
    },
  },

  /** labo/parts/problems.ts: by the key of the error, whatever can be wrong. */
  problems: {
    "list.text": (v) =>
      `Ce texte est trop long : le Labo lit ${counted(v["most"], { one: "# million", other: "# millions" })} de caractères au plus. Colles-en un morceau.`,
    "files.several": (v) =>
      `Tu as donné ${counted(v["count"], { other: "# fichiers" })} d’un coup : donne-les un par un. Rien n’a changé.`,
    "list.none": () => "Choisis d’abord une liste de noms.",
    "corpus.nothing": (v) =>
      v["number"] === undefined
        ? "La liste est vide. Écris un nom par ligne."
        : `Aucun nom utilisable : la ligne ${counted(v["number"])} est refusée, car ${refused[String(v["reason"])]?.(v) ?? "elle est illisible"}. ${
            v["reason"] === "long"
              ? "Un texte n’est pas une liste : écris un nom par ligne."
              : v["letters"] === "a-z"
                ? "Coche « Garder les accents et les majuscules » : tous ses signes entreront dans l’alphabet."
                : "Écris un nom par ligne."
          }`,
    "corpus.single": () => "Il n’y a qu’un seul nom : on ne peut pas en cacher. Ajoute des noms.",
    "corpus.share": () => "On peut cacher de 0 à 50 % des noms.",
    "text.empty": () => "Il n’y a pas encore de texte : écris-en un, ou colle-le ici.",
    "text.blank": () => "Ce texte n’a que des espaces et des lignes vides. Écris des mots.",
    "text.word": (v) => `Il n’y a qu’un seul mot, « ${v["word"]} » : écris au moins une phrase.`,
    "text.short": () => "Ce texte est trop court pour qu’on en cache un morceau. Écris-en plus.",
    "vocabulary.unknown": (v) =>
      `Le modèle ne connaît pas « ${v["character"]} ». Il connaît : ${v["known"]}`,
    "vocabulary.word": (v) => `Le modèle ne connaît pas le mot « ${v["word"]} ».`,
    "vocabulary.unknown_word": (v) =>
      `Ce fichier n’est pas un modèle utilisable : il n’a pas de token numéro ${v["number"]} pour les mots inconnus.`,
    "vocabulary.foreign": () =>
      "Ce modèle ne coupe pas les textes comme GPT-2, et le Labo ne connaît pas sa façon de faire : ouvre-le avec Python.",
    "vocabulary.half": (v) =>
      v["before"] === ""
        ? "Le texte commence par une moitié de signe : efface-la, puis tape le signe de nouveau."
        : `Le texte contient une moitié de signe, après « ${v["before"]} » : efface-la, puis tape le signe de nouveau.`,
    "vocabulary.size": (v) =>
      `Un vocabulaire de morceaux a au moins ${counted(v["least"])} tokens, pas ${counted(v["size"])}.`,
    "vocabulary.unreadable": () =>
      "Ce fichier n’est pas un modèle utilisable : son alphabet est illisible.",
    "vocabulary.tokens": () =>
      "Ce fichier n’est pas un modèle utilisable : son alphabet doit être une suite de signes tous différents.",
    "vocabulary.boundary": () =>
      "Ce fichier n’est pas un modèle utilisable : son alphabet n’a pas le signe qui marque le début et la fin d’un nom.",
    "config.heads": (v) =>
      `${counted(v["heads"], { one: "# tête ne peut pas", other: "# têtes ne peuvent pas" })} se partager ${counted(v["embedding"], { one: "# nombre", other: "# nombres" })} à parts égales : choisis un nombre de têtes qui divise ${counted(v["embedding"])}.`,
    "config.rotary": (v) =>
      `Pour connaître les places, rotary fait tourner des paires de nombres, et chaque tête en a ${counted(v["size"])} : il en faut un nombre pair.`,
    "config.norm": (v) =>
      v["norm"] === "none"
        ? "Sans normalisation, ses trois places doivent rester vides."
        : "Une normalisation doit avoir au moins une place dans le modèle.",
    "config.norm_parameters": () =>
      "Un gain ou un biais de normalisation ne va qu’avec une normalisation : choisis-en une.",
    "config.unknown": (v) =>
      `Ce modèle a un réglage que le Labo ne connaît pas : « ${v["dial"]} ».`,
    "config.value": (v) => `Le réglage « ${v["dial"]} » ne peut pas valoir ${v["value"]}.`,
    "recipe.value": (v) =>
      `Le réglage d’apprentissage « ${v["dial"]} » ne peut pas valoir ${v["value"]}.`,
    "anatomy.part": (v) => `Ce modèle n’a pas de pièce appelée « ${v["part"]} ».`,
    "sampling.refused": () =>
      "Presque tous les noms inventés étaient des gros mots, que le filtre de la classe retire. Essaie un autre début ou une autre liste.",
    "sampling.boundary": (v) =>
      `Le signe « ${v["boundary"]} » commence et finit un nom : il ne peut pas être au milieu.`,
    "sampling.dial": (v) =>
      v["dial"] === "temperature"
        ? "Cette température n’est pas possible : choisis un nombre de 0 à 100."
        : `Ce réglage n’est pas possible : il faut un nombre entier, au moins ${counted(v["least"])}.`,
    "file.foreign": () =>
      "C’est bien un fichier safetensors, mais pas un modèle de Mon premier LLM.",
    "file.damaged": (v) =>
      `Ce fichier est abîmé, ou ce n’est pas un modèle : ${damages[String(v["why"])] ?? "il est illisible"}.`,
    "file.newer": () =>
      "Ce fichier vient d’une version plus récente : prends la nouvelle version de cette page.",
    "file.kind": () => "Ce fichier contient une sorte de nombres que le Labo ne lit pas.",
    "file.unusable": () =>
      "Ce fichier n’est pas un modèle utilisable : ses nombres ne vont pas avec sa description.",
    "file.text": () =>
      "Ce modèle a appris un texte entier : le Labo ne connaît que les listes de noms.",
    "file.large": (v) =>
      `Ce modèle est trop gros pour le Labo (${counted(v["parameters"], { one: "# nombre", other: "# nombres" })}). Ouvre-le avec Python.`,
    "file.window": (v) =>
      `La fenêtre de ce modèle est trop grande pour le Labo (${counted(v["context"], { one: "# place", other: "# places" })}). Ouvre-le avec Python.`,
    "file.long": () => "Ce fichier est trop gros pour être un modèle du Labo.",
    "file.progress": () => "Ce fichier ne contient pas de missions du Labo.",
    "model.nolist": () =>
      "Ce modèle est arrivé sans sa liste de noms. Pour l’entraîner encore, choisis d’abord une liste qui a le même alphabet.",
    "model.none": () => "Il n’y a pas encore de modèle.",
    "second.names": () =>
      "Ce modèle a appris des noms, lettre par lettre : il ne peut pas parler. Apprends-lui d’abord des histoires, mot par mot.",
    "second.none": () => "Il n’y a rien à apprendre : écris au moins une question avec sa réponse.",
    "talk.question": () => "Écris d’abord une question.",
    "talk.rude": () =>
      "Il y a un gros mot dans ta question, et le filtre de la classe le retire. Pose-la autrement.",
    "talk.rude_answer": () =>
      "Le modèle a répondu par un gros mot, que le filtre de la classe retire. Pose une autre question.",
    "talk.first": () =>
      "Le modèle d’avant le second apprentissage n’est pas dans ce fichier : on ne peut parler qu’au modèle d’après.",
    "talk.story": () =>
      "Ce modèle n’a pas appris les histoires d’un monde que le Labo connaît : on ne peut ni lui en raconter une nouvelle, ni vérifier ses réponses.",
    "talk.kind": () =>
      "On ne peut pas poser de question de cette sorte sur les histoires de ce monde.",
    "talk.marks": () =>
      "Ce fichier n’est pas un modèle utilisable : les signes pour parler manquent dans son vocabulaire.",
    "ballot.alike": () =>
      "Le modèle donne toujours la même réponse : il n’y a plus rien à choisir. Arrête-toi là, ou annule les votes.",
    "ballot.none": () =>
      "Ce modèle n’a pas encore appris à répondre : fais d’abord le second apprentissage.",
    "ballot.same": () => "Ces deux réponses sont les mêmes : il n’y a rien à choisir.",
    "training.room": () =>
      "Il n’y a pas assez de place ici pour un modèle de cette taille : choisis-en un plus petit.",
    "training.foreign": () =>
      "Ce que ce fichier dit de son entraînement est incomplet : on ne peut pas le reprendre.",
    "training.vocabulary": (v) =>
      `La liste utilise ${counted(v["found"], { one: "# signe", other: "# signes" })}, et le modèle en connaît ${counted(v["expected"])} : choisis une liste qui a le même alphabet.`,
    "storage.elsewhere": () =>
      "Le Labo est ouvert dans un autre onglet : c’est lui qui garde ton travail, ici plus rien n’est gardé. Enregistre ton modèle avec « Garder », puis ferme un des deux onglets.",
    "card.none": () =>
      "Il n’y a pas de modèle dans cette image. Les messageries refont les photos, et le modèle se perd : demande-la comme fichier.",
    "card.damaged": () =>
      "Cette image est abîmée, et son modèle aussi : demande-la de nouveau, comme fichier.",
    storage: () =>
      "Ce navigateur ne garde rien pour cette page. Pense à enregistrer ton modèle dans un fichier.",
    bug: (v) => `Le Labo s’est trompé, et ce n’est pas ta faute\u00a0: ${v["problem"]}`,
    "why.untrained": () =>
      "Ce modèle n’a encore rien appris : aucun nom n’y est pour rien. Entraîne-le d’abord.",
    "why.elsewhere": () =>
      "Ce modèle a appris ailleurs, sur une liste que le Labo n’a pas : il ne peut pas refaire son entraînement.",
    "why.second": () =>
      "Ce modèle a fait un second apprentissage : ses mots ne viennent plus seulement de ce qu’il a lu d’abord. Dans « Parler », touche un mot de sa réponse.",
    "why.first": () =>
      "Le Labo n’a pas le modèle d’avant son second apprentissage, ou pas ses exemples : il ne peut pas le refaire.",
    "why.votes": () => "Il n’y a aucun vote à enlever.",
    "why.many": (v) =>
      `Il y a ${counted(v["count"], { other: "# phrases" })} : c’est trop pour les essayer une par une. Choisis plus bas celles qui ont un mot en commun.`,
    "why.ended": () =>
      "Cet entraînement a explosé : le refaire exploserait encore. Commence un nouveau modèle, avec une vitesse plus petite.",
    "why.exploded": () =>
      "Un des entraînements refaits a explosé : essaie avec une vitesse plus petite.",
    "why.group": (v) => `Rien, dans ce que le modèle a appris, ne correspond à « ${v["text"]} ».`,
    "why.everything": () => "Sans tout cela, il ne resterait rien à apprendre : choisis-en moins.",
  } as Sentences,
};

/** school/: a lesson’s page */
/** What is said of words, in stories and in a text of one’s own. */
const ofWords = {
  cost: {
    guess: "Ton modèle : deviner un mot, fenêtre pleine",
    counted:
      "Le Labo compte les multiplications de tous les tableaux de nombres et de l’attention, pour les places qu’il calcule vraiment : un début commun à plusieurs textes n’est calculé qu’une fois. Le reste, fait nombre par nombre, est laissé de côté : c’est peu.",
  },
  slow: {
    lead: "Un mot, une erreur, un coup de pouce. Regarde bien : après, tout ira de plus en plus vite.",
    faster: "Toujours le même mot, de plus en plus vite.",
    reads: "Il lit un début",
    right: "Le bon mot",
    all: "Le même coup de pouce sert pour tous les mots de l’étape à la fois.",
    fell: "Cette fois, la chance du bon mot a baissé. Le coup de pouce sert pour tous les mots de l’étape à la fois : il ne peut pas aider chacun.",
  },
  report: {
    shapeOf: (v: Record<string, string>) =>
      `nombres par mot : ${v["embedding"]} · fenêtre : ${v["context"]} · couches : ${v["layers"]} · têtes : ${v["heads"]} · neurones : ${v["hidden"]}`,
  },
  inside: {
    follow: "Le mot à suivre",
    cut: (count: number) =>
      `Ce modèle ne voit que ${plural(count, { one: "le dernier mot", other: "les # derniers mots" })} : ici, les places recommencent à 1.`,
  },
  partsOff: { next: "Le prochain mot" },
  attention: {
    table: "Les parts d’attention, mot par mot et tête par tête",
    hidden: "caché : c’est le futur",
  },
  words: { card: "carte du mot" },
  lens: {
    guessed: "Le mot à deviner",
    letters: "Les pentes de ce mot",
    say: {
      mix: "Chaque [[value|information]] reçoit la pente du mélange × sa part d’attention. D’ici, la pente va aussi vers les mots d’avant : choisis-en un.",
    },
    known:
      "Il connaît déjà cette suite par cœur : il n’y a presque plus rien à apprendre. Choisis un autre mot, ou prends la loupe plus tôt dans l’entraînement.",
  },
  origin: {
    future: "Ce mot est dans le futur : le modèle n’a pas le droit de le regarder.",
    turn: (a: string, cos: string, other: string, sin: string, b: string) =>
      `La question et l’étiquette tournent selon la place du mot, chaque nombre avec un autre (${other}) : ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
  },
  stages: {
    cardsSay:
      "Chaque mot a sa [[embedding|carte d’identité]] : une rangée de nombres. On y ajoute la carte de sa [[position|place]].",
    cardsWhy:
      "Le modèle ne sait pas lire : il calcule. Il lui faut donc des nombres. Sans la carte de la place, la première couche verrait les mots d’avant sans leur ordre : après « le chat mord le » et après « mord le chat le », ce serait pareil.",
    cardsTurned:
      "Chaque mot a sa [[embedding|carte d’identité]] : une rangée de nombres. Sa [[position|place]] n’y est pas : c’est l’attention qui en tiendra compte.",
    asksSay:
      "Chaque mot pose une [[query|question]], porte une [[key|étiquette]] et offre une [[value|information]].",
    asksTurned:
      "La question et l’étiquette tournent selon la [[position|place]] du mot : leur accord dépend ainsi de la distance entre deux mots.",
    looksSay:
      "La question du mot est comparée à l’étiquette de chaque mot déjà lu. Plus [[attention-score|l’accord]] est bon, plus le fond du mot est coloré.",
    looksWhy:
      "Pour deviner la suite, tous les mots d’avant n’ont pas la même importance. Le modèle a appris lui-même où regarder. L’avenir est caché : sinon il copierait.",
    mixSay:
      "Les informations des mots sont mélangées, chacune selon sa [[attention-weight|part d’attention]].",
    mixWhy:
      "Maintenant, le mot sait aussi ce qu’il y avait avant lui. C’est le seul endroit où les mots se parlent.",
    logitsSay:
      "La rangée finale est comparée à chaque mot du [[vocabulary|vocabulaire]] : cela donne un [[logits|score]] par mot.",
    logitsWhy: "Un grand score veut dire : « ce mot irait bien ici ».",
    chancesSay:
      "Les scores deviennent des [[softmax|probabilités]] : la somme fait 100 %. On tire le prochain mot au sort avec elles.",
    walkSay: "Les mots entrent en haut, et la suite sort en bas. Suis-les, partie par partie.",
    fewLanes: (shown: number, hidden: number) =>
      `Ici, il y a la place de dessiner ${plural(shown, { one: "# mot", other: "# mots" })}. Les trois points disent ${plural(hidden, { one: "celui d’avant", other: "les # d’avant" })}.`,
    all: "Plus de mots",
    next: "Le prochain mot",
  },
  grow: {
    tables: {
      token_embedding: "cartes d’identité des mots",
      unembedding: "sortie : un score pour chaque mot",
    },
    labels: { embedding: "Nombres par mot", positions: "Places des mots" },
    shown: {
      context: (n: number) => plural(n, { one: "# mot ou signe", other: "# mots ou signes" }),
    },
    headsFree:
      "Les têtes se partagent les nombres de chaque mot : en ajouter ne change pas le compte.",
    targets: "mots par seconde",
    units: {
      vocabulary: (n: number) => plural(n, { one: "# mot", other: "# mots" }),
    },
  },
  why: {
    title: "Pourquoi ce mot ?",
    titles: "Pourquoi ces mots ?",
    letters: "Le texte, mot par mot",
    pick: "Clique sur un mot.",
    what: "quels mots",
  },
} satisfies Partly<typeof labo>;

/** What is said otherwise of stories, or of a text of one’s own, than of names. */
export const kinds = {
  words: ofWords,
  stories: {
    tabs: { noms: "Les histoires" },
    keep: {
      withNames:
        "Mettre aussi les histoires dans le fichier, pour continuer l’entraînement plus tard",
      lists: "Mes histoires",
      linkNote: "Il contient les réglages, jamais un modèle.",
      sheetNote: "Une page avec ta courbe, tes histoires et les chiffres de ton modèle.",
    },
    report: {
      list: "Histoires",
      listUnknown: "inconnues : le modèle est arrivé sans ses histoires",
      listOf: (name: string, n: number, hidden: number) =>
        `${name} : ${plural(n, { one: "# histoire", other: "# histoires" })}` +
        (hidden === 0 ? "" : plural(hidden, { one: ", et # cachée", other: ", et # cachées" })),
      hidden: "sur les histoires cachées",
      copies: (share: string) => `${share} de copies parmi les dernières histoires inventées.`,
      foot: "Fait avec le Labo, libre et sans compte. Tous ces chiffres viennent du modèle entraîné dans la page. Il imite la forme des histoires ; il ne sait pas ce qu’elles veulent dire.",
    },
    names: {
      lead: "Le modèle ne sait rien. Il va apprendre à partir de ces histoires, et de rien d’autre.",
      still: (list: string | null) =>
        list === null
          ? "En attendant, le modèle garde ce que tu lui avais donné avant."
          : `En attendant, le modèle garde ce qu’il lisait avant : « ${list} ».`,
      names: (n: number) => plural(n, { one: "# histoire", other: "# histoires" }),
      hidden: "Histoires cachées",
      hiddenNote:
        "Des [[held-out|histoires cachées]] ne servent pas à apprendre. Elles servent d’examen : le modèle a-t-il compris comment ces histoires sont faites, ou les a-t-il apprises par cœur ?",
      none: "aucune",
    },
    invent: {
      title: "Invente des histoires avec lui",
      lead: "Le modèle n’a aucun plan. À chaque mot, il donne une chance à tous les suivants, puis on [[sampling|tire au sort]]. Et il recommence.",
      untrained:
        "Ce modèle n’a encore rien appris : il écrit au hasard. Entraîne-le avec le bouton en bas, puis reviens.",
      writing: "Mot après mot",
      placeholder: "par exemple Le petit lapin",
      unknown: (left: string) =>
        `Il n’a jamais lu cela dans ses histoires, c’est laissé de côté : ${left}.`,
      forgotten: (n: number) =>
        `Ce qui est en italique est sorti de la fenêtre : ce modèle ne voit que ${plural(n, { one: "le dernier token", other: "les # derniers tokens" })}.`,
      choose: "Choisis-en un autre : l’histoire repart de là.",
      end: "fin de l’histoire",
      all: "Voir plus de choix",
      finish: "Raconter",
      another: "Une autre histoire",
      cut: "Cette histoire est très longue : elle est coupée ici.",
      filtered: "Il y avait un gros mot dans cette histoire : le filtre de la classe l’a retirée.",
      every: "tous",
      best: (n: number) => plural(n, { one: "le plus probable", other: "les # plus probables" }),
      invent: "Inventer 5 histoires",
      count: (v: { fresh: number; near: number; copies: number; all: number }) =>
        plural(v.all, { one: "Sur # histoire : ", other: "Sur # histoires : " }) +
        plural(v.fresh, { one: "**#** nouvelle, ", other: "**#** nouvelles, " }) +
        plural(v.copies, {
          one: "**#** déjà lue, mot pour mot.",
          other: "**#** déjà lues, mot pour mot.",
        }),
      twice: (n: number) =>
        plural(n, { one: "C’est toujours la même.", other: "# histoires différentes." }),
      none: "Clique sur l’étoile d’une histoire pour la garder ici.",
      done: "Les histoires d’avant",
    },
    judged: {
      new: "nouvelle",
      copy: "déjà lue, mot pour mot",
      unknown:
        "Ce modèle est arrivé sans les histoires qui lui ont tout appris : personne ne peut dire ce qu’il recopie.",
      empty: "(rien)",
      keep: (name: string) => `Garder « ${name} » dans mes favoris`,
      drop: (name: string) => `Retirer « ${name} » de mes favoris`,
    },
    player: {
      hidden: "cachées",
      rests: (step: string, loss: string, hidden: string | undefined, stage: string | undefined) =>
        `Étape ${step} : erreur ${loss}${hidden ? `, ${hidden} sur les histoires cachées` : ""}${stage ? `. Verdict : ${stage}` : ""}.`,
    },
    curve: {
      onList: (line: string) => `${line} (lues)`,
      onHidden: (line: string) => `${line} (cachées)`,
      train: "erreur sur les histoires",
      mean: "erreur sur les histoires (en clair : chaque lot)",
      heldOut: "erreur sur les histoires cachées",
      summary: (step: number, first: string, last: string, held: string | undefined) =>
        `Courbe de l’erreur sur ${plural(step, { one: "# étape", other: "# étapes" })} : ${first} au début, ${last} maintenant` +
        (held ? `, et ${held} sur les histoires cachées.` : "."),
    },
    learn: {
      lead: "À chaque étape, le modèle lit quelques histoires et devine chaque mot d’après ceux qui le précèdent. Il mesure son [[loss|erreur]], puis corrige un peu chacun de ses nombres.",
      how: "Plus c’est bas, mieux il devine. Les lignes disent ce qu’on obtient sans modèle : au [[chance|hasard]], en comptant les [[pairs|paires]] de mots ou les [[triples|triplets]]. Ici, on connaît toute la langue : sous son [[floor|plancher]], aucun modèle ne peut descendre sur des histoires nouvelles.",
      copies: (copies: number, all: number) =>
        plural(all, {
          one: "Sur sa dernière histoire inventée : ",
          other: "Sur ses # dernières histoires inventées : ",
        }) +
        plural(copies, {
          one: "**#** déjà lue, mot pour mot.",
          other: "**#** déjà lues, mot pour mot.",
        }),
      reasons: {
        "no better than letters": (v: Record<string, string>) =>
          `Il ne fait pas mieux que quelqu’un qui sait seulement quels mots reviennent souvent (${v["loss"]}, contre ${v["line"]}).`,
        "near zero": (v: Record<string, string>) =>
          `Son erreur (${v["loss"]}) est presque à 0 : il connaît ces histoires par cœur.`,
        copies: (v: Record<string, string>) =>
          `${v["copies"]} histoires déjà lues, mot pour mot, parmi les ${v["total"]} dernières qu’il a inventées.`,
        "held out higher": (v: Record<string, string>) =>
          `Il devine bien les histoires apprises (${v["loss"]}), mais mal les histoires cachées (${v["heldOut"]}).`,
        heldOut: "sur les histoires cachées",
        list: "sur les histoires",
      },
      best: (step: string, loss: string) =>
        `Son meilleur moment sur les histoires cachées : l’étape ${step} (${loss}). Après, il apprend surtout par cœur.`,
      next: "Il a appris ! Invente des histoires avec lui",
      noList:
        "Ce modèle est arrivé sans ses histoires. Choisis-en dans le premier onglet pour l’entraîner encore.",
    },
    inside: {
      lead: "Tape un début d’histoire et suis-le dans le modèle, pas à pas. Tous les nombres sont vrais : ce sont ceux que ton modèle calcule en ce moment.",
      begin: "Un début d’histoire",
      start: "début de l’histoire",
      unknown: (words: string) =>
        `Ce modèle n’a jamais lu cela dans ses histoires : ${words}. Je continue sans.`,
    },
    partsOff: {
      hidden: (before: string, after: string) =>
        `Sur les histoires cachées : de ${before} à ${after}.`,
      whichSay:
        "Le Labo éteint chaque pièce, une par une, et mesure combien l’erreur monte et combien d’accords tiennent encore. Cela prend quelques secondes.",
    },
    stages: { end: "fin de l’histoire" },
    knownModels: {
      lead: "Tous ceux-ci devinent la suite, un [[token|token]] à la fois. Avec des noms, un token de ton modèle était une lettre ; avec des histoires, c’est un mot. Les grands lisent des morceaux de mots, et vont bien au-delà d’un petit monde : des livres et des pages entières. Ce qui change le plus, c’est le nombre de [[parameter|paramètres]].",
    },
    duel: {
      lead: "Mêmes histoires, mêmes réglages, **une seule différence**. Lequel raconte le mieux ? À toi de juger, sans savoir qui a écrit quoi.",
      sizes: { usual: "des phrases" },
      sameSize:
        "Les deux sont pareils. Ils feront exactement la même chose, sauf le tirage des histoires.",
      onList: (name: string, n: number) =>
        `Ils apprennent « ${name} » : ${plural(n, { one: "# histoire", other: "# histoires" })}.`,
      inventing: "Ils inventent 100 histoires chacun…",
      sameModel:
        "Les deux courbes se suivent exactement : c’est le même modèle. Seul le tirage des mots change.",
      vote: "Lequel raconte le mieux ?",
      voteHow:
        "Lis les deux histoires et clique sur celle que tu préfères. Une des deux vient de A, l’autre de B, dans un ordre tiré au sort.",
      noVote: "Ils n’ont pas inventé deux histoires différentes : on ne peut pas voter.",
      shownCopies: (side: string, n: number, all: number) =>
        `${plural(all, { one: `Sur la seule histoire de ${side} que tu as vue`, other: `Parmi les # histoires de ${side} que tu as vues` })}, ${plural(n, { one: "une était recopiée", other: "# étaient recopiées" })} mot pour mot : ${side} l’avait lue en apprenant.`,
      rows: {
        loss: "[[loss|erreur]] sur les histoires apprises",
        heldOut: "erreur sur les [[held-out|histoires cachées]]",
        new: "nouvelles",
        copies: "recopiées mot pour mot",
        different: "histoires différentes",
      },
      ofNames: (a: number, b: number) =>
        a === b
          ? plural(a, {
              one: "Sur # histoire inventée par chacun :",
              other: "Sur # histoires inventées par chacun :",
            })
          : plural(a, {
              one: "Sur # histoire inventée par A",
              other: "Sur # histoires inventées par A",
            }) + plural(b, { other: " et # par B :" }),
      inventsLabel: (side: string) => `Histoires inventées par ${side}`,
      invented: (side: string) => `Ce que ${side} raconte`,
      onTheList: "Sur les histoires apprises",
      onHidden: "Sur les histoires cachées",
      copiesMore: (side: string, more: string, less: string) =>
        `${side} recopie plus souvent une histoire apprise (${more} contre ${less}) : l’écart est net.`,
      copiesEqual: (n: number) =>
        n === 0
          ? "Aucun des deux ne recopie une histoire apprise."
          : `Ils recopient autant l’un que l’autre : ${plural(n, { one: "# copie", other: "# copies" })} chacun.`,
      copiesSame: (a: number, b: number) =>
        `Ils recopient à peu près autant (${plural(a, { other: "#" })} et ${plural(b, { one: "# copie", other: "# copies" })}) : cet écart peut venir du tirage.`,
      beautiful: "Et « belle histoire » ne se mesure pas : là-dessus, c’est toi qui juges.",
    },
    why: {
      lead: "De quelles histoires vient-il ? Le Labo fait l’expérience : il refait tout l’entraînement **sans elles**, et regarde si ce qui est écrit devient moins probable. Cela dure plusieurs fois ce que ton entraînement a duré. Ton modèle, lui, ne change pas.",
      end: "fin de l’histoire",
      chance: (v: { before: string; letter: string; chance: string; step: string }) =>
        (v.before === "" ? "Pour commencer" : `Après « ${v.before} »`) +
        `, ton modèle de l’étape ${v.step} donne à « ${v.letter} » **${v.chance}** (à température 1).`,
      none: "Aucune histoire ne sort du bruit. Essaie plusieurs histoires d’un coup, plus bas.",
      noneOfGroup: "Même sans toutes ces histoires, on ne voit rien qui sorte du bruit.",
      noise: (n: number) => plural(n, { one: "Du bruit : #", other: "Du bruit : #" }),
      unsure: (n: number) => plural(n, { one: "Pas encore sûr : #", other: "Pas encore sûr : #" }),
      list: "Les histoires essayées",
      several: "Sans plusieurs histoires à la fois : celles qui…",
      tryIt: "Essayer sans elles",
      group: (first: string, n: number) =>
        plural(n, { one: `${first} (# histoire)`, other: `${first}… (# histoires)` }),
      each: "Revenir aux histoires une par une",
    },
  },
  text: {
    tabs: { noms: "Le texte" },
    report: {
      list: "Texte",
      listUnknown: "inconnu : le modèle est arrivé sans son texte",
      listOf: (name: string, n: number, hidden: number) =>
        `${name} : ${plural(n, { one: "# paragraphe", other: "# paragraphes" })}` +
        (hidden === 0 ? "" : plural(hidden, { one: ", et # caché", other: ", et # cachés" })),
      hidden: "sur les paragraphes cachés",
      copies: (share: string) => `${share} de copies parmi les derniers textes inventés.`,
      foot: "Fait avec le Labo, libre et sans compte. Tous ces chiffres viennent du modèle entraîné dans la page. Il imite la forme du texte ; il ne sait pas ce qu’il veut dire.",
    },
    names: {
      lead: "Le modèle ne sait rien. Il va apprendre à partir de ce texte, et de rien d’autre.",
      still: (list: string | null) =>
        list === null
          ? "En attendant, le modèle garde ton texte d’avant."
          : `En attendant, le modèle garde ce qu’il lisait avant : « ${list} ».`,
      hidden: "Texte caché",
      hiddenNote:
        "Des paragraphes entiers sont [[held-out|cachés]] et ne servent pas à apprendre. Ils servent d’examen : le modèle a-t-il compris comment ce texte est écrit, ou l’a-t-il appris par cœur ?",
      names: (n: number) => plural(n, { one: "# paragraphe", other: "# paragraphes" }),
      none: "rien",
    },
    keep: {
      withNames: "Mettre aussi mon texte dans le fichier, pour continuer l’entraînement plus tard",
      lists: "Mes textes",
      linkNote: "Il contient les réglages, jamais ton texte.",
      sheetNote: "Une page avec ta courbe, ce qu’il invente et les chiffres de ton modèle.",
      list: "Enregistrer le texte",
      listFile: "mon-texte.txt",
    },
    invent: {
      title: "Écris avec lui",
      lead: "Le modèle n’a aucun plan. Chaque fois, il donne une chance à tout ce qui pourrait suivre, puis on [[sampling|tire au sort]]. Et il recommence.",
      untrained:
        "Ce modèle n’a encore rien appris : il écrit au hasard. Entraîne-le avec le bouton en bas, puis reviens.",
      writing: "Pas à pas",
      placeholder: "les premiers mots",
      unknown: (left: string) => `Ce n’est pas dans ton texte, c’est laissé de côté : ${left}.`,
      forgotten: (n: number) =>
        `Ce qui est en italique est sorti de la fenêtre : ce modèle ne voit que ${plural(n, { one: "le dernier token", other: "les # derniers tokens" })}.`,
      choose: "Choisis autre chose : le texte repart de là.",
      end: "fin du paragraphe",
      all: "Voir plus de choix",
      finish: "Écrire",
      another: "Un autre texte",
      cut: "Ce texte est très long : il est coupé ici.",
      filtered: "Il y avait un gros mot dans ce texte : le filtre de la classe l’a retiré.",
      every: "tous",
      best: (n: number) => plural(n, { one: "le plus probable", other: "les # plus probables" }),
      invent: "Inventer 3 textes",
      count: (v: { fresh: number; near: number; copies: number; all: number }) =>
        plural(v.all, { one: "# texte inventé.", other: "# textes inventés." }),
      twice: (n: number) =>
        plural(n, { one: "C’est toujours le même.", other: "# textes différents." }),
      none: "Clique sur l’étoile d’un texte pour le garder ici.",
      done: "Les textes d’avant",
    },
    judged: {
      new: "nouveau",
      copy: "déjà dans le texte",
      unknown:
        "Ce modèle est arrivé sans le texte qui lui a tout appris : personne ne peut dire ce qu’il recopie.",
      keep: (name: string) => `Garder « ${name} » dans mes favoris`,
      drop: (name: string) => `Retirer « ${name} » de mes favoris`,
    },
    player: {
      rests: (step: string, loss: string, hidden: string | undefined, stage: string | undefined) =>
        `Étape ${step} : erreur ${loss}${hidden ? `, ${hidden} sur ce qui est caché` : ""}${stage ? `. Verdict : ${stage}` : ""}.`,
    },
    curve: {
      onList: (line: string) => `${line} (texte)`,
      onHidden: (line: string) => `${line} (caché)`,
      train: "erreur sur le texte",
      mean: "erreur sur le texte (en clair : chaque lot)",
      heldOut: "erreur sur les paragraphes cachés",
      summary: (step: number, first: string, last: string, held: string | undefined) =>
        `Courbe de l’erreur sur ${plural(step, { one: "# étape", other: "# étapes" })} : ${first} au début, ${last} maintenant` +
        (held ? `, et ${held} sur les paragraphes cachés.` : "."),
    },
    learn: {
      lead: "À chaque étape, le modèle lit des passages de ton texte et devine chaque fois ce qui suit. Il mesure son [[loss|erreur]], puis corrige un peu chacun de ses nombres.",
      how: "Plus c’est bas, mieux il devine. Les lignes disent ce qu’on obtient sans modèle : au [[chance|hasard]], en comptant les [[pairs|paires]] ou les [[triples|triplets]]. Personne ne sait jusqu’où on peut descendre : cela dépend de ton texte.",
      copies: (copies: number, all: number) =>
        plural(all, {
          one: "Sur le dernier texte inventé : ",
          other: "Sur les # derniers textes inventés : ",
        }) + plural(copies, { one: "**#** recopié.", other: "**#** recopiés." }),
      reasons: {
        "no better than letters": (v: Record<string, string>) =>
          `Il ne fait pas mieux que quelqu’un qui sait seulement ce qui revient souvent (${v["loss"]}, contre ${v["line"]}).`,
        "held out higher": (v: Record<string, string>) =>
          `Il devine bien le texte appris (${v["loss"]}), mais mal les paragraphes cachés (${v["heldOut"]}).`,
        heldOut: "sur les paragraphes cachés",
        list: "sur le texte",
      },
      best: (step: string, loss: string) =>
        `Son meilleur moment sur les paragraphes cachés : l’étape ${step} (${loss}). Après, il apprend surtout par cœur.`,
      next: "Il a appris ! Écris avec lui",
      noList:
        "Ce modèle est arrivé sans son texte. Choisis-en un dans le premier onglet pour l’entraîner encore.",
    },
    inside: {
      lead: "Tape un début de phrase et suis-le dans le modèle, pas à pas. Tous les nombres sont vrais : ce sont ceux que ton modèle calcule en ce moment.",
      begin: "Un début de phrase",
      start: "début du paragraphe",
    },
    headsCard: {
      lead: (count: number) =>
        `Personne n’a dit aux [[head|têtes]] quoi regarder. Le Labo a mesuré où va leur attention, pendant que le modèle lit ${plural(count, { one: "# morceau", other: "# morceaux" })} de ton texte. « Au hasard », c’est la part qu’aurait une tête qui regarde tout pareil.`,
      honest:
        "Ce sont des moyennes : une tête peut faire autre chose dans une phrase précise. Et regarder ne suffit pas : pour savoir à quoi sert une tête, éteins-la.",
    },
    partsOff: {
      hidden: (before: string, after: string) =>
        `Sur les paragraphes cachés : de ${before} à ${after}.`,
    },
    stages: { end: "fin du paragraphe" },
    duel: {
      lead: "Même texte, mêmes réglages, **une seule différence**. Lequel écrit le mieux ? À toi de juger, sans savoir qui a écrit quoi.",
      sizes: { usual: "des phrases" },
      sameSize:
        "Les deux sont pareils. Ils feront exactement la même chose, sauf le tirage des mots.",
      onList: (name: string, n: number) =>
        `Ils apprennent « ${name} » : ${plural(n, { one: "# paragraphe", other: "# paragraphes" })}.`,
      inventing: "Ils inventent des textes…",
      sameModel:
        "Les deux courbes se suivent exactement : c’est le même modèle. Seul le tirage des mots change.",
      vote: "Lequel écrit le mieux ?",
      voteHow:
        "Lis les deux textes et clique sur celui que tu préfères. Un des deux vient de A, l’autre de B, dans un ordre tiré au sort.",
      noVote: "Ils n’ont pas inventé deux textes différents : on ne peut pas voter.",
      rows: {
        loss: "[[loss|erreur]] sur le texte appris",
        heldOut: "erreur sur les [[held-out|paragraphes cachés]]",
        different: "textes différents",
      },
      ofNames: (a: number, b: number) =>
        a === b
          ? plural(a, {
              one: "Sur # texte inventé par chacun :",
              other: "Sur # textes inventés par chacun :",
            })
          : plural(a, {
              one: "Sur # texte inventé par A",
              other: "Sur # textes inventés par A",
            }) + plural(b, { other: " et # par B :" }),
      inventsLabel: (side: string) => `Textes inventés par ${side}`,
      invented: (side: string) => `Ce que ${side} écrit`,
      onTheList: "Sur le texte appris",
      onHidden: "Sur les paragraphes cachés",
    },
    why: {
      lead: "De quels paragraphes vient-il ? Le Labo fait l’expérience : il refait tout l’entraînement **sans un paragraphe**, et regarde si ce qui est écrit devient moins probable. Chaque fois, cela dure autant que ton entraînement. Ton modèle, lui, ne change pas.",
      end: "fin du paragraphe",
      chance: (v: { before: string; letter: string; chance: string; step: string }) =>
        (v.before === "" ? "Pour commencer" : `Après « ${v.before} »`) +
        `, ton modèle de l’étape ${v.step} donne à « ${v.letter} » **${v.chance}** (à température 1).`,
      none: "Aucun paragraphe ne sort du bruit. Essaie plusieurs paragraphes d’un coup, plus bas.",
      noneOfGroup: "Même sans tous ces paragraphes, on ne voit rien qui sorte du bruit.",
      noise: (n: number) => plural(n, { one: "Du bruit : #", other: "Du bruit : #" }),
      unsure: (n: number) => plural(n, { one: "Pas encore sûr : #", other: "Pas encore sûr : #" }),
      list: "Les paragraphes essayés",
      several: "Sans plusieurs paragraphes à la fois : ceux qui…",
      group: (first: string, n: number) =>
        plural(n, { one: `${first} (# paragraphe)`, other: `${first}… (# paragraphes)` }),
      each: "Revenir aux paragraphes un par un",
    },
  },
} satisfies Readonly<Record<"words" | "stories" | "text", Partly<typeof labo>>>;

export const school = {
  /** school/Top.tsx */
  top: {
    lesson: (n: number) => `Leçon ${n}`,
    runAll: "Tout exécuter",
    stop: "Arrêter",
    work: "Mon travail",
    exercises: "Les exercices",
    exercise: (n: number, done: boolean) => `Exercice ${n}${done ? ", réussi" : ""}`,
    saved: (time: string) => `Enregistré sur cet ordinateur à ${time}`,
    notSaved: "Pas enregistré",
    saves: "Ton travail s’enregistre tout seul",
    arriving: "Python arrive… Tu peux déjà lire.",
    installing: "Python s’installe dans la page… Tu peux déjà lire.",
    troubles: {
      "old-browser":
        "Ce navigateur est trop ancien pour faire tourner Python. Essaie avec Firefox, Chrome ou Edge à jour. Tu peux lire la leçon et écrire tes réponses en attendant.",
      files:
        "Les fichiers de Python ne sont pas arrivés. Vérifie le réseau, puis réessaie. Si cela continue, dis à ton professeur que le dossier « fichiers » manque, ou que le serveur l’envoie mal.",
      died: "Python s’est arrêté net. Il n’avait peut-être plus assez de mémoire. Ton texte est gardé, tes variables sont effacées.",
      blocked:
        "Python n’a pas pu démarrer ici. Recharge la page, ou essaie un autre navigateur. Si cela continue, dis à ton professeur que cette page n’a pas le droit de faire tourner Python.",
    },
    restart: "Redémarrer Python",
    retry: "Réessayer",
  },
  /** school/CellView.tsx */
  cell: {
    done: (title: string) => `${title} : la cellule a fini.`,
    code: (title: string) => `Code, ${title}`,
    run: "Exécuter",
    runThis: (title: string) => `Exécuter, ${title}`,
    waits: "Attend son tour…",
    waitsForPython: "Attend que Python soit prêt…",
    stopped:
      "Arrêtée. Python a redémarré : en relançant une cellule, tu relances aussi celles du dessus.",
    seeCode: (title: string) => `Voir le code de la consigne, ${title}`,
    instruction: "Code de la consigne",
    restoreThis: (title: string) => `Remettre le code du début, ${title}`,
    restore: "Code du début",
    download: (name: string) => `Télécharger ${name}`,
    computing: (seconds: number) => `Python calcule… ${seconds} s`,
    long: ". C’est long ? Tu peux l’arrêter, en haut de la page.",
  },
  /** school/WorkDialog.tsx */
  work: {
    title: "Mon travail",
    unreadable: "Ce fichier ne peut pas être lu.",
    refused:
      "Ce navigateur ne garde rien pour cette page (fenêtre privée, ou plus de place). Télécharge ton travail avant de partir.",
    kept: "Tout ce que tu écris est gardé dans ce navigateur, sur cet ordinateur. Pour continuer ailleurs, télécharge ton carnet, puis charge-le là-bas.",
    download: "Télécharger mon carnet",
    load: "Charger un carnet",
    again: "Recommencer la leçon",
    againNote:
      "La leçon redevient comme au premier jour. Ton travail reste dans les copies, ci-dessous.",
    python: "Redémarrer Python",
    pythonNote:
      "Python oublie toutes les variables. Ton texte et ta progression restent. Ensuite, quand tu exécutes une cellule, celles du dessus s’exécutent aussi.",
    files: "Les fichiers de tes programmes",
    downloadFile: (name: string) => `Télécharger ${name}`,
    copies: "Les copies",
    noCopies: "Il n’y en a pas encore.",
    shared: "Un ordinateur partagé ?",
    erase: "Effacer mon travail de cet ordinateur",
    sure: "Toutes tes leçons, tes copies et ta progression seront effacées de ce navigateur. As-tu téléchargé ce que tu veux garder ?",
    yes: "Oui, tout effacer",
    no: "Non, garder",
    takeCopy: (copy: string) => `Reprendre la copie du ${copy}`,
    take: "Reprendre",
    downloadCopy: (copy: string) => `Télécharger la copie du ${copy}`,
    downloadShort: "Télécharger",
    twice: "Cette leçon est ouverte deux fois",
    twiceNote:
      "Un autre onglet a enregistré cette leçon. Que veux-tu garder ici ? L’autre travail reste dans les copies, rien n’est perdu. Ensuite, ferme l’onglet de trop.",
    mine: "Ce que je vois ici",
    theirs: "Ce qu’il y a dans l’autre onglet",
  },
  /** school/work.ts, notebook.ts */
  messages: {
    why: {
      update: "avant la mise à jour de la leçon",
      again: "avant de recommencer",
      load: "avant de charger un carnet",
      other: "d’un autre onglet",
    },
    updated:
      "La leçon a été mise à jour depuis ta dernière visite. Tes réponses sont reprises, et ton ancienne copie est dans « Mon travail ».",
    updatedInPart:
      "La leçon a été mise à jour depuis ta dernière visite. Une partie de ce que tu avais écrit n’y a plus de place : ton ancienne copie est dans « Mon travail ».",
    fresh: "La leçon est comme au premier jour. Ton travail d’avant est dans « Mon travail ».",
    loaded: "Ton carnet est chargé. Relance les cellules pour revoir les résultats.",
    loadedInPart: (lost: number) =>
      plural(lost, {
        one: "Ton carnet est chargé, sauf # cellule qui n’existe pas dans cette leçon.",
        other: "Ton carnet est chargé, sauf # cellules qui n’existent pas dans cette leçon.",
      }),
    notKept: "(La suite était trop longue pour être gardée : relance la cellule pour la revoir.)",
    notNotebook: "Ce fichier n’est pas un carnet : choisis un fichier qui finit par .ipynb.",
    noCells: "Ce fichier n’est pas un carnet : il n’a pas de cellules.",
    notOurs: "Ce carnet n’est pas une de nos leçons : il n’a pas de cellule avec lecon(…).",
    otherLesson: (number: string, here: number) =>
      `Ce carnet est celui de la leçon ${number}, et tu es dans la leçon ${here}. Ouvre la leçon ${number}, puis charge-le là.`,
  },
  /** school/main.tsx, Editor.tsx, GlossaryDialog.tsx */
  page: {
    cell: (place: number) => `cellule ${place}`,
    exercise: (n: number) => `exercice ${n}`,
    skip: "Aller au contenu",
    close: "Fermer ce message",
    refused:
      "Ce navigateur ne garde pas ton travail (fenêtre privée, ou plus de place). Télécharge ton carnet avant de fermer la page.",
    download: "Télécharger",
    others: "Les autres leçons",
    before: "Leçon",
    all: "Toutes les leçons",
    next: "Leçon suivante :",
    folded: "code replié",
    unfold: "déplier",
    also: "On dit aussi :",
  },
};

/** school/home.ts: the home page */
export const home = {
  offline: {
    folder: "Ce dossier est ouvert depuis cet ordinateur : il n’a besoin d’aucun réseau.",
    "not-here":
      "Ici, il faut rester relié au serveur : un navigateur ne garde un site pour plus tard que si son adresse commence par https.",
    class:
      "La classe est ouverte : il faut rester relié au serveur, qui ne laisse rien garder pour plus tard.",
    preparing: "Le site s’enregistre dans ce navigateur, pour s’ouvrir ensuite sans réseau…",
    ready:
      "Tout est enregistré dans ce navigateur : tu peux revenir ici sans réseau, à la même adresse.",
    newer: "Une nouvelle version du site est prête.",
    failed:
      "Le site n’a pas pu être enregistré dans ce navigateur : il faut rester relié au réseau.",
  },
  theme: (dark: boolean): string => (dark ? "Mode clair" : "Mode sombre"),
  finished: "✓ Terminée, bravo !",
  done: (count: number, total: number) =>
    plural(count, { one: `# exercice sur ${total}`, other: `# exercices sur ${total}` }),
};
