"""The words of pictures in other languages: which one is taken, and what it says."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Formatter, ascii_letters
from typing import Any

import attrs
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from orgchart import InvalidValueError, Snapshot, When
from orgchart.drawing.cards.faces import MARK, PAD, SEAT
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.still import still_chart
from orgchart.drawing.charts.chart_view import ChartView
from orgchart.drawing.language.catalogues import candidates, messages, places
from orgchart.drawing.language.wording import ENGLISH, Wording, counted
from orgchart.drawing.texts.metrics import text_width
from tests.drawing.acme import AFTER, BEFORE, acme
from tests.support.catalogues import FOLDER, compiled, contents, missing, read, sources, template

SOURCES = list(sources(FOLDER))
SHIPPED = ["de", "zh-Hans", "zh-Hant"]
ALL = [ENGLISH, *map(Wording.load, SHIPPED)]

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
each_wording = pytest.mark.parametrize("words", ALL, ids=lambda words: words.lang)


# ------------------------------------------------------------------------------ which language


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE-ch", "de"),
        ("de_DE", "de"),
        ("de-CH-1996", "de"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-x-tw", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-SG", "zh-Hant"),
        ("zh-yue-HK", "zh-Hant"),
    ],
)
def test_tag_leads_to_a_language(tag: str, lang: str) -> None:
    """A tag takes the catalogue of its language and script, whatever the region."""
    assert lang == Wording.load(tag).lang


@pytest.mark.parametrize(
    "tag", [None, "en", "en-GB", "fr", "deu", "zh-Latn", "x-private", "", "de/../de", "..", "d"]
)
def test_other_tags_are_english(tag: str | None) -> None:
    """Without a catalogue the words are the English ones."""
    assert ENGLISH is Wording.load(tag)


def test_candidates_go_from_special_to_general() -> None:
    """A more special catalogue is asked before a more general one."""
    assert ("pt_BR", "pt") == candidates("pt-br")
    assert ("sr_Latn_RS", "sr_Latn", "sr") == candidates("sr-latn-rs")


def test_a_language_is_read_once() -> None:
    """The second picture in a language reads no file."""
    assert Wording.load("de-AT") is Wording.load("de-AT")


def test_english_pictures_read_no_catalogue() -> None:
    """Neither importing the package nor an English picture costs the modules for translations."""
    code = (
        "import sys, orgchart\n"
        "chart = orgchart.Snapshot.build(people=[orgchart.Person('ann', 'Ann')],\n"
        "    posts=[orgchart.Post('a', 'A')], tenures=[orgchart.Tenure('ann', 'a')])\n"
        "assert orgchart.draw(chart, lang='en').source\n"
        "print(*sorted({'gettext', 'orgchart.drawing.language.catalogues'} & sys.modules.keys()))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "\n" == run.stdout


# ------------------------------------------------------------------------------- the catalogues


def test_shipped_languages_are_these() -> None:
    """Each folder has sources and the compiled catalogue."""
    assert SHIPPED == [path.parts[-3].replace("_", "-") for path in SOURCES]
    assert [path.with_suffix(".mo") for path in SOURCES] == sorted(FOLDER.rglob("*.mo"))


def test_template_has_every_field() -> None:
    """What is to be translated is what `Wording` has; `make words` brings it up to date."""
    shipped = read(FOLDER / "orgchart.pot")
    assert [(m.context, m.id) for m in template()] == [(m.context, m.id) for m in shipped]
    fields = {message.field for message in messages(ENGLISH)}
    assert {field.name for field in attrs.fields(Wording)} - {"lang", "zone"} == fields


@each_source
def test_nothing_is_missing(source: Path) -> None:
    """Every field is translated, from its English text of today."""
    assert [] == missing(read(source))


@each_source
def test_nothing_is_left_over(source: Path) -> None:
    """A catalogue has no message that nothing shows."""
    known = {message.context for message in template()}
    assert [] == [m.context for m in read(source) if m.context not in known]


@each_source
def test_compiled_catalogue_is_that_of_the_source(source: Path) -> None:
    """The .mo file says what the .po file says; `make words` compiles it."""
    shipped = source.with_suffix(".mo").read_bytes()
    assert contents(compiled(read(source))) == contents(shipped)


@each_source
def test_translations_have_the_same_places(source: Path) -> None:
    """A translation fills in what the English text fills in."""
    wrong: list[str] = []
    for message in read(source):
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[0]
            strings = [message.string] if isinstance(message.string, str) else message.string or ()
            wrong += [text for text in strings if places(text) != places(english)]
    assert [] == wrong


@each_wording
def test_every_text_can_be_filled(words: Wording) -> None:
    """No pattern fails when a picture fills it in."""
    for message in messages(words):
        for text in (message.text, *([message.plural] if message.plural else [])):
            names = {name for _, name, _, _ in Formatter().parse(text) if name}
            made = text.format(*"abcd", **dict.fromkeys(names - set("0123"), "x"))
            assert "{" not in made


def pills_of(words: Wording) -> dict[str, str]:
    """Return what pills say, and what takes its place in a sentence."""
    values = attrs.asdict(words, recurse=False)
    said = {name: values.get(name.removesuffix("_said")) for name in values if "_said" in name}
    return {pill: values[name] for name, pill in said.items() if pill is not None}


@each_wording
def test_every_pill_has_its_word_in_sentences(words: Wording) -> None:
    """What a pill says in capitals has a form for sentences."""
    pills = pills_of(words)
    assert {words.joined, words.left, words.acting, words.maybe} <= pills.keys()
    assert {pill: words.spoken(pill) for pill in pills} == pills
    assert [] == [pill for pill in pills if pill != pill.upper()]


def test_german_nouns_keep_their_capital_in_sentences() -> None:
    """A pill is not only lowered."""
    assert "− Abgang" == Wording.load("de").spoken("− ABGANG")


@each_wording
def test_pills_fit_on_the_narrowest_card(words: Wording) -> None:
    """No pill is wider than the room beside the mark of a board member's card."""
    room = SEAT - 2 * PAD - MARK - PAD
    widths = {pill: text_width(pill, 8, bold=True) + 11 for pill in pills_of(words)}
    assert {} == {pill: width for pill, width in widths.items() if width > room}


