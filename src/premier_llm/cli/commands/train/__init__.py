"""``premier-llm train``."""

from .command import command

__all__ = ["command"]
