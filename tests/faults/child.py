"""
A process that suffers: ``python -m tests.faults.child WHAT FOLDER [ARGUMENT ...]``.

It forks, since a child that is killed costs little then, and prints what came of each try as a
line of JSON. It has one thread, so that forking is safe.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, Final

from orgchart import OrgchartError
from tests.faults.writers import ENDINGS, WRITERS, state, version

#: Where writing begins: the first call into one of these modules.
_WRITING: Final = ("orgchart/io/files.py", "orgchart/io/folders.py", "orgchart/saving.py")


#: Which calls of a writer count: all; those from where writing begins; those into the system.
_CALLS: Final = ("all", "writing", "system")


class _Trap:
    """Counts calls and returns, of Python and of C, and sends the process a signal at one."""

    def __init__(self, calls: str, point: int, number: int) -> None:
        self.calls, self.left, self.number = calls, point, number
        self.armed = calls == "all"
        self.met = 0

    def __call__(self, frame: FrameType, event: str, called: object) -> None:
        if not self.armed:
            self.armed = frame.f_code.co_filename.endswith(_WRITING)
        if self.armed and (self.calls != "system" or _is_of_system(event, called)):
            self.met += 1
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), self.number)


def _is_of_system(event: str, called: object) -> bool:
    """Say whether files are touched: before such a call and after it, all may be otherwise."""
    if not event.startswith("c_"):
        return False
    home = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
    return home in {"posix", "io", "_io"}


def _forked(work: Callable[[], object]) -> int:
    """Do something in a child; return its status: how it ended."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            try:
                work()
                code = 0
            except KeyboardInterrupt:
                code = 130
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _met(write: Callable[[], None], calls: str) -> int:
    """Return how many points there are at which a writer can be stopped."""
    trap = _Trap(calls, -1, 0)
    sys.setprofile(trap)
    try:
        write()
    finally:
        sys.setprofile(None)
    return trap.met