def test_chinese_has_no_leftover_english() -> None:
    """Nothing in a Chinese catalogue is an English word, but for a name."""
    for lang in ("zh-Hans", "zh-Hant"):
        for message in messages(Wording.load(lang)):
            bare = "".join(part for part, *_ in Formatter().parse(message.text))
            bare = bare.replace("JavaScript", "")
            assert not any(c.isascii() and c.isalpha() for c in bare), message


def test_scripts_do_not_mix() -> None:
    """Simplified letters stay out of the traditional catalogue, and the other way round."""
    simplified, traditional = "报关系条临时顾问离任职记录无变动", "報關係條臨時顧問離任職記錄無變動"
    only = {
        "zh-Hans": set(traditional) - set(simplified),
        "zh-Hant": set(simplified) - set(traditional),
    }
    for lang, letters in only.items():
        texts = "".join(message.text for message in messages(Wording.load(lang)))
        assert set() == letters & set(texts)


# ---------------------------------------------------------------------------------------- dates

DATES: Mapping[str, tuple[str, str, str, str]] = {
    "2023-11-16": (
        "16 November 2023",
        "16. November 2023",
        "2023年11月16日",
        "2023年11月16日",
    ),
    "2023-09": ("September 2023", "September 2023", "2023年9月", "2023年9月"),
    "2023": ("2023", "2023", "2023年", "2023年"),
    "2020~": ("about 2020", "etwa 2020", "约2020年", "約2020年"),
    "2023-11-17T12:28-08:00": (
        "17 November 2023, 12:28",
        "17. November 2023, 12:28 Uhr",
        "2023年11月17日 12:28",
        "2023年11月17日 12:28",
    ),
    "[2019..2020]": ("2019–2020", "2019–2020", "2019年～2020年", "2019年～2020年"),
    "2019/2020": ("2019–2020", "2019–2020", "2019年～2020年", "2019年～2020年"),
    "[..2024-09]": (
        "September 2024 at the latest",
        "spätestens September 2024",
        "2024年9月或更早",
        "2024年9月或更早",
    ),
    "2024-09/..": (
        "September 2024 at the earliest",
        "frühestens September 2024",
        "2024年9月或更晚",
        "2024年9月或更晚",
    ),
    "[2019, 2021-05]": (
        "2019 or May 2021",
        "2019 oder Mai 2021",
        "2019年或2021年5月",
        "2019年或2021年5月",
    ),
    "2020-Q4": ("Q4 2020", "4. Quartal 2020", "2020年第四季度", "2020年第4季"),
    "2020-40": ("first half of 2020", "1. Halbjahr 2020", "2020年上半年", "2020年上半年"),
    "2020-39~": (
        "about last third of 2020",
        "etwa letztes Drittel 2020",
        "约2020年后四个月",
        "約2020年後四個月",
    ),
    "2020-21": ("spring 2020", "Frühjahr 2020", "2020年春季", "2020年春季"),
    "early 2017": ("early 2017", "Anfang 2017", "2017年初", "2017年初"),
    "Mitte 2019-05": ("mid-May 2019", "Mitte Mai 2019", "2019年5月中旬", "2019年5月中旬"),
    "2020年底": ("end of 2020", "Ende 2020", "2020年底", "2020年底"),
    "2023年11月初": (
        "beginning of November 2023",
        "Beginn November 2023",
        "2023年11月初",
        "2023年11月初",
    ),
    "17. November 2023": (
        "17 November 2023",
        "17. November 2023",
        "2023年11月17日",
        "2023年11月17日",
    ),
    "3 days after 2024-05-14": ("17 May 2024", "17. Mai 2024", "2024年5月17日", "2024年5月17日"),
    "198X": ("198X", "198X", "198X", "198X"),
}


