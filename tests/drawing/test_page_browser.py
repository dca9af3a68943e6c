"""
The page of a story in a real browser, without a net.

The tests need Chromium, which they find on the path; `ORGCHART_REQUIRE_BROWSER=1` turns its
absence into a failure.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import orgchart
from orgchart.drawing import draw
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.charts.chart_view import ChartView
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.page import page as page_of
from orgchart.drawing.page import static_page
from orgchart.drawing.texts.escape import clean
from tests.drawing.acme import acme
from tests.drawing.hostile import HOSTILE, solid
from tests.drawing.test_page import (
    ORGANISATION,
    acme_story,
    crowd,
    example_story,
    story_of,
)
from tests.drawing.test_page import example as drawn_example
from tests.examples.openai import openai

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: Tells the test of whatever the policy of the page forbids.
WATCH = (
    "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))"
)

#: The height of the smallest letters on the screen, in pixels.
SMALLEST = """() => Math.min(...[...document.querySelectorAll("text, p, li, span, button, small")]
    .filter(e => e.textContent.trim() && e.getClientRects().length)
    .map(e => parseFloat(getComputedStyle(e).fontSize)
         * (e.ownerSVGElement ? Math.abs(e.getScreenCTM().a) : 1)))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = f"no browser is on the path: {', '.join(NAMES)}"
        if os.environ.get("ORGCHART_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the example."""
    return drawn_example().save(tmp_path_factory.mktemp("page") / "openai.html")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the company with every state."""
    return draw(acme()).save(tmp_path_factory.mktemp("page") / "acme.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page full of hostile texts."""
    path = tmp_path_factory.mktemp("page") / "hostile.html"
    path.write_bytes(page_of(story_of(crowd()), words=ENGLISH))
    return path


class Visit:
    """A page in a window of its own; leaving it checks that it was quiet."""

    def __init__(self, browser: Browser, path: Path, at: str = "", **options: Any) -> None:  # noqa: ANN401 - those of Playwright
        options.setdefault("reduced_motion", "reduce")
        self.context = browser.new_context(**options)
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.heard: list[str] = []
        self.asked: list[str] = []
        self.url = path.as_uri()
        self.page.on("console", lambda said: self.heard.append(said.text))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{self.url}{at}")

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert not self.heard
            assert {self.url} == {url.partition("#")[0] for url in self.asked}


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds: the policy forbids what Playwright itself waits with."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(30)
    pytest.fail(f"it never came to this: {condition}")


def date(page: Page) -> str:
    """Return the date that is shown."""
    return page.inner_text("#date")


def shown(page: Page) -> dict[str, str]:
    """Return the cards that are shown, by id, with what they are called."""
    cards: dict[str, str] = page.eval_on_selector_all(
        "#layers .card", "all => Object.fromEntries(all.map(c => [c.id, c.ariaLabel]))"
    )
    return cards


def ids(page: Page, look: str) -> set[str]:
    """Return the ids of the cards with a class."""
    found: Sequence[str] = page.eval_on_selector_all(
        f"#layers .card.{look}", "all => all.map(c => c.id)"
    )
    return set(found)


def test_quiet_and_small(browser: Browser, example: Path) -> None:
    """The page asks for nothing, says nothing, and shows the last date."""
    assert example.stat().st_size < 1_000_000
    with Visit(browser, example) as page:
        frames = example_story().frames
        assert date(page) == frames[-1].label
        assert page.inner_text("#headline") == frames[-1].headline
        assert shown(page) == {card: d.says for card, d in frames[-1].details.items()}
        assert page.title() == ENGLISH.web_title.format("OpenAI")


def test_every_date_shows_its_cards(browser: Browser, company: Path) -> None:
    """Going through all dates by keys, each has its cards in reading order; ids are stable."""
    frames = acme_story().frames
    with Visit(browser, company) as page:
        page.keyboard.press("Home")
        for frame in frames:
            assert date(page) == frame.label
            assert list(shown(page)) == [card.id for card in frame.scene.cards]
            assert page.evaluate("document.querySelectorAll('[id]').length") == page.evaluate(
                "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
            )
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        assert date(page) == frames[-2].label


def test_slider_by_keys(browser: Browser, company: Path) -> None:
    """The slider has a step for each date and says it in words."""
    frames = acme_story().frames
    with Visit(browser, company) as page:
        slider = page.get_by_role("slider", name=ENGLISH.web_dates)
        slider.focus()
        page.keyboard.press("Home")
        assert date(page) == frames[0].label
        page.keyboard.press("ArrowRight")
        assert date(page) == frames[1].label
        said = slider.get_attribute("aria-valuetext") or ""
        assert frames[1].label in said
        assert frames[1].headline in said
        page.keyboard.press("End")
        assert date(page) == frames[-1].label
        assert page.get_by_role("button", name=ENGLISH.web_next).is_disabled()


def test_what_changed_is_told(browser: Browser, company: Path) -> None:
    """Each date lists its changes, and the region is announced."""
    frames = acme_story().frames
    with Visit(browser, company, f"#{frames[3].id}") as page:
        assert page.get_attribute("#now", "aria-live") == "polite"
        told = page.locator("#news li").all_inner_texts()
        assert told == list(frames[3].changes)
        page.get_by_text(ENGLISH.web_outline).click()
        page.locator("#more li").first.wait_for()
        assert page.locator("#more li").count() == len(frames[3].scene.cards)


def test_play(browser: Browser, company: Path) -> None:
    """Space plays from the beginning and pauses."""
    frames = acme_story().frames
    with Visit(browser, company, f"#{frames[0].id}") as page:
        page.clock.install()
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        page.keyboard.press(" ")
        assert page.get_by_role("button", name=ENGLISH.web_pause).is_visible()
        page.clock.run_for(2000)
        assert date(page) == frames[1].label
        page.clock.run_for(1900)
        assert date(page) == frames[2].label
        page.keyboard.press(" ")
        page.clock.run_for(8000)
        assert date(page) == frames[2].label


def test_cards_slide_unless_motion_is_not_wanted(browser: Browser, company: Path) -> None:
    """With motion, things are on their way after a step; without, nothing ever moves."""
    moving = "document.getAnimations().filter(a => a.playState === 'running').length"
    for wish, least, most in (("reduce", 0, 0), ("no-preference", 1, 1000)):
        with Visit(browser, company, reduced_motion=wish) as page:
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
            assert least <= page.evaluate(moving) <= most
            until(page, f"{moving} === 0")
            frame = acme_story().frames[-3]
            assert list(shown(page)) == [card.id for card in frame.scene.cards]
            assert page.locator("[aria-hidden] .card").count() == 0


def test_details_on_hover_and_focus(browser: Browser, example: Path) -> None:
    """A card tells who, since when and whence; a click holds it, Escape closes it."""
    with Visit(browser, example, "#2023-11-20") as page:
        page.hover("#n-post-ceo")
        card = page.locator("#card")
        card.wait_for()
        assert card.locator(".who").inner_text() == "Emmett Shear"
        assert "21 November 2023, 22:28" in card.inner_text()
        assert card.locator(".sources li").count() > 1
        for link in card.locator("a").all():
            assert (link.get_attribute("href") or "").startswith("https://")
            assert "noopener" in (link.get_attribute("rel") or "")
        page.mouse.move(2, 2)
        card.wait_for(state="hidden")
        page.focus("#n-post-ceo")
        assert card.is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#card') !== null")
        page.keyboard.press("Escape")
        assert card.is_hidden()
        assert page.evaluate("document.activeElement.id") == "n-post-ceo"


def test_tab_goes_through_the_cards(browser: Browser, company: Path) -> None:
    """Cards take the focus in reading order, as buttons with a name."""
    with Visit(browser, company) as page:
        cards = list(shown(page))
        page.focus(f"#{cards[0]}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == cards[1]
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.id") in cards
        assert page.get_attribute(f"#{cards[0]}", "role") == "button"


def test_search(browser: Browser, example: Path) -> None:
    """A person is found by a part of the name, their cards marked, their dates gone through."""
    with Visit(browser, example, "#2012") as page:
        page.keyboard.press("/")
        page.keyboard.type("shear")
        assert page.locator("#found [role=option]").all_inner_texts()[0].startswith("Emmett Shear")
        page.keyboard.press("Enter")
        assert date(page) == "19 November 2023, 21:00"
        assert ids(page, "hit") == {"n-post-ceo"}
        page.get_by_role("button", name=ENGLISH.web_clear).click()
        assert ids(page, "hit") == set()
        page.keyboard.type("lukasz")
        assert page.locator("#found [role=option]").count() == 1
        page.keyboard.press("Escape")
        page.fill("#find", "nobody at all")
        assert page.inner_text("#found") == ENGLISH.web_nobody


def test_next_date_of_a_person(browser: Browser, company: Path) -> None:
    """The buttons beside the name lead to the next date at which the person's cards are others."""
    with Visit(browser, company) as page:
        page.keyboard.press("Home")
        page.fill("#find", "Ida Lovelace")
        page.keyboard.press("Enter")
        before = ids(page, "hit")
        assert before == {"n-seat-lead--ida"}
        while "n-post-chief-sci" not in ids(page, "hit"):
            page.get_by_role("button", name=ENGLISH.web_next_of.format("Ida Lovelace")).click()
        assert "Ida Lovelace" in shown(page)["n-post-chief-sci"]


def test_comparison_of_the_coup(browser: Browser, example: Path) -> None:
    """Two dates in one picture: five left the board, two joined, one stayed."""
    with Visit(browser, example, "#2023-11-16..2023-11-30") as page:
        assert "5 left 2 joined 1 stayed" in " ".join(page.inner_text("#headline").split())
        assert ids(page, "d-joined") == {
            "n-member-board--bret-taylor",
            "n-member-board--larry-summers",
        }
        left = page.locator("#news section").first
        assert left.locator("h3").inner_text() == ENGLISH.web_left
        assert {name.strip() for name in left.locator("li b").all_inner_texts()} == {
            "Sam Altman",
            "Helen Toner",
            "Ilya Sutskever",
            "Tasha McCauley",
            "Greg Brockman",
        }
        struck = page.locator(".d-left text").first
        assert struck.evaluate("t => getComputedStyle(t).textDecorationLine") in {
            "line-through",
            "none",
        }
        assert page.locator(".chip").count() == 6  # two joined, four left at places of their own
        assert "Greg Brockman, Chair of the board" in left.inner_text()
        assert page.locator(".chip .struck").count() == 0
        line = "t => getComputedStyle(t).textDecorationLine"
        sam = page.locator("#n-member-board--sam-altman-before, #n-member-board--sam-altman")
        said = {t.inner_html(): t.evaluate(line) for t in sam.locator("text:not(.mark)").all()}
        assert said["Sam Altman"] == said["Director"] == "line-through"
        assert said["also Chief Executive"] == "none"


def test_comparison_of_the_company(browser: Browser, company: Path) -> None:
    """Who left, joined, moved, took over: each where the data say so."""
    with Visit(browser, company, "#2023-12-01..2024-05-01") as page:
        chips = page.locator(".chip").all_text_contents()
        assert "n-post-chief-sci" in ids(page, "d-role")
        assert "Cat Ito" in chips
        assert "n-post-cto" in ids(page, "d-left")
        assert "n-post-fac" in ids(page, "d-moved")
        assert "n-member-board--wes" in ids(page, "d-joined")
        assert chips.count("Cat Ito") == 1  # as chief scientist, not where Wes Anderson sits now
        assert "n-post-ceo" in ids(page, "d-same")
        told = page.inner_text("#news")
        assert "Head of Facilities" in told
        assert "Eve Moneypenny" in told


def test_comparison_by_hand(browser: Browser, company: Path) -> None:
    """The button opens a comparison, sliders choose both dates, Escape ends it."""
    frames = acme_story().frames
    with Visit(browser, company) as page:
        page.get_by_role("button", name=ENGLISH.web_compare).click()
        earlier = page.get_by_role("slider", name=ENGLISH.web_earlier)
        later = page.get_by_role("slider", name=ENGLISH.web_later)
        earlier.focus()
        page.keyboard.press("Home")
        assert date(page) == ENGLISH.span.format(frames[0].label, frames[-1].label)
        later.focus()
        page.keyboard.press("ArrowLeft")
        assert page.url.endswith(f"#{frames[0].id}..{frames[-2].id}")
        page.get_by_text(ENGLISH.web_between).click()
        assert page.locator(".log > li").count() == len(frames) - 2
        page.keyboard.press("Escape")
        assert date(page) == frames[-2].label
        assert ids(page, "d-same") == set()


def test_nothing_changed_between_equal_dates(browser: Browser, company: Path) -> None:
    """A date compared with itself has no change."""
    with Visit(browser, company, "#2024-05..2024-05") as page:
        assert ids(page, "d-same") == set(shown(page))
        assert ENGLISH.no_change in page.inner_text("#news")


def test_theme(browser: Browser, company: Path) -> None:
    """The page follows the system, the button overrides it, and every colour is defined."""
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    with Visit(browser, company, color_scheme="dark") as page:
        assert page.evaluate(ground) == "rgb(13, 17, 23)"
        page.get_by_role("button", name=ENGLISH.web_light).click()
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        fill = "getComputedStyle(document.querySelector('#layers .card text:not(.mark)')).fill"
        assert page.evaluate(fill) == "rgb(31, 35, 40)"
        page.get_by_role("button", name=ENGLISH.web_dark).click()
        assert page.evaluate(fill) == "rgb(240, 246, 252)"


@pytest.mark.parametrize(
    "day",
    ["2023-09", "2023-10-01", "2023-11-16", "2023-11-17", "2023-11-20", "2023-11", "2024-05-14"],
)
def test_days_are_shown_as_they_close(browser: Browser, example: Path, day: str) -> None:
    """A link to a day shows the people and the headline that the history has at its close."""
    chart = still(openai(), day)
    slots = [*chart.slots.values(), *(slot for body in chart.bodies for slot in body.slots)]
    with Visit(browser, example, f"#{day}") as page:
        assert page.inner_text("#headline") == chart.remarks[0]
        (frame,) = [one for one in example_story().frames if one.label == date(page)]
        assert set(shown(page)) == set(frame.details)
        people = {name for detail in frame.details.values() for name in detail.names}
        assert people == {holder.name for slot in slots for holder in slot.face.holders}


def still(history: orgchart.History, day: str) -> Chart:
    """Return the chart of a day as a picture shows it."""
    (view,) = draw(history.at(day)).pages
    assert isinstance(view, ChartView)
    return view.chart


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2022-06-01", "2023-12-01"),
        ("2023-12-01", "2024-03-15"),
        ("2023-12-01", "2024-06-20"),
        ("2024-02-10", "2024-03-15"),
    ],
)
def test_comparison_counts_people_as_pictures_do(
    browser: Browser, company: Path, before: str, after: str
) -> None:
    """Who left, came, took a role or stayed: as many as in the picture of the difference."""
    (view,) = draw(acme().diff(before, after)).pages
    assert isinstance(view, ChartView)
    counts = [count.text for count in view.chart.counts[-1][1]]
    assert counts[0] in view.alt_text
    with Visit(browser, company, f"#{before}..{after}") as page:
        told = page.locator("#headline .group").last.locator("b").all_inner_texts()
    for form in ("left", "new", "leave", "back", "maybe", "unchanged", "unchanged_possible"):
        ending = getattr(ENGLISH, f"count_{form}").format("")
        assert number(told, ending) == number(counts, ending)
    role, promoted = ENGLISH.count_role.format(""), ENGLISH.count_promoted.format("")
    assert number(told, role) == number(counts, role) + number(counts, promoted)


