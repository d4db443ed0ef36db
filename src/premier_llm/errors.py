"""The two ways of failing that a person can do something about.

Both carry one clear sentence: what is wrong, where, what to do. The command prints
the sentence and exits with the class's code; anything else that escapes is a bug.
"""

from __future__ import annotations

import errno
import os
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
    path = getattr(error, "filename", None)
    alone = isinstance(path, str) and os.path.isdir(os.path.dirname(path) or ".")
    reasons = {
        "ENOENT": _("there is no such file") if alone else _("the folder does not exist"),
        "EACCES": _("you do not have the right to"),
        "EPERM": _("you do not have the right to"),
        "ENOSPC": _("the disk is full"),
        "EDQUOT": _("your share of the disk is full"),
        "EROFS": _("this disk can only be read"),
        "ENAMETOOLONG": _("the name is too long"),
        "ENOTDIR": _("a part of the path is not a folder"),
        "EISDIR": _("it is a folder"),
        "EEXIST": _("a file of that name is in the way"),
        "ENOTEMPTY": _("the folder is not empty"),
        "EBUSY": _("something else is using it"),
        "ETXTBSY": _("something else is using it"),
        "EINVAL": _("this place cannot take it"),
        "EFBIG": _("the file would be too large"),
        "EIO": _("the disk does not answer as it should"),
        "ELOOP": _("its links lead round in a circle"),
        "EMFILE": _("too many files are open"),
        "ENFILE": _("too many files are open"),
        "ENOMEM": _("there is not enough memory"),
        "ETIMEDOUT": _("nobody answered in time"),
        "ECONNREFUSED": _("nobody answers there"),
        "ECONNRESET": _("the connection broke off"),
        "ENETUNREACH": _("there is no network"),
        "EHOSTUNREACH": _("there is no network"),
    }
    code = errno.errorcode.get(getattr(error, "errno", None) or 0)
    known = reasons.get(code or "") if isinstance(error, OSError) else None
    if known:
        return known
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _("the system says “{words}”").format(words=words)
