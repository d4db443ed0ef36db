"""Sert ce dossier à la salle : python3 servir.py

Aucun module à installer. L’adresse à écrire au tableau s’affiche ; Ctrl-C arrête.
Avec --classe, les élèves peuvent aussi montrer où ils en sont et se donner noms et modèles : ce
que le dossier classe/ fait, dans la mémoire de ce programme seulement.
"""

import argparse
import contextlib
import functools
import gzip
import io
import os
import shutil
import socket
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

# Ce qui ne l’est pas déjà (images, archives) part compressé.
COMPRESSIBLES = (".html", ".js", ".css", ".json", ".svg", ".txt", ".ipynb", ".py")
un_a_la_fois = threading.Lock()


@functools.lru_cache(maxsize=1000)
def compresse(chemin, date):
    with open(chemin, "rb") as fichier:
        return gzip.compress(fichier.read())


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

    def list_directory(self, path):
        # Ce qui se trouve ici ne regarde pas la salle.
        self.send_error(404)

    def send_response(self, code, message=None):
        super().send_response(code, message)
        self.code = code
        if code == 301:  # un vieux Python n’en dit pas la longueur
            self.send_header("Connection", "close")

    def translate_path(self, path):
        # Aucun fichier n’a de caractère nul dans son nom, et Python refuserait d’en chercher un.
        return super().translate_path(path).replace("\0", "?")

    def send_head(self):
        chemin = self.translate_path(self.path)
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

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


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
