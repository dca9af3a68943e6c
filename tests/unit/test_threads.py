"""Several threads that ask one history."""

import pickle
from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Event, RLock, Thread
from types import TracebackType

import attrs
import pytest

from orgchart import History, Post, Tenure
from orgchart.io import dumps, loads
from orgchart.memory import maker, reader
from orgchart.store import table
from orgchart.store.coded import Coded
from orgchart.store.table import Table
from orgchart.threads import alone


class Watched:
    """A lock that says when somebody asks for it."""

    def __init__(self, asked: Event) -> None:
        self._lock = RLock()
        self._asked = asked

    def __enter__(self) -> None:
        self._asked.set()
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()


WAYS: dict[str, Callable[[Table[Post]], Sequence[Post]]] = {
    "one": lambda posts: [posts.fact(1)],
    "all": lambda posts: posts.facts(),
}


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
def test_a_fact_is_made_once(first: str, second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a fact while another thread makes it gets the very same one."""
    posts = Table(Post, 2, {"id": Coded.of(["ceo", "cto"]), "title": Coded.of(["A", "B"])})
    met = Event()
    monkeypatch.setattr(table, "ALONE", Watched(met))
    found: dict[str, Sequence[Post]] = {}

    def ask() -> None:
        found["second"] = WAYS[second](posts)

    other = Thread(target=ask)

    def slowly(making: Callable[..., Callable[..., object]]) -> Callable[..., object]:
        def work(*told: object) -> Callable[..., object]:
            made = making(*told)

            def make(wanted: object) -> object:
                if not other.ident:
                    met.clear()
                    other.start()
                    # It asks for the lock, or is here too; then this thread goes on.
                    met.wait()
                met.set()
                return made(wanted)

            return make

        return work

    monkeypatch.setattr(table, "maker", slowly(maker))
    monkeypatch.setattr(table, "reader", slowly(reader))
    found["first"] = WAYS[first](posts)
    other.join()
    assert found["first"][-1] is found["second"][-1]
    assert posts.fact(1) is found["first"][-1]


def test_what_a_history_works_out_is_one_for_all() -> None:
    """Of two threads that ask at one time what is worked out once, both get the same."""

    @attrs.frozen
    class Asked:
        threads: list[Thread]

        @cached_property
        @alone
        def answer(self) -> object:
            if not self.threads:
                self.threads.append(Thread(target=ask))
                self.threads[0].start()
            return object()

    one = Asked([])
    found: list[object] = []

    def ask() -> None:
        found.append(one.answer)

    ask()
    one.threads[0].join()
    assert found[0] is found[1]
    assert found[0] is one.answer


def test_what_is_stored_stands_still() -> None:
    """A column that is worked out while a history is stored does not disturb it."""
    history = loads(dumps(History.build(tenures=[Tenure("ann", "ceo", start="2020")])))
    tenures = history.store.facts.tenures
    state = tenures.__getstate__()[1]
    tenures.column("note")
    before = dict(state)
    assert before == state
    assert state["_columns"] is not vars(type(tenures)).get("_columns")
    assert history == pickle.loads(pickle.dumps(history))  # noqa: S301 - just written
