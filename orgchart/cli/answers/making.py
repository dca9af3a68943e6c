"""`convert` and `draw`: a history as another file, or as pictures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from orgchart.cli.answers.finding import latest, person_id, post_id
from orgchart.cli.endings import FOUND, CliError, tell
from orgchart.cli.forms import FORMS, Dated, Shape, form_of
from orgchart.cli.output import Output, deliver, special
from orgchart.cli.plain import cell, escaped, plain
from orgchart.cli.sources import Source, holds_nothing, loaded
from orgchart.drawing import Drawing
from orgchart.drawing import draw as drawn
from orgchart.drawing.texts.links import page_name
from orgchart.errors import InvalidValueError
from orgchart.history import History
from orgchart.snapshot import Snapshot

__all__ = ["convert", "draw", "things", "write_history", "write_report"]

#: Forms of pictures that hold all pages in one document.
_WHOLE = frozenset({"html", "text"})


class Losses(Protocol):
    """What of a `LossReport` is told; false when nothing was lost."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Any: ...  # noqa: ANN401 - of losses, whose text is told

    def as_dict(self) -> dict[str, object]: ...


def convert(  # noqa: PLR0913 - the options of the command
    source: Source,
    output: Output,
    *,
    form: str | None,
    at: str | None,
    losses: str | None,
    verbose: bool,
    strict: bool,
) -> int:
    """Write a history in another format; 1 when `strict` and something was left behind."""
    source.spare(output.out)
    name = form_of(output.out, form, write=True)
    if losses is not None and Path(losses) == Path(output.out):
        raise CliError(f"--losses {losses}: that is to be the history; name another file")
    dated = FORMS[name].dated
    if at is not None and dated is Dated.NEVER:
        raise CliError(f"{name} holds all dates; leave out --at, or use show and draw")
    history = source.history()
    if dated is Dated.ALWAYS or at is not None:
        report = write_history(latest(history) if at is None else history.at(at), output, name)
    else:
        report = write_history(history, output, name)
    if losses is not None:
        write_report(losses, _plain_losses(report))
    if not report:
        return 0
    where = "; -v lists them, --losses FILE writes them" if not (losses or verbose) else ""
    tell(f"orgchart: {name} left {things(len(report))} behind{where}")
    if verbose:
        for loss in report:
            tell(f"  {plain(str(loss))}")
    return FOUND if strict else 0


def things(number: int) -> str:
    """Return how many things were lost, in words."""
    return "1 thing" if number == 1 else f"{number} things"


def write_history(history: History | Snapshot, output: Output, name: str) -> Losses | tuple[()]:
    """Write a history, or the chart of a date, in a format; return what was left behind."""
    form = FORMS[name]
    write = loaded(form.writer or "")
    if form.shape is Shape.FOLDER:
        if output.out == "-" or special(output.out):
            raise CliError(f"{name} is a folder of files; name a folder")
        more = {"formulas": "keep"} if name == "csv" and output.raw_cells else {}
        write(history, output.out, **more)
        return ()
    if form.shape is Shape.TEXT:
        output.document(write(history).encode())
        return ()
    text = io.StringIO()
    found: Losses | None = write(history, text, **form.options)
    output.document(text.getvalue().encode())
    return found or ()


def _plain_losses(report: Losses | tuple[()]) -> dict[str, Any]:
    return {"number": 0, "losses": []} if isinstance(report, tuple) else report.as_dict()


def write_report(path: str, report: dict[str, Any], key: str = "losses") -> None:
    """Write a report as JSON, or its list as CSV or text by the ending of the file."""
    rows: list[dict[str, Any]] = report[key]
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        text = io.StringIO()
        columns = list(dict.fromkeys(column for row in rows for column in row))
        table = csv.writer(text, lineterminator="\n")
        table.writerow(columns)
        table.writerows([cell(_word(row.get(column))) for column in columns] for row in rows)
        deliver(path, text.getvalue().encode())
        return
    deliver(path, (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode())


def _word(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - of texts
    return "" if value is None else str(value)


def draw(
    source: Source, output: Output, dates: Sequence[str], engine: str | None, wishes: dict[str, Any]
) -> None:
    """Draw charts of dates, what changed, a timeline, a career, a succession, or a page of all."""
    history = source.history()
    for option, id_of in (("post", post_id), ("person", person_id)):
        if wishes.get(option) is not None:
            wishes = {**wishes, option: id_of(history, wishes[option])}
    picture = drawn(history, *dates, lang=output.lang, **wishes)
    try:
        _write(picture, output, engine)
    except InvalidValueError as error:  # a page of dates finds out last that there are none
        if (error.field, error.value) != ("dates", "none"):
            raise
        raise CliError(_EMPTY if holds_nothing(history) else _UNDATED) from error


def _write(picture: Drawing, output: Output, engine: str | None) -> None:
    if output.out == "-" or special(output.out) or not _says(output.out, output.form):
        output.document(_one(picture, output.form, engine))
        return
    picture.save(output.out, engine)
    number = len(picture.pages)
    if number > 1 and output.form not in _WHOLE:
        path = Path(output.out)
        last = path.with_name(page_name(path.stem, number, path.suffix))
        tell(f"orgchart: note: {number} pages: {plain(output.out)} to {plain(str(last))}")


_EMPTY = "this history holds no facts: there is nothing to draw"
_UNDATED = "no fact of this history is dated, and a page shows every date; name one behind FILE"


def _says(out: str, form: str) -> bool:
    """Say whether the ending of a file says the form."""
    endings = {"text": (".txt",), "dot": (".dot", ".gv")}.get(form, (f".{form}",))
    return Path(out).suffix.lower() in endings


def _one(picture: Drawing, form: str, engine: str | None) -> bytes:
    """Return a picture as one document."""
    if form == "text":
        return escaped(picture.text()).encode()
    if len(picture.pages) > 1 and form not in _WHOLE:
        reason = f"it takes {len(picture.pages)} pages; name a file with -o, or choose html or less"
        raise CliError(reason)
    if form == "dot":
        return picture.source.encode()
    return picture.render(form, engine)
