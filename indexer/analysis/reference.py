"""What a reference is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """``folded[start:end]`` refers to any of ``forms`` (usually one), which lies in each of ``coarser``.

    2024年4月15日: ``date:2024-04-15`` in ``date:2024-04`` and ``date:2024``. 第二十条第二款: ``art:20/para:2`` in ``art:20``.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    coarser: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        """The form it is known by."""
        return self.forms[0]
