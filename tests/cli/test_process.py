"""The program as a process: pipes, signals, exit codes, streams, terminals, what it loads."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest

#: How the program is started; the script that an installer makes does the same.
PROGRAM = (sys.executable, "-m", "orgchart")
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")


def started(
    *words: str,
    env: Mapping[str, str] | None = None,
    stdout: int | IO[str] = subprocess.PIPE,
    given: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [*PROGRAM, *words],
        check=False,
        encoding="utf-8",
        stdout=stdout,
        stderr=subprocess.PIPE,
        input=given,
        env={**os.environ, **(env or {})},
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "acme.toml"), 0),
        (("diff", "acme.toml", "2023-11-16", "2023-11-16"), 0),
        (("diff", "acme.toml", "2023-11-16", "2023-11-17"), 1),
        (("check", "acme.toml"), 0),
        (("check", "acme.toml", "--strict"), 1),
        (("show", "missing.toml"), 2),
        (("show",), 2),
        ((), 2),
        (("--version",), 0),
        (("--help",), 0),
    ],
)
def test_exit_codes(words: tuple[str, ...], code: int) -> None:
    """0 done, 1 found something, 2 could not."""
    found = started(*words)
    assert code == found.returncode
    assert "Traceback" not in found.stderr


@pytest.mark.usefixtures("here")
def test_errors_stand_on_stderr_in_one_block() -> None:
    """With the file and the line; standard output stays empty."""
    Path("bad.toml").write_text('[posts.a]\ntitle = "A"\nseats = "x"\nbad = 1\n', encoding="utf-8")
    found = started("show", "bad.toml")
    first, *lines = found.stderr.splitlines()
    assert "orgchart: bad.toml cannot be read" == first
    assert ["  bad.toml, line 3: ", "  bad.toml, line 4: "] == sorted(line[:20] for line in lines)
    assert ("", 2) == (found.stdout, found.returncode)


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "words",
    [
        ("show", "acme.toml"),
        ("log", "acme.toml", "--format", "csv"),
        ("draw", "acme.toml", "2020", "--format", "dot"),
        ("convert", "acme.toml", "-", "--output-format", "json"),
    ],
)
def test_closed_pipe_ends_it_as_it_ends_other_programs(words: tuple[str, ...]) -> None:
    """By the signal, with not a word: `orgchart log FILE | head -1` is nobody's error."""
    read, write = os.pipe()
    os.close(read)
    try:
        found = started(*words, stdout=write)
    finally:
        os.close(write)
    assert (-signal.SIGPIPE, "") == (found.returncode, found.stderr)


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [("--help",), ("show", "--help")])
def test_help_into_a_closed_pipe_says_nothing(words: tuple[str, ...]) -> None:
    """Neither a traceback nor a complaint at the end."""
    read, write = os.pipe()
    os.close(read)
    try:
        found = started(*words, stdout=write)
    finally:
        os.close(write)
    assert "" == found.stderr


