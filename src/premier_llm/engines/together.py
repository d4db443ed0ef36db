"""Several processes that train one model, as PyTorch's torchrun starts them.

Each computes its share of every batch, and after each step all have the same weights: the training
is that of one process. Only the leader shows, asks and writes. Alone, nothing here does anything,
and PyTorch is not needed.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from gettext import gettext as _
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeVar

from ..errors import InputError, RunError

Item = TypeVar("Item")

PATIENCE = timedelta(hours=12)
"""How long to wait for one another: turning a huge text into tokens takes the first its time."""
MEETING = timedelta(minutes=10)
"""How long all may take to come together, before anything has begun."""


class Group(NamedTuple):
    """Who we are among the processes of a training."""

    rank: int
    size: int

    @property
    def leads(self) -> bool:
        """Whether this process shows the training and keeps its files."""
        return self.rank == 0

    def share(self, items: Sequence[Item]) -> Sequence[Item]:
        """The part of the items that this process works on; each has one process."""
        return items[self.rank :: self.size]

    def rows(self, tensor: Any) -> Any:
        """The rows of a tensor (N, …) that this process keeps, as PyTorch divides them: the first
        processes have ceil(N / size) each, the last ones what is left, which may be none."""
        count = -(-len(tensor) // self.size)
        return tensor[self.rank * count : (self.rank + 1) * count]


ALONE = Group(0, 1)


def started() -> Group:
    """As which process of how many torchrun started us."""
    try:
        return Group(int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"]))
    except (KeyError, ValueError):
        return ALONE


def group() -> Group:
    """The processes that have joined; ALONE outside of ``joined``."""
    distributed = sys.modules.get("torch.distributed")
    if distributed is None or not distributed.is_initialized():
        return ALONE
    return Group(distributed.get_rank(), distributed.get_world_size())


@contextmanager
def joined(engine_name: str) -> Iterator[Group]:
    """Train together with the other processes that torchrun started, if it did."""
    if started().size == 1:
        yield ALONE
        return
    if engine_name != "torch":
        raise InputError(
            _("Only the PyTorch engine trains in several processes: choose --engine torch.")
        )
    if find_spec("torch") is None:
        yield ALONE  # the engine will say what to install
        return
    import torch.distributed

    store = _meeting()
    with reaching_others():
        # Numbers on a CPU travel by gloo, those on a GPU by nccl.
        torch.distributed.init_process_group(
            timeout=PATIENCE, store=store, rank=started().rank, world_size=started().size
        )
    try:
        yield group()
    finally:
        torch.distributed.destroy_process_group()
    # gloo's threads let go of their last tensor a little after the wait for it is over. Were Python
    # gone by then, the process would abort with its work done (seen with PyTorch 2.13).
    time.sleep(0.5)


def _meeting() -> Any:
    """Where the processes leave one another their addresses; RunError says why there is none."""
    address, port = _place()
    try:
        store = _store(address, port)
    except RuntimeError as error:
        if not _is_loss(error):
            raise
        if "EADDRINUSE" in str(error):
            raise RunError(
                _(
                    "Port {port} is already taken on this machine: choose another one with "
                    "torchrun's --master-port."
                ).format(port=port)
            ) from None
        raise RunError(
            _(
                "The {count} processes did not come together at {address}, port {port}, within "
                "{minutes} minutes: start all of them, and see that nothing closes that port."
            ).format(
                count=started().size, address=address, port=port, minutes=MEETING.seconds // 60
            )
        ) from None
    store.set_timeout(PATIENCE)
    return store


def _place() -> tuple[str, int]:
    """(address, port) where the leader is met; RunError if what started us has not said so."""
    from socket import getaddrinfo

    me, address, port = started(), os.environ.get("MASTER_ADDR"), os.environ.get("MASTER_PORT", "")
    known = port.isascii() and port.isdigit() and 0 < int(port) < 65536
    if not 0 <= me.rank < me.size or not address or not known:
        raise RunError(
            _(
                "RANK and WORLD_SIZE say that this is one of several processes, but not all of "
                "RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT make sense: let torchrun start "
                "them, or unset RANK and WORLD_SIZE."
            )
        )
    try:
        getaddrinfo(address, int(port))
    except OSError:
        raise RunError(
            _(
                "No machine is called {address} here: check the address of the first machine "
                "(MASTER_ADDR, or torchrun's --master-addr)."
            ).format(address=address)
        ) from None
    return address, int(port)


def _store(address: str, port: int) -> Any:
    """A place of this start's own.

    After the loss of a process torchrun starts all again but keeps its store, where some would find
    the addresses of those that are gone (seen with PyTorch 2.13, which numbers the starts on each
    machine by itself). So the leader draws a name for this start. Who waits for it says hello with
    a number that only this start has, and is answered under that number.
    """
    distributed: Any = sys.modules["torch.distributed"]  # whose types leave its stores out
    me = started()
    if os.environ.get("TORCHELASTIC_USE_AGENT_STORE") != "True":  # the leader opens a new one
        return distributed.TCPStore(address, port, me.size, is_master=me.leads, timeout=MEETING)
    store = distributed.TCPStore(address, port, is_master=False, timeout=MEETING)
    name = number = secrets.token_hex(8)
    if me.leads:
        missing = set(range(1, me.size))
        while missing:
            for rank in list(missing):
                if store.check([f"here {rank} {name}"]):
                    missing.remove(rank)
                elif store.check([f"hello {rank}"]):
                    store.set(f"name for {store.get(f'hello {rank}').decode()}", name)
            time.sleep(0.01)
    else:
        store.set(f"hello {me.rank}", number)
        name = store.get(f"name for {number}").decode()
        store.set(f"here {me.rank} {name}", "")
    return distributed.PrefixStore(name, store)


@contextmanager
def reaching_others() -> Iterator[None]:
    """Says that another process is no longer there."""
    try:
        yield
    except RuntimeError as error:
        if isinstance(error, RunError) or not _is_loss(error):
            raise
        raise RunError(
            _(
                "Another process of this training has ended, and none can go on alone. What was "
                "saved last is whole: go on from it with --resume, with any number of processes."
            )
        ) from None


def _is_loss(error: RuntimeError) -> bool:
    # PyTorch has exceptions of its own for some failures; gloo's are known by their text only.
    kinds = ("DistBackendError", "DistNetworkError", "DistStoreError")
    return type(error).__name__ in kinds or "gloo" in str(error) or "by peer" in str(error)


def total(value: float) -> float:
    """The sum of every process's value, the same for all of them to the bit."""
    if group().size == 1:
        return value
    import torch

    shared = torch.tensor(value, dtype=torch.float64)
    with reaching_others():
        torch.distributed.all_reduce(shared)
    return shared.item()


def told(value: float) -> float:
    """The leader's value, for all."""
    return total(value if group().leads else 0)


def restarted() -> bool:
    """Whether torchrun has started the processes again, after the loss of one on any machine."""
    return total(int(os.environ.get("TORCHELASTIC_RESTART_COUNT", "0"))) > 0


def run_id() -> str:
    """What torchrun calls this run, on all machines and however often it starts it again."""
    return os.environ.get("TORCHELASTIC_RUN_ID", "")


def machines() -> int:
    """How many machines the processes are on, where each has as many."""
    return group().size // int(os.environ.get("LOCAL_WORLD_SIZE", group().size))


def agree(failure: Exception | None, elsewhere: Exception) -> None:
    """If a process has failed, all fail: it with its failure, the others with ``elsewhere``."""
    if total(failure is not None):
        raise failure or elsewhere


@contextmanager
def first_on_this_machine() -> Iterator[None]:
    """One process of each machine goes first; the others find what it has put on the disk."""
    goes_first = os.environ.get("LOCAL_RANK", "0") == "0"
    if not goes_first:
        total(0)
    try:
        yield
    finally:
        # After a failure too: the others will meet it themselves.
        if goes_first:
            total(0)
