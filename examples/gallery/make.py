"""
The gallery: every kind of picture, in light and dark.

Run it from anywhere, or say ``make gallery``::

    python examples/gallery/make.py            # draw all, into the folder of this script
    python examples/gallery/make.py --check    # say which pictures would come out otherwise

The DOT texts are told by their SHA-256 in gallery.json: a picture whose text is the same to the
byte is the same picture, whichever Graphviz draws it. The web page of all dates goes to
build/gallery below the current folder, and is not kept.
"""

import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, final

import attrs

import orgchart
from orgchart import Drawing, GraphvizMissingError, History
from orgchart.progress import follow

FOLDER: Final = Path(__file__).parent
HISTORIES: Final[Mapping[str, Path]] = {
    "openai": FOLDER.parent / "openai" / "history.toml",
    "anatomy": FOLDER / "anatomy.toml",
}
PAGE: Final = Path("build", "gallery", "openai.html")

ThemeName = Literal["light", "dark", "print"]
BOTH: Final[tuple[ThemeName, ...]] = ("light", "dark")

BEFORE, AFTER, LATER = "2023-11-16", "2023-11-30", "2024-10-01"
TOP: Final = ["board", "executive"]
OFFICES: Final = [*TOP, "operations", "finance", "product", "people", "safety"]


@final
@attrs.frozen
class Picture:
    """
    One picture of the gallery.

    Attributes:
        name: the name of its files.
        shows: what it is a picture of.
        dates: the dates that are given after the history.
        options: the keywords of `orgchart.draw`.
        history: which history it is drawn from.
        themes: in which colours.
    """

    name: str
    shows: str
    dates: tuple[str, ...] = ()
    options: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    history: str = "openai"
    themes: tuple[ThemeName, ...] = BOTH

    def draw(self, theme: ThemeName) -> Drawing:
        """Return the picture in one theme."""
        return orgchart.draw(history(self.history), *self.dates, theme=theme, **self.options)

    @property
    def call(self) -> str:
        """The call that draws it."""
        dates = [f'"{date}"' for date in self.dates]
        shown = dict(self.options)
        if self.themes[0] != "light":
            shown["theme"] = self.themes[0]
        options = [f"{name}={_literal(value)}" for name, value in shown.items()]
        return f"draw({', '.join([self.history, *dates, *options])})"


