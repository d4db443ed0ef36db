"""Which line is wrong?"""

from __future__ import annotations

from typing import Any

from ....i18n import dire
from ...offered import offered
from ...values import lire_entier
from ..answers import not_yet, right


@offered
def trouver_le_bug(numero: int, ma_ligne: Any, bonne: int, pourquoi: str) -> None:
    """Find the bug: the number of the line that is wrong."""
    line = lire_entier("ma_ligne", ma_ligne, 0, 99)
    if line == bonne:
        right(
            numero,
            dire("Trouvé, c’est la ligne {bonne}\u00a0! {pourquoi}").format(
                bonne=bonne, pourquoi=pourquoi
            ),
        )
    elif line == 0:
        not_yet(
            numero, dire("Lis le code ligne par ligne, puis écris le numéro de la ligne fausse.")
        )
    else:
        not_yet(
            numero,
            dire(
                "La ligne {line} est bonne. Cherche encore\u00a0: que fait chaque ligne\u00a0?"
            ).format(line=line),
        )
