"""Mon premier LLM: train a real GPT in a blink and see every number inside it."""

from __future__ import annotations

__version__ = "0.1.0"
