"""Ce que la classe a fait : dans la mémoire de ce programme, jamais sur le disque.

Un élève est un animal tiré au sort, et un secret que seul son navigateur connaît. L’animal est dit
par son rang (web/kit/animal.ts lui donne un nom). Ce qui ne se peut pas lève Refus.
"""

import hmac
import re
import secrets
import threading
import unicodedata

from .modele import est_un_modele

ANIMAUX = 8640
ELEVES = 400
NOMS = 150
NOMS_CHACUN = 5
NOMS_POSTE = 10  # où un poste est un ordinateur
LONGUEUR = 24  # lettres d’un nom
MODELES = 60
MODELES_POSTE = 3
MEMOIRE = 256_000_000  # octets de tous les modèles
RETIRES = 500  # noms retirés dont on se souvient

# Une fois simplifiées : le filtre ne lit que celles-là, d’autres le tromperaient.
NOM = re.compile("[a-z]+(?:[ '’-][a-z]+)*")


class Refus(Exception):
    """Un mot pour la page, qui en fait une phrase ; et le nombre que dit HTTP."""

    def __init__(self, mot, statut):
        super().__init__(mot)
        self.mot = mot
        self.statut = statut


class Eleve:
    def __init__(self, rang, poste):
        self.rang = rang
        self.poste = poste
        self.exercices = {}  # leçon : (réussis, commencés)
        self.modele = None
        self.actif = False  # il a fait quelque chose


class Nom:
    def __init__(self, texte, auteur, montre):
        self.texte = texte
        self.auteur = auteur
        self.montre = montre  # sinon il attend le oui du professeur
        self.voix = set()


def nouvelle_cle():
    """Trois fois quatre signes qui ne se confondent pas : 59 bits."""
    signes = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signes) for _ in range(4)) for _ in range(3))


