"""`Diff` at its edges: what it says of itself, what it is added to, what it says of knowledge."""

import pickle
from typing import Any

import pytest

from orgchart import (
    UNKNOWN,
    Diff,
    DiffMismatchError,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    When,
    diff,
)
from orgchart.model import Fact

DAY, LATER = When("2023-11-16", "UTC"), When("2023-11-30", "UTC")
KNOWN, KNOWN_LATER = When("2023-12", "UTC"), When("2024", "UTC")


def chart(*facts: Fact, at: When | None = None, known: When | None = None) -> Snapshot:
    """Return a chart of facts."""
    return Snapshot.from_facts(facts, like=Snapshot.build(at=at, known=known))


CEO, CTO = Post("ceo", "Chief", titles={"de": "Chefin"}), Post("cto", "Technology")
ANN, BOB = Person("ann", "Ann", names={"de": "Anne"}), Person("bob", "Bob")


class TestValue:
    """A difference as a value."""

    def test_size(self) -> None:
        """It is as long as it has edits, and nothing when it has none."""
        change = diff(chart(CEO), chart(CEO, CTO))
        assert (1, True) == (len(change), bool(change))
        assert list(change.edits) == list(change)
        assert (0, False) == (len(diff(chart(CEO), chart(CEO))), bool(diff(chart(CEO), chart(CEO))))

    def test_shown(self) -> None:
        """It shows its charts, the older first, and its size."""
        change = diff(chart(CEO), chart())
        one, none = (f"<Snapshot: {count} posts, 0 people>" for count in (1, 0))
        assert f"<Diff of {one} and {none}: 1 edits>" == repr(change)

    def test_stored(self) -> None:
        """It comes back from a store with its charts."""
        change = diff(chart(CEO, at=DAY), chart(CTO, at=LATER))
        again: Diff = pickle.loads(pickle.dumps(change))  # noqa: S301 - our own
        assert change == again
        assert hash(change) == hash(again)
        assert (change.before, change.after) == (again.before, again.after)
        assert str(change) == str(again)

    def test_equality_is_of_edits(self) -> None:
        """Charts around the same edits make no difference; turned round it is another."""
        change = diff(chart(CEO), chart(CEO, CTO))
        assert change == diff(chart(), chart(CTO))
        assert change != -change
        assert (change.after, change.before) == ((-change).before, (-change).after)

    def test_no_order(self) -> None:
        """No difference is less than another."""
        changes: list[Any] = [diff(chart(), chart(CEO)), diff(chart(), chart(CEO))]
        with pytest.raises(TypeError):
            sorted(changes)


class TestSums:
    """What a difference can be added to."""

    def test_charts_and_differences_only(self) -> None:
        """Neither a number nor a text has a difference, on any side."""
        change: Any = diff(chart(), chart(CEO))
        others: tuple[Any, ...] = (1, "chart", None)
        for other in others:
            with pytest.raises(TypeError):
                _ = change + other
            with pytest.raises(TypeError):
                _ = other + change
            with pytest.raises(TypeError):
                _ = other - change

    def test_it_fits_or_is_refused(self) -> None:
        """A difference is applied, reverted, and refused where it does not fit, with the fact."""
        change = diff(chart(), chart(CEO))
        assert chart(CEO) == chart() + change
        assert chart() == chart(CEO) - change
        with pytest.raises(DiffMismatchError):
            _ = chart(CEO) + change
        with pytest.raises(DiffMismatchError):
            _ = chart() - change
        old, new = Unit("u", "Old"), Unit("u", "New")
        with pytest.raises(DiffMismatchError) as caught:
            _ = diff(chart(old), chart(CEO, old)) + diff(chart(CEO, CTO, new), chart(CTO))
        assert ("post", "cto") == caught.value.key
        assert (CTO, None) == (caught.value.expected, caught.value.found)

    def test_the_sum_has_the_outer_charts(self) -> None:
        """The sum of two leads from the first chart to the last."""
        first, middle, last = chart(at=DAY), chart(CEO, at=DAY), chart(CEO, CTO, at=LATER)
        both = diff(first, middle) + diff(middle, last)
        assert (first, last, DAY, LATER) == (both.before, both.after, both.before.at, both.after.at)
        assert diff(first, last) == both