@POSIX
@pytest.mark.usefixtures("here")
def test_ctrl_c_ends_it_by_the_signal() -> None:
    """A shell makes 130 of it and stops its loop; there is no traceback."""
    os.mkfifo("slow.toml")
    with subprocess.Popen(
        [*PROGRAM, "show", "slow.toml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        # Opening waits until the program reads: from then on it waits for us.
        with Path("slow.toml").open("wb", buffering=0):
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
        out, error = process.communicate()
    assert (-signal.SIGINT, "", "") == (process.returncode, out, error)


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_is_told() -> None:
    """What could not be written is an error, and not a success."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        found = started("show", "acme.toml", stdout=full)
    assert 2 == found.returncode
    assert found.stderr.startswith("orgchart: ")
    assert 1 == len(found.stderr.splitlines())


@POSIX
@pytest.mark.usefixtures("here")
def test_a_closed_standard_output_is_told() -> None:
    """`orgchart show FILE >&-` cannot show anything."""
    words = [*PROGRAM, "show", "acme.toml"]
    found = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *words],  # noqa: S607 - the shell of the machine
        check=False,
        capture_output=True,
        text=True,
    )
    assert (2, "orgchart: standard output is closed; name a file with -o\n") == (
        found.returncode,
        found.stderr,
    )


@POSIX
@pytest.mark.usefixtures("here")
def test_a_device_is_written_to_and_never_replaced() -> None:
    """A pipe or /dev/null stays what it is."""
    os.mkfifo("pipe.csv")
    with subprocess.Popen([*PROGRAM, "show", "acme.toml", "-o", "pipe.csv"]) as process:
        text = Path("pipe.csv").read_text(encoding="utf-8")
    assert 0 == process.returncode
    assert text.startswith("post,title,")
    assert Path("pipe.csv").is_fifo()


@pytest.mark.usefixtures("here")
def test_commands_make_a_pipeline() -> None:
    """What one writes the next one reads."""
    made = started("convert", "acme.toml", "-", "--output-format", "json")
    found = started("show", "-", "--input-format", "json", given=made.stdout)
    assert started("show", "acme.toml").stdout == found.stdout


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_letters_that_an_encoding_lacks_stop_nothing(encoding: str) -> None:
    """The text has them written out; JSON is UTF-8 always."""
    env = {"PYTHONIOENCODING": f"{encoding}:strict"}
    text = subprocess.run(
        [*PROGRAM, "career", "history.toml", "lukasz-kaiser"],
        env={**os.environ, **env},
        check=False,
        capture_output=True,
    )
    name = "Łukasz Kaiser".encode(encoding, "backslashreplace")
    assert (0, b"") == (text.returncode, text.stderr)
    assert name in text.stdout
    found = started("career", "history.toml", "lukasz-kaiser", "--format", "json", env=env)
    assert "Łukasz Kaiser" == json.loads(found.stdout)["tenures"][0]["name"]


def on_a_terminal(*words: str, **env: str) -> str:
    """Return what the program shows on a terminal."""
    import pty  # noqa: PLC0415 - on POSIX only

    main, side = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [*PROGRAM, *words], stdout=side, env={**kept, "TERM": "xterm", **env}
    ) as process:
        os.close(side)
        parts: list[bytes] = []
        try:
            while part := os.read(main, 65536):
                parts.append(part)
        except OSError:  # the other side is closed: all has been read
            pass
        process.wait()
    os.close(main)
    return b"".join(parts).decode()


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("env", "words", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"TERM": "dumb"}, (), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({}, ("--color", "never"), False),
    ],
)
def test_colours_on_a_terminal(env: dict[str, str], words: tuple[str, ...], coloured: bool) -> None:  # noqa: FBT001 - an expectation
    """A terminal gets colours, unless it cannot or need not show them."""
    said = on_a_terminal("diff", "acme.toml", "2023-11-16", "2023-11-17", *words, **env)
    assert coloured == ("\x1b[" in said)
    assert "Bob Ray joined" in said


@POSIX
@pytest.mark.usefixtures("here")
def test_a_file_shown_on_a_terminal_is_not_obeyed() -> None:
    """A file keeps its characters, a terminal sees them written out."""
    Path("evil.toml").write_text('[posts.a]\ntitle = "\x9b2JA"\n', encoding="utf-8")
    words = ("convert", "evil.toml", "-", "--output-format", "toml")
    assert "\x9b" not in on_a_terminal(*words)
    assert "A" in on_a_terminal(*words)


@POSIX
@pytest.mark.usefixtures("here")
def test_no_picture_of_bits_goes_to_a_terminal() -> None:
    """It would only make noise."""
    assert "" == on_a_terminal("draw", "acme.toml", "2020", "--format", "png")


@pytest.mark.usefixtures("here")
def test_no_colours_in_a_pipe() -> None:
    """Nor in files; unless asked for."""
    words = ("diff", "acme.toml", "2023-11-16", "2023-11-17")
    assert "\x1b[" not in started(*words).stdout
    assert "\x1b[32m" in started(*words, "--color", "always").stdout


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("draw", "--help")])
def test_help_loads_nothing_that_takes_long(words: tuple[str, ...]) -> None:
    """What answers are made with is loaded when there is a question."""
    code = (
        "import sys\nfrom orgchart.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'attrs', 'numpy', 'orgchart.history', 'orgchart.io', 'orgchart.drawing'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, *words], check=False, capture_output=True, text=True
    )
    assert "[]" == found.stdout.splitlines()[-1]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("orgchart c", {"career", "check", "convert", "completion"}),
        ("orgchart who acme.toml c", {"ceo", "chair", "cto", "cfo"}),
        ("orgchart career acme.toml ", {"ann", "bob", "cat", "dan"}),
        ("orgchart show acme.toml --fo", {"--format"}),
        ("orgchart show acme.toml --format ", {"text", "json", "csv"}),
        ("orgchart who missing.toml c", set[str]()),
    ],
)
def test_completion(words: str, offered: set[str]) -> None:
    """Commands, options, choices, and ids of the file that has been named."""
    before = words.count(" ")
    found = started(
        env={
            "_ORGCHART_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(before),
        }
    )
    assert offered == {line.partition(",")[2] for line in found.stdout.split()}
    assert "" == found.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    """Each names the program and the variable that asks it."""
    found = started("completion", shell)
    assert "_ORGCHART_COMPLETE" in found.stdout
    assert 0 == found.returncode


@pytest.mark.usefixtures("here")
def test_a_fault_of_the_program_is_no_finding() -> None:
    """It ends with 2, says what to do, and shows where it was on request only."""
    code = (
        "import sys\nfrom orgchart.cli.answers import asking\nfrom orgchart.cli import main\n"
        "def broken(*_, **__):\n    raise RuntimeError('odd')\n"
        "asking.check_facts = broken\nmain()"
    )
    words = ("check", "acme.toml")
    quiet, loud = (
        subprocess.run(
            [sys.executable, "-c", code, *more, *words],
            check=False,
            capture_output=True,
            text=True,
        )
        for more in ((), ("--traceback",))
    )
    assert 2 == quiet.returncode
    assert "orgchart: this is a fault of orgchart (RuntimeError: odd)" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr
