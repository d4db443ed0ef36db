"""Un fichier reçu est-il un modèle du Labo ? Rien n’y est exécuté ; le Labo le relit en entier."""

import json

TAILLE = 14_000_000  # octets : le plus grand modèle du Labo, et ce dont Adam se souvient
ENTETE = 300_000
COTES = 8
TENSEURS = 2000
LARGEURS = {"F32": 4, "F64": 8}


def strict(texte):
    """Du JSON sans NaN ni Infinity, et pas trop profond ; ValueError sinon."""

    def refuse(mot):
        raise ValueError(mot)

    try:
        return json.loads(texte, parse_constant=refuse)
    except RecursionError:
        raise ValueError("trop profond") from None


def est_un_modele(contenu):
    """Un .safetensors de nombres, dont chaque octet sert une fois, avec la description d’un GPT."""
    longueur = int.from_bytes(contenu[:8], "little")
    if not 8 <= len(contenu) <= TAILLE or not 2 <= longueur <= min(ENTETE, len(contenu) - 8):
        return False
    try:
        entete = strict(contenu[8 : 8 + longueur].decode("utf-8"))
        notes = entete.pop("__metadata__")
        decrit = isinstance(strict(notes["config"]), dict) and strict(notes["vocabulary"])
        return (
            notes["premier_llm"] in ("1", "2")
            and bool(decrit)
            and 0 < len(entete) <= TENSEURS
            and _remplissent(entete.values(), len(contenu) - 8 - longueur)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _remplissent(tenseurs, octets):
    """Les tenseurs se suivent, et leurs formes disent leurs places."""
    fin = 0
    for tenseur in sorted(tenseurs, key=lambda un: un["data_offsets"]):
        debut, suivant = tenseur["data_offsets"]
        taille = LARGEURS[tenseur["dtype"]]
        if len(tenseur["shape"]) > COTES:
            return False
        for cote in tenseur["shape"]:
            if type(cote) is not int or not 0 <= cote <= octets:
                return False
            taille *= cote
        if debut != fin or suivant != fin + taille:
            return False
        fin = suivant
    return fin == octets
