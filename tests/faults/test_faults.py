"""Whatever happens while something is written: the old one stands, or the new one, and is whole."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest

from orgchart import UnwritableFileError, draw, dump, load
from orgchart.io import write_ontology, write_popolo
from orgchart.io.folders import exchange
from tests.counts import thorough
from tests.faults.writers import WRITERS, version

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

ROOT: Final = Path(__file__).parents[2]
#: How often a writer is killed.
TRIES: Final = 200 if thorough() else 12
#: How often besides before or after a call into the system; a file takes no more than that many.
AROUND: Final = 100
#: The same where fewer do.
SOME: Final = AROUND if thorough() else 20
FILES: Final = ("json", "toml", "popolo") if thorough() else ("json",)
FOLDERS: Final = ("csv-folder", "parquet") if thorough() else ("csv-folder",)


def suffered(
    what: str, folder: Path, *arguments: object, before: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Run the process that suffers, and return what it tells."""
    words = (sys.executable, "-m", "tests.faults.child", what, folder, *arguments)
    told = subprocess.run(
        [*before, *map(str, words)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        # It forks, which is safe where nothing else runs.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    ).stdout
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.parametrize("form", FILES)
def test_kill_9_leaves_the_old_file_or_the_new_one(tmp_path: Path, form: str) -> None:
    """
    At any call that the writer makes, and both are met.

    Which calls there are is not the same each time; so one in a while is through before.
    """
    tries = suffered("stopped", tmp_path, form, "SIGKILL", TRIES, AROUND)
    killed = [each for each in tries if each["ended"] == -signal.SIGKILL]
    assert {"new"} >= {each["found"] for each in tries if each["ended"] == 0}
    assert {-signal.SIGKILL} == {each["ended"] for each in tries} - {0}
    assert len(killed) > 0.9 * len(tries)
    assert [] == [each for each in tries if each["found"] not in {"old", "new"}]
    assert {"old", "new"} == {each["found"] for each in tries}
    assert TRIES < len(tries)


@pytest.mark.parametrize("form", FILES)
def test_a_write_that_is_cut_short_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    """In the middle of a write, at any byte of it: what is there of the new one is not seen."""
    tries = suffered("cut", tmp_path, form, TRIES, form)
    assert {-signal.SIGXFSZ} == {each["ended"] for each in tries}
    assert {"old"} == {each["found"] for each in tries}
    assert ["other"] in [each["beside"] for each in tries]


def can_exchange(folder: Path) -> bool:
    """Say whether two folders there can exchange their names; if so, each has the other's."""
    one, two = folder / "one", folder / "two"
    one.mkdir()
    (two / "inside").mkdir(parents=True)
    can = exchange(one, two)
    assert can == (one / "inside").is_dir() != (two / "inside").is_dir()
    return can


@pytest.mark.parametrize("form", FOLDERS)
def test_kill_9_leaves_a_whole_folder(tmp_path: Path, form: str) -> None:
    """In its place; beside it, between two renames, where folders cannot exchange their names."""
    tries = suffered("stopped", tmp_path, form, "SIGKILL", TRIES, SOME)
    whole = {"old", "new"} if can_exchange(tmp_path) else {"old", "new", "nothing"}
    torn = [
        each
        for each in tries
        if each["found"] not in whole
        or (each["found"] == "nothing" and "old" not in each["beside"])
    ]
    assert [] == torn
    assert {"old", "new"} <= {each["found"] for each in tries}
    assert {-signal.SIGKILL} == {each["ended"] for each in tries}


@pytest.mark.parametrize("form", FILES)
def test_an_interruption_leaves_a_whole_file(tmp_path: Path, form: str) -> None:
    """Ctrl-C is heard at any call; the program that wrote goes on or ends as it likes."""
    tries = suffered("stopped", tmp_path, form, "SIGINT", TRIES, SOME)
    assert {130} >= {each["ended"] for each in tries} - {0}
    assert {"old", "new"} >= {each["found"] for each in tries}
    assert 130 in [each["ended"] for each in tries]


@pytest.mark.parametrize("form", FILES)
def test_two_processes_that_write_one_file(tmp_path: Path, form: str) -> None:
    """One of the two whole files is left, whenever both are killed; neither meets an error."""
    tries = suffered("racing", tmp_path, form, TRIES // 4, form)
    assert {"old", "new"} >= {each["found"] for each in tries}
    assert [] == [each for each in tries if each["finished"] < each["asked"]]


def own_mounts() -> tuple[str, ...]:
    """Return what starts a process with mounts of its own; nothing where nobody may."""
    words = ("unshare", "--mount")
    if shutil.which("unshare") is None or os.geteuid() != 0:
        return ()
    tried = subprocess.run([*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False)
    return () if tried.returncode else words


@pytest.fixture(scope="module")
def refusals() -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Return what every writer says under each condition that can be had here."""
    mounting = own_mounts()
    names = ("no-room", "forbidden", *(("full", "read-only") if mounting else ()))
    # Not in a folder of pytest, which only its owner can reach.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        told = suffered("refused", Path(name), *names, before=mounting)
        yield {each: [one for one in told if one["condition"] == each] for each in names}
        for path in (found for each in names for found in (Path(name, each).glob("*"))):
            path.chmod(0o755)
        for each in names:
            Path(name, each).chmod(0o755)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("no-room", "File too large"),
        ("full", "No space left on device"),
        ("read-only", "Read-only file system"),
        ("forbidden", "Permission denied"),
    ],
)
def test_what_cannot_be_written(
    refusals: dict[str, list[dict[str, Any]]], condition: str, reason: str
) -> None:
    """Every writer says which file and why; what was there stays, and nothing lies beside it."""
    if condition not in refusals:
        pytest.skip("only the superuser may mount a disk, and not everywhere")
    told = refusals[condition]
    assert list(WRITERS) == [each["form"] for each in told]
    wrong = [
        each
        for each in told
        if not (each["kept"] and each["tidy"] and each["said"].endswith(f": {reason}"))
        or each["error"] != "UnwritableFileError"
        or each["form"] not in each["said"]
    ]
    assert [] == wrong


@pytest.mark.parametrize("write", [write_popolo, write_ontology])
def test_a_closed_pipe(write: Any) -> None:  # noqa: ANN401 - two functions of other options
    """Who writes to a pipe that nobody reads any more is told in our words."""
    read, into = os.pipe()
    os.close(read)
    with open(into, "w", encoding="utf-8", buffering=1) as stream:  # noqa: PTH123 - a number
        with pytest.raises(UnwritableFileError, match="Broken pipe"):
            write(version("new"), stream)
        # What the stream still holds would complain when it is closed.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, into)
        os.close(nowhere)


def _drawn(path: Path) -> None:
    draw(version("new", 3).at("2021")).save(path)


def _written(path: Path) -> None:
    write_popolo(version("new", 3), path)


@pytest.mark.parametrize(
    "write",
    [
        _drawn,
        _written,
    ],
)
def test_a_device_is_written_to_and_never_replaced(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    """Else whoever may do anything turns /dev/null into a file, for the whole machine."""
    path = tmp_path / "pipe.dot"
    os.mkfifo(path)
    # Open for both, so that writing need not wait for a reader.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_NONBLOCK), "rb", buffering=0) as pipe:
        write(path)
        assert path.is_fifo()
        assert pipe.read(1)
    assert [path] == list(tmp_path.iterdir())


def command(*words: str) -> list[str]:
    """Return what starts the program."""
    return [sys.executable, "-m", "orgchart", *words]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away(tmp_path: Path, unbuffered: str) -> None:
    """`orgchart convert FILE - | head -c 1` is nobody's error."""
    dump(version("new", 2000), tmp_path / "big.json")
    words = command("convert", str(tmp_path / "big.json"), "-", "--output-format", "toml")
    pipe = subprocess.PIPE
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, bufsize=0, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
    # More than a pipe holds was to come.
    assert (-signal.SIGPIPE, b"") == (process.returncode, said)


def stopped(process: subprocess.Popen[bytes], number: signal.Signals) -> tuple[bytes, bytes]:
    """Stop a program that waits, and return what it said."""
    while True:
        process.send_signal(number)
        # A signal that comes just before the program begins to wait is seen when the next one ends
        # the waiting.
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_conversion_that_is_stopped(tmp_path: Path, number: signal.Signals) -> None:
    """The file that was to be replaced is as it was, and the program says nothing."""
    target, slow = tmp_path / "target.json", tmp_path / "slow.json"
    dump(version("old"), target)
    os.mkfifo(slow)
    words = command("convert", str(slow), str(target))
    with (
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
        # Opening waits until the program reads: from then on it waits for us.
        slow.open("wb", buffering=0),
    ):
        said = stopped(process, number)
    assert (-number, (b"", b"")) == (process.returncode, said)
    assert version("old") == load(target)
    assert [slow, target] == sorted(tmp_path.iterdir())
