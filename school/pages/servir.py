"""Sert ce dossier à la salle : python3 servir.py

Aucun module à installer. L’adresse à écrire au tableau s’affiche ; Ctrl-C arrête.
Avec --classe, les élèves peuvent aussi montrer où ils en sont et se donner noms et modèles : ce
que le dossier classe/ fait, dans la mémoire de ce programme seulement.
"""

import argparse
import contextlib
import functools
import gzip
import http.client
import io
import os
import shutil
import socket
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

# Ce qui ne l’est pas déjà (images, archives) part compressé.
COMPRESSIBLES = (".html", ".js", ".css", ".json", ".svg", ".txt", ".ipynb", ".py")
un_a_la_fois = threading.Lock()

# Une demande honnête tient en mille signes : au-delà, Python mettrait des secondes à la lire.
LIGNE = 2000
ENTETES = 16_000
ERREURS = 10  # dites dans cette fenêtre, pas davantage
DELAI_ENTETES = 20  # secondes, de sa première ligne à sa dernière


@functools.lru_cache(maxsize=1000)
def compresse(chemin, date):
    with open(chemin, "rb") as fichier:
        return gzip.compress(fichier.read())


class Lecture:
    """Ce qui arrive d’un poste, sans ses excès : une demande a une taille, et un délai."""

    def __init__(self, fichier, connexion, patience):
        self.fichier = fichier
        self.connexion = connexion
        self.patience = patience
        self.commence()

    def __getattr__(self, nom):
        return getattr(self.fichier, nom)

    def commence(self):
        """Une autre demande."""
        self.reste = ENTETES
        self.fin = None

    def readline(self, au_plus):
        """Une ligne : le délai court dès que la demande a commencé."""
        au_plus = min(au_plus, LIGNE + 1 if self.fin is None else self.reste + 1)
        ligne = b""
        while len(ligne) < au_plus and not ligne.endswith(b"\n"):
            attente = self.patience
            if self.fin is not None:
                attente = min(attente, self.fin - time.monotonic())
            self.connexion.settimeout(max(0.001, attente))
            vu = self.fichier.peek(1)
            if not vu:
                break
            if self.fin is None:
                self.fin = time.monotonic() + DELAI_ENTETES
            ici = vu.find(b"\n") + 1 or len(vu)
            ligne += self.fichier.read(min(ici, au_plus - len(ligne)))
        self.connexion.settimeout(self.patience)
        self.reste -= len(ligne)
        if self.reste < 0:
            raise http.client.LineTooLong("header line")
        return ligne


class Dossier(SimpleHTTPRequestHandler):
    # Windows peut annoncer de faux types : ceux-ci ne dépendent pas de lui.
    extensions_map = {
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".txt": "text/plain; charset=utf-8",
        ".py": "text/plain; charset=utf-8",
        ".zip": "application/zip",
        ".ipynb": "application/x-ipynb+json",
    }
    protocol_version = "HTTP/1.1"
    # En secondes : qui se tait rend sa place. Une ligne lente se tait deux minutes.
    timeout = 300
    # Une demande incompréhensible n’en a pas.
    path = ""
    code = 0
    # Sans elle, les en-têtes partent, et le reste attend un accusé de réception.
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.rfile = Lecture(self.rfile, self.connection, self.timeout)

    def handle_one_request(self):
        self.rfile.commence()
        super().handle_one_request()

    def parse_request(self):
        if len(self.raw_requestline) <= LIGNE:
            return super().parse_request()
        self.requestline = self.request_version = self.command = ""
        self.close_connection = True
        self.send_error(414)
        return False

    def list_directory(self, path):
        # Ce qui se trouve ici ne regarde pas la salle.
        self.send_error(404)

    def send_response(self, code, message=None):
        super().send_response(code, message)
        self.code = code
        if code == 301:  # un vieux Python n’en dit pas la longueur
            self.send_header("Connection", "close")

    def translate_path(self, path):
        # De ce qu’aucun nom de fichier ne contient, Python ferait une erreur au lieu d’un 404.
        chemin = super().translate_path(path).replace("\0", "?")
        return chemin.encode("utf-8", "replace").decode()

    def send_head(self):
        chemin = self.translate_path(self.path)
        if os.path.relpath(chemin).split(os.sep)[0].lower() == "classe":
            self.send_error(404)  # le programme, et la liste des gros mots
            return None
        if chemin.endswith(os.sep) or os.path.isdir(chemin):
            chemin = os.path.join(chemin, "index.html") if self.path.endswith("/") else ""
        if (
            "gzip" not in self.headers.get("Accept-Encoding", "")
            or "If-Modified-Since" in self.headers  # sans doute rien à envoyer
            or not chemin.endswith(COMPRESSIBLES)
            or not os.path.isfile(chemin)
        ):
            return super().send_head()
        date = os.path.getmtime(chemin)
        with un_a_la_fois:  # trente élèves demandent le même fichier
            contenu = compresse(chemin, date)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(chemin))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(contenu)))
        self.send_header("Last-Modified", self.date_time_string(date))
        self.end_headers()
        return io.BytesIO(contenu)

    def copyfile(self, source, outputfile):
        # Par petits morceaux : le délai vaut pour chacun.
        shutil.copyfileobj(source, outputfile, 1 << 14)

    def end_headers(self):
        self.send_header("Cache-Control", self.duree())
        self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def duree(self):
        # Dans fichiers/, un nom change avec son contenu. Le reste se met à jour aussitôt.
        durable = self.path.startswith("/fichiers/") and self.code in (200, 304)
        return "public, max-age=31536000, immutable" if durable else "no-cache"

    def log_message(self, *_):
        pass  # on ne note pas qui visite


