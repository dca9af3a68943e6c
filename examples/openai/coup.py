"""
OpenAI in November 2023: what happened when, what it changed, and the pictures.

Run it from anywhere::

    python examples/openai/coup.py [OUTDIR]

The pictures go to OUTDIR, or to build/openai below the current folder.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import orgchart
from orgchart import (
    Certainty,
    Drawing,
    GraphvizMissingError,
    History,
    TenureKind,
)

HISTORY = Path(__file__).with_name("history.toml")
BEFORE, AFTER = "2023-11-16", "2023-11-30"
WHO_IS_CEO = (
    "2023-11-17T12:27-08:00",
    "2023-11-17T12:28-08:00",
    "2023-11-19T22:00-08:00",
    "2023-11-23",
)
HOW_TO_GET_PICTURES = (
    'No Graphviz here, so no pictures: pip install "orgchart[render]", or install Graphviz.'
)


def main(arguments: Sequence[str]) -> int:
    """Tell the story and draw it; return the exit status."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("usage: python coup.py [OUTDIR]", file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else Path("build", "openai")
    history = orgchart.load(HISTORY)
    tell(history)
    draw(history, folder)
    return 0


def tell(history: History) -> None:
    """Print the days of the crisis, who was CEO, and what was different afterwards."""
    print(f"From {BEFORE} to {AFTER}, San Francisco time")
    print("(in brackets: some time in between)\n")
    for change in history.changes(BEFORE, AFTER):
        print(f"{change.at}  {change.sentence}")

    print("\nWho is chief executive?\n")
    for moment in WHO_IS_CEO:
        print(f"{moment:24}{chief_executive(history, moment)}")

    print("\nWhat the crisis changed\n")
    print(history.diff(BEFORE, AFTER).describe())


def chief_executive(history: History, moment: str) -> str:
    """Return who holds the post at a moment, and how."""
    chart = history.at(moment)
    said: list[str] = []
    for tenure in chart.holders("ceo"):
        how = "" if tenure.kind is TenureKind.SUBSTANTIVE else f" ({tenure.kind})"
        sure = "" if tenure.certainty is Certainty.CERTAIN else ", perhaps"
        said.append(chart.person_name(tenure.person) + how + sure)
    return "; ".join(said) or "nobody"


def draw(history: History, folder: Path) -> None:
    """Write the chart before, the chart after, and both in one picture: what is certain."""
    before, after = history.at(BEFORE).certain(), history.at(AFTER).certain()
    pictures = {
        "before": orgchart.draw(before),
        "after": orgchart.draw(after),
        "coup": orgchart.draw(orgchart.diff(before, after)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    forms: tuple[str, ...] = ("svg", "png", "dot")
    try:
        save(pictures, folder, forms)
    except GraphvizMissingError:
        forms = ("dot", "txt")
        save(pictures, folder, forms)
        print(f"\n{HOW_TO_GET_PICTURES}")
    print(f"\nWritten to {folder}: {', '.join(pictures)} as {', '.join(forms)}")


def save(pictures: Mapping[str, Drawing], folder: Path, forms: Sequence[str]) -> None:
    """Write every picture in every form."""
    for name, picture in pictures.items():
        for form in forms:
            picture.save(folder / f"{name}.{form}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
