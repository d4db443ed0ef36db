"""The two ways of failing that a person can do something about.

Both carry one clear sentence: what is wrong, where, what to do. The command prints
the sentence and exits with the class's code; anything else that escapes is a bug.
"""

from __future__ import annotations

import errno
from gettext import gettext as _


class PremierLLMError(Exception):
    """A failure explained in one sentence."""

    exit_code = 1


class InputError(PremierLLMError, ValueError):
    """What was given cannot be used: a file, a word, a number, an option."""

    exit_code = 2


class RunError(PremierLLMError, RuntimeError):
    """What was asked is sound but failed on the way: a full disk, a diverging training."""

    exit_code = 1


class OutOfMemory(RunError):
    """There is less memory than the work needs."""


class ToldElsewhere(RunError):
    """A failure that another process of the same training has in its own words: nothing is said."""


def system_reason(error: object) -> str:
    """Why the system refused, in the reader's language for what really happens to people.

    The system's own words come in English whatever the reader's language.
    """
    reasons = {
        errno.ENOENT: _("the folder does not exist"),
        errno.EACCES: _("you do not have the right to"),
        errno.EPERM: _("you do not have the right to"),
        errno.ENOSPC: _("the disk is full"),
        getattr(errno, "EDQUOT", None): _("your share of the disk is full"),
        errno.EROFS: _("this disk can only be read"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ENOTDIR: _("a part of the path is not a folder"),
        errno.EISDIR: _("it is a folder"),
    }
    known = reasons.get(getattr(error, "errno", None)) if isinstance(error, OSError) else None
    return known or getattr(error, "strerror", None) or str(error) or type(error).__name__