PICTURES: Final = (
    Picture("chart", "The chart of one date", (LATER,)),
    Picture("merged", "What changed: both dates in one chart", (BEFORE, AFTER), {"view": "merged"}),
    Picture("merged-year", "The same over a year", (BEFORE, LATER), {"view": "merged"}),
    Picture("side-by-side", "Before and after, each in its place", (BEFORE, AFTER), {"units": TOP}),
    Picture(
        "filmstrip",
        "How it unfolded: each date marked against the one before it",
        (BEFORE, "2023-11-18", "2023-11-20", AFTER, LATER),
        {"units": TOP},
    ),
    Picture(
        "timeline",
        "Who held which post when",
        (BEFORE, AFTER),
        {"view": "timeline", "units": TOP},
    ),
    Picture(
        "timeline-november",
        "The same, of one month",
        (BEFORE, AFTER),
        {"view": "timeline", "units": TOP, "start": "2023-11", "end": "2023-11"},
    ),
    Picture("flow", "Where those who left went", (BEFORE, LATER), {"view": "flow"}),
    Picture("career", "A person's career", (), {"person": "mira-murati"}),
    Picture(
        "succession",
        "Who followed whom in a post",
        (),
        {"post": "ceo", "start": "2023-11", "end": "2023-11"},
    ),
    Picture(
        "narrow",
        "A narrow place, 345 points",
        (LATER,),
        {"max_width": 345, "units": [*TOP, "product"]},
    ),
    Picture(
        "folded", "A part of a chart, the rest counted", (LATER,), {"depth": 1, "units": OFFICES}
    ),
    Picture("pages", "A large chart in linked pages", (LATER,), {"most": 15}),
    Picture("chinese", "In Chinese", (LATER,), {"lang": "zh-Hans"}),
    Picture("german", "In German", (BEFORE, AFTER), {"view": "merged", "lang": "de"}),
    Picture(
        "print",
        "For printers without colours",
        (BEFORE, AFTER),
        {"view": "merged"},
        themes=("print",),
    ),
    Picture("anatomy", "Every state of a card and a line", ("2021-06-01",), history="anatomy"),
    Picture(
        "anatomy-changes",
        "Every kind of change",
        ("2020-06-01", "2021-06-01"),
        {"view": "merged"},
        history="anatomy",
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Make the gallery, or check it; return the exit status."""
    match list(arguments):
        case []:
            return make()
        case ["--check"]:
            return check()
        case _:
            print("usage: python make.py [--check]", file=sys.stderr)
            return 2


def make() -> int:
    """Draw everything and write all files; say which."""
    known = recorded()
    made: dict[str, str] = {}
    texts: dict[str, str] = {}
    try:
        for picture, theme in follow(works(), "drawing", len(works())):
            drawing = picture.draw(theme)
            made |= digests(picture, theme, drawing)
            texts[picture.name] = drawing.alt_text
            save(drawing, FOLDER / theme, picture.name)
        page = orgchart.draw(history("openai")).save(_folder(PAGE.parent) / PAGE.name)
    except GraphvizMissingError as error:
        print(error, file=sys.stderr)
        return 1
    _record(made)
    sweep(made)
    (FOLDER / "README.md").write_text(readme(texts), encoding="utf-8")
    _tell(changed(known, made), "drawn anew", "every picture is as it was")
    size = sum(file.stat().st_size for file in FOLDER.rglob("*.*"))
    print(
        f"{FOLDER}: {len(made)} pictures as SVG and PNG, {size / 1e6:.1f} MB with all other files"
    )
    print(f"{page}: the web page of all dates, {page.stat().st_size / 1e6:.2f} MB")
    return 0


def check() -> int:
    """Say which pictures would come out otherwise than they are kept."""
    made: dict[str, str] = {}
    for picture, theme in follow(works(), "drawing", len(works())):
        made |= digests(picture, theme, picture.draw(theme))
    other = changed(recorded(), made)
    _tell(other, "comes out otherwise: make gallery draws it anew", "every picture comes out alike")
    return 1 if other else 0


def works() -> list[tuple[Picture, ThemeName]]:
    """Return every picture with each of its themes."""
    return [(picture, theme) for picture in PICTURES for theme in picture.themes]


@cache
def history(name: str) -> History:
    """Return one of the histories that pictures are drawn from."""
    return orgchart.load(HISTORIES[name])


def digests(picture: Picture, theme: ThemeName, drawing: Drawing) -> dict[str, str]:
    """Return the SHA-256 of the DOT text of each page, by file name without its ending."""
    return {
        f"{theme}/{picture.name}{'' if number == 1 else f'-{number}'}": hashlib.sha256(
            source.encode()
        ).hexdigest()
        for number, source in enumerate(drawing.sources, start=1)
    }


def recorded() -> dict[str, str]:
    """Return the digests that are kept; none where nothing has been drawn."""
    try:
        kept: dict[str, str] = json.loads((FOLDER / "gallery.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the pictures that are in one only, or not the same in both."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def save(drawing: Drawing, folder: Path, name: str) -> None:
    """Write the pages of a picture as SVG and as small PNG."""
    drawing.save(_folder(folder) / f"{name}.svg")
    for number in range(1, len(drawing.pages) + 1):
        page = drawing.page(number)
        ending = "" if number == 1 else f"-{number}"
        (folder / f"{name}{ending}.png").write_bytes(small(page.render("png"), page))


def sweep(made: Mapping[str, str]) -> None:
    """Remove the files of pictures and pages that are no more."""
    for theme in {name.partition("/")[0] for name in made} | {*BOTH, "print"}:
        for file in (FOLDER / theme).glob("*.*"):
            if f"{theme}/{file.stem}" not in made:
                file.unlink()


#: Colours of a PNG are at least so far apart, of 255, in red, green or blue.
APART: Final = 4
#: As many colours as a palette holds.
COLOURS: Final = 256


def small(png: bytes, drawing: Drawing) -> bytes:
    """Return a PNG at half the size, one pixel to the point, with a palette of 256 colours."""
    from PIL import Image  # noqa: PLC0415 - only who draws the gallery needs it

    image = Image.open(io.BytesIO(png)).convert("RGB").reduce(2)
    counts: Any = image.getcolors(image.width * image.height)
    found = [colour for _, colour in sorted(counts, key=lambda one: (-one[0], one[1]))]
    theme = {tuple(bytes.fromhex(code[1:])) for _, code in drawing.theme.colours}
    chosen = [colour for colour in found if colour in theme]
    for colour in found:
        if len(chosen) == COLOURS:
            break
        if all(_distance(colour, other) >= APART for other in chosen):
            chosen.append(colour)
    # Pillow looks up the lower corner of a cube of 4 x 4 x 4 colours, so the search goes by that.
    palette = Image.new("P", (1, 1))
    palette.putpalette([value & 0xFC for colour in chosen for value in colour])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    few.putpalette([value for colour in chosen for value in colour])
    packed = io.BytesIO()
    few.save(packed, "png", optimize=True)
    return packed.getvalue()


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


HEAD: Final = """\
# Gallery

Every kind of picture, drawn by `make.py` (`make gallery`) from two histories: `openai`, the example
in `../openai`, and `anatomy`, which has every state of cards and lines and stands for nobody.
A picture leads to its SVG, the word *dark* to the dark one. This page is written by the script too.

```python no-run
from orgchart import draw, load

openai, anatomy = load("examples/openai/history.toml"), load("examples/gallery/anatomy.toml")
```
"""


def readme(texts: Mapping[str, str]) -> str:
    """
    Return the page that shows the gallery.

    Args:
        texts: the short descriptions of pictures by name.
    """
    lines = [HEAD, "| picture | shows | drawn by |", "|---|---|---|"]
    for picture in PICTURES:
        first, *others = picture.themes
        alt = texts[picture.name].replace("|", "\\|")
        image = f"[![{alt}]({first}/{picture.name}.png)]({first}/{picture.name}.svg)"
        more = "".join(f" ([{theme}]({theme}/{picture.name}.svg))" for theme in others)
        lines.append(f"| {image} | {picture.shows}{more} | `{picture.call}` |")
    return "\n".join(lines) + "\n"


def _record(made: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(made.items())), indent=1)
    (FOLDER / "gallery.json").write_text(f"{text}\n", encoding="utf-8")


def _tell(names: Sequence[str], what: str, otherwise: str) -> None:
    for name in names:
        print(f"{name}: {what}")
    if not names:
        print(otherwise)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
