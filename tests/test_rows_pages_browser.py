"""Rows of two full texts in a real Chromium: what lights up, what keys and fingers do, what is copied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from archive.catalogue.status import current_documents
from indexer.building import build
from tests.aligned_fixtures import ALIGNED, write_aligned
from tests.test_browser import CONTRAST, PHONE, SMALL_TARGETS, TABLET, WIDE, Visit, box, browser, context, serve
from web import Settings

__all__ = ["browser", "context"]  # fixtures
pytestmark = pytest.mark.browser

DOCUMENT = f"/documents/{ALIGNED.id}"
PAGES = [DOCUMENT, f"{DOCUMENT}?q=借书证#art_6", f"{DOCUMENT}/rows/art_4", "/work", "/work?kind=stale", "/search?q=借书证"]
LIT = "() => [...document.querySelectorAll('.lit')].map(one => one.textContent.trim())"
FOCUSED = "document.activeElement.textContent.trim()"
ZH = "开放时间由图书馆确定，并在入口处公布。"
EN = "Opening hours are set by the library and posted at its entrance."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rows")
    collection, index = write_aligned(folder / "documents"), folder / ".documents.index"
    with current_documents(collection, index, date(2025, 6, 1)) as documents:
        build.update(documents, index)
    with serve(Settings(folder / "documents", index)) as running:
        yield running


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Visit:
    return Visit(context.new_page(), address)


def test_the_sentence_under_the_pointer_lights_up_with_its_counterpart(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    page.locator("#art_2 .zh [data-unit]", has_text="开放时间").hover()
    assert page.evaluate(LIT) == [ZH, EN]
    lit, plain = (
        page.locator("#art_2 .en [data-unit]").nth(n).evaluate("e => getComputedStyle(e).backgroundColor") for n in (1, 0)
    )
    assert lit != plain
    page.locator("#art_2 .en [data-unit]", has_text="Readers obtain").hover()
    assert page.evaluate(LIT) == ["读者凭身份证件办理借书证。", "Readers obtain a library card with their identity document."]
    page.locator("h1").hover()
    assert page.evaluate(LIT) == []
    assert visit.complaints == []


def test_nothing_moves_when_something_lights_up(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    numbers = "one => [one.offsetTop, one.offsetLeft, one.offsetHeight]"
    places = f"() => [...document.querySelectorAll('.row, .row > *')].map({numbers})"
    before = page.evaluate(places)
    page.locator("#art_2 .zh [data-unit]").nth(1).hover()
    assert page.evaluate(places) == before
    page.locator("#art_8 .zh").hover()
    assert page.evaluate(places) == before


def test_arrow_keys_walk_through_the_sentences_of_a_row(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    page.locator("#art_2 > .margin").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == ZH
    assert page.evaluate(LIT) == [ZH, EN]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == EN
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == EN
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#art_2"
    assert page.evaluate(LIT) == []
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#art_2"


def test_sentences_are_no_tab_stops(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    page.locator("#art_2 > .margin").focus()
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert stops == [f"{DOCUMENT}/rows/art_2", "#art_3", f"{DOCUMENT}/rows/art_3"]


def test_a_tap_lights_up_a_sentence_and_its_counterpart(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN")
    page = context.new_page()
    page.goto(address + DOCUMENT)
    page.locator("#art_2 .en [data-unit]", has_text="Opening hours").tap()
    assert page.evaluate(LIT) == [ZH, EN]
    page.locator("#art_4 .zh [data-unit]").first.tap()
    assert ZH not in page.evaluate(LIT)
    assert page.evaluate(LIT) != []
    context.close()


def test_the_score_of_a_weak_row_shows_when_it_is_looked_at(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    score = page.locator("#art_8 .score")
    visible = "e => getComputedStyle(e).opacity"
    assert score.evaluate(visible) == "0"
    assert "match" in page.locator("#art_8 > .margin").aria_snapshot()  # a screen reader has it all the time
    page.locator("#art_8 > .margin").focus()
    assert score.evaluate(visible) == "1"
    edge = "e => getComputedStyle(e, '::before').borderLeftStyle"
    assert [page.locator(f"#{row}").evaluate(edge) for row in ("art_8", "art_2")] == ["dashed", "none"]
    page.locator("h1").hover()
    page.locator("#art_1 > .margin").focus()
    assert score.evaluate(visible) == "0"
    page.locator("#art_8 .en").hover()
    assert score.evaluate(visible) == "1"


def test_a_passage_is_copied_as_quotation_reference_and_address(visit: Visit, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go(DOCUMENT)
    link = page.locator("#art_7 > .quote")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#art_7 + .quoting").wait_for()
    assert link.get_attribute("aria-expanded") == "true"
    copied = []
    for number in range(3):
        page.locator(".quoting button").nth(number).click()
        page.locator(".quoting button", has_text="copied").nth(number).wait_for()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied[0].split("\n") == [
        "图书馆每年三月向市文化局报送上一年度的借阅统计。",
        "Every year in April, libraries report the lending statistics of the previous year to the municipal bureau of culture.",
        f"— Article 7 of {ALIGNED.title.en} (示文发〔2025〕4号); English: translation, Example Translators",
    ]
    assert "[A/OL]. Article 7(2025-02-01)[" in copied[1]
    assert copied[2] == f"{visit.address}{DOCUMENT}#art_7"
    with page.expect_download() as download:
        page.locator(".quoting .formats a", has_text="TMX").click()
    assert download.value.suggested_filename == f"{ALIGNED.id} art_7.tmx"
    link.click()
    assert page.locator(".quoting").count() == 0
    assert link.get_attribute("aria-expanded") == "false"
    assert page.url.endswith(DOCUMENT)
    assert visit.complaints == []


def test_a_passage_is_quoted_with_the_keyboard_alone(visit: Visit, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go(DOCUMENT)
    mark = page.locator("#art_7 > .quote")
    assert mark.get_attribute("aria-expanded") == "false"
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(".quoting:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".quoting .views [aria-current]:focus", has_text="Chinese only").wait_for()
    assert "Every year" not in page.locator(".quoting blockquote").inner_text()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text="copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").endswith("第七条")
    page.keyboard.press("Escape")
    assert page.locator(".quoting").count() == 0
    assert mark.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.className") == "quote"
    assert visit.complaints == []


def test_without_scripts_a_passage_has_a_page_to_copy_from(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(address + DOCUMENT)
    page.locator("#art_6").hover()
    page.locator("#art_6 > .quote").click()
    assert page.url == f"{address}{DOCUMENT}/rows/art_6"
    assert "— Article 6 of Measures" in page.locator("blockquote").inner_text()
    assert page.locator("button[type=button]").count() == 0
    page.locator("h1 a").click()
    assert page.url.endswith(f"{DOCUMENT}#art_6")
    page.locator(".alignment-line a").first.click()
    assert page.url.endswith("#art_9")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    page = visit.go(path)
    for size in (WIDE, TABLET, PHONE, ViewportSize(width=320, height=600)):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert visit.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_targets_are_large_enough_on_a_phone(visit: Visit, path: str) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.go(path)
    assert page.evaluate(SMALL_TARGETS, ".text, .quoting dd:has(> [data-copy]), .skip") == []


@pytest.mark.parametrize("path", PAGES)
def test_contrast_is_enough(visit: Visit, path: str) -> None:
    page = visit.go(path)
    if path == DOCUMENT:
        page.locator("#art_8 > .quote").click()
        page.locator(".quoting").wait_for()
        page.locator("#art_8 .zh [data-unit]").first.hover()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(CONTRAST) == []


def test_on_paper_there_are_no_marks_of_the_screen(visit: Visit) -> None:
    page = visit.go(DOCUMENT)
    page.emulate_media(media="print")
    page.set_viewport_size(ViewportSize(width=700, height=1000))
    assert [page.locator(one).first.is_visible() for one in (".quote", ".alignment-line", ".downloads", ".score")] == [False] * 4
    zh, en = box(page, "#art_2 .cell.zh"), box(page, "#art_2 .cell.en")
    assert abs(zh["y"] - en["y"]) <= 6
    assert page.pdf().startswith(b"%PDF")
