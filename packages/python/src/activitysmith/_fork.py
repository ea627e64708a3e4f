"""What a forked process must not go on with: locks that other threads held, calls that ran, connections."""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class Forked(Protocol):
    """What has some of that."""

    def forked(self) -> None:
        """Called in a new process, before anything else is."""


_there: WeakSet[Forked] = WeakSet()


def tell_of_forks(one: Forked) -> None:
    """Has it told as long as it is there."""
    _there.add(one)


def _tell() -> None:
    for one in list(_there):
        one.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_tell)
