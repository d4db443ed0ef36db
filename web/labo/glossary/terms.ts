/**
 * The glossary of the page. The ids are the standard English terms; the French terms are the names
 * that pupils meet in le Labo. The examples are those of the lesson's 20 Pokémon.
 */

export interface Word {
  readonly term: string;
  /** The other language's word, shown once beside. */
  readonly also?: string;
  /** One sentence. */
  readonly short: string;
  /** A few sentences more. */
  readonly long: string;
}

export interface Term {
  readonly id: string;
  readonly fr: Word;
  readonly en: Word;
}

export const TERMS: readonly Term[] = [
  // What it reads and what it is.
  {
    id: "token",
    fr: {
      term: "lettre",
      also: "token",
      short: "Le plus petit morceau de texte que le modèle lit ou écrit : ici, un seul signe.",
      long: "Pour lui, « pik » fait trois morceaux : p, i et k. Le point en est un aussi : il marque le début et la fin d’un nom. Dans les grands modèles, un token est souvent un bout de mot.",
    },
    en: {
      term: "token",
      also: "jeton",
      short: "The smallest piece of text that the model reads or writes: here, a single character.",
      long: "For the model, “pik” is three pieces: p, i and k. The dot is one too: it marks the start and the end of a name. In the big models a token is often a piece of a word.",
    },
  },
  {
    id: "vocabulary",
    fr: {
      term: "alphabet du modèle",
      also: "vocabulary",
      short: "Tous les signes que le modèle connaît : il ne peut rien écrire d’autre.",
      long: "Dans la leçon, il y en a 27 : le point et les lettres de a à z. Chaque signe a un numéro, car le modèle ne calcule qu’avec des nombres. Un signe qui n’y est pas n’existe pas pour lui.",
    },
    en: {
      term: "vocabulary",
      also: "vocabulaire",
      short: "All the characters that the model knows: it can write nothing else.",
      long: "In the lesson there are 27: the dot and the letters from a to z. Each one has a number, because the model only computes with numbers. A character that is not among them does not exist for the model.",
    },
  },
  {
    id: "model",
    fr: {
      term: "modèle",
      also: "model",
      short: "Un programme plein de nombres, réglés à partir d’exemples, qui devine la suite.",
      long: "Au début, ses nombres sont tirés au sort : il écrit du charabia. Puis il s’entraîne sur ta liste. Il imite les noms qu’il a vus, mais il ne comprend pas ce qu’est un Pokémon.",
    },
    en: {
      term: "model",
      also: "modèle",
      short: "A program full of numbers, set from examples, that guesses what comes next.",
      long: "At first its numbers are drawn by chance: it writes gibberish. Then it trains on your list. It imitates the names it has seen, but it does not understand what a Pokémon is.",
    },
  },
  {
    id: "llm",
    fr: {
      term: "LLM",
      also: "large language model",
      short: "Un grand modèle de langage : entraîné sur énormément de textes, il devine la suite.",
      long: "ChatGPT, par exemple, fonctionne avec un LLM. Le modèle du Labo fait le même travail, deviner la suite, mais il est minuscule et n’apprend que ta liste. Les grands ont ensuite été entraînés à répondre aux questions.",
    },
    en: {
      term: "LLM",
      also: "grand modèle de langage",
      short: "A large language model: trained on huge amounts of text, it guesses what comes next.",
      long: "ChatGPT, for example, runs on an LLM. The model of le Labo does the same job, guessing what comes next, but it is tiny and learns only your list. The big ones were then trained to answer questions.",
    },
  },
  {
    id: "gpt",
    fr: {
      term: "GPT",
      also: "generative pre-trained transformer",
      short: "Une famille de modèles qui devinent la suite d’un texte à l’aide de l’attention.",
      long: "Ce sont les initiales de trois mots anglais. « Generative » : il produit du texte. « Pre-trained » : il a d’abord appris sur beaucoup de textes. « Transformer » : c’est le nom de ce type de réseau, construit autour de l’attention.",
    },
    en: {
      term: "GPT",
      short: "A family of models that guess what comes next in a text with the help of attention.",
      long: "These are the initials of three words. Generative: it produces text. Pre-trained: it first learned from a lot of text. Transformer: the name of this kind of network, built around attention.",
    },
  },
  {
    id: "parameter",
    fr: {
      term: "paramètre",
      also: "parameter",
      short: "Un des nombres que le modèle règle en apprenant.",
      long: "Le modèle de la leçon en a moins de 3 000. Les plus grands en ont des centaines de milliards. Tout ce que le modèle a appris tient dans ces nombres.",
    },
    en: {
      term: "parameter",
      also: "paramètre",
      short: "One of the numbers that the model sets while it learns.",
      long: "The lesson’s model has fewer than 3,000 of them. The biggest have hundreds of billions. All that the model has learned is in these numbers.",
    },
  },
  {
    id: "weight",
    fr: {
      term: "poids",
      also: "weight",
      short: "Un paramètre qui multiplie : il dit combien un nombre compte dans un calcul.",
      long: "C’est comme un bouton de volume. Un grand poids amplifie, un poids proche de zéro fait taire, un poids négatif compte à l’envers. Les poids sont rangés dans des tableaux.",
    },
    en: {
      term: "weight",
      also: "poids",
      short: "A parameter that multiplies: it says how much a number counts in a calculation.",
      long: "It is like a volume knob. A large weight makes louder, a weight near zero makes silent, a negative weight counts backwards. Weights are kept in tables.",
    },
  },

  // The way through the model.
  {
    id: "embedding",
    fr: {
      term: "carte d’identité de la lettre",
      also: "embedding",
      short: "La liste de nombres qui représente une lettre à l’intérieur du modèle.",
      long: "Dans la leçon, chaque lettre a 16 nombres. Au début, ils sont tirés au sort ; l’entraînement les règle. Deux lettres qui s’emploient de la même façon, comme deux voyelles, peuvent finir avec des nombres proches.",
    },
    en: {
      term: "embedding",
      also: "carte d’identité de la lettre",
      short: "The list of numbers that stands for a letter inside the model.",
      long: "In the lesson each letter has 16 numbers. At first they are drawn by chance; training sets them. Two letters that are used in the same way, such as two vowels, may end with numbers that are close.",
    },
  },
  {
    id: "position",
    fr: {
      term: "position",
      short: "La place d’une lettre dans ce que voit le modèle ; chaque place a aussi ses nombres.",
      long: "Le modèle ajoute les nombres de la place à ceux de la lettre : un p au début n’est donc pas tout à fait un p au milieu. Sans cela, le modèle de la leçon confondrait « pik » et « ipk » : mêmes lettres, même fin.",
    },
    en: {
      term: "position",
      short: "The place of a letter in what the model sees; each place has its numbers too.",
      long: "The model adds the numbers of the place to those of the letter: so a p at the start is not quite a p in the middle. Without this, the lesson’s model could not tell “pik” from “ipk”: same letters, same end.",
    },
  },
  {
    id: "context",
    fr: {
      term: "mémoire du modèle",
      also: "context",
      short: "Le plus grand nombre de signes que le modèle voit d’un coup pour deviner le suivant.",
      long: "Dans la leçon, c’est 8, avec le point du début. Si le nom est plus long, les premières lettres sortent de sa vue : il ne sait plus comment le nom commençait. Les grands modèles voient des milliers de tokens.",
    },
    en: {
      term: "context",
      also: "mémoire du modèle",
      short: "The most characters that the model sees at once to guess the next one.",
      long: "In the lesson it is 8, with the dot at the start. If the name is longer, its first letters go out of sight: the model no longer knows how the name began. The big models see thousands of tokens.",
    },
  },
  {
    id: "attention",
    fr: {
      term: "attention",
      short:
        "Ce qui permet à une lettre de regarder les lettres d’avant et d’en tirer des informations.",
      long: "Dans « pik », le k peut regarder surtout le p, surtout le i, ou surtout lui-même. Il partage son regard : toutes les parts ensemble font 100 %. Où regarder, c’est l’entraînement qui le règle. Ce sont des multiplications et des additions : le modèle ne comprend pas pour autant.",
    },
    en: {
      term: "attention",
      short: "What lets a letter look at the letters before it and take information from them.",
      long: "In “pik”, the k may look mostly at the p, mostly at the i, or mostly at itself. It shares out its gaze: all the shares together make 100%. Training decides where to look. It is made of multiplications and additions: that does not mean that the model understands.",
    },
  },
  {
    id: "query",
    fr: {
      term: "question",
      also: "query",
      short: "La liste de nombres qui dit ce qu’une lettre cherche parmi les lettres d’avant.",
      long: "Dans « pik », le k fabrique sa question. Le modèle la compare à l’étiquette de chaque lettre déjà là. Ce n’est pas une vraie question avec des mots : seulement des nombres.",
    },
    en: {
      term: "query",
      also: "question",
      short:
        "The list of numbers that says what a letter is looking for among the letters before it.",
      long: "In “pik”, the k makes its query. The model compares it with the key of each letter that is already there. It is not a real question made of words: only numbers.",
    },
  },
  {
    id: "key",
    fr: {
      term: "étiquette",
      also: "key",
      short: "La liste de nombres qu’une lettre affiche pour que les autres la trouvent.",
      long: "Plus l’étiquette du p va avec la question du k, plus le k regarde le p. Pour le mesurer, on multiplie les deux listes nombre par nombre, puis on additionne tout.",
    },
    en: {
      term: "key",
      also: "étiquette",
      short: "The list of numbers that a letter shows so that the others can find it.",
      long: "The better the key of the p fits the query of the k, the more the k looks at the p. To measure it, the two lists are multiplied number by number, then all is added up.",
    },
  },
  {
    id: "value",
    fr: {
      term: "information",
      also: "value",
      short: "La liste de nombres qu’une lettre donne à celles qui la regardent.",
      long: "Si le k regarde surtout le p, il reçoit surtout l’information du p. Les informations sont mélangées, chacune selon sa part du regard.",
    },
    en: {
      term: "value",
      also: "information",
      short: "The list of numbers that a letter gives to those that look at it.",
      long: "If the k looks mostly at the p, it gets mostly the value of the p. The values are mixed, each by its share of the gaze.",
    },
  },
  {
    id: "head",
    fr: {
      term: "tête d’attention",
      also: "attention head",
      short: "Une attention complète, avec ses propres questions, étiquettes et informations.",
      long: "Le modèle de la leçon n’a qu’une tête. Quand il y en a plusieurs, chacune peut regarder ailleurs : l’une la lettre juste avant, une autre le début du nom. Elles travaillent en même temps.",
    },
    en: {
      term: "attention head",
      also: "tête d’attention",
      short: "One complete attention, with its own queries, keys and values.",
      long: "The lesson’s model has only one head. Where there are several, each can look somewhere else: one at the letter just before, another at the start of the name. They work at the same time.",
    },
  },
  {
    id: "causal-mask",
    fr: {
      term: "masque",
      also: "causal mask",
      short: "La règle qui interdit à une lettre de regarder celles qui viennent après elle.",
      long: "Dans « pik », le i peut regarder le p, mais pas le k. Sinon, pendant l’entraînement, le modèle pourrait copier la réponse au lieu de la deviner.",
    },
    en: {
      term: "causal mask",
      also: "masque",
      short: "The rule that forbids a letter to look at those that come after it.",
      long: "In “pik”, the i may look at the p, but not at the k. Otherwise the model could copy the answer during training instead of guessing it.",
    },
  },
  {
    id: "mlp",
    fr: {
      term: "réseau",
      also: "MLP",
      short: "Des neurones qui transforment les nombres de chaque lettre, après l’attention.",
      long: "L’attention rassemble des informations ; le réseau calcule avec. Il travaille sur chaque lettre séparément : une rangée de neurones, un filtre, puis le retour à la taille de départ.",
    },
    en: {
      term: "MLP",
      also: "réseau",
      short: "Neurons that transform the numbers of each letter, after attention.",
      long: "Attention gathers information; the MLP computes with it. It works on each letter separately: a row of neurons, a filter, then back to the size it came from. MLP stands for multilayer perceptron.",
    },
  },
  {
    id: "neuron",
    fr: {
      term: "neurone",
      also: "neuron",
      short: "Un petit calcul : des nombres multipliés par des poids, additionnés, puis filtrés.",
      long: "Son nom vient du cerveau, mais un vrai neurone est bien plus compliqué. Ici, certains peuvent s’allumer pour quelques lettres seulement, d’autres presque jamais.",
    },
    en: {
      term: "neuron",
      also: "neurone",
      short: "A small calculation: numbers multiplied by weights, added up, then filtered.",
      long: "Its name comes from the brain, but a real neuron is much more complicated. Here some may light up for a few letters only, others hardly ever.",
    },
  },
  {
    id: "activation",
    fr: {
      term: "filtre",
      also: "activation",
      short: "Ce qui laisse passer, ou non, le résultat d’un neurone.",
      long: "Le filtre de la leçon s’appelle ReLU : un nombre positif passe, un nombre négatif devient zéro. Sans filtre, les deux tableaux du réseau ne feraient pas mieux qu’un seul. GPT-2 a un filtre plus arrondi, GELU.",
    },
    en: {
      term: "activation",
      also: "filtre",
      short: "The filter that lets the result of a neuron through, or not.",
      long: "The lesson’s filter is called ReLU: a positive number passes, a negative number becomes zero. Without a filter, the two tables of the MLP would do no better than one. GPT-2 has a rounder filter, GELU.",
    },
  },
  {
    id: "residual",
    fr: {
      term: "raccourci",
      also: "residual connection",
      short: "Un chemin qui garde les nombres d’avant et leur ajoute le nouveau résultat.",
      long: "L’attention et le réseau ne remplacent pas les nombres d’une lettre : ils y ajoutent quelque chose. C’est comme écrire dans la marge d’une copie au lieu de la recopier. Dans un modèle à beaucoup d’étages, les raccourcis facilitent l’apprentissage.",
    },
    en: {
      term: "residual connection",
      also: "raccourci",
      short: "A path that keeps the numbers from before and adds the new result to them.",
      long: "Attention and the MLP do not replace the numbers of a letter: they add something to them. It is like writing in the margin of a page instead of copying it out. In a model with many layers these shortcuts make learning easier.",
    },
  },
  {
    id: "layer",
    fr: {
      term: "couche",
      also: "layer",
      short: "Un étage du modèle : une attention, puis un réseau.",
      long: "Le modèle de la leçon n’a qu’un étage. GPT-2, dans sa plus petite taille, en a 12. Chaque étage reprend le travail de celui d’en dessous.",
    },
    en: {
      term: "layer",
      also: "couche",
      short: "One floor of the model’s building: an attention, then an MLP.",
      long: "The lesson’s model has only one layer. GPT-2, in its smallest size, has 12. Each layer takes up the work of the one below it.",
    },
  },
  {
    id: "norm",
    fr: {
      term: "normalisation",
      also: "norm",
      short:
        "Une remise à l’échelle : elle ramène les nombres d’une lettre à une taille habituelle.",
      long: "C’est comme régler le son pour que personne ne crie et que personne ne chuchote. Le modèle de la leçon s’en passe. Dans les modèles à beaucoup d’étages, elle aide l’entraînement à rester stable.",
    },
    en: {
      term: "norm",
      also: "normalisation",
      short: "Rescaling: it brings the numbers of a letter back to a usual size.",
      long: "It is like setting the sound so that nobody shouts and nobody whispers. The lesson’s model does without. In models with many layers it helps training to stay stable.",
    },
  },
  {
    id: "unembedding",
    fr: {
      term: "sortie",
      also: "unembedding",
      short: "Le dernier tableau du modèle : il change ses nombres en un score pour chaque signe.",
      long: "Après « pik », les nombres du k sont comparés à ceux de chaque signe du tableau. Plus ils vont ensemble, plus le score est haut. Dans la leçon, c’est un tableau à part ; dans GPT-2, ce sont les cartes d’identité elles-mêmes.",
    },
    en: {
      term: "unembedding",
      also: "sortie",
      short: "The last table of the model: it turns its numbers into a score for each character.",
      long: "After “pik”, the numbers of the k are compared with those of each character in the table. The better they fit, the higher the score. In the lesson it is a table of its own; in GPT-2 it is the embeddings themselves.",
    },
  },
  {
    id: "logits",
    fr: {
      term: "scores",
      also: "logits",
      short: "Une note pour chaque signe, avant qu’on en fasse des probabilités.",
      long: "Après « pik », chaque lettre de l’alphabet reçoit un score, qui peut être négatif. Seuls les écarts entre les scores comptent. Softmax les change ensuite en probabilités.",
    },
    en: {
      term: "logits",
      also: "scores",
      short: "A score for each character, before it is turned into a probability.",
      long: "After “pik”, each letter of the alphabet gets a score, which may be negative. Only the gaps between the scores count. Softmax then turns them into probabilities.",
    },
  },
  {
    id: "softmax",
    fr: {
      term: "softmax",
      short: "Le calcul qui change des scores en parts positives, dont le total fait 100 %.",
      long: "C’est comme partager un gâteau : le plus grand score reçoit la plus grande part, mais chacun a au moins une miette. L’attention s’en sert aussi, pour partager son regard.",
    },
    en: {
      term: "softmax",
      short: "The calculation that turns scores into positive shares that add up to 100%.",
      long: "It is like sharing a cake: the highest score gets the largest piece, but each gets at least a crumb. Attention uses it too, to share out its gaze.",
    },
  },
  {
    id: "probability",
    fr: {
      term: "probabilité",
      also: "probability",
      short: "La chance qu’une chose arrive : de 0 % (jamais) à 100 % (à coup sûr).",
      long: "Quand le modèle donne 50 % à une lettre, elle sort à peu près une fois sur deux (à la température 1). Les probabilités de tous les signes ensemble font 100 %.",
    },
    en: {
      term: "probability",
      also: "probabilité",
      short: "The chance that something happens: from 0% (never) to 100% (for sure).",
      long: "When the model gives 50% to a letter, it comes up about one time in two (at temperature 1). The probabilities of all the characters together make 100%.",
    },
  },
  {
    id: "forward",
    fr: {
      term: "aller",
      also: "forward pass",
      short: "Le calcul dans le sens normal : des lettres jusqu’aux probabilités.",
      long: "« pik » entre. Puis viennent les cartes d’identité, l’attention, le réseau, les scores et les probabilités. Pendant l’aller, le modèle devine ; il ne change pas.",
    },
    en: {
      term: "forward pass",
      also: "aller",
      short: "The calculation in its normal direction: from the letters to the probabilities.",
      long: "“pik” goes in. Then come the embeddings, attention, the MLP, the scores and the probabilities. During the forward pass the model guesses; it does not change.",
    },
  },

  // How it learns.
  {
    id: "training",
    fr: {
      term: "entraînement",
      also: "training",
      short: "Répéter beaucoup d’étapes pour que l’erreur baisse.",
      long: "Personne n’écrit de règle comme « après q, mets un u ». Le modèle devine, se trompe, corrige un peu ses nombres, puis recommence. À force, il imite de mieux en mieux les noms de la liste.",
    },
    en: {
      term: "training",
      also: "entraînement",
      short: "Repeating many steps so that the loss falls.",
      long: "Nobody writes a rule such as “after q, put a u”. The model guesses, is wrong, corrects its numbers a little, then starts again. Little by little it imitates the names of the list better.",
    },
  },
  {
    id: "loss",
    fr: {
      term: "erreur",
      also: "loss",
      short: "La surprise moyenne du modèle devant la bonne lettre : plus c’est bas, mieux c’est.",
      long: "Pour chaque lettre des noms, on regarde quelle chance le modèle donnait à la bonne. Au hasard, avec 27 signes, l’erreur vaut 3,30. Sur la liste des 20 Pokémon, elle ne peut pas passer sous 0,34.",
    },
    en: {
      term: "loss",
      also: "erreur",
      short: "The model’s average surprise at the right letter: the lower, the better.",
      long: "For each letter of the names, we look at the chance that the model gave to the right one. By chance, with 27 characters, the loss is 3.30. On the list of 20 Pokémon it cannot go below 0.34.",
    },
  },
  {
    id: "surprise",
    fr: {
      term: "surprise",
      short:
        "Un nombre : grand quand le modèle donnait peu de chances à la bonne lettre, petit sinon.",
      long: "S’il donnait 100 % au « a » après « pik », et que c’est un « a », sa surprise est de zéro. Pour une chance sur 27, elle vaut 3,30. C’est un calcul, pas un sentiment : le modèle ne ressent rien.",
    },
    en: {
      term: "surprise",
      short:
        "A number: large when the model gave little chance to the right letter, small otherwise.",
      long: "If it gave 100% to “a” after “pik”, and it is an “a”, its surprise is zero. For one chance in 27 it is 3.30. It is a calculation, not a feeling: the model feels nothing.",
    },
  },
  {
    id: "cross-entropy",
    fr: {
      term: "entropie croisée",
      also: "cross-entropy",
      short: "Le nom savant de l’erreur : la moyenne de toutes les surprises.",
      long: "On prend la chance que le modèle donnait à chaque bonne lettre. Un calcul, le logarithme, la change en surprise. Puis on fait la moyenne, comme pour tes notes.",
    },
    en: {
      term: "cross-entropy",
      also: "entropie croisée",
      short: "The scholar’s name for the loss: the average of all the surprises.",
      long: "We take the chance that the model gave to each right letter. A calculation, the logarithm, turns it into a surprise. Then we take the average, as for your marks.",
    },
  },
  {
    id: "gradient",
    fr: {
      term: "pente",
      also: "gradient",
      short:
        "Pour chaque nombre du modèle : si on l’augmente un peu, l’erreur monte-t-elle, et de combien ?",
      long: "Imagine que tu descends une montagne dans le brouillard. Tu ne vois pas la vallée, mais tu sens sous tes pieds où ça descend. La pente donne le sens de chaque pas ; la vitesse d’apprentissage règle leur longueur.",
    },
    en: {
      term: "gradient",
      also: "pente",
      short:
        "For each number of the model: if we raise it a little, does the loss rise, and by how much?",
      long: "Imagine that you walk down a mountain in the fog. You cannot see the valley, but you feel under your feet which way is down. The gradient gives the direction of each step; the learning rate sets their length.",
    },
  },
  {
    id: "backpropagation",
    fr: {
      term: "retour",
      also: "backpropagation",
      short: "Le calcul à l’envers, en partant de l’erreur, qui donne toutes les pentes.",
      long: "On remonte le calcul, de la fin vers le début. À chaque opération, on se demande : si ce nombre changeait un peu, que ferait l’erreur ? Un seul retour donne la pente de tous les nombres du modèle.",
    },
    en: {
      term: "backpropagation",
      also: "retour",
      short: "The calculation backwards, starting from the loss, that gives all the gradients.",
      long: "We go back through the calculation, from its end to its start. At each operation we ask: if this number changed a little, what would the loss do? One pass back gives the gradient of every number of the model.",
    },
  },
  {
    id: "learning-rate",
    fr: {
      term: "vitesse d’apprentissage",
      also: "learning rate",
      short: "La longueur des pas quand le modèle corrige ses nombres.",
      long: "Si elle est trop petite, le modèle n’avance presque pas. Si elle est trop grande, il saute par-dessus la vallée, et l’erreur peut exploser. Dans le Labo, elle baisse peu à peu jusqu’à la pause automatique : de grands pas d’abord, de petits pas à la fin.",
    },
    en: {
      term: "learning rate",
      also: "vitesse d’apprentissage",
      short: "The length of the steps with which the model corrects its numbers.",
      long: "If it is too small, the model hardly moves. If it is too large, the model jumps over the valley, and the loss may explode. In le Labo it falls little by little until the automatic pause: large steps first, small steps at the end.",
    },
  },
  {
    id: "optimizer",
    fr: {
      term: "correcteur",
      also: "optimizer",
      short: "La méthode qui change les nombres du modèle à partir des pentes.",
      long: "La plus simple : déplacer un peu chaque nombre dans le sens qui fait descendre l’erreur. Celle du Labo, Adam, se souvient en plus des pentes d’avant.",
    },
    en: {
      term: "optimizer",
      also: "correcteur",
      short: "The method that changes the numbers of the model by means of the gradients.",
      long: "The simplest: move each number a little in the direction that makes the loss fall. The one of le Labo, Adam, also remembers the gradients from before.",
    },
  },
  {
    id: "adam",
    fr: {
      term: "Adam",
      short:
        "Un correcteur qui se souvient des pentes d’avant pour choisir le pas de chaque nombre.",
      long: "Si la pente d’un nombre va toujours dans le même sens, Adam avance franchement. Si elle change sans cesse de sens, il fait de petits pas. Son nom vient de l’anglais « adaptive moment estimation ».",
    },
    en: {
      term: "Adam",
      short: "An optimizer that remembers the gradients from before to choose each number’s step.",
      long: "If the gradient of a number always points the same way, Adam moves on firmly. If it keeps changing direction, Adam takes small steps. Its name comes from “adaptive moment estimation”.",
    },
  },
  {
    id: "step",
    fr: {
      term: "étape",
      also: "step",
      short: "Un tour d’entraînement : deviner, mesurer l’erreur, corriger un peu les nombres.",
      long: "Une étape change très peu le modèle : c’est leur grand nombre qui compte. Dans le Labo, tu peux en faire une seule, ou des centaines de suite.",
    },
    en: {
      term: "step",
      also: "étape",
      short: "One round of training: guess, measure the loss, correct the numbers a little.",
      long: "One step changes the model very little: it is their large number that counts. In le Labo you can do a single one, or hundreds in a row.",
    },
  },
  {
    id: "batch",
    fr: {
      term: "paquet",
      also: "batch",
      short: "Les exemples que le modèle regarde pendant une étape.",
      long: "Avec une courte liste, le modèle regarde tous les noms à chaque étape. Avec une longue liste, il n’en prend qu’un paquet, chaque fois différent : les étapes sont plus rapides.",
    },
    en: {
      term: "batch",
      also: "paquet",
      short: "The examples that the model looks at during one step.",
      long: "With a short list the model looks at all the names at each step. With a long list it takes only a batch, a different one each time: the steps are faster.",
    },
  },
  {
    id: "epoch",
    fr: {
      term: "époque",
      also: "epoch",
      short: "Le temps de voir toute la liste une fois.",
      long: "Avec une courte liste, une seule étape suffit. Avec une longue liste, il faut beaucoup de paquets. Ensuite, on mélange tout et on recommence.",
    },
    en: {
      term: "epoch",
      also: "époque",
      short: "The time it takes to see the whole list once.",
      long: "With a short list one step is enough. With a long list it takes many batches. Then everything is shuffled and it starts again.",
    },
  },
  {
    id: "divergence",
    fr: {
      term: "explosion",
      also: "divergence",
      short: "L’erreur grimpe au lieu de descendre, parce que les corrections sont trop grandes.",
      long: "C’est comme donner de trop grands coups de volant : on part à gauche, puis à droite, de plus en plus fort. Baisse la vitesse d’apprentissage. Le Labo garde le dernier bon modèle.",
    },
    en: {
      term: "divergence",
      also: "explosion",
      short: "The loss climbs instead of falling, because the corrections are too large.",
      long: "It is like turning the steering wheel too hard: you go left, then right, more and more. Lower the learning rate. Le Labo keeps the last good model.",
    },
  },
  {
    id: "seed",
    fr: {
      term: "tirage de départ",
      also: "seed",
      short: "Le numéro qui décide de tous les tirages au sort de l’entraînement.",
      long: "L’ordinateur ne lance pas de vrais dés : il calcule une suite de nombres à partir de ce numéro. Même numéro, même liste, mêmes réglages : même modèle. Avec un autre numéro, tu as un autre modèle.",
    },
    en: {
      term: "seed",
      also: "tirage de départ",
      short: "The number that decides all the random draws of the training.",
      long: "The computer rolls no real dice: it computes a series of numbers from this one. Same seed, same list, same settings: same model. With another seed you get another model.",
    },
  },

  // How good it is.
  {
    id: "baseline",
    fr: {
      term: "point de comparaison",
      also: "baseline",
      short: "Le résultat d’une méthode toute simple, pour voir si le modèle fait mieux.",
      long: "Une erreur toute seule ne dit pas grand-chose : il faut la comparer. Le Labo trace le hasard, les paires et les triplets. Sous la ligne des paires, le modèle a trouvé mieux que compter des paires.",
    },
    en: {
      term: "baseline",
      also: "point de comparaison",
      short: "The result of a very simple method, to see whether the model does better.",
      long: "A loss on its own does not say much: it must be compared. Le Labo draws chance, pairs and triples. Below the line of the pairs, the model has found something better than counting pairs.",
    },
  },
  {
    id: "chance",
    fr: {
      term: "hasard",
      also: "chance",
      short: "Ce qu’on obtient en donnant la même chance à tous les signes.",
      long: "Avec 27 signes, chacun a une chance sur 27, et l’erreur vaut ln 27 = 3,30. Un modèle tout neuf est à peu près là : il n’a encore rien appris.",
    },
    en: {
      term: "chance",
      also: "hasard",
      short: "What we get by giving every character the same chance.",
      long: "With 27 characters, each has one chance in 27, and the loss is ln 27 = 3.30. A brand-new model is about there: it has learned nothing yet.",
    },
  },
  {
    id: "pairs",
    fr: {
      term: "paires",
      also: "pairs",
      short: "Compter quelle lettre vient après chaque lettre, et deviner d’après ces comptes.",
      long: "Dans la liste des 20 Pokémon, un p sur deux est suivi d’un i. Après un p, on donne donc 50 % au i. C’est simple, mais on ne regarde qu’une seule lettre en arrière.",
    },
    en: {
      term: "pairs",
      also: "paires",
      short: "Counting which letter comes after each letter, and guessing by these counts.",
      long: "In the list of 20 Pokémon, one p in two is followed by an i. So after a p we give 50% to i. It is simple, but it looks back at one letter only.",
    },
  },
  {
    id: "triples",
    fr: {
      term: "triplets",
      also: "triples",
      short: "Compter quelle lettre vient après chaque suite de deux lettres.",
      long: "Dans la liste des 20 Pokémon, « pi » est suivi d’un k (Pikachu), d’un x (Goupix) ou de la fin du nom (Togepi). Pour deviner encore mieux, il faut regarder plus loin en arrière.",
    },
    en: {
      term: "triples",
      also: "triplets",
      short: "Counting which letter comes after each run of two letters.",
      long: "In the list of 20 Pokémon, “pi” is followed by a k (Pikachu), an x (Goupix) or the end of the name (Togepi). To guess even better, you must look further back.",
    },
  },
  {
    id: "floor",
    fr: {
      term: "plancher",
      also: "floor",
      short: "L’erreur la plus basse possible sur une liste : personne ne peut faire mieux.",
      long: "Après « ron », est-ce Rondoudou ou Ronflex ? Un d ou un f : impossible de le savoir, même pour un champion. Voilà pourquoi l’erreur ne tombe pas à zéro. Pour les 20 Pokémon, avec la mémoire de la leçon, le plancher est à 0,34.",
    },
    en: {
      term: "floor",
      also: "plancher",
      short: "The lowest possible loss on a list: nobody can do better.",
      long: "After “ron”, is it Rondoudou or Ronflex? A d or an f: even a champion cannot know. That is why the loss does not fall to zero. For the 20 Pokémon, with the lesson’s context, the floor is at 0.34.",
    },
  },
  {
    id: "held-out",
    fr: {
      term: "noms cachés",
      also: "held-out",
      short: "Des noms de la liste que le modèle n’apprend jamais : ils servent à le tester.",
      long: "C’est comme un contrôle avec des exercices nouveaux. S’il devine bien les noms cachés, il a appris comment les noms sont faits. S’il n’est bon que sur les noms appris, il récite.",
    },
    en: {
      term: "held-out",
      also: "noms cachés",
      short: "Names of the list from which the model never learns: they serve to test it.",
      long: "It is like a test with new exercises. If it guesses the held-out names well, it has learned how names are made. If it is good only at the names it learned, it recites.",
    },
  },
  {
    id: "overfitting",
    fr: {
      term: "réciter",
      also: "overfitting",
      short: "Connaître la liste par cœur, sans savoir deviner des noms nouveaux.",
      long: "Un modèle qui récite recopie « pikachu » lettre par lettre. Son erreur est très basse sur la liste, mais bien plus haute sur les noms cachés. C’est souvent avant ce moment qu’il invente le mieux. Le mot savant est « surapprentissage ».",
    },
    en: {
      term: "overfitting",
      also: "réciter",
      short: "Knowing the list by heart, without being able to guess new names.",
      long: "A model that recites copies “pikachu” letter by letter. Its loss is very low on the list, but much higher on the held-out names. It often invents best before that moment.",
    },
  },

  // How it invents.
  {
    id: "sampling",
    fr: {
      term: "tirer au sort",
      also: "sampling",
      short: "Choisir la lettre suivante au hasard, en suivant les probabilités.",
      long: "C’est comme une roue de loterie aux parts inégales. La plus grande part gagne le plus souvent, mais pas toujours. Voilà pourquoi le modèle n’invente pas chaque fois le même nom.",
    },
    en: {
      term: "sampling",
      also: "tirer au sort",
      short: "Choosing the next letter by chance, following the probabilities.",
      long: "It is like a wheel of fortune with unequal slices. The largest slice wins most often, but not always. That is why the model does not invent the same name every time.",
    },
  },
  {
    id: "temperature",
    fr: {
      term: "température",
      also: "temperature",
      short: "Le réglage entre sage et fou, au moment de tirer une lettre.",
      long: "Basse : le modèle prend presque toujours la lettre la plus probable. Haute : les lettres rares ont plus de chances, et on s’approche du hasard. Elle ne change rien à ce que le modèle a appris.",
    },
    en: {
      term: "temperature",
      also: "température",
      short: "The setting between wise and wild, when a letter is drawn.",
      long: "Low: the model almost always takes the likeliest letter. High: rare letters get more chance, and it comes close to pure chance. It changes nothing in what the model has learned.",
    },
  },
  {
    id: "top-k",
    fr: {
      term: "lettres permises",
      also: "top-k",
      short: "On ne garde que les k lettres les plus probables, puis on tire au sort.",
      long: "Avec k = 1, c’est toujours la plus probable. Avec k = 5, les cinq premières se partagent toutes les chances, et les autres n’en ont plus. On évite ainsi les lettres les plus bizarres.",
    },
    en: {
      term: "top-k",
      also: "lettres permises",
      short: "Only the k likeliest letters are kept, then one is drawn.",
      long: "With k = 1 it is always the likeliest. With k = 5 the first five share all the chances, and the others have none left. This avoids the strangest letters.",
    },
  },

  // Out in the world.
  {
    id: "bias",
    fr: {
      term: "biais",
      also: "bias",
      short: "Ce que le modèle penche à écrire parce que ses exemples penchaient ainsi.",
      long: "Donne-lui une liste où presque tous les noms finissent en « a » : il inventera surtout des noms en « a ». De la même façon, les grands modèles reprennent les préjugés qui sont dans leurs textes. À ne pas confondre avec les biais du réseau, de simples nombres ajoutés à un calcul.",
    },
    en: {
      term: "bias",
      also: "biais",
      short: "What the model leans towards writing because its examples leaned that way.",
      long: "Give it a list where almost all the names end in “a”: it will mostly invent names in “a”. In the same way the big models pick up the prejudices that are in their texts. Not to be confused with the biases of the MLP, which are just numbers added in a calculation.",
    },
  },
  {
    id: "hallucination",
    fr: {
      term: "hallucination",
      short: "Quand un grand modèle écrit quelque chose de faux comme si c’était vrai.",
      long: "Il est fait pour écrire une suite probable, et une suite probable n’est pas toujours vraie. Dans le Labo, inventer est le but du jeu. Mais pour un exposé, vérifie toujours ce qu’un LLM te dit.",
    },
    en: {
      term: "hallucination",
      short: "When a big model writes something false as if it were true.",
      long: "It is made to write a likely continuation, and what is likely is not always true. In le Labo, inventing is the aim of the game. But for a school talk, always check what an LLM tells you.",
    },
  },
];
