"""Numbers to pictures: each function gives a Picture, as HTML and as text.

No script, no dependency: the same drawings serve notebooks, the command and the docs.
"""

from .architecture import architecture
from .attention import attention
from .bars import bars
from .causal_mask import causal_mask
from .generation import generation
from .heat_map import heat_map
from .ladder import Rung, ladder
from .letter_map import letter_map
from .loss_curve import loss_curve
from .picture import Picture
from .projection import project

__all__ = [
    "Picture",
    "Rung",
    "architecture",
    "attention",
    "bars",
    "causal_mask",
    "generation",
    "heat_map",
    "ladder",
    "letter_map",
    "loss_curve",
    "project",
]
