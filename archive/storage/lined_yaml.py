"""YAML that knows its lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from archive.errors import Problem


class LinedMapping(dict[str, Any]):
    """A mapping that knows the line (1-based) of itself and of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml is several times faster where there is one
    pass


def _construct(loader: Any, node: yaml.MappingNode) -> LinedMapping:
    mapping = LinedMapping(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands here twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
        mapping.lines[key] = key_node.start_mark.line + 1
    return mapping


def _construct_day(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value} is no date ({error}), write one such as 2024-05-01", node.start_mark
        ) from error


_Loader.add_constructor("tag:yaml.org,2002:map", _construct)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)


_UNREADABLE = (yaml.YAMLError, ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError)
"""What PyYAML raises for text that is none, and for tags such as ``!!bool foo``."""


def load(text: str, path: Path, problems: list[Problem], first_line: int = 1) -> LinedMapping:
    """The mapping that a YAML text holds; what does not parse is recorded and gives an empty mapping."""
    try:
        data = yaml.load("\n" * (first_line - 1) + text, Loader=_Loader)  # noqa: S506 - built on the safe loader
    except _UNREADABLE as error:
        problems.append(Problem("error", _what(error), _line(error, text, first_line), path))
        return LinedMapping(first_line)
    if not isinstance(data, LinedMapping):
        problems.append(Problem("error", "expected lines of the form `key: value`", first_line, path))
        return LinedMapping(first_line)
    return data


def _what(error: Exception) -> str:
    what = " ".join(
        str(getattr(error, "problem", None) or getattr(error, "reason", None) or error or type(error).__name__).split()
    )
    return f"this is not valid YAML: {what}; mend the line or put the value in quotes"


def _line(error: Exception, text: str, first_line: int) -> int:
    """Where the parser stopped; the first line where it does not say."""
    mark, position = getattr(error, "problem_mark", None), getattr(error, "position", None)
    if mark:
        return int(mark.line) + 1
    return first_line + text.count("\n", 0, position) if isinstance(position, int) else first_line


def dump(data: dict[str, Any]) -> str:
    """Block-style YAML, keys in the given order, no aliases."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True