class Serveur(ThreadingHTTPServer):
    daemon_threads = True
    # Trente postes ouvrent la même page à la même seconde.
    request_queue_size = 128
    # Sous Windows, cette option laisserait deux programmes prendre le même port.
    allow_reuse_address = os.name != "nt"

    erreurs = 0

    def handle_error(self, request, client_address):
        erreur = sys.exc_info()[1]
        if isinstance(erreur, ConnectionError) or self.erreurs >= ERREURS:
            return
        self.erreurs += 1
        print(f"Une demande a été abandonnée ({type(erreur).__name__}).", file=sys.stderr)


def adresses_locales():
    """Les adresses de cet ordinateur dans la salle ; rien n’est envoyé."""
    trouvees = []
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as prise:
        # Une adresse réservée aux exemples : elle dit seulement par où l’on sortirait.
        with contextlib.suppress(OSError):
            prise.connect(("192.0.2.1", 9))
            trouvees.append(prise.getsockname()[0])
    with contextlib.suppress(OSError):  # une salle sans sortie n’a que celles-ci
        trouvees += socket.gethostbyname_ex(socket.gethostname())[2]
    return [a for a in dict.fromkeys(trouvees) if not a.startswith("127.")]


def main():
    choix = argparse.ArgumentParser(description="Sert ce dossier à la salle.")
    choix.add_argument("port", nargs="?", type=int, default=8000, help="8000 si rien n’est dit")
    choix.add_argument("--ici", action="store_true", help="pour cet ordinateur seulement")
    choix.add_argument(
        "--classe",
        action="store_true",
        help="suivre la classe, un mur de noms, des modèles à se donner ; rien n’est écrit",
    )
    choix.add_argument(
        "--par-poste",
        type=int,
        default=8,
        metavar="N",
        help="avec --classe : élèves par poste, 8 au plus ; 40 si toute la salle a la même adresse",
    )
    demande = choix.parse_args()
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    reponses, sorte, salle = Dossier, Serveur, None
    if demande.classe:
        sys.dont_write_bytecode = True  # le dossier est peut-être sur une clé en lecture seule
        import classe

        salle = classe.ouvrir(max(1, demande.par_poste))
        reponses, sorte = classe.reponses_et_serveur(salle, Dossier, Serveur)
    for port in range(demande.port, demande.port + 20):
        try:
            serveur = sorte(("127.0.0.1" if demande.ici else "", port), reponses)
            break
        except (OSError, OverflowError):
            continue
    else:
        sys.exit(f"Aucun port libre à partir de {demande.port} : essaie python3 servir.py 9000")
    print("Mon premier LLM est servi.")
    print(f"  Sur cet ordinateur : http://localhost:{port}")
    ailleurs = [] if demande.ici else adresses_locales()
    for adresse in ailleurs:
        print(f"  Dans la salle      : http://{adresse}:{port}")
    if ailleurs:
        print("  (si la salle n’y arrive pas : le pare-feu de cet ordinateur la bloque)")
    if salle:
        print("La classe est ouverte : ce qu’elle fait reste dans ce programme.")
        print(f"  Pour vous seul     : http://localhost:{port}/classe.html#cle={salle.cle}")
        print(f"  Le mur, à projeter : http://localhost:{port}/mur.html")
    print("Ctrl-C pour arrêter.", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        serveur.serve_forever()
    serveur.server_close()
    if salle:
        print(salle.oublie())


if __name__ == "__main__":
    main()