@pytest.mark.parametrize("text", DATES)
def test_dates_read_as_people_write_them(text: str) -> None:
    """A moment is said in the language, in whichever it was written."""
    assert DATES[text] == tuple(words.day(When(text)) for words in ALL)


def test_short_dates_have_the_short_names_of_the_language() -> None:
    """Short names are no cut long ones."""
    said = [words.day(When("2023-09-05"), short=True) for words in ALL]
    assert ["5 Sep 2023", "5. Sept. 2023", "2023年9月5日", "2023年9月5日"] == said
    assert "7. März 2023" == Wording.load("de").day(When("2023-03-07"), short=True)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2023-11-21", ("since 21 Nov 2023", "seit 21. Nov. 2023", "自2023年11月21日起")),
        ("[2019..2020]", ("since 2020 at the latest", "seit spätestens 2020", "自2020年或更早起")),
        ("[2019, 2020]", ("since 2020 at the latest", "seit spätestens 2020", "自2020年或更早起")),
        ("2019/", ("", "", "")),
        ("early 2017", ("since early 2017", "seit Anfang 2017", "自2017年初起")),
    ],
)
def test_beginnings_say_what_is_sure(start: str, said: tuple[str, str, str]) -> None:
    """Of a beginning between bounds, the later bound is sure; `exact` wants a date."""
    assert said == tuple(words.since_when(When(start)) for words in ALL[:3])
    bounded = start[0] == "[" or "/" in start
    assert bounded == ("" == ENGLISH.since_when(When(start), exact=True))


def test_a_moment_in_other_words_is_shown_in_the_zone_of_the_picture() -> None:
    """An instant after another stands at the clock of the place; a stretch across days stays."""
    words = attrs.evolve(ENGLISH, zone="America/Los_Angeles")
    assert "17 November 2023, 13:28" == words.day(When("an hour after 2023-11-17T12:28-08:00"))
    across = When("3 days after 2023-11", "UTC")
    assert across.text == words.day(across)


@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)), form=st.sampled_from(["%d", "%m", "%Y"]))
def test_dates_mean_the_same_when_read_again(day: date, form: str) -> None:
    """What a picture says of a date, a history takes for the same date."""
    text = f"{day:%Y-%m-%d}"[: {"%d": 10, "%m": 7, "%Y": 4}[form]]
    for words in ALL:
        said = words.day(When(text, "UTC"))
        again = When(said.removesuffix("年") if form == "%Y" else said, "UTC")
        assert (When(text, "UTC").low, When(text, "UTC").high) == (again.low, again.high)


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(0, 10_000))
def test_ranges_name_both_ends(start: date, days: int) -> None:
    """A range has its first and its last day in it, in order."""
    first, last = f"{start}", f"{start + timedelta(days)}"
    for words in ALL:
        said = words.day(When(f"[{first}..{last}]"))
        ends = (words.day(When(first)), words.day(When(last)))
        assert said == (words.between.format(*ends) if days else ends[0])


