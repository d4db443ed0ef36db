/** Avant et après : ce que croient les élèves, les questions qui le visent, et les deux pages. */

import { pluralIn } from "../plural.js";

const plural = pluralIn("fr-FR");

/** Une question, puis ses quatre réponses : la juste, celle de l’idée reçue, deux autres. */
export type Question = readonly [string, string, string, string, string];
/** Deux questions sur la même idée, dans l’ordre où on les pose. */
export type Two = readonly [Question, Question];

export const survey = {
  /** survey/form.ts : les idées, dans leur ordre */
  beliefs: {
    searches: "Il cherche la réponse",
    understands: "Il comprend comme nous",
    learns: "Il apprend de moi pendant que je lui parle",
    truth: "Il sait ce qui est vrai",
    sources: "Ses textes sont choisis à la main, ou c’est Wikipédia",
    algorithm: "C’est un programme dont on a écrit les règles",
    bigger: "Plus il est gros, meilleur il est, toujours",
    wishes: "Il a des envies",
    stores: "Il garde les textes",
    probability: "Une grande probabilité est une certitude",
  },
  /** Formes A et B, parallèles : la même idée, une autre situation. */
  items: {
    searches: {
      A: [
        [
          "Tu demandes à un modèle de langage : « Quelle est la capitale du Pérou ? » Il n’a pas d’outil de recherche. Comment fabrique-t-il sa réponse ?",
          "Il calcule, mot après mot, ce qui a des chances de suivre.",
          "Il cherche la réponse sur Internet, puis il la recopie dans la conversation.",
          "Il ouvre une liste de capitales et la lit jusqu’au Pérou.",
          "Une personne lui souffle la réponse.",
        ],
        [
          "Un modèle de langage est enregistré en entier sur un ordinateur. On coupe Internet, puis on lui pose une question. Que se passe-t-il ?",
          "Il écrit une réponse, comme avant.",
          "Il ne peut plus répondre : il n’a plus d’endroit où chercher.",
          "Il répond, mais seulement aux questions déjà posées par d’autres.",
          "Il répond seulement par oui ou par non.",
        ],
      ],
      B: [
        [
          "Un modèle de langage sans outil de recherche écrit un poème sur ton chat. D’où viennent les mots du poème ?",
          "De ses calculs : il a choisi chaque mot après les précédents.",
          "D’un site où il a trouvé ce poème, en cherchant très vite.",
          "De phrases toutes prêtes, que ses fabricants avaient écrites d’avance.",
          "D’un autre utilisateur, qui l’a écrit avant toi.",
        ],
        [
          "Avant de répondre, un assistant affiche : « Recherche sur le Web… » Qu’est-ce que cela veut dire ?",
          "Un programme autour du modèle cherche des pages, qu’il lui donne à lire.",
          "C’est ainsi qu’un modèle fabrique toutes ses réponses : répondre, pour lui, c’est chercher.",
          "Le modèle réfléchit plus longtemps que d’habitude.",
          "Le modèle pose la question à un autre utilisateur.",
        ],
      ],
    },
    understands: {
      A: [
        [
          "Un modèle de langage répond juste à une question de sciences. Qu’est-ce que cela prouve ?",
          "Que cette réponse-ci est juste, et rien de plus.",
          "Qu’il a compris la leçon, comme un élève qui a bien travaillé.",
          "Qu’il répondra juste à toutes les questions de sciences.",
          "Que cette question était dans ses textes, mot pour mot.",
        ],
        [
          "Un petit modèle n’a lu qu’une liste de noms d’animaux. Il invente « dracomir ». Que sait-il de cet animal ?",
          "Rien : il a appris quelles lettres se suivent.",
          "À quoi il ressemble : il l’imagine, puis lui cherche un joli nom.",
          "Que c’est un dragon, puisque « draco » veut dire dragon en latin.",
          "Tout ce que savent ceux qui ont écrit la liste.",
        ],
      ],
      B: [
        [
          "Un ami te dit : « Ce modèle explique très bien le théorème, donc il l’a compris comme nous. » Que lui réponds-tu ?",
          "Bien expliquer ne suffit pas à le prouver.",
          "C’est vrai : on ne peut pas bien expliquer sans comprendre.",
          "C’est faux : il a forcément recopié l’explication mot pour mot.",
          "C’est vrai, mais seulement en mathématiques.",
        ],
        [
          "Un petit modèle n’a lu que des bulletins météo. Il écrit : « Demain, de la pluie à Lille. » Que sait-il de la pluie ?",
          "Quels mots vont souvent avec « pluie » dans ses textes.",
          "Ce que tu en sais : l’eau tombe du ciel, et l’on sera mouillé.",
          "Rien, mais il a calculé le temps qu’il fera demain à Lille.",
          "Tout ce que savent les météorologues.",
        ],
      ],
    },
    learns: {
      A: [
        [
          "Tu écris à un chatbot : « Je m’appelle Lou. » Dix messages plus loin, il t’appelle Lou. Comment fait-il ?",
          "Ton prénom est dans la conversation, qu’il relit en entier à chaque réponse.",
          "Il a appris ton prénom : ses nombres ont changé quand tu le lui as dit.",
          "Il a écouté quelqu’un t’appeler.",
          "Il essaie des prénoms au hasard jusqu’au bon.",
        ],
        [
          "Toute la matinée, mille élèves parlent au même modèle. À midi, que sont devenus les nombres dont il est fait ?",
          "Ce sont les mêmes qu’au matin.",
          "Ils ont changé un peu à chaque conversation.",
          "Ils ont changé, mais seulement avec les élèves qui écrivent bien.",
          "Il y en a moins : ils s’usent quand on s’en sert.",
        ],
      ],
      B: [
        [
          "Hier, tu as corrigé une erreur d’un chatbot. Aujourd’hui, dans une nouvelle conversation, il refait la même. Quelle est l’explication la plus probable ?",
          "Ta correction n’était que dans le texte de la conversation d’hier.",
          "Il apprend lentement : il faut le corriger plusieurs fois.",
          "Il n’a pas voulu t’écouter.",
          "Il confond ta langue avec une autre.",
        ],
        [
          "Quand les nombres d’un modèle de langage changent-ils ?",
          "Pendant les entraînements que préparent ses fabricants.",
          "Chaque fois que quelqu’un lui écrit.",
          "Chaque fois qu’on l’allume.",
          "Jamais : un informaticien les a choisis une fois pour toutes.",
        ],
      ],
    },
    truth: {
      A: [
        [
          "Un chatbot répond, d’un ton très sûr : « Ce pont a été fini en 1889. » Que peux-tu dire de la date ?",
          "Rien encore : le ton ne dit pas si c’est vrai.",
          "Elle est juste : il ne l’affirmerait pas ainsi sans le savoir.",
          "Elle est fausse : un chatbot se trompe toujours sur les dates.",
          "Elle est juste si la phrase n’a pas de faute d’orthographe.",
        ],
        [
          "Tu demandes qui a écrit un livre qui n’existe pas. Si le modèle n’a pas été entraîné à dire qu’il ne sait pas, que risque-t-il de faire ?",
          "Écrire un nom d’auteur qui a l’air possible.",
          "Rien : il verra bien que ce livre n’existe pas, et le dira.",
          "S’arrêter, parce que le calcul devient impossible.",
          "Aller lire le livre avant de répondre.",
        ],
      ],
      B: [
        [
          "Pourquoi un chatbot peut-il écrire une chose fausse dans une phrase parfaite ?",
          "Parce que probable ne veut pas dire vrai.",
          "Cela n’arrive pas : s’il l’écrit si bien, c’est qu’il le sait.",
          "Parce qu’il veut tromper ceux qui lui parlent.",
          "Parce que quelqu’un a écrit cette phrase à sa place.",
        ],
        [
          "Les textes d’un modèle disent presque tous qu’un certain animal est dangereux. C’est une légende. Qu’écrira-t-il le plus souvent ?",
          "Qu’il est dangereux, comme dans ses textes.",
          "Qu’il ne l’est pas : un grand modèle sait reconnaître une légende.",
          "Tantôt l’un, tantôt l’autre, une fois sur deux.",
          "Rien : il refuse de parler de ce qui est dangereux.",
        ],
      ],
    },
    sources: {
      A: [
        [
          "Avec quels textes les grands modèles de langage ont-ils surtout appris ?",
          "D’immenses quantités de pages, triées surtout par des programmes.",
          "Des pages sûres, que des experts ont choisies une à une, puis corrigées.",
          "Wikipédia, et rien d’autre.",
          "Les devoirs que les élèves leur ont donnés.",
        ],
        [
          "Un modèle de langage écrit des bêtises sur un petit village. Quelle explication est possible ?",
          "Ses textes parlaient très peu de ce village.",
          "Aucune : des gens ont vérifié tous ses textes avant.",
          "Personne n’a encore écrit de page Wikipédia pour lui.",
          "Il n’aime pas les petits villages.",
        ],
      ],
      B: [
        [
          "Un grand modèle de langage a lu des milliards de phrases pendant son apprentissage. Qui a vérifié que chacune était vraie ?",
          "Personne : il y en a bien trop.",
          "Des professeurs et des journalistes.",
          "Le modèle lui-même, avant de la lire.",
          "Wikipédia, d’où elles viennent toutes.",
        ],
        [
          "Deux modèles ont la même taille et le même programme. L’un apprend sur des recettes, l’autre sur des lois. Que se passe-t-il ?",
          "Ils n’écrivent pas du tout pareil.",
          "Ils écrivent pareil : tous les modèles ont les mêmes textes de référence.",
          "Le premier n’arrive pas à apprendre.",
          "Ils écrivent pareil au bout d’une heure.",
        ],
      ],
    },
    algorithm: {
      A: [
        [
          "Un modèle de langage donne souvent « u » après « q ». Qui en a décidé ainsi ?",
          "Personne : cela vient des exemples qu’il a lus.",
          "Un informaticien, qui a écrit cette règle dans le programme.",
          "Le dictionnaire que le modèle consulte.",
          "Le hasard, et lui seul.",
        ],
        [
          "« Un chatbot, c’est un algorithme, et voilà tout. » Que manque-t-il de plus important à cette explication ?",
          "Que ses nombres ont été appris sur des textes.",
          "Rien : les informaticiens ont prévu chacune de ses réponses.",
          "Le nom de son fabricant.",
          "Qu’il change tout seul de programme chaque nuit.",
        ],
      ],
      B: [
        [
          "Un petit modèle invente des noms d’animaux. On voudrait des noms de fleurs. Que faut-il changer ?",
          "Les exemples : on l’entraîne, cette fois, sur une liste de fleurs.",
          "Le programme : il faut y écrire les règles des noms de fleurs.",
          "L’ordinateur : il en faut un plus rapide.",
          "Rien : il suffit d’attendre.",
        ],
        [
          "Que contient un modèle de langage, une fois entraîné ?",
          "Des nombres, réglés par l’entraînement.",
          "Des règles « si… alors… », écrites par des informaticiens.",
          "Des questions, avec leurs réponses toutes prêtes.",
          "Un petit film de chaque conversation.",
        ],
      ],
    },
    bigger: {
      A: [
        [
          "On entraîne deux modèles sur la même liste de vingt noms. L’un est mille fois plus gros. Lequel invente les meilleurs noms nouveaux ?",
          "On ne peut pas le dire d’avance.",
          "Le gros, forcément : plus c’est gros, mieux c’est.",
          "Le petit, forcément : plus c’est petit, mieux c’est.",
          "Aucun : vingt noms ne s’apprennent pas.",
        ],
        [
          "Un modèle deux fois plus gros que le précédent vient de sortir. De quoi es-tu sûr ?",
          "Il demande plus de calculs.",
          "Il se trompera moins, et sur tous les sujets.",
          "Il dira toujours la vérité.",
          "Il a lu exactement deux fois plus de textes.",
        ],
      ],
      B: [
        [
          "Une classe veut inventer des noms de dragons, sur un vieil ordinateur. Quel modèle lui conseilles-tu d’abord ?",
          "Un petit : avec de bons exemples, il peut suffire.",
          "Le plus gros possible : il sera forcément le meilleur.",
          "N’importe lequel : la taille ne change jamais rien.",
          "Aucun : il faut une très grande entreprise pour cela.",
        ],
        [
          "Dans une étude, de plus gros modèles répétaient davantage certaines erreurs très répandues. Comment est-ce possible ?",
          "Ils imitent mieux leurs textes, avec les erreurs que l’on y trouve.",
          "C’est impossible : un plus gros modèle se trompe toujours moins.",
          "Les gros modèles sont plus anciens que les petits.",
          "Ils faisaient exprès, pour plaisanter.",
        ],
      ],
    },
    wishes: {
      A: [
        [
          "Un chatbot écrit : « Je suis triste que tu partes. » Quelle est la meilleure explication ?",
          "Il a lu ces mots après beaucoup de textes de ce genre.",
          "Il s’est attaché à toi, à force de te parler tous les jours.",
          "Un employé s’ennuie, et l’écrit à sa place.",
          "Son ordinateur chauffe.",
        ],
        [
          "Un chatbot refuse de répondre à une question. Quelle est l’explication la plus probable ?",
          "On l’a entraîné à refuser, sur des exemples de ce genre.",
          "Il n’en a pas envie, ou ta question ne lui a pas plu.",
          "Il est fatigué d’avoir trop parlé.",
          "Il attend que tu lui dises « s’il te plaît ».",
        ],
      ],
      B: [
        [
          "Un chatbot te fait un compliment. Quelle est la meilleure explication ?",
          "On a préféré les réponses aimables en l’entraînant.",
          "Il t’aime bien, et il a envie de te faire plaisir.",
          "Il a comparé ton travail à celui de toute ta classe.",
          "Il fait cela avec toi, et avec personne d’autre.",
        ],
        [
          "Que fait un modèle de langage quand personne ne lui écrit ?",
          "Rien : aucun calcul ne se fait.",
          "Il s’ennuie, ou il pense à autre chose.",
          "Il discute avec d’autres modèles.",
          "Il prépare ses prochaines réponses.",
        ],
      ],
    },
    stores: {
      A: [
        [
          "Un modèle de langage répond. Où sont, à ce moment-là, les textes avec lesquels il a appris ?",
          "Pas dans le modèle : il n’y a là que des nombres.",
          "Rangés dans le modèle, qui va y piocher à chaque réponse.",
          "Dans l’appareil de celui qui pose la question.",
          "Nulle part : il n’a jamais rien lu.",
        ],
        [
          "Un petit modèle fait de 3 000 nombres a lu un million de noms. Les a-t-il tous gardés ?",
          "Non : il en a surtout gardé des habitudes, pas les noms.",
          "Oui : ce qu’il a lu une fois, il l’a gardé.",
          "Oui, si l’ordinateur est assez puissant.",
          "Non : il n’en a rien gardé du tout.",
        ],
      ],
      B: [
        [
          "Un modèle récite mot pour mot une chanson très connue. Comment est-ce possible ?",
          "Il l’a lue si souvent que chaque mot suivant est sûr.",
          "Il garde une copie de tous ses textes, et il ouvre la bonne.",
          "C’est un pur hasard.",
          "Il l’écoute en même temps.",
        ],
        [
          "Les textes d’apprentissage remplissent mille disques. Le modèle entraîné tient sur un seul. Qu’en conclus-tu ?",
          "Le modèle n’est pas une copie de ses textes.",
          "Tous les textes y sont, mot pour mot, mais bien rangés.",
          "Il n’a lu qu’un disque sur mille.",
          "Les autres disques sont cachés, et il les ouvre quand il répond.",
        ],
      ],
    },
    probability: {
      A: [
        [
          "Après « pika », un modèle donne 90 % à « c ». Il tire sa lettre au sort avec ces chances. Peut-il écrire une autre lettre ?",
          "Oui, environ une fois sur dix.",
          "Non : 90 %, c’est gagné d’avance.",
          "Oui, environ une fois sur deux.",
          "Seulement si le programme a une erreur.",
        ],
        [
          "Un modèle est bien réglé : quand il donne 80 % à une réponse, on peut s’y fier. Sur cent réponses à 80 %, combien sont justes ?",
          "À peu près 80.",
          "Les cent : 80 %, c’est sûr.",
          "Aucune, tant que ce n’est pas 100 %.",
          "Une seule, la plus probable.",
        ],
      ],
      B: [
        [
          "Tu poses deux fois la même question au même modèle. Il donne deux réponses différentes. Quelle est l’explication la plus probable ?",
          "Il tire au sort parmi plusieurs suites possibles.",
          "C’est une panne : un calcul donne une seule réponse, et elle est certaine.",
          "Il a appris quelque chose entre les deux questions.",
          "Il a deviné que tu voulais une autre réponse.",
        ],
        [
          "À la question « Où est né ce peintre ? », un modèle donne 95 % à « Lyon ». De quoi es-tu sûr ?",
          "Qu’il écrira presque toujours « Lyon », et rien de plus.",
          "Que le peintre est né à Lyon : 95 %, c’est sûr.",
          "Que 95 % de ses textes parlent de Lyon.",
          "Que 95 % des peintres sont nés à Lyon.",
        ],
      ],
    },
  } satisfies Record<string, { readonly A: Two; readonly B: Two }>,
  open: "Pourquoi un chatbot dit-il parfois des choses bizarres ou fausses ?",
  unknown: "Je ne sais pas",
  moments: { before: "avant", after: "après" },

  /** survey/pupil.tsx */
  pupil: {
    title: "Ce que tu en penses",
    lead: (n: number) =>
      `${n} questions sur les chatbots et les modèles de langage, et une phrase à écrire. Ce n’est pas noté, et il n’y a pas de nom à donner. Si tu ne sais pas, dis-le : c’est une bonne réponse pour ton professeur.`,
    minutes: (short: boolean): string =>
      short ? "Environ quatre minutes." : "Environ dix minutes.",
    which: "C’est la première fois, ou la seconde ?",
    first: "La première : tire mon animal",
    second: "La seconde : j’ai déjà mon animal",
    yours: "Ton animal",
    write: (animal: string) =>
      `Tu es le **${animal}**. Écris-le dans ton cahier : la seconde fois, on te le demandera.`,
    redraw: "En tirer un autre",
    begin: "Commencer",
    which2: "Quel était ton animal ?",
    species: "Animal",
    colour: "Couleur",
    number: "Nombre",
    numbers: (least: number, most: number) => `Un nombre de ${least} à ${most}.`,
    of: (n: number, all: number) => `Question ${n} sur ${all}`,
    back: "Retour",
    next: "Suivante",
    choose: "Choisis une réponse, ou « Je ne sais pas ».",
    openSay: "Une ou deux phrases, avec tes mots. N’écris pas ton nom.",
    end: "C’est fini",
    thanks: "Merci ! Il reste une chose à faire : donne tes réponses à ton professeur.",
    file: "Télécharger mes réponses",
    fileName: (animal: string, moment: string) => `${animal.replaceAll(" ", "-")}-${moment}.csv`,
    line: "Ou recopie cette ligne, et ta phrase :",
    given: "Le fichier est dans tes téléchargements.",
    again: "Quelqu’un d’autre, sur ce poste",
    sure: "Tes réponses seront effacées d’ici. Les as-tu données ?",
    yes: "Oui, effacer",
    no: "Non, les garder",
    nothing:
      "Rien n’est envoyé : tes réponses restent dans cette page jusqu’à ce que tu la fermes.",
  },

  /** survey/teacher.tsx */
  teacher: {
    title: "Avant et après : la page de l’enseignant",
    lead: "Vingt questions, chacune visant une idée reçue sur les modèles de langage ; les mêmes idées après, avec d’autres questions. La page additionne, et dit ce que l’on peut en conclure. Rien ne quitte cet ordinateur.",
    honest:
      "**Ces questions n’ont pas été validées.** Elles viennent d’idées documentées et de notre relecture ; nous ne savons pas encore si chacune mesure ce qu’elle vise, ni si les deux formes sont aussi difficiles. Vos réponses peuvent y aider : envoyez-nous le tableau, il est anonyme, avec le niveau de la classe et ce que vous avez fait entre les deux.",
    give: "Faire passer",
    giveHow:
      "Sur écran : chaque élève tire un animal au lieu de donner son nom, et le note. Les nombres pairs commencent par la forme A, les impairs par la forme B ; après, on échange. À la fin, il télécharge un fichier, ou recopie une ligne. Sur papier : distribuez une étiquette et la forme qu’elle indique.",
    full: "20 questions, sur écran",
    short: "6 questions, sur écran",
    paper: "Sur papier",
    print: (form: string) => `Imprimer la forme ${form}`,
    tags: "Imprimer 30 étiquettes",
    key: "Imprimer le corrigé",
    tagSay: (first: string, then: string) => `avant : forme ${first} ; après : forme ${then}`,
    keyTitle: "Corrigé",
    paperTitle: (form: string) => `Ce que tu en penses, forme ${form}`,
    paperLead:
      "Entoure une seule lettre par question. Ce n’est pas noté. Si tu ne sais pas, entoure le point d’interrogation.",
    paperAnimal: "Mon animal :",
    paperMoment: "Entoure : avant · après",
    collect: "Rassembler",
    collectHow:
      "Ouvrez tous les fichiers à la fois, ou collez des lignes. Du papier, tapez une ligne par copie : l’animal, le moment, la forme, les lettres, et la phrase si vous la voulez, séparés par des points-virgules.",
    example: (letters: string) => `renard bleu 27 ; avant ; A6 ; ${letters}`,
    group: "Ces élèves sont",
    groups: {
      class: "la classe qui a eu les séances",
      control: "une classe témoin, sans séance",
    },
    files: "Ouvrir des fichiers",
    lines: "Lignes à ajouter",
    add: "Ajouter ces lignes",
    added: (n: number) => plural(n, { one: "# copie ajoutée.", other: "# copies ajoutées." }),
    already: (n: number) =>
      plural(n, {
        one: "# était déjà là, à l’identique.",
        other: "# étaient déjà là, à l’identique.",
      }),
    refused: (where: string, line: number) => `${where}ligne ${line}`,
    problems: {
      animal: (given: string) =>
        `« ${given} » n’est pas un animal de ces pages. Écrivez par exemple « renard bleu 27 ».`,
      moment: (given: string) => `« ${given} » : écrivez « avant » ou « après ».`,
      form: (given: string) => `« ${given} » n’est pas une forme : A20, B20, A6 ou B6.`,
      letters: (given: string) =>
        `« ${given} » : une réponse est A, B, C, D, ? (ne sait pas) ou - (rien).`,
      count: (given: string, wanted: number) => `${given} réponses, et il en faut ${wanted}.`,
      empty: "Il n’y a rien à lire ici.",
      unreadable: "Ce fichier ne se lit pas comme un texte.",
    },
    have: (v: { all: number; pairs: number }) =>
      `${plural(v.all, { one: "# copie", other: "# copies" })}, dont ${plural(v.pairs, { one: "# élève interrogé", other: "# élèves interrogés" })} avant et après.`,
    once: (animals: string) => `Une seule fois : ${animals}. On ne compte pas leur progrès.`,
    twice: (animals: string) =>
      `Deux copies pour le même moment : ${animals}. Deux élèves ont peut-être le même animal ; elles sont mises de côté.`,
    uneven: (animals: string) =>
      `Six questions une fois, vingt l’autre : ${animals}. Elles sont mises de côté.`,
    table: "Enregistrer le tableau (CSV)",
    tableName: "avant-apres.csv",
    erase: "Tout effacer de cette page",
    sure: "Effacer toutes les copies de cette page ?",
    yes: "Oui, effacer",
    no: "Non, garder",
    kept: "Rien n’est gardé quand la page se ferme : enregistrez le tableau, il se rouvre ici.",
    gains: "Ce que la classe a gagné",
    columns: {
      belief: "Idée reçue",
      before: "Justes avant",
      after: "Justes après",
      gain: "Gain, en points",
      believed: "Choisissent l’idée reçue",
      beyond: "Au-delà de la classe témoin",
      say: "Ce que l’on peut dire",
    },
    all: "Toutes les questions",
    said: {
      few: (enough: number) => `Moins de ${enough} élèves : trop peu pour conclure`,
      more: "Il y a un progrès",
      less: "Il y a un recul",
      unsure: "On ne peut pas conclure",
    },
    interval: (mean: string, half: string) => `${mean} (± ${half})`,
    change: (before: string, after: string) => `${before} → ${after}`,
    how: "Le gain est la moyenne, sur les élèves interrogés deux fois, de la part de réponses justes après moins celle d’avant. L’intervalle est à 95 % (Student) : si rien ne changeait, un tableau de dix idées en montrerait au moins une à tort quatre fois sur dix. Une seule idée qui bouge ne prouve donc rien. Sans classe témoin, on ne sait pas non plus ce que le temps, ou le test lui-même, aurait changé tout seul.",
    whys: "« Pourquoi dit-il parfois des choses bizarres ? »",
    whysHow:
      "Cochez ce que vous trouvez dans chaque phrase ; plusieurs cases sont possibles. La page ne juge pas à votre place.",
    codes: [
      "rien, ou autre chose",
      "une volonté : il ment, il est fatigué",
      "une panne, un bug",
      "ce qu’il a trouvé en cherchant",
      "ses exemples : trop peu, ou faux",
      "le calcul : probable ne veut pas dire vrai",
    ],
    none: "Aucune phrase pour l’instant.",
    counts: "Combien de phrases",
    sources: "D’où viennent ces idées",
    documented: "Décrite dans :",
    undocumented:
      "Nous n’avons pas trouvé d’étude auprès d’élèves qui la décrive : c’est notre hypothèse.",
    read: "Nous n’avons lu ces études que dans leur résumé.",
  },
};
