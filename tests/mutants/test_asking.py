"""What is asked of the mutants on the command line."""

import pytest

from tests.mutants.__main__ import main
from tests.mutants.targets import TARGETS


def test_a_name_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says what there is, before anything is tried."""
    with pytest.raises(SystemExit) as caught:
        main(["WRONG"])
    assert caught.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert "there is no 'WRONG'" in said
    assert all(repr(name) in said for name in TARGETS)