def _told(**told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def _place(folder: Path, form: str) -> Path:
    return folder / f"{form}{ENDINGS.get(form, '')}"


def _named(found: object, old: object, new: object) -> str:
    """Say which version something is."""
    return "old" if found == old else "new" if found == new else "other" if found else "nothing"


class _Scene:
    """A place with an old version, and a writer of a new one."""

    def __init__(self, folder: Path, form: str) -> None:
        self.folder, self.path, self.write = folder, _place(folder, form), WRITERS[form]
        self.histories = {name: version(name) for name in ("old", "new")}
        self.states: dict[str, object] = {}
        for name in ("new", "old"):
            self.put(name)
            self.states[name] = state(self.path)

    def put(self, name: str) -> None:
        self.write(self.histories[name], self.path)

    def found(self) -> tuple[str, list[str]]:
        """Return what stands there, and what lies beside it; then tidy up."""
        beside = [path for path in sorted(self.folder.iterdir()) if path != self.path]
        what = _named(state(self.path), self.states["old"], self.states["new"])
        kept = [_named(state(path), self.states["old"], self.states["new"]) for path in beside]
        for path in beside:
            _remove(path)
        self.put("old")
        return what, kept


def _remove(path: Path) -> None:
    if path.is_dir():
        for each in path.iterdir():
            _remove(each)
        path.rmdir()
    else:
        path.unlink()


def _stopped(folder: Path, form: str, number: str, tries: str, around: str) -> None:
    """Send the writer a signal at points that are drawn, and at some around calls of the system."""
    scene, rng = _Scene(folder, form), Random(form)  # noqa: S311 - to be repeated
    signals = signal.Signals[number]
    counts = {calls: _met(lambda: scene.put("new"), calls) for calls in _CALLS}
    scene.put("old")
    drawn = [rng.choice(_CALLS[:2]) for _ in range(int(tries))]
    points = [(calls, rng.randint(1, counts[calls])) for calls in drawn]
    system = [("system", point) for point in range(1, counts["system"] + 1)]
    points += rng.sample(system, min(len(system), int(around)))
    for calls, point in points:

        def work(calls: str = calls, point: int = point) -> None:
            sys.setprofile(_Trap(calls, point, signals))
            scene.put("new")
            sys.setprofile(None)

        ended = _forked(work)
        what, beside = scene.found()
        _told(ended=ended, found=what, beside=beside, point=point, calls=calls)


def _cut(folder: Path, form: str, tries: str, seed: str) -> None:
    """Have the system kill the writer in the middle of a write, at a byte that is drawn."""
    scene, rng = _Scene(folder, form), Random(seed)  # noqa: S311 - to be repeated
    size = max(len(data) for data in (state(scene.path) or {}).values())
    for _ in range(int(tries)):
        most = rng.randrange(size)

        def work(most: int = most) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            scene.put("new")

        ended = _forked(work)
        what, beside = scene.found()
        _told(ended=ended, found=what, beside=beside, point=most)


@contextlib.contextmanager
def _at_work(scene: _Scene, names: Sequence[str]) -> Generator[dict[str, tuple[int, int]]]:
    """Have processes write one version each, again and again, each telling through a pipe."""
    running: dict[str, tuple[int, int]] = {}
    for name in names:
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                while True:
                    scene.put(name)
                    os.write(into, b".")
            os._exit(1)
        os.close(into)
        running[name] = (child, out)
    try:
        yield running
    finally:
        for child, out in running.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(out)


def _racing(folder: Path, form: str, tries: str, seed: str) -> None:
    """Have two processes write to one place, and kill both at any moment."""
    scene, rng = _Scene(folder, form), Random(seed)  # noqa: S311 - to be repeated
    for _ in range(int(tries)):
        with _at_work(scene, ("old", "new")) as running:
            told = [
                len(os.read(out, 1))
                for _ in range(rng.randint(1, 4))
                for _, out in running.values()
            ]
        what, beside = scene.found()
        _told(found=what, beside=beside, finished=sum(told), asked=len(told))


def _refused(folder: Path, *conditions: str) -> None:
    """Write in every form over small old versions, under each condition; tell how it is refused."""
    for module in ("io.graphs", "io.ontology", "io.parquet.writing", "drawing", "drawing.page"):
        importlib.import_module(f"orgchart.{module}")
    for condition in conditions:
        place = folder / condition
        place.mkdir(mode=0o755)
        place.chmod(0o755)

        def work(condition: str = condition, place: Path = place) -> None:
            arrange = _CONDITIONS[condition](place)
            next(arrange)
            for form, write in WRITERS.items():
                write(version("old", 2), _place(place, form))
            next(arrange)
            _write_everything(condition, place)

        if _forked(work):
            _told(condition=condition, form="", error="the child ends")


def _write_everything(condition: str, folder: Path) -> None:
    for form, write in WRITERS.items():
        path = _place(folder, form)
        before, around = state(path), sorted(folder.iterdir())
        said, error = "", "none"
        try:
            write(version("new"), path)
        except OrgchartError as found:
            said, error = str(found), type(found).__name__
        _told(
            condition=condition,
            form=form,
            error=error,
            said=said,
            kept=before == state(path),
            tidy=around == sorted(folder.iterdir()),
        )


def _no_room(_folder: Path) -> Iterator[None]:
    """No file may be larger than a few bytes."""
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
    yield


def _full(folder: Path) -> Iterator[None]:
    """The folder is a disk on which there is no room."""
    _mount("-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder))
    yield
    with contextlib.suppress(OSError), (folder / "rest").open("wb", buffering=0) as stream:
        while stream.write(b"x" * 4096):
            pass
    yield


def _read_only(folder: Path) -> Iterator[None]:
    """The folder is a disk that may only be read."""
    _mount("-t", "tmpfs", "-o", "size=9m", "tmpfs", str(folder))
    yield
    _mount("-o", "remount,ro", str(folder))
    yield


def _forbidden(folder: Path) -> Iterator[None]:
    """The folder may only be read by others, and the writer is one of them."""
    yield
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(65534)
    yield


def _mount(*words: str) -> None:
    if _forked(lambda: os.execvp("mount", ("mount", *words))):  # noqa: S606, S607 - of the system
        sys.exit("mount refuses")


#: Each prepares a folder, has old versions written to it, and then makes it hard.
_CONDITIONS: Final[dict[str, Callable[[Path], Iterator[None]]]] = {
    "no-room": _no_room,
    "full": _full,
    "read-only": _read_only,
    "forbidden": _forbidden,
}
_WHAT: Final[dict[str, Callable[..., Any]]] = {
    "stopped": _stopped,
    "cut": _cut,
    "racing": _racing,
    "refused": _refused,
}

if __name__ == "__main__":
    _WHAT[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