def test_a_range_within_a_day_is_that_day_in_short() -> None:
    """Clock times tell the ends of a range apart; without them there is one day."""
    when = When("[2023-11-17T12:28-08:00..2023-11-17T22:41-08:00]")
    assert "17 Nov 2023" == ENGLISH.day(when, short=True)
    assert "17 November 2023, 12:28–17 November 2023, 22:41" == ENGLISH.day(when)


# ---------------------------------------------------------------------------- lists and numbers


def test_lists_have_the_commas_of_the_language() -> None:
    """Chinese lists have their own comma, brackets and full stop."""
    said = [words.listed(["A", "B", "C"]) for words in ALL]
    assert ["A, B and C", "A, B und C", "A、B和C", "A、B和C"] == said
    assert "A、B" == ALL[2].series(["A", "B"])
    assert "甲（乙）。" == ALL[2].stop.format(f"甲{ALL[2].bracket.format('乙')}")


@pytest.mark.parametrize("number", [0, 1, 2, 21, 1000])
def test_numbers_have_their_plural(number: int) -> None:
    """German has a singular for one alone; Chinese one form for all."""
    german, chinese = Wording.load("de"), Wording.load("zh-Hans")
    assert f"{number} Person{'' if number == 1 else 'en'}" == counted(german.people, number)
    assert f"{number}人" == counted(chinese.people, number)


# ---------------------------------------------------------------------------- other languages


def catalogue(folder: Path, locale: str, texts: Mapping[str, str | tuple[str, ...]]) -> Path:
    """Compile a catalogue of some translations, by context, into a folder."""
    made = Catalog(locale)
    for message in messages(ENGLISH):
        if message.context in texts:
            id_ = (message.text, message.plural) if message.plural else message.text
            made.add(id_, texts[message.context], context=message.context)
    path = folder / locale / "LC_MESSAGES" / "orgchart.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, made)
    return folder


def test_another_language_is_a_folder_of_catalogues(tmp_path: Path) -> None:
    """What a catalogue has is taken, the rest stays English; its plural rule holds."""
    texts: dict[str, str | tuple[str, ...]] = {
        "vacant": "Vacant·e",
        "people": ("{} personne", "{} personnes"),
        "months.2": "février",
    }
    words = Wording.load("fr-CA", folder=catalogue(tmp_path, "fr", texts))
    assert ("fr", "Vacant·e", "INTERIM") == (words.lang, words.vacant, words.interim)
    assert "3 février 2024" == words.day(When("2024-02-03"))
    assert ["0 personne", "1 personne", "2 personnes"] == [
        counted(words.people, number) for number in range(3)
    ]


def test_languages_with_many_plurals_have_them_all(tmp_path: Path) -> None:
    """A language with six forms takes each for its numbers, however great."""
    forms = tuple(f"{{}} {name}" for name in ("zero", "one", "two", "few", "hundreds", "many"))
    words = Wording.load("ar", folder=catalogue(tmp_path, "ar", {"people": forms}))
    said = {n: counted(words.people, n).split()[1] for n in (0, 1, 2, 3, 11, 100, 103, 111, 1000)}
    assert {
        0: "zero",
        1: "one",
        2: "two",
        3: "few",
        11: "many",
        100: "hundreds",
        103: "few",
        111: "many",
        1000: "hundreds",
    } == said
    assert "few" == counted(words.people, 100_005).split()[1]


def test_a_folder_can_change_some_words_of_a_shipped_language(tmp_path: Path) -> None:
    """The package's own catalogue stands behind a folder's."""
    words = Wording.load("de-AT", folder=catalogue(tmp_path, "de_AT", {"vacant": "Unbesetzt"}))
    assert ("de-AT", "Unbesetzt", "INTERIM") == (words.lang, words.vacant, words.interim)
    assert "seit 2020" == words.since_when(When("2020"))


def test_english_words_can_be_changed_too(tmp_path: Path) -> None:
    """A folder is asked for English as for any language."""
    texts = {"date": "{month} {day}, {year}"}
    words = Wording.load("en-US", folder=catalogue(tmp_path, "en_US", texts))
    assert "November 16, 2023" == words.day(When("2023-11-16"))


