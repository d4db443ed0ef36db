"""Ce qui est demandé par le réseau : contrôlé, puis fait (memoire.py), puis répondu.

La page demande /salle/… ; en JSON, sauf un modèle. Le secret d’un élève et la clé du professeur
voyagent dans des en-têtes, qu’aucun autre site ne peut poser sans que le navigateur nous demande.
"""

import functools
import gzip
import http
import io
import ipaddress
import json
import os
import re
import socket
import threading
import time
import traceback

from .limites import Debit, Places
from .memoire import Refus
from .modele import TAILLE, strict

CORPS = 2000  # octets de JSON
DELAI = 20  # secondes pour l’envoyer
DELAI_MODELE = 90
CONNEXIONS = 600
CONNEXIONS_CHACUN = 24  # un navigateur en ouvre six
ENVOIS = 12  # modèles qui arrivent à la fois
ENVOIS_CHACUN = 2
ESSAIS = 10  # clés fausses, puis une toutes les six secondes

# Prend la place de celui du dossier : une copie gardée hors ligne ne sait rien de la classe.
SW = b"""addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  const mine = (name) => name.startsWith(`premier-llm ${registration.scope} `);
  for (const name of (await caches.keys()).filter(mine)) await caches.delete(name);
  await registration.unregister();
  for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url);
}
"""


une_a_la_fois = threading.Lock()


@functools.lru_cache(maxsize=40)
def page_de_classe(chemin, date):
    """Une page du dossier qui sait que la classe est ouverte ; en clair, et en gzip."""
    with open(chemin, encoding="utf-8") as fichier:
        page = fichier.read()
    page = page.replace("<html ", "<html data-classe ", 1)
    ordre = re.search('http-equiv="Content-Security-Policy" content="[^"]*"', page)
    if ordre and "connect-src" not in ordre[0]:
        permis = ordre[0][:-1] + "; connect-src 'self'\""
        page = page.replace(ordre[0], permis, 1)
    contenu = page.encode()
    return contenu, gzip.compress(contenu)


