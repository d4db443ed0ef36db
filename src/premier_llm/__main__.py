"""``python -m premier_llm`` is ``premier-llm``."""

from .cli import main

main()