def test_a_folder_without_the_language_is_refused(tmp_path: Path) -> None:
    """Who names a folder expects something in it, and learns what."""
    with pytest.raises(InvalidValueError, match=r"fr/LC_MESSAGES/orgchart\.mo"):
        Wording.load("fr-CA", folder=tmp_path)


@pytest.mark.parametrize(
    "text", ["Sitze", "{} von {} von {}", "{} {0.__class__}", "{:>1000000000} {}", "{} {", "{!r}{}"]
)
def test_other_placeholders_are_refused(tmp_path: Path, text: str) -> None:
    """A translation fills in just what the English text does, and reaches for nothing else."""
    folder = catalogue(tmp_path, "fr", {"seats_vacant": text})
    with pytest.raises(InvalidValueError, match="seats_vacant"):
        Wording.load("fr", folder=folder)


def test_placeholders_may_change_places(tmp_path: Path) -> None:
    """Numbered places allow another order of words."""
    folder = catalogue(tmp_path, "fr", {"seats_vacant": "sur {1} : {0}"})
    assert "sur 5 : 2" == Wording.load("fr", folder=folder).seats_vacant.format(2, 5)


@pytest.mark.parametrize("data", [b"", b"x" * 100, b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_catalogue_is_named(tmp_path: Path, data: bytes) -> None:
    """A file that is no catalogue is said to be none, with its path."""
    path = catalogue(tmp_path, "fr", {}) / "fr" / "LC_MESSAGES" / "orgchart.mo"
    path.write_bytes(data)
    with pytest.raises(InvalidValueError, match="it is no message catalogue"):
        Wording.load("fr", folder=tmp_path)


# ------------------------------------------------------------------------------ nothing typed in


def pseudo() -> Wording:
    """Return words of a language that has no Latin letters."""
    letters = {ord(c): "жЖ"[c.isupper()] for c in ascii_letters}

    def swapped(text: str) -> str:
        parts = Formatter().parse(text)
        return "".join(
            t.translate(letters) + ("" if n is None else f"{{{n}}}") for t, n, *_ in parts
        )

    fields: dict[str, Any] = {}
    for message in messages(ENGLISH):
        made = tuple(swapped(text) for text in (message.text, message.plural) if text)
        if message.number:
            made = (*fields.get(message.field, ()), *made)
        fields[message.field] = made if message.number or message.plural else made[0]
    return attrs.evolve(ENGLISH, lang="qps", **fields)


def latin(text: str) -> set[str]:
    """Return the words in Latin letters."""
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", text)}


def written(snapshot: Snapshot) -> set[str]:
    """Return the words of the names and titles of a chart."""
    texts = [snapshot.name or "", *(tenure.title or "" for tenure in snapshot.tenures)]
    texts += [person.name for person in snapshot.people.values()]
    texts += [post.title for post in snapshot.posts.values()]
    texts += [unit.name for unit in snapshot.units.values()]
    return latin(" ".join(texts))


def shown(view: ChartView) -> Iterator[str]:
    """Yield what a picture shows and says."""
    scene = view.scene()
    yield view.alt_text
    yield from view.text().splitlines()
    yield from (run.text for label in scene.labels for run in label.runs)
    yield from (line.says for line in scene.lines)
    for card in scene.cards:
        yield card.says
        for row in (row for part in card.parts for row in part.rows):
            yield from (run.text for run in row.runs)
            yield row.pill.text if row.pill is not None else ""


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_no_word_of_a_chart_is_typed_in(when: str) -> None:
    """In another language a chart of all states has no word that is no name or title."""
    chart = acme().at(when)
    words = pseudo()
    view = ChartView(still_chart(chart, words, None), words, 1200)
    assert [] == [text for text in shown(view) if latin(text) - written(chart)]


def test_no_word_of_a_difference_is_typed_in() -> None:
    """In another language a difference has no word that is no name or title."""
    change = acme().diff(BEFORE, AFTER)
    words = pseudo()
    # The sentences of `Diff.describe` are English in every picture.
    chart = attrs.evolve(merged_chart(change, words, None), changes=())
    known = written(change.before) | written(change.after)
    assert [] == [text for text in shown(ChartView(chart, words, 1200)) if latin(text) - known]