def number(counts: Sequence[str], ending: str) -> int:
    """Return the number before some words; 0 where they are not said."""
    found = [count.removesuffix(ending) for count in counts if count.endswith(ending)]
    return sum(int(one) for one in found if one.isdigit())


def test_addresses_and_the_way_back(browser: Browser, example: Path) -> None:
    """Addresses name dates, by id or by the last state by then; back goes back."""
    with Visit(browser, example, "#2023-11-18") as page:
        assert date(page) == "17 November 2023, 22:41"
        page.wait_for_timeout(900)
        page.keyboard.press("ArrowRight")
        until(page, "location.hash.startsWith('#2023-11-19')")
        page.wait_for_timeout(900)
        page.get_by_role("button", name=ENGLISH.web_compare).click()
        until(page, "location.hash.includes('..')")
        page.go_back()
        assert date(page) == "19 November 2023, 21:00"
        page.go_back()
        assert date(page) == "17 November 2023, 22:41"
        page.go_forward()
        assert date(page) == "19 November 2023, 21:00"
        for odd in ("#%", "#nowhere", "#<script>", "#2023-11-18..x"):
            page.evaluate(f"location.hash = {odd!r}")
            assert date(page)


def test_print(browser: Browser, company: Path) -> None:
    """On paper there is the date that is shown, in light colours, without controls."""
    with Visit(browser, company, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("#time").is_hidden()
        assert page.locator("#tools").is_hidden()
        assert page.locator("#chart").is_visible()
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [390, 1024])
def test_small_screen(browser: Browser, example: Path, width: int) -> None:
    """The page fits, the chart alone is scrolled, and no letter is under 8 pixels."""
    options = {"viewport": {"width": width, "height": 844}, "has_touch": True}
    with Visit(browser, example, "#2023-11-20", **options) as page:
        for at in ("#2023-11-20", "#2023-11-16..2024-10-01"):
            page.evaluate(f"location.hash = '{at}'")
            until(
                page, f"document.body.classList.contains('comparing') === {str('..' in at).lower()}"
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(SMALLEST) >= 8
        page.evaluate("location.hash = '#2023-11-20'")
        page.locator("#n-post-ceo").tap(force=True)
        box = page.locator("#card").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        for control in page.locator("#time button, #tools button").all():
            found = control.bounding_box()
            assert found is not None
            assert min(found["width"], found["height"]) >= 32


def test_hostile_texts_do_no_harm(browser: Browser, hostile: Path) -> None:
    """Every name is shown letter by letter, in its card, in its details and in the search."""
    with Visit(browser, hostile) as page:
        assert page.inner_text("h1") == clean(ORGANISATION)
        assert page.title() == ENGLISH.web_title.format(clean(ORGANISATION))
        cards = shown(page)
        for number, text in enumerate(HOSTILE.values()):
            name = clean(text)
            assert cards[f"n-post-q{number}"].startswith(f"{name}, ")
            drawn = page.text_content(f"#n-post-q{number}") or ""
            assert solid(name) in solid(drawn)
            page.focus(f"#n-post-q{number}")
            assert (page.text_content("#card .who") or "") == name
        page.fill("#find", "alert")
        assert page.locator("#found [role=option]").count() >= 2
        page.keyboard.press("Home")
        page.evaluate("location.hash = '#2020..2021'")
        until(page, "document.body.classList.contains('comparing')")
        assert page.locator("img, iframe, body svg script").count() == 0


def test_page_without_javascript(browser: Browser, company: Path) -> None:
    """Without JavaScript the last date can be read."""
    with Visit(browser, company, java_script_enabled=False) as page:
        assert page.inner_text("#date") == acme_story().frames[-1].label
        assert page.get_by_text("Bob McGrew").first.is_visible()


def test_static_page(browser: Browser, tmp_path: Path) -> None:
    """Pictures as they are: nothing is blocked by the policy, gradients included."""
    pictures = [draw(acme(), view="timeline").render("svg"), draw(acme().at("2024")).render("svg")]
    path = tmp_path / "static.html"
    path.write_bytes(static_page(pictures[:1], "A", "B", "en"))
    with Visit(browser, path) as page:
        assert page.locator("section svg").is_visible()