class Salle:
    """Tout est fait sous un seul verrou : trente élèves écrivent en même temps."""

    def __init__(self, lecons, simple, grossier, par_poste):
        self.lecons = lecons  # numéro : titres des exercices
        self.simple = simple  # un texte sans majuscules ni accents
        self.grossier = grossier  # un texte ne peut pas être montré
        self.par_poste = par_poste
        # Au-delà, toute une salle a la même adresse.
        self.poste_seul = par_poste <= 8
        self.relecture = True  # aucun nom n’est montré avant le oui du professeur
        self.cle = nouvelle_cle()
        self.verrou = threading.RLock()
        self.eleves = {}  # secret : Eleve
        self.postes = {}  # adresse : un numéro, qui ne dit pas l’adresse
        self.ecartes = set()  # postes que le professeur ne laisse plus entrer
        self.noms = {}  # numéro : Nom
        self.retires = {}  # noms que le professeur a retirés du mur
        self.prochain = 1

    # Qui est là

    def entre(self, adresse):
        """Un animal que personne d’autre n’a, et son secret."""
        with self.verrou:
            poste = self.postes.setdefault(adresse, len(self.postes) + 1)
            if poste in self.ecartes:
                raise Refus("ecarte", 403)
            meme = [secret for secret, eleve in self.eleves.items() if eleve.poste == poste]
            self.fait_place(meme, self.par_poste, "poste")
            self.fait_place(list(self.eleves), ELEVES, "plein")
            pris = {eleve.rang for eleve in self.eleves.values()}
            rang = secrets.choice([rang for rang in range(ANIMAUX) if rang not in pris])
            secret = secrets.token_urlsafe(24)
            self.eleves[secret] = Eleve(rang, poste)
            return {"rang": rang, "secret": secret}

    def fait_place(self, secrets, places, sinon):
        """Un animal qui n’a rien fait cède sa place : une page fermée trop tôt, ou une farce."""
        if len(secrets) < places:
            return
        inutile = next((secret for secret in secrets if not self.eleves[secret].actif), None)
        if inutile is None:
            raise Refus(sinon, 429)
        del self.eleves[inutile]

    def connait(self, secret):
        return secret in self.eleves

    def est_ecartee(self, adresse):
        return self.postes.get(adresse) in self.ecartes

    def est_la_cle(self, donnee):
        return hmac.compare_digest(donnee.encode(), self.cle.encode())

    def eleve(self, secret):
        try:
            return self.eleves[secret]
        except KeyError:
            raise Refus("inconnu", 403) from None

    # Les exercices

    def montre(self, secret, lecon, reussis, commences):
        """Ce que l’élève montre d’une leçon remplace ce qu’il en montrait."""
        with self.verrou:
            eleve = self.eleve(secret)
            if type(lecon) is not int or lecon not in self.lecons:
                raise Refus("lecon", 400)
            reussis, commences = (self.numeros(lecon, dits) for dits in (reussis, commences))
            eleve.exercices[lecon] = (reussis, [n for n in commences if n not in reussis])
            eleve.actif = True

    def numeros(self, lecon, dits):
        existent = range(1, len(self.lecons[lecon]) + 1)
        if not isinstance(dits, list) or len(dits) > len(existent):
            raise Refus("exercices", 400)
        if not all(type(n) is int and n in existent for n in dits):
            raise Refus("exercices", 400)
        return sorted(set(dits))

    def cache(self, secret):
        """L’élève ne montre plus rien : tout ce qu’il montrait est oublié."""
        with self.verrou:
            self.eleve(secret).exercices.clear()

    def vue(self):
        """Pour le professeur."""
        with self.verrou:
            return {
                "lecons": self.lecons,
                "ecartes": sorted(self.ecartes),
                "relecture": self.relecture,
                "attendent": [
                    {"numero": numero, "nom": nom.texte, "rang": nom.auteur.rang}
                    for numero, nom in self.noms.items()
                    if not nom.montre
                ],
                "eleves": [
                    {
                        "rang": eleve.rang,
                        "poste": eleve.poste,
                        "noms": sum(nom.auteur is eleve for nom in self.noms.values()),
                        "modele": eleve.modele is not None,
                        "exercices": {
                            lecon: {"reussis": reussis, "commences": commences}
                            for lecon, (reussis, commences) in eleve.exercices.items()
                        },
                    }
                    for eleve in self.eleves.values()
                ],
            }

    def retire_eleve(self, rang):
        """L’élève, ses noms, ses voix, son modèle."""
        with self.verrou:
            secret = next((s for s, eleve in self.eleves.items() if eleve.rang == rang), None)
            if secret is None:
                raise Refus("absent", 404)
            parti = self.eleves.pop(secret)
            self.noms = {n: nom for n, nom in self.noms.items() if nom.auteur is not parti}
            for nom in self.noms.values():
                nom.voix.discard(parti)

    def ecarte(self, poste, dehors):
        """Les élèves de ce poste sont retirés et n’entrent plus ; ou il entre de nouveau."""
        with self.verrou:
            if type(poste) is not int or poste not in self.postes.values():
                raise Refus("absent", 404)
            if type(dehors) is not bool:
                raise Refus("forme", 400)
            if not dehors:
                self.ecartes.discard(poste)
                return
            self.ecartes.add(poste)
            for rang in [e.rang for e in self.eleves.values() if e.poste == poste]:
                self.retire_eleve(rang)

    # Le mur

    def mur(self, secret, professeur):
        with self.verrou:
            moi = self.eleves.get(secret)
            return [
                {
                    "numero": numero,
                    "nom": nom.texte,
                    "voix": self.voix(nom),
                    "attend": not nom.montre,
                    "a_moi": nom.auteur is moi,
                    "ma_voix": moi in nom.voix,
                    **({"rang": nom.auteur.rang} if professeur else {}),
                }
                for numero, nom in self.noms.items()
                # Le mur du professeur est projeté : ce qui attend n’y est pas.
                if nom.montre or nom.auteur is moi
            ]

    def voix(self, nom):
        """Un ordinateur ne compte qu’une fois, quels que soient ses animaux."""
        return len({eleve.poste if self.poste_seul else eleve.rang for eleve in nom.voix})

    def ecrit(self, secret, texte):
        with self.verrou:
            eleve = self.eleve(secret)
            if not isinstance(texte, str) or len(texte) > 4 * LONGUEUR:
                raise Refus("lettres", 400)
            texte = " ".join(unicodedata.normalize("NFKC", texte).split())
            # þ se lit th, et se voit p.
            lettres = all(
                lettre in " '’-" or (lettre.isalpha() and lettre not in "þÞðÐ") for lettre in texte
            )
            if len(texte) > LONGUEUR or not (lettres and NOM.fullmatch(self.simple(texte))):
                raise Refus("lettres", 400)
            if self.grossier(texte) or self.pareil(texte) in self.retires:
                raise Refus("grossier", 400)
            if any(self.pareil(nom.texte) == self.pareil(texte) for nom in self.noms.values()):
                raise Refus("deja", 409)
            auteurs = [nom.auteur for nom in self.noms.values()]
            du_poste = sum(auteur.poste == eleve.poste for auteur in auteurs)
            if auteurs.count(eleve) >= NOMS_CHACUN or (self.poste_seul and du_poste >= NOMS_POSTE):
                raise Refus("trop_de_noms", 409)
            if len(self.noms) >= NOMS:
                raise Refus("mur_plein", 409)
            self.noms[self.prochain] = Nom(texte[0].upper() + texte[1:], eleve, not self.relecture)
            self.prochain += 1
            eleve.actif = True

    def pareil(self, texte):
        """Les lettres seules : un nom retiré ne revient pas déguisé."""
        return "".join(lettre for lettre in self.simple(texte) if lettre.isalpha())

    def vote(self, secret, numero, pour):
        with self.verrou:
            eleve, nom = self.eleve(secret), self.nom(numero)
            if type(pour) is not bool:
                raise Refus("forme", 400)
            if nom.auteur is eleve:
                raise Refus("a_moi", 409)
            if not nom.montre:
                raise Refus("absent", 404)
            (nom.voix.add if pour else nom.voix.discard)(eleve)
            eleve.actif = True

    def nom(self, numero):
        if type(numero) is not int or numero not in self.noms:
            raise Refus("absent", 404)
        return self.noms[numero]

    def montre_nom(self, numero):
        with self.verrou:
            self.nom(numero).montre = True

    def relit(self, oui):
        """Les noms attendent-ils le professeur ? Sinon, tous ceux qui attendaient sont montrés."""
        with self.verrou:
            if type(oui) is not bool:
                raise Refus("forme", 400)
            self.relecture = oui
            for nom in self.noms.values():
                nom.montre = nom.montre or not oui

    def retire_nom(self, numero):
        with self.verrou:
            if len(self.retires) >= RETIRES:
                self.retires.pop(next(iter(self.retires)))
            self.retires[self.pareil(self.nom(numero).texte)] = True
            del self.noms[numero]

    def vide_mur(self):
        with self.verrou:
            self.noms.clear()

    # Les modèles

    def donne(self, secret, contenu):
        if not est_un_modele(contenu):
            raise Refus("modele", 400)
        with self.verrou:
            eleve = self.eleve(secret)
            autres = [e for e in self.eleves.values() if e.modele and e is not eleve]
            octets = sum(len(autre.modele) for autre in autres)
            du_poste = sum(autre.poste == eleve.poste for autre in autres)
            if (
                len(autres) >= MODELES
                or octets + len(contenu) > MEMOIRE
                or (self.poste_seul and du_poste >= MODELES_POSTE)
            ):
                raise Refus("modeles_pleins", 409)
            eleve.modele = contenu
            eleve.actif = True

    def reprend(self, secret):
        """L’élève ne donne plus son modèle."""
        with self.verrou:
            self.eleve(secret).modele = None

    def modeles(self):
        with self.verrou:
            return [
                {"rang": eleve.rang, "octets": len(eleve.modele)}
                for eleve in self.eleves.values()
                if eleve.modele
            ]

    def modele(self, rang):
        with self.verrou:
            for eleve in self.eleves.values():
                if eleve.rang == rang and eleve.modele:
                    return eleve.modele
        raise Refus("absent", 404)

    def oublie(self):
        """Ce qui s’efface quand ce programme s’arrête, en une phrase."""
        with self.verrou:
            modeles = sum(eleve.modele is not None for eleve in self.eleves.values())
            comptes = [(len(self.eleves), "élève"), (len(self.noms), "nom"), (modeles, "modèle")]
            dits = ", ".join(f"{n} {mot}{'s' if n > 1 else ''}" for n, mot in comptes)
            return f"Arrêté. Tout est oublié : {dits} ; rien n’a été écrit sur le disque."