def reponses_et_serveur(salle, dossier, serveur):
    """Les deux classes de servir.py, avec la salle en plus."""
    # Un poste est peut-être une salle entière, derrière un seul routeur.
    fois = max(1, salle.par_poste // 4)
    ici = {
        "salle": salle,
        "par_adresse": Debit(120 * fois, 10 * fois),
        "par_eleve": Debit(40, 4),
        "entrees": Debit(2 * salle.par_poste, 0.2 * fois),
        "cles_fausses": Debit(ESSAIS, 1 / 6),
        "envois": Places(ENVOIS, ENVOIS_CHACUN * fois),
    }
    chacun = CONNEXIONS_CHACUN * fois
    # L’ordinateur du professeur a les siennes : une salle pleine ne le met pas dehors.
    portes = {"places": Places(CONNEXIONS, chacun), "places_ici": Places(chacun, chacun)}
    return (
        type("ReponsesDeClasse", (Reponses, dossier), ici),
        type("ServeurDeClasse", (Portes, serveur), portes),
    )


class Portes:
    """Pour le serveur : tant de connexions ouvertes, et tant par adresse."""

    def places_de(self, adresse):
        return self.places_ici if adresse == "127.0.0.1" else self.places

    def process_request(self, request, client_address):
        adresse = client_address[0]
        if not self.places_de(adresse).prend(adresse):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self.places_de(adresse).rend(adresse)
            raise

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.places_de(client_address[0]).rend(client_address[0])


class Reponses:
    """Pour les demandes : le dossier comme toujours, ses pages averties, et /salle/."""

    # Le dossier

    def send_head(self):
        chemin = self.translate_path(self.path)
        if self.demande().endswith("/"):
            chemin = os.path.join(chemin, "index.html")
        if os.path.dirname(os.path.abspath(chemin)) == os.getcwd() and os.path.isfile(chemin):
            # Une copie à emporter n’est d’aucune classe.
            if chemin.endswith(".html") and not self.path.endswith("?copie"):
                with une_a_la_fois:  # trente élèves demandent la même
                    clair, serre = page_de_classe(chemin, os.path.getmtime(chemin))
                serree = "gzip" in self.headers.get("Accept-Encoding", "")
                return self.envoie_page(serre if serree else clair, "text/html", serree)
            if os.path.basename(chemin) == "sw.js":
                return self.envoie_page(SW, "text/javascript", False)
        return super().send_head()

    def demande(self):
        """Le chemin demandé, sans ce qui suit."""
        return self.path.partition("?")[0].partition("#")[0]

    def duree(self):
        demande = self.demande()
        if demande.startswith("/salle/") or demande.endswith(("/", ".html", "sw.js")):
            return "no-store"
        return super().duree()

    def envoie_page(self, contenu, genre, serree):
        """Sans date : le navigateur n’en garde rien pour un jour sans classe."""
        self.send_response(200)
        self.send_header("Content-Type", f"{genre}; charset=utf-8")
        self.send_header("Content-Length", str(len(contenu)))
        self.send_header("X-Frame-Options", "DENY")
        if serree:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(contenu)

    # La salle

    def do_GET(self):
        if self.path.startswith("/salle/"):
            self.repond("GET")
        else:
            super().do_GET()

    def do_POST(self):
        self.repond("POST")

    def repond(self, methode):
        try:
            self.controle()
            donne = self.fait(methode)
            statut = 200
        except Refus as refus:
            donne, statut = {"erreur": refus.mot}, refus.statut
        except (OSError, EOFError):  # parti, ou trop lent
            self.close_connection = True
            return
        except Exception:  # une faute à nous ne prive pas la salle
            traceback.print_exc()
            donne, statut = {"erreur": "serveur"}, 500
        try:
            self.envoie(donne, statut)
            if self.close_connection and self.headers.get("Content-Length", "0") != "0":
                self.vide()
        except OSError:
            self.close_connection = True

    def vide(self):
        """Un corps refusé qui arrive encore ferait perdre la réponse : un peu est lu, et jeté."""
        self.connection.settimeout(1)
        for _ in range(8):
            if not self.rfile.read1(1 << 14):
                return

    def controle(self):
        """D’où vient la demande ; avant d’en lire le corps."""
        # Tant que le corps n’est pas lu, il ne doit pas passer pour une autre demande.
        self.garde = not self.close_connection
        self.close_connection = True
        if not self.notre_hote(self.headers.get("Host", "")):
            raise Refus("hote", 403)
        origine = self.headers.get("Origin")
        if origine is not None and origine != "http://" + self.headers["Host"]:
            raise Refus("origine", 403)
        if self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise Refus("origine", 403)
        adresse, secret = self.client_address[0], self.headers.get("Secret", "")
        cle = self.headers.get("Cle", "")
        if self.salle.est_ecartee(adresse) and not self.salle.est_la_cle(cle):
            raise Refus("ecarte", 403)
        # Qui est connu ne paie pas pour les autres de la même adresse.
        debit, qui = self.par_adresse, adresse
        if self.salle.connait(secret):
            debit, qui = self.par_eleve, secret
        if not debit.passe(qui):
            raise Refus("debit", 429)

    def notre_hote(self, dit):
        """Un nom d’Internet peut mener ici par ruse : il faut un de nos noms, ou une adresse."""
        nom, deux_points, port = dit.partition(":")
        if deux_points and port != str(self.server.server_address[1]):
            return False
        machine = socket.gethostname().lower()
        if nom.lower() in ("localhost", machine, machine + ".local"):
            return True
        try:
            ipaddress.IPv4Address(nom)
        except ValueError:
            return False
        return True

    def fait(self, methode):
        """La demande elle-même ; ce que la page reçoit."""
        chemin, salle = self.demande(), self.salle
        if methode == "GET":
            self.corps_vide()
            if chemin == "/salle/mur":
                return salle.mur(self.headers.get("Secret", ""), self.est_professeur())
            if chemin == "/salle/modeles":
                return salle.modeles()
            modele = re.fullmatch("/salle/modele/([0-9]{1,4})", chemin)
            if modele:
                return salle.modele(int(modele.group(1)))
            if chemin == "/salle/vue":
                self.exige_la_cle()
                return salle.vue()
            raise Refus("absent", 404)
        if chemin == "/salle/modele":
            return self.modele_donne()
        if chemin not in DEMANDES:
            raise Refus("absent", 404)
        return DEMANDES[chemin](self, self.json_recu())

    # Qui demande

    def secret(self):
        secret = self.headers.get("Secret", "")
        self.salle.eleve(secret)
        return secret

    def est_professeur(self):
        """La clé est là, et juste ; fausse, elle est comptée."""
        cle = self.headers.get("Cle")
        if cle is None:
            return False
        if self.salle.est_la_cle(cle):
            return True
        # La bonne passe toujours : à 59 bits, essayer longtemps ne mène à rien.
        raise (
            Refus("cle", 403)
            if self.cles_fausses.passe(self.client_address[0])
            else Refus("debit", 429)
        )

    def exige_la_cle(self):
        if not self.est_professeur():
            raise Refus("cle", 403)

    # Ce qui arrive

    def longueur(self, genre, la_plus_grande):
        """Combien d’octets sont annoncés, du bon genre."""
        if self.headers.get("Content-Type", "") != genre:
            raise Refus("genre", 415)
        dit = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,9}", dit):
            raise Refus("longueur", 411)
        if int(dit) > la_plus_grande:
            raise Refus("long", 413)
        return int(dit)

    def corps_vide(self):
        if "Transfer-Encoding" in self.headers or self.headers.get("Content-Length", "0") != "0":
            raise Refus("longueur", 400)
        self.close_connection = not self.garde

    def corps(self, longueur, delai):
        """Tout le corps dans ce délai : qui envoie goutte à goutte rend sa place."""
        fin = time.monotonic() + delai
        morceaux = []
        try:
            while longueur > 0:
                self.connection.settimeout(max(0.001, fin - time.monotonic()))
                morceau = self.rfile.read1(min(longueur, 1 << 16))
                if not morceau:
                    raise EOFError
                morceaux.append(morceau)
                longueur -= len(morceau)
        finally:
            self.connection.settimeout(self.timeout)
        self.close_connection = not self.garde
        return b"".join(morceaux)

    def json_recu(self):
        corps = self.corps(self.longueur("application/json", CORPS), DELAI)
        try:
            recu = strict(corps.decode("utf-8"))
        except ValueError:
            raise Refus("forme", 400) from None
        if not isinstance(recu, dict):
            raise Refus("forme", 400)
        return recu

    def modele_donne(self):
        secret, longueur = self.secret(), self.longueur("application/octet-stream", TAILLE)
        with self.envois.occupee(self.client_address[0]) as libre:
            if not libre:
                raise Refus("debit", 429)
            return self.salle.donne(secret, self.corps(longueur, DELAI_MODELE))

    # Ce qui part

    def envoie(self, donne, statut):
        if isinstance(donne, bytes):
            genre, contenu = "application/octet-stream", donne
        else:
            genre, contenu = "application/json", json.dumps(donne).encode()
        self.send_response(statut, http.HTTPStatus(statut).phrase)
        self.send_header("Content-Type", genre)
        self.send_header("Content-Length", str(len(contenu)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Disposition", "attachment")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.copyfile(io.BytesIO(contenu), self.wfile)


def _entre(demande, recu):
    adresse = demande.client_address[0]
    if not demande.entrees.passe(adresse):
        raise Refus("debit", 429)
    return demande.salle.entre(adresse)


def _du_professeur(action):
    def fait(demande, recu):
        demande.exige_la_cle()
        return action(demande.salle, recu)

    return fait


def _de_l_eleve(action):
    return lambda demande, recu: action(demande.salle, demande.secret(), recu)


DEMANDES = {
    "/salle/animal": _entre,
    "/salle/exercices": _de_l_eleve(
        lambda salle, secret, recu: salle.montre(
            secret, recu.get("lecon"), recu.get("reussis"), recu.get("commences")
        )
    ),
    "/salle/exercices/cacher": _de_l_eleve(lambda salle, secret, _: salle.cache(secret)),
    "/salle/nom": _de_l_eleve(lambda salle, secret, recu: salle.ecrit(secret, recu.get("nom"))),
    "/salle/voix": _de_l_eleve(
        lambda salle, secret, recu: salle.vote(secret, recu.get("numero"), recu.get("pour"))
    ),
    "/salle/modele/reprendre": _de_l_eleve(lambda salle, secret, _: salle.reprend(secret)),
    "/salle/prof/relire": _du_professeur(lambda salle, recu: salle.relit(recu.get("oui"))),
    "/salle/prof/montrer-nom": _du_professeur(
        lambda salle, recu: salle.montre_nom(recu.get("numero"))
    ),
    "/salle/prof/retirer-nom": _du_professeur(
        lambda salle, recu: salle.retire_nom(recu.get("numero"))
    ),
    "/salle/prof/vider-mur": _du_professeur(lambda salle, _: salle.vide_mur()),
    "/salle/prof/retirer-eleve": _du_professeur(
        lambda salle, recu: salle.retire_eleve(recu.get("rang"))
    ),
    "/salle/prof/ecarter": _du_professeur(
        lambda salle, recu: salle.ecarte(recu.get("poste"), recu.get("dehors"))
    ),
}
