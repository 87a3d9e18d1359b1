"""README says what there is: every command, option, setting, facet and dependency."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import click
import pytest

from archive.cli import main
from indexer.engine import FACETS
from web.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"`archive {name}" in README


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_is_documented(name: str) -> None:
    for option in (*main.commands[name].params, *main.params):
        if isinstance(option, click.Option):
            assert any(f"`{flag}" in README for flag in option.opts), f"{name} {option.opts}"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert all(option.help or option.name in ("sort", "as_json") for option in command.params if isinstance(option, click.Option))


def test_every_setting_of_the_pages_is_documented() -> None:
    for field in dataclasses.fields(Settings):
        assert f"`{field.name}`" in README, field.name


def test_every_facet_is_documented() -> None:
    [listed] = re.findall(r"\*\*Facets\*\*: ([^.]*)\.", README)
    assert [name for name in FACETS if name not in listed] == []


def test_every_dependency_has_its_reason_and_a_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[><=; ]", requirement)[0]
        assert re.search(rf"^\|[^|]*\b{name}\b[^|]*\|", README, re.MULTILINE), name
        assert f"\n{name}==" in f"\n{lock}", name
        assert ">=" in requirement, requirement


def test_exactly_one_whoosh_is_installed() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^(whoosh[a-z0-9-]*)==", lock, re.MULTILINE) == ["whoosh-reloaded"]
