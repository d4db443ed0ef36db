"""The two ways of failing that a person can do something about.

Both carry one clear sentence: what is wrong, where, what to do. The command prints
the sentence and exits with the class's code; anything else that escapes is a bug.
"""


class PremierLLMError(Exception):
    """A failure explained in one sentence."""

    exit_code = 1


class InputError(PremierLLMError, ValueError):
    """What was given cannot be used: a file, a word, a number, an option."""

    exit_code = 2


class RunError(PremierLLMError, RuntimeError):
    """What was asked is sound but failed on the way: a full disk, a diverging training."""

    exit_code = 1