class TestWords:
    """What a difference says."""

    def test_with_and_without_moments(self) -> None:
        """The two moments stand above the sentences where both are known."""
        for before, after, expected in (
            (DAY, LATER, "2023-11-16 to 2023-11-30:\n"),
            (None, LATER, ""),
            (DAY, None, ""),
            (None, None, ""),
        ):
            change = diff(chart(at=before), chart(CEO, at=after))
            assert f"{expected}{change.changes[0].sentence}" == change.describe()
            assert f"{expected}No change." == diff(chart(at=before), chart(at=after)).describe()

    def test_in_a_language(self) -> None:
        """Names and titles come in a language where there are some."""
        change = diff(chart(), chart(CEO))
        assert "Chefin" in change.describe("de")
        assert "Chefin" not in change.describe()
        assert str(change) == change.describe()

    def test_changes_in_a_language(self) -> None:
        """The changes are the same ones, with sentences in that language."""
        change = diff(chart(), chart(CEO))
        assert change.changes == change.changes_in("de") == change.changes_in(None)
        assert ["Chefin" in str(one) for one in change.changes_in("de")] == [True]
        assert ["Chefin" in str(one) for one in change.changes_in(None)] == [False]

    def test_sentences_belong_to_changes(self) -> None:
        """Each change carries its own sentence."""
        change = diff(chart(CEO), chart(CTO))
        assert [str(one) for one in change.changes] == change.describe().splitlines()
        assert len(change.changes) == 2


