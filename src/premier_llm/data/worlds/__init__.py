"""Small languages of our own: all that they can say is known, and so is the loss no model passes.

A grammar is a file of this folder, found by being there: ``grammar.py`` reads it and says how it
is written; ``world.py`` tells its stories; ``floor.py`` computes how surprising they are;
``reader.py`` and ``checker.py`` say what holds in a story that a model invented.
"""
