"""A folder takes the place of another: in one step where the system can, in two where not."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orgchart.io.folders import exchange, write_bytes, write_folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a folder with one file."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"old")
    return folder


def write(folder: Path, fill: Callable[[Path], None]) -> None:
    """Write a folder of the form that these tests have."""
    write_folder(folder, fill, names={"a.txt"}, is_ours=lambda _: True)


def never(*_: object) -> bool:
    """Say that two folders cannot exchange their names, as on other systems."""
    return False


def new(folder: Path) -> None:
    """Fill a folder."""
    write_bytes(folder / "a.txt", b"new")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_takes_the_place_of_another(
    old: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """What was there is gone, and nothing lies beside it, whatever the system can."""
    if not at_once:
        monkeypatch.setattr("orgchart.io.folders.exchange", never)
    write(old, new)
    assert b"new" == (old / "a.txt").read_bytes()
    assert [old] == [*old.parent.iterdir()]


def test_one_step_where_the_system_can(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is changed then, so that none is ever free."""
    other = old.with_name("other")
    other.mkdir()
    if not exchange(old, other):
        pytest.skip("two folders cannot exchange their names here")
    assert (other / "a.txt").exists()

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Path, "rename", refuse)
    write(other, new)
    assert b"new" == (other / "a.txt").read_bytes()


def old_library(*_args: object, **_named: object) -> object:
    """Return a library without the call."""
    return object()


def test_no_exchange_elsewhere(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems, old libraries and what is not there are no errors: the caller goes on."""
    assert not exchange(old, old.with_name("none"))
    monkeypatch.setattr("ctypes.CDLL", old_library)
    assert not exchange(old, old)
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange(old, old)
