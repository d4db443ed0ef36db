"""What a lesson calls: ``from premier_llm.lessons import *``, then ``lecon(N)``.

Everything here needs only the standard library (NumPy is used where it is). Pupils type the
names, so they are French. In a notebook it shows HTML, in a terminal text.
"""

from .exercises import (
    choisir,
    coup_de_pouce,
    exercice,
    lecon,
    predire,
    remettre_en_ordre,
    resultat,
    trouver_le_bug,
    verifier,
    verifier_fonction,
    verifier_valeur,
)
from .glossary import glossaire
from .live import CourbeVivante, patience
from .model import Modele, entrainer
from .names import POKEMONS, juger, liste_de_noms
from .pictures import (
    afficher_architecture,
    afficher_attention,
    afficher_barres,
    afficher_carte,
    afficher_courbe,
    afficher_echelle,
    afficher_generation,
    afficher_masque,
    afficher_nombres,
    afficher_tableau,
)
from .progress import effacer_progression, exporter_progression, ma_progression
from .values import lire_debut, lire_entier, lire_liste, lire_nombre, lire_texte

__all__ = [
    "POKEMONS",
    "CourbeVivante",
    "Modele",
    "afficher_architecture",
    "afficher_attention",
    "afficher_barres",
    "afficher_carte",
    "afficher_courbe",
    "afficher_echelle",
    "afficher_generation",
    "afficher_masque",
    "afficher_nombres",
    "afficher_tableau",
    "choisir",
    "coup_de_pouce",
    "effacer_progression",
    "entrainer",
    "exercice",
    "exporter_progression",
    "glossaire",
    "juger",
    "lecon",
    "lire_debut",
    "lire_entier",
    "lire_liste",
    "lire_nombre",
    "lire_texte",
    "liste_de_noms",
    "ma_progression",
    "patience",
    "predire",
    "remettre_en_ordre",
    "resultat",
    "trouver_le_bug",
    "verifier",
    "verifier_fonction",
    "verifier_valeur",
]
