"""Combien de fois, et combien à la fois : un élève pressé ne prend pas la place des autres."""

import threading
import time
from collections import Counter
from contextlib import contextmanager

# Au-delà, ce qui est revenu au repos est oublié.
CLES = 2000


class Debit:
    """Pour chaque clé, une réserve de demandes, qui se remplit de tant par seconde."""

    def __init__(self, reserve, par_seconde, horloge=time.monotonic):
        self.reserve = reserve
        self.par_seconde = par_seconde
        self.horloge = horloge
        self.restes = {}
        self.verrou = threading.Lock()

    def passe(self, cle):
        """Prend une demande dans la réserve de cette clé ; non, s’il n’y en a plus."""
        with self.verrou:
            maintenant = self.horloge()
            if len(self.restes) >= CLES:
                self.oublie(maintenant)
            reste = self.reste(cle, maintenant)
            if reste < 1:
                return False
            self.restes[cle] = (reste - 1, maintenant)
            return True

    def reste(self, cle, maintenant):
        reste, depuis = self.restes.get(cle, (self.reserve, maintenant))
        return min(self.reserve, reste + (maintenant - depuis) * self.par_seconde)

    def oublie(self, maintenant):
        pleins = [cle for cle in self.restes if self.reste(cle, maintenant) >= self.reserve]
        for cle in pleins:
            del self.restes[cle]
        if not pleins:  # autant de clés à la fois, ce n’est plus une classe
            self.restes.clear()


class Places:
    """Tant de places en tout, et tant pour chacun."""

    def __init__(self, en_tout, chacun):
        self.en_tout = en_tout
        self.chacun = chacun
        self.prises = Counter()
        self.verrou = threading.Lock()

    def prend(self, cle):
        with self.verrou:
            if self.prises[cle] >= self.chacun or sum(self.prises.values()) >= self.en_tout:
                return False
            self.prises[cle] += 1
            return True

    def rend(self, cle):
        with self.verrou:
            self.prises[cle] -= 1
            if self.prises[cle] <= 0:
                del self.prises[cle]

    @contextmanager
    def occupee(self, cle):
        """Donne s’il y avait une place ; la rend à la fin."""
        libre = self.prend(cle)
        try:
            yield libre
        finally:
            if libre:
                self.rend(cle)
