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
from click.testing import CliRunner

from orgchart.cli.program import program
from tests.cli.conftest import Run

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
def test_exit_codes(run: Run, words: tuple[str, ...], code: int) -> None:
    """0 done, 1 found something, 2 could not."""
    found = run(*words)
    assert code == found.exit_code
    assert "Traceback" not in found.stderr


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code"),
    [(("diff", "acme.toml", "2023-11-16", "2023-11-17"), 1), (("show", "missing.toml"), 2)],
)
def test_exit_codes_of_a_process(words: tuple[str, ...], code: int) -> None:
    """They are those of the program, and nothing is added to what it says."""
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
        ("log", "acme.toml", "--format", "csv"),
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
def test_help_into_a_closed_pipe_says_nothing() -> None:
    """Neither a traceback nor a complaint at the end."""
    read, write = os.pipe()
    os.close(read)
    try:
        found = started("show", "--help", stdout=write)
    finally:
        os.close(write)
    assert "" == found.stderr


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_ends_it_by_the_signal(number: signal.Signals) -> None:
    """A shell makes 130 of Ctrl-C and stops its loop; there is no traceback."""
    os.mkfifo("slow.toml")
    with subprocess.Popen(
        [*PROGRAM, "show", "slow.toml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        # Opening waits until the program reads: from then on it waits for us.
        with Path("slow.toml").open("wb", buffering=0):
            process.send_signal(number)
            process.wait(timeout=60)
        out, error = process.communicate()
    assert (-number, "", "") == (process.returncode, out, error)


@POSIX
@pytest.mark.usefixtures("here")
def test_sigterm_tidies_up() -> None:
    """What is being written when it comes is not left behind."""
    code = (
        "import os, signal, sys\n"
        "from orgchart.io import files\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "import pathlib\n"
        "pathlib.Path.replace = os.replace\n"
        "from orgchart.cli import main\n"
        "main()"
    )
    words = [sys.executable, "-c", code, "convert", "acme.toml", "a.json"]
    found = subprocess.run(words, check=False, capture_output=True, encoding="utf-8")
    assert (-signal.SIGTERM, "", "") == (found.returncode, found.stdout, found.stderr)
    assert [] == [path.name for path in Path().iterdir() if path.name.startswith((".", "a.json"))]


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
@pytest.mark.parametrize(
    ("words", "closed", "said"),
    [
        ("show acme.toml", ">&-", "standard output is closed; name a file with -o"),
        ("--help", ">&-", "standard output is closed; name a file with -o"),
        ("completion bash", ">&-", "standard output is closed; name a file with -o"),
        ("show - --input-format toml", "<&-", "standard input is closed; name a file"),
        ("import - --date 2024 -o a.json", "<&-", "standard input is closed; name a file"),
    ],
)
def test_a_closed_stream_is_told(words: str, closed: str, said: str) -> None:
    """`orgchart show FILE >&-` cannot show anything."""
    found = in_a_shell(words, closed)
    assert (2, f"orgchart: {said}\n") == (found.returncode, found.stderr)


@POSIX
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("lost", ["2>&-", "2>/dev/full"])
def test_an_error_that_nobody_can_read_is_an_error(lost: str) -> None:
    """The exit code is 2, also where stderr takes nothing."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no device that is full")
    found = in_a_shell("show missing.toml", lost)
    assert (2, "") == (found.returncode, found.stdout)


@POSIX
@pytest.mark.usefixtures("here")
def test_a_file_does_not_take_the_place_of_a_closed_stream() -> None:
    """What is meant for a stream never goes into a file that was opened in its place."""
    found = in_a_shell("convert acme.toml a.popolo.json", ">&- 2>&- <&-")
    assert 0 == found.returncode
    assert isinstance(json.loads(Path("a.popolo.json").read_text(encoding="utf-8")), dict)


def in_a_shell(words: str, streams: str) -> subprocess.CompletedProcess[str]:
    """Run the program by a shell that closes or leads away some of its streams."""
    return subprocess.run(
        ["sh", "-c", f'exec "$0" -m orgchart {words} {streams}', sys.executable],  # noqa: S607 - the shell of the machine
        check=False,
        capture_output=True,
        encoding="utf-8",
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


def test_commands_make_a_pipeline(run: Run) -> None:
    """What one writes the next one reads."""
    made = run("convert", "acme.toml", "-", "--output-format", "json")
    found = run("show", "-", "--input-format", "json", input=made.stdout_bytes)
    assert run("show", "acme.toml").stdout == found.stdout


@pytest.mark.usefixtures("here")
def test_letters_that_an_encoding_lacks_stop_nothing() -> None:
    """The text has them written out; JSON is UTF-8 always."""
    env = {**os.environ, "PYTHONIOENCODING": "latin-1:strict"}
    words = ("career", "people.toml", "lukasz")
    text = '[people.lukasz]\nname = "Łukasz"\n[[tenures]]\nperson = "lukasz"\npost = "x"\n'
    Path("people.toml").write_text(text, encoding="utf-8")
    found = subprocess.run([*PROGRAM, *words], env=env, check=False, capture_output=True)
    assert (0, b"") == (found.returncode, found.stderr)
    assert b"\\u0141ukasz" in found.stdout
    found = subprocess.run(
        [*PROGRAM, *words, "--format", "json"], env=env, check=False, capture_output=True
    )
    assert "Łukasz" == json.loads(found.stdout)["tenures"][0]["name"]


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
def test_colours_on_a_terminal(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    words: tuple[str, ...],
    coloured: bool,  # noqa: FBT001 - an expectation
) -> None:
    """A terminal gets colours, unless it cannot or need not show them."""
    monkeypatch.setattr("orgchart.cli.output._is_terminal", lambda: True)
    for name, value in {"TERM": "xterm", **env}.items():
        monkeypatch.setenv(name, value)
    said = run("diff", "acme.toml", "2023-11-16", "2023-11-17", *words).stdout
    assert coloured == ("\x1b[" in said)
    assert "Bob Ray joined" in said


@POSIX
@pytest.mark.usefixtures("here")
def test_a_file_shown_on_a_terminal_is_not_obeyed() -> None:
    """A file keeps its characters, a real terminal sees them written out; what is ours is ours."""
    Path("evil.toml").write_text('[posts.a]\ntitle = "\x9b2JA"\n', encoding="utf-8")
    said = on_a_terminal("convert", "evil.toml", "-", "--output-format", "toml")
    assert "\x9b" not in said
    assert "A" in said


@POSIX
@pytest.mark.usefixtures("here")
def test_no_picture_of_bits_goes_to_a_terminal() -> None:
    """It would only make noise."""
    assert "" == on_a_terminal("draw", "acme.toml", "2020", "--format", "png")


@POSIX
@pytest.mark.usefixtures("here")
def test_a_real_terminal_gets_colours() -> None:
    """It is found out what standard output is."""
    assert "\x1b[32m" in on_a_terminal("diff", "acme.toml", "2023-11-16", "2023-11-17")


def test_no_colours_in_a_pipe(run: Run) -> None:
    """Nor in files; unless asked for."""
    words = ("diff", "acme.toml", "2023-11-16", "2023-11-17")
    assert "\x1b[" not in run(*words).stdout
    assert "\x1b[32m" in run(*words, "--color", "always").stdout


@pytest.mark.parametrize("words", [("--version",), ("draw", "--help"), ("import", "--help")])
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
        ("orgchart import-tables --ends ", {"exclusive", "inclusive"}),
        ("orgchart who acme.toml c", {"ceo", "chair", "cto", "cfo"}),
        ("orgchart career acme.toml ", {"ann", "bob", "cat", "dan"}),
        ("orgchart show acme.toml --fo", {"--format"}),
        ("orgchart show acme.toml --format ", {"text", "json", "csv"}),
        ("orgchart who missing.toml c", set[str]()),
    ],
)
def test_completion(words: str, offered: set[str]) -> None:
    """Commands, options, choices, and ids of the file that has been named."""
    env = {
        "_ORGCHART_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    found = CliRunner().invoke(program, [], env=env, prog_name="orgchart")
    assert offered == {line.partition(",")[2] for line in found.stdout.split()}
    assert "" == found.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    """Each names the program and the variable that asks it."""
    found = run("completion", shell)
    assert "_ORGCHART_COMPLETE" in found.stdout
    assert 0 == found.exit_code


def test_a_fault_of_the_program_is_no_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with 2, says what to do, and shows where it was on request only."""

    def broken(*_: object, **__: object) -> None:
        reason = "odd"
        raise RuntimeError(reason)

    monkeypatch.setattr("orgchart.cli.answers.asking.check_facts", broken)
    quiet, loud = run("check", "acme.toml"), run("--traceback", "check", "acme.toml")
    assert 2 == quiet.exit_code
    assert "orgchart: this is a fault of orgchart (RuntimeError: odd)" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert 2 == loud.exit_code
    assert "Traceback" in loud.stderr
    assert "raise RuntimeError(reason)\nRuntimeError: odd\n" in loud.stderr