class TestKnowledge:
    """One moment, as known on two days."""

    @staticmethod
    def said(before: tuple[Fact, ...], after: tuple[Fact, ...], lang: str | None = None) -> str:
        """Return what is said of a moment that later readers know otherwise."""
        one = chart(*before, at=DAY, known=KNOWN)
        return diff(one, chart(*after, at=DAY, known=KNOWN_LATER)).describe(lang)

    def test_what_makes_a_correction(self) -> None:
        """Only one moment on two days of knowledge is a correction."""
        one = chart(CEO, at=DAY, known=KNOWN)
        for at, known, corrected in (
            (DAY, KNOWN_LATER, True),
            (DAY, None, True),
            (LATER, KNOWN_LATER, False),
            (DAY, KNOWN, False),
        ):
            words = diff(one, chart(CEO, CTO, at=at, known=known)).describe()
            assert corrected is words.startswith("It is now known that")
        nowhen = diff(chart(CEO, known=KNOWN), chart(CEO, CTO, known=KNOWN_LATER))
        assert nowhen.describe().startswith("It is now known that")

    def test_each_kind_of_fact(self) -> None:
        """A fact that is known later is said in a sentence of its kind."""
        base = (CEO, CTO, Unit("acme", "Acme"))
        for fact, words in (
            (Tenure("ann", "ceo"), "ann was Chief"),
            (Tenure("ann", "ceo", kind="acting"), "ann was Chief (acting)"),
            (Tenure("ann", "ceo", title="Queen"), "ann was Queen"),
            (Tenure("ann", "ceo", certainty="possible"), "possibly ann was Chief"),
            (ReportingLine("cto", "ceo"), "Technology reported to Chief"),
            (ReportingLine("cto", "acme"), "Technology reported to Acme"),
            (ReportingLine("cto", "x"), "Technology reported to x"),
            (ReportingLine("cto", None), "Technology reported to nobody"),
            (ReportingLine("cto", UNKNOWN), "Technology reported to somebody not known"),
            (
                ReportingLine("cto", "ceo", kind="dotted"),
                "Technology reported by a dotted line to Chief",
            ),
            (Leave("ann"), "ann was on leave"),
            (Leave("ann", "ceo"), "ann was on leave as Chief"),
            (Post("new", "New"), "there was the post New"),
            (Unit("new", "New"), "there was the unit New"),
        ):
            assert f"It is now known that {words}." == self.said(base, (*base, fact))
            assert f"It is no longer held that {words}." == self.said((*base, fact), base)

    def test_other_facts(self) -> None:
        """Where a fact takes the place of another, both are said."""
        lines = ReportingLine("cto", None), ReportingLine("cto", "ceo")
        assert (
            "It is now known that Technology reported to Chief, "
            "and no longer held that Technology reported to nobody."
        ) == self.said((CEO, CTO, lines[0]), (CEO, CTO, lines[1]))

    def test_facts_that_read_alike(self) -> None:
        """Where two facts read alike, what differs in them is said."""
        assert (
            "It is now known that there was the post Chief, with seats 2, "
            "and no longer held that there was the post Chief, with seats 1."
        ) == self.said((Post("ceo", "Chief"),), (Post("ceo", "Chief", seats=2),))
        units = Unit("a", "Acme"), Unit("b", "Bell")
        assert (
            "It is now known that there was the post Chief, with unit Bell, "
            "and no longer held that there was the post Chief, with unit none."
        ) == self.said((*units, Post("ceo", "Chief")), (*units, Post("ceo", "Chief", unit="b")))
        assert "with titles Chefin (de)" in self.said((Post("ceo", "Chief"),), (CEO,))
        assert "with titles none" in self.said((Post("ceo", "Chief"),), (CEO,))

    def test_people_go_with_their_seats(self) -> None:
        """A person's record is said only where no seat of theirs is, or where it changed."""
        held = Tenure("ann", "ceo")
        assert "It is now known that Ann was Chief." == self.said((CEO,), (CEO, ANN, held))
        assert "It is now known that the name was Ann." in self.said((CEO, held), (CEO, ANN, held))
        other = Person("ann", "Anna")
        told = self.said((CEO, ANN, held), (CEO, other, Tenure("ann", "ceo", kind="acting")))
        assert "the name was Anna, and no longer held that the name was Ann." in told

    def test_in_a_language(self) -> None:
        """Names and titles come in a language where there are some."""
        acme = Unit("acme", "Acme", names={"de": "Acme AG"})
        base = (CEO, CTO, acme, ANN, Tenure("ann", "cto"))
        for fact, words in (
            (Tenure("ann", "ceo"), "Anne was Chefin"),
            (ReportingLine("cto", "ceo"), "Technology reported to Chefin"),
            (ReportingLine("ceo", "acme"), "Chefin reported to Acme AG"),
            (Leave("ann", "ceo"), "Anne was on leave as Chefin"),
            (Leave("ann"), "Anne was on leave"),
        ):
            assert f"It is now known that {words}." == self.said(base, (*base, fact), "de")
        moved = Post("ceo", "Chief", titles={"de": "Chefin"}, unit="acme")
        assert "there was the post Chefin, with unit Acme AG," in self.said(
            base, (*base[1:], moved), "de"
        )
        for made, words in ((CEO, "post Chefin"), (acme, "unit Acme AG")):
            assert f"It is now known that there was the {words}." == self.said((), (made,), "de")

    def test_ids_that_are_shared(self) -> None:
        """A manager's id that a post and a unit have is the post's; a unit's is no person's."""
        base = (CEO, CTO, Unit("ceo", "Unit"))
        line = ReportingLine("cto", "ceo")
        assert "It is now known that Technology reported to Chief." == self.said(
            base, (*base, line)
        )
        away = (CEO, Leave("ann"))
        told = self.said(away, (*away, ANN, Unit("ann", "Unit")))
        assert "It is now known that the name was Ann." in told

    def test_a_leave_and_a_seat(self) -> None:
        """What is known later of a leave is said beside what is known of the seat."""
        told = self.said((CEO,), (CEO, ANN, Tenure("ann", "ceo"), Leave("ann")))
        assert [
            "It is now known that Ann was on leave.",
            "It is now known that Ann was Chief.",
        ] == told.splitlines()
