"""The pages in a real Chromium: where things stand, what keys do, and that nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from archive.store import Collection
from indexer.building import build
from tests.web_fixtures import write_collection
from web import Settings, create_app

pytestmark = pytest.mark.browser

WIDE, TABLET, PHONE = (
    ViewportSize(width=1440, height=900),
    ViewportSize(width=820, height=1100),
    ViewportSize(width=390, height=844),
)
SMALL_TARGETS = """inText => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')]
    .filter(target => target.offsetParent && !target.closest(inText))
    .map(target => [target.outerHTML.slice(0, 90), target.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
SHIPPED = Path(__file__).parent.parent / "documents"
PAGES = ["/", "/about", "/search", "/search?q=器官捐献&type=规则", "/search?q=没有这样的话", "/documents/demo-2024-7", "/nowhere"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install one (apt-get install chromium)")
        pytest.skip("no Chromium on this machine")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@contextmanager
def serve(settings: Settings) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    build.update(write_collection(folder / "documents"), folder / "index")
    with serve(Settings(folder / "documents", folder / "index")) as running:
        yield running


@dataclass
class Visit:
    """A page somebody looks at, with everything it asked for and complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=WIDE, locale="en-US")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Visit:
    return Visit(context.new_page(), address)


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found, selector
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def first_lines(page: Page) -> list[tuple[str, float, float]]:
    """Of each row with both languages: its id, and the middle of each cell's first line."""
    script = """() => [...document.querySelectorAll('.row')].map(row => {
        const middle = side => {
            const text = row.querySelector(`.cell.${side}:not(.missing) .text`);
            if (!text) return null;
            const line = text.getClientRects()[0];
            return (line.top + line.bottom) / 2;
        };
        return [row.id, middle('zh'), middle('en')];
    }).filter(([, zh, en]) => zh !== null && en !== null)"""
    return [(row, zh, en) for row, zh, en in page.evaluate(script)]


def test_both_cells_of_a_row_start_level_however_long_they_run(visit: Visit) -> None:
    for path in ("/documents/demo-2024-7", "/documents/demo-2024-9"):
        page = visit.go(path)
        lines = first_lines(page)
        assert len(lines) >= 3
        assert [row for row, zh, en in lines if abs(zh - en) > 4] == []
    page = visit.go("/documents/demo-2024-9")
    zh, en = box(page, "#sec_1__para_1 .cell.zh"), box(page, "#sec_1__para_1 .cell.en")
    assert abs(zh["y"] - en["y"]) <= 6
    assert zh["x"] + zh["width"] <= en["x"]


def test_the_number_hangs_between_the_columns(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    zh, margin, en = (box(page, f"#art_1 {part}") for part in (".cell.zh", ".margin", ".cell.en"))
    assert zh["x"] + zh["width"] <= margin["x"] + 1
    assert margin["x"] + margin["width"] <= en["x"] + 1
    assert box(page, "#art_2")["y"] >= max(zh["y"] + zh["height"], en["y"] + en["height"])


def test_points_are_indented_alike_in_both_columns(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    script = """([id, side]) => {
        const cell = document.querySelector(`#${id} .cell.${side}`), left = cell.getBoundingClientRect().left;
        return [cell.querySelector('.label').getBoundingClientRect().left - left, parseFloat(getComputedStyle(cell).paddingLeft)];
    }"""
    zh, en = (page.evaluate(script, ["art_2__para_1__point_1", side]) for side in ("zh", "en"))
    assert zh == en
    label, indentation = zh
    assert label < 1
    assert indentation > 30


def test_the_view_switch_and_its_key(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7#art_2")
    page.get_by_role("link", name="Chinese only").click()
    page.wait_for_url("**/documents/demo-2024-7?view=zh#art_2")
    assert page.locator(".row .cell.zh").count() > 0
    assert page.locator(".row .cell.en").count() == 0
    page.keyboard.press("v")
    page.wait_for_url("**/documents/demo-2024-7#art_2")
    assert page.locator(".row .cell.en").count() > 0


def test_on_a_phone_the_original_stands_over_its_translation(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.go("/documents/demo-2024-7")
    label, zh, en = (box(page, f"#art_1 {part}") for part in (".margin", ".cell.zh", ".cell.en"))
    assert label["y"] + label["height"] <= zh["y"] + 1
    assert zh["y"] + zh["height"] <= en["y"]
    assert abs(zh["x"] - en["x"]) < 2


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(visit: Visit, path: str) -> None:
    page = visit.go(path)
    for size in (WIDE, TABLET, PHONE, ViewportSize(width=320, height=600)):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_and_nothing_breaks_the_policy(visit: Visit, path: str) -> None:
    visit.go(path).wait_for_load_state("networkidle")
    assert visit.complaints == []
    assert len(visit.requests) > 5
    assert [url for url in visit.requests if not url.startswith(visit.address + "/")] == []


@pytest.mark.parametrize("path", PAGES)
def test_targets_are_large_enough_on_a_phone(visit: Visit, path: str) -> None:
    """24 px, or a link inside running text, which WCAG 2.5.8 leaves out."""
    visit.page.set_viewport_size(PHONE)
    page = visit.go(path)
    assert page.evaluate(SMALL_TARGETS, ".prose p, .prose li, dd, .skip, .nothing li, .abstract") == []


@pytest.mark.parametrize("path", [*PAGES, "/documents/demo-2024-7?q=器官捐献#art_1"])
def test_contrast_is_enough(visit: Visit, path: str) -> None:
    """4.5 : 1 for all text that is not decoration (WCAG 1.4.3)."""
    page = visit.go(path)
    page.emulate_media(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert page.evaluate(CONTRAST) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
    const ground = element => {
        const layers = [];
        for (let e = element; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };
    const low = [];
    for (const element of document.querySelectorAll('body *')) {
        const says = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        if (!says || !element.checkVisibility() || element.closest('[aria-hidden=true], .skip, .unseen')) continue;
        const below = ground(element), ink = over(rgba(getComputedStyle(element).color), below);
        const [a, b] = [light(ink), light(below)].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) low.push(`${element.outerHTML.slice(0, 80)} ${ratio.toFixed(2)}`);
    }
    return low;
}"""


def test_from_a_result_to_the_marked_passage(visit: Visit) -> None:
    page = visit.go("/")
    page.keyboard.press("/")
    page.keyboard.type("器官捐献")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.locator(".passage-label").first.click()
    page.wait_for_url("**/documents/**")
    row = page.locator(".row:target, .row:has(> .alias:target)")
    assert row.locator("mark").first.inner_text() == "器官捐献"
    assert row.bounding_box()["y"] < WIDE["height"]  # type: ignore[index]


def test_keys_walk_through_passages_and_marks(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7?q=器官捐献")
    focused = "document.activeElement.closest('.row')?.id"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "chp_1"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "art_1"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "chp_1"
    page.keyboard.press("]")
    assert page.evaluate("document.activeElement.tagName + document.activeElement.textContent") == "MARK器官捐献"


def test_keys_can_be_switched_off_for_good(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    page.get_by_label("Keyboard shortcuts").uncheck()
    page = visit.go("/documents/demo-2024-9")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.row')") is None


def test_everything_can_be_reached_by_tab_and_shows_focus(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box(page, ".skip")["x"] >= 0
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") in ("solid", "auto")
        if "#art_120_1" in reached and "/documents/demo-2024-9" in reached:
            break
    assert {"#art_1", "#art_120_1", "/documents/demo-2024-7?view=zh", "/documents/demo-2024-9"} <= reached


def test_a_permalink_marks_its_passage_and_copies_its_address(visit: Visit, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go("/documents/demo-2024-7?q=器官")
    page.locator("#art_2 > .margin").click()
    assert page.url.endswith("#art_2")
    page.locator(".copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.address}/documents/demo-2024-7#art_2"
    plain, current = (page.locator(f"#{row}").evaluate("e => getComputedStyle(e).backgroundColor") for row in ("art_1", "art_2"))
    assert plain != current


def test_an_alias_leads_to_its_article(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7#art_120_1__para_1")
    assert page.locator(".row:has(> .alias:target)").get_attribute("id") == "art_120_1"


def test_pointing_at_a_passage_tints_its_counterpart(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    background = "e => getComputedStyle(e).backgroundColor"
    before = page.locator("#art_1 .cell.en").evaluate(background)
    page.locator("#art_1 .cell.zh").hover()
    assert page.locator("#art_1 .cell.en").evaluate(background) != before


def test_the_contents_follow_the_reader(visit: Visit) -> None:
    visit.page.set_viewport_size(ViewportSize(width=1440, height=400))
    page = visit.go("/documents/demo-2024-7")
    page.locator("#art_1").evaluate("e => e.scrollIntoView()")
    page.locator(".contents a[aria-current=location][href='#art_1']").wait_for()
    assert page.locator(".contents a[aria-current]").count() == 1


def test_the_language_switch_stays_at_the_passage(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7?q=器官#art_2")
    page.locator("a.language").click()
    page.wait_for_url("**/documents/demo-2024-7?q=**#art_2")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_without_scripts_everything_is_there(browser: Browser, address: str, size: ViewportSize) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(address + "/search?q=器官捐献")
    if size is PHONE:
        page.locator(".facets > summary").click()
    page.locator(".facet-value", has_text="Rules").click()
    assert page.locator(".chips li").count() == 1
    page.locator(".result h2 a").first.click()
    assert page.locator(".row mark").count() > 0
    if size is PHONE:
        page.locator(".contents > summary").click()
    page.locator(".contents a[href='#art_2']").click()
    assert page.url.endswith("#art_2")
    context.close()


def test_on_a_wide_screen_contents_and_facets_need_no_button(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    assert page.locator(".contents a[href='#art_1']").is_visible()
    assert not page.locator(".contents > summary").is_visible()
    page = visit.go("/search")
    assert page.locator(".facet-value").first.is_visible()


def test_on_paper_there_are_two_columns_and_no_furniture(visit: Visit) -> None:
    page = visit.go("/documents/demo-2024-7")
    page.emulate_media(media="print")
    page.set_viewport_size(ViewportSize(width=700, height=1000))
    zh, en = box(page, "#art_1 .cell.zh"), box(page, "#art_1 .cell.en")
    assert zh["x"] + zh["width"] <= en["x"]
    assert abs(zh["y"] - en["y"]) <= 6
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".contents").is_visible()
    assert page.locator(".facts").get_by_text(f"{visit.address}/documents/demo-2024-7").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_every_shipped_document_keeps_its_rows_level(context: BrowserContext, tmp_path: Path) -> None:
    ids = Collection(SHIPPED).ids()
    assert ids
    with serve(Settings(SHIPPED, tmp_path / "index")) as running:
        visit = Visit(context.new_page(), running)
        for document_id in ids:
            lines = first_lines(visit.go(f"/documents/{document_id}"))
            assert [row for row, zh, en in lines if abs(zh - en) > 4] == []
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
    assert visit.complaints == []
