"""La classe : ce que servir.py --classe ajoute au dossier. Sans cette option, rien d’ici ne sert.

memoire.py    ce que la classe a fait, gardé dans ce programme et nulle part ailleurs
limites.py    combien de fois, et combien à la fois
modele.py     un fichier reçu est-il un modèle ?
reponses.py   ce qui est demandé par le réseau, contrôlé, puis répondu

filtre/ et lecons.json sont faits avec le dossier (school/assemble.py) : les mots refusés sont les
mêmes que dans le Labo, les exercices ceux des leçons.
"""

import json
import os
import sys

from .memoire import Salle
from .reponses import reponses_et_serveur

__all__ = ["ouvrir", "reponses_et_serveur"]


def ouvrir(par_poste):
    """La salle de ce dossier, vide."""
    ici = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(ici, "filtre"))
    from premier_llm.data.filter import is_rude
    from premier_llm.model.folding import plain_form

    with open(os.path.join(ici, "lecons.json"), encoding="utf-8") as fichier:
        lecons = {int(numero): titres for numero, titres in json.load(fichier).items()}
    return Salle(lecons, plain_form, is_rude, par_poste)
