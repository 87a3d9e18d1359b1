"""Searching in a real Chromium: suggestions, chips, and that the pages fit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.test_browser import (  # noqa: F401 - fixtures
    CONTRAST,
    PHONE,
    SMALL_TARGETS,
    TABLET,
    WIDE,
    Visit,
    address,
    browser,
    context,
    visit,
)

pytestmark = pytest.mark.browser

PAGES = [
    "/search?q=器官捐献",
    "/search?q=谁可以查阅器官捐献的档案？",
    "/search?q=示档发〔2024〕7号",
    "/search?q=donatoin",
    "/search?q=donatoin&exact=1",
    "/search?q=器官&type=意见&to=2000",
    "/documents/demo-2024-7/like",
    "/documents/demo-2024-7/like/art_1",
]


def offered(page: Page, words: str) -> list[str]:
    """What is offered after words were typed into the box."""
    page.locator("input[name=q]").first.press_sequentially(words)
    page.locator(".suggestions [role=option]").first.wait_for()
    return page.locator(".suggestions [role=option]").all_inner_texts()


def test_suggestions_are_a_combobox_for_keys(visit: Visit) -> None:  # noqa: F811 - the fixture
    page = visit.go("/")
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    assert any("器官" in one for one in offered(page, "qiguan"))
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".suggestions [aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "qiguan"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/documents/" in url or "/search" in url)
    assert visit.complaints == []


def test_a_suggestion_can_be_clicked_and_enter_without_one_searches(visit: Visit) -> None:  # noqa: F811
    page = visit.go("/")
    offered(page, "器官")
    page.locator(".suggestions a").first.click()
    page.wait_for_url(lambda url: "/documents/" in url or "/search" in url)
    page = visit.go("/")
    offered(page, "器官")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")


def test_an_input_method_is_left_alone(visit: Visit) -> None:  # noqa: F811
    """While characters are being composed nothing is asked for, and Enter and arrows are the input method's."""
    page = visit.go("/")
    box = page.get_by_role("combobox")
    box.focus()
    send = "(e, [name, more]) => e.dispatchEvent(new (name.startsWith('key') ? KeyboardEvent : InputEvent)(name, more))"
    box.evaluate("e => { e.value = '器官' }")
    box.evaluate(send, ["input", {"isComposing": True}])
    page.wait_for_timeout(400)
    assert [url for url in visit.requests if "/api/suggest" in url] == []
    box.evaluate("e => e.dispatchEvent(new CompositionEvent('compositionend'))")
    page.locator(".suggestions [role=option]").first.wait_for()
    box.evaluate(send, ["keydown", {"key": "ArrowDown", "isComposing": True}])
    assert box.get_attribute("aria-activedescendant") is None


def test_chips_and_what_was_meant_without_scripts(browser: Browser, address: str) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")  # noqa: F811
    page = context.new_page()
    page.goto(address + "/")
    page.locator("main input[name=q]").fill("器官捐献")
    page.locator("main form[role=search] button").click()
    page.locator(".expansions a.on").first.click()
    assert page.locator(".expansions a.off").count() == 1
    page.locator(".expansions a.off").click()
    assert page.locator(".expansions a.off").count() == 0
    page.goto(address + "/search?q=donatoin")
    page.locator(".suggestion a").first.click()
    assert page.locator(".nothing").count() == 1
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_a_search_fit(visit: Visit, path: str) -> None:  # noqa: F811
    page = visit.go(path)
    for size in (WIDE, TABLET, PHONE, ViewportSize(width=320, height=600)):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        if size is PHONE:
            assert page.evaluate(SMALL_TARGETS, ".skip, .nothing li") == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(CONTRAST) == []
    assert [one for one in visit.complaints if "Canvas2D" not in one] == []  # of the measurement itself
