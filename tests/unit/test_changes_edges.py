"""Changes at their edges: several records of one thing, names that sort oddly, manners of some."""

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Change,
    ChangeKind,
    Edit,
    Fact,
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
from orgchart.changes import date_of, possible_if
from orgchart.reading.ledger import Ledger

ACME = Unit("acme", "Acme")
NOON = When("2020-01-01T12:00Z")
MAYBE = Certainty.POSSIBLE


def told(before: tuple[Fact, ...], after: tuple[Fact, ...]) -> tuple[Change, ...]:
    """Return what happened between two charts."""
    return diff(Snapshot.from_facts(before), Snapshot.from_facts(after)).changes


def only(before: tuple[Fact, ...], after: tuple[Fact, ...]) -> Change:
    """Return the one thing that happened between two charts."""
    (change,) = told(before, after)
    return change


class TestSeveralRecords:
    """Several records of one id are one thing."""

    @pytest.mark.parametrize(
        ("facts", "made", "gone"),
        [
            (
                (Post("p", "A"), Post("p", "B", seats=2)),
                ChangeKind.POST_CREATED,
                ChangeKind.POST_ABOLISHED,
            ),
            (
                (Unit("u", "A"), Unit("u", "B", kind="team")),
                ChangeKind.UNIT_CREATED,
                ChangeKind.UNIT_DISSOLVED,
            ),
        ],
    )
    def test_they_come_and_go_together(
        self, facts: tuple[Fact, ...], made: ChangeKind, gone: ChangeKind
    ) -> None:
        """One change tells of all of them."""
        for change, kind in ((only((), facts), made), (only(facts, ()), gone)):
            assert kind is change.kind
            assert 2 == len(change.edits)

    def test_a_record_more(self) -> None:
        """A further record with another title changes the post; the one it has stays its title."""
        one, two = (Post("p", "A"),), (Post("p", "A"), Post("p", "B"))
        for before, after in ((one, two), (two, one)):
            change = only(before, after)
            assert (ChangeKind.POST_CHANGED, 1) == (change.kind, len(change.edits))

    def test_a_title_less(self) -> None:
        """Where one of two titles goes and none comes, the post is told to have the other."""
        two = (Post("p", "A"), Post("p", "B"))
        one = (Post("p", "A", seats=5), Post("p", "A", seats=7))
        for before, after, texts in ((two, one, ("B", "A")), (one, two, ("A", "B"))):
            change = only(before, after)
            assert ChangeKind.RETITLED is change.kind
            assert texts == (change.before, change.after)

    def test_several_titles(self) -> None:
        """Of several that come or go the first is told."""
        two, one = (Post("p", "A"), Post("p", "B")), (Post("p", "C"),)
        change = only(two, one)
        assert ("A", "C") == (change.before, change.after)
        change = only(one, two)
        assert ("C", "A") == (change.before, change.after)


class TestLines:
    """Who reports to whom."""

    frame = (Post("p", "P"), Post("a", "A"), Post("zed", "Z"))

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ("zed", "a", ChangeKind.MOVED),
            ("a", "zed", ChangeKind.MOVED),
            (None, "zed", ChangeKind.MOVED),
            ("zed", None, ChangeKind.MOVED),
            (UNKNOWN, "zed", ChangeKind.LINE_KNOWN),
            ("a", UNKNOWN, ChangeKind.LINE_UNKNOWN),
            ("zed", UNKNOWN, ChangeKind.LINE_UNKNOWN),
        ],
    )
    def test_what_is_known_of_a_manager(
        self, old: str | None, new: str | None, kind: ChangeKind
    ) -> None:
        """Only where a manager was not known, or is no longer, is the change one of knowledge."""
        change = only(
            (*self.frame, ReportingLine("p", old)), (*self.frame, ReportingLine("p", new))
        )
        assert kind is change.kind
        assert (old or "nobody", new or "nobody") == (change.before, change.after)

    @pytest.mark.parametrize("others", [("a", UNKNOWN), ("a", "zed")])
    def test_several_lines_at_once(self, others: tuple[str, str]) -> None:
        """Of several managers that come or go the first is told."""
        one: tuple[Fact, ...] = (*self.frame, ReportingLine("p", "b"))
        two: tuple[Fact, ...] = (*self.frame, *(ReportingLine("p", manager) for manager in others))
        for before, after, sides in ((one, two, ("b", "a")), (two, one, ("a", "b"))):
            change = only(before, after)
            assert (ChangeKind.MOVED, *sides) == (change.kind, change.before, change.after)

    @pytest.mark.parametrize("dotted", [False, True])
    def test_certainty(self, *, dotted: bool) -> None:
        """The same line, sure and then only possible, changed in certainty alone."""
        kind = "dotted" if dotted else "solid"
        sure = ReportingLine("p", "a", kind=kind)
        change = only(
            (*self.frame, sure),
            (*self.frame, ReportingLine("p", "a", kind=kind, certainty=MAYBE)),
        )
        assert ChangeKind.CERTAINTY_CHANGED is change.kind
        assert MAYBE is change.certainty


class TestPeople:
    """Who came, who went, who is away."""

    posts = (ACME, Post("a", "A", unit="acme"), Post("b", "B", unit="acme"))

    def test_the_manner_of_some_seats(self) -> None:
        """Who joined in two seats joined in the manner that one of them has."""
        seats = (Tenure("ann", "a"), Tenure("ann", "b", start_manner="elected"))
        change = only(self.posts, (*self.posts, *seats))
        assert (ChangeKind.JOINED, "elected") == (change.kind, change.manner)
        assert ("a", "b") == change.posts
        # Whoever joins on leave brings a fact that has no manner.
        change = only(self.posts, (*self.posts, *seats, Leave("ann", "a")))
        assert (ChangeKind.JOINED, "elected") == (change.kind, change.manner)

    def test_the_manner_of_the_last_end(self) -> None:
        """Who left two seats left in the manner of the one that ended last."""
        for ends in (("2010", "2020"), ("2020", "2010")):
            seats = (
                Tenure("ann", "a", end=ends[0], end_manner=f"in {ends[0]}"),
                Tenure("ann", "b", end=ends[1], end_manner=f"in {ends[1]}"),
            )
            change = only((*self.posts, *seats), self.posts)
            assert (ChangeKind.LEFT, "in 2020") == (change.kind, change.manner)

    @pytest.mark.parametrize("post", [None, "a", "!"])
    def test_leaves(self, post: str | None) -> None:
        """A leave names its post, whatever that is called; a leave from all names none."""
        frame = (ACME, Post("a", "A"), Post("!", "O"), Tenure("ann", "a"), Tenure("ann", "!"))
        change = only(frame, (*frame, Leave("ann", post)))
        assert ChangeKind.LEAVE_BEGAN is change.kind
        assert (("ann",), () if post is None else (post,)) == (change.people, change.posts)

    def test_names(self) -> None:
        """A record that appears is one of the person; another name is a new name."""
        seat = Tenure("ann", "a")
        change = only((seat,), (seat, Person("ann", "Ann")))
        assert ChangeKind.PERSON_CHANGED is change.kind
        change = only((seat, Person("ann", "Ann")), (seat, Person("ann", "Anna")))
        assert (ChangeKind.RENAMED, "Ann", "Anna") == (change.kind, change.before, change.after)


class TestBodies:
    """Boards of which few members stayed."""

    frame = (ACME, Unit("board", "Board", kind="board", parent="acme"))
    seats = Post("seat", "Director", unit="board", seats=9)

    @staticmethod
    def held(people: str, certainty: Certainty = Certainty.CERTAIN) -> tuple[Tenure, ...]:
        """Return the seats of some people."""
        return tuple(Tenure(name, "seat", certainty=certainty) for name in people)

    @pytest.mark.parametrize(
        ("was", "now", "few"),
        [("abcd", "abef", False), ("abcd", "aefg", True), ("abc", "ade", True), ("ab", "a", False)],
    )
    def test_fewer_than_half(self, was: str, now: str, *, few: bool) -> None:
        """A body of which half stayed is none that was made anew."""
        frame = (*self.frame, self.seats)
        changes = told((*frame, *self.held(was)), (*frame, *self.held(now)))
        assert few is (ChangeKind.BODY_RECONSTITUTED in {change.kind for change in changes})

    def test_a_member_who_may_have_stayed(self) -> None:
        """Where a seat is only possibly held, on both sides alike, so is what is told of all."""
        frame = (*self.frame, self.seats)
        for certainty in Certainty:
            stays = self.held("a", certainty)
            changes = told((*frame, *stays, *self.held("bcd")), (*frame, *stays, *self.held("efg")))
            (body,) = [one for one in changes if one.kind is ChangeKind.BODY_RECONSTITUTED]
            assert certainty is body.certainty
            assert (("e", "f", "g"), ("b", "c", "d"), ("a",)) == (
                body.joined,
                body.left,
                body.stayed,
            )

    def test_seats_that_move(self) -> None:
        """A body is made anew also where its seats go elsewhere and nobody takes another."""
        team = Unit("team", "Team", parent="acme")
        held = tuple(Tenure(f"p{number}", f"s{number}") for number in range(5))

        def seats(units: str) -> tuple[Post, ...]:
            names = {"b": "board", "t": "team"}
            return tuple(
                Post(f"s{place}", "Seat", unit=names[unit]) for place, unit in enumerate(units)
            )

        frame: tuple[Fact, ...] = (*self.frame, team, *held)
        changes = told((*frame, *seats("bbbtt")), (*frame, *seats("ttbbb")))
        (body,) = [one for one in changes if one.kind is ChangeKind.BODY_RECONSTITUTED]
        assert (("p3", "p4"), ("p0", "p1"), ("p2",)) == (body.joined, body.left, body.stayed)
        assert () == body.edits

    def test_advisers_sit_in_no_seat(self) -> None:
        """How sure it is that somebody advises a body says nothing of its members."""
        frame = (*self.frame, self.seats, Tenure("z", "seat", kind="adviser", certainty=MAYBE))
        changes = told((*frame, *self.held("abc")), (*frame, *self.held("def")))
        (body,) = [one for one in changes if one.kind is ChangeKind.BODY_RECONSTITUTED]
        assert Certainty.CERTAIN is body.certainty
        assert "z" not in {*body.joined, *body.left, *body.stayed}


class TestSeats:
    """Seats that change hands within an organisation."""

    def test_the_manner_of_a_succession(self) -> None:
        """Who takes the seat of another takes it in the manner that a source says."""
        frame: tuple[Fact, ...] = (
            ACME,
            *(Post(name, name.upper(), unit="acme") for name in "abx"),
            Tenure("ann", "x"),
            Tenure("bob", "b"),
        )
        change = only(
            (*frame, Tenure("ann", "a")), (*frame, Tenure("bob", "a", start_manner="elected"))
        )
        assert ChangeKind.SUCCEEDED is change.kind
        assert (("bob", "ann"), ("a",), "elected") == (change.people, change.posts, change.manner)

    frame = (ACME, Post("p", "P", unit="acme"), Post("q", "Q", unit="acme"), Tenure("bob", "q"))

    @pytest.mark.parametrize("kinds", [("acting",), ("interim",), ("interim", "acting")])
    def test_a_stand_in_who_stays(self, kinds: tuple[str, ...]) -> None:
        """In whatever ways somebody stood in, the post for good confirms them."""
        stood_in = (Tenure("bob", "p", kind=kind) for kind in kinds)
        change = only((*self.frame, *stood_in), (*self.frame, Tenure("bob", "p")))
        assert ChangeKind.CONFIRMED is change.kind

    def test_the_manner_of_a_stand_in(self) -> None:
        """Who stands in does so in the manner that a source says."""
        stands_in = Tenure("bob", "p", kind="interim", start_manner="elected")
        change = only(self.frame, (*self.frame, stands_in))
        assert (ChangeKind.INTERIM_BEGAN, "elected") == (change.kind, change.manner)

    def test_after_somebody_undisclosed(self) -> None:
        """Whose name is hidden, and who comes after them, are two people."""
        hidden = Tenure(UNDISCLOSED, "p")
        change = only((*self.frame, hidden), (*self.frame, Tenure("bob", "p")))
        assert (ChangeKind.SUCCEEDED, ("bob", UNDISCLOSED)) == (change.kind, change.people)
        # Two of them are two people as well.
        changes = told(self.frame, (*self.frame, hidden, hidden))
        assert [(ChangeKind.APPOINTED, 1)] * 2 == [
            (change.kind, len(change.edits)) for change in changes
        ]

    @pytest.mark.parametrize("name", ["ann", "zoe"])
    def test_a_further_tenure(self, name: str) -> None:
        """Who holds a post already and holds it in a further way has taken no seat."""
        held, more = Tenure(name, "p"), Tenure(name, "p", title="T")
        for before, after in (((held,), (held, more)), ((held, more), (held,))):
            change = only((*self.frame, *before), (*self.frame, *after))
            assert (ChangeKind.TENURE_CHANGED, (name,)) == (change.kind, change.people)

    def test_many_posts(self) -> None:
        """Each is told of, after such as only have another title too."""
        before = (Post("a", "A"), Post("b", "B"), Post("c", "C"))
        after = (Post("a", "AA"), Post("b", "BB"), Post("d", "D"))
        kinds = {change.posts[0]: change.kind for change in told(before, after)}
        assert {
            "a": ChangeKind.RETITLED,
            "b": ChangeKind.RETITLED,
            "c": ChangeKind.POST_ABOLISHED,
            "d": ChangeKind.POST_CREATED,
        } == kinds

    def test_what_was_told_is_told_no_more(self) -> None:
        """Edits are taken out once; who asks for them again gets none, and no error."""
        held = Tenure("ann", "p")
        edit = Edit(held.key, None, held)
        charts = Snapshot.from_facts(self.frame), Snapshot.from_facts((*self.frame, held))
        ledger = Ledger((edit,), *charts)
        assert (edit,) == ledger.take_edits([edit.key, edit.key])
        assert () == ledger.take_edits([edit.key, ("post", "p")])


class TestDates:
    """When a change happened, and how sure it is."""

    year, other = (Tenure("ann", "ceo", start=start, end="2030") for start in ("2020", "2021"))

    def test_the_one_date_of_its_facts(self) -> None:
        """A vague date that all facts share is the date; else it is the instant."""
        key = ("tenure", "ann", "ceo")
        person = Edit(("person", "ann"), None, Person("ann", "Ann", start="1990"))
        begun, again = Edit(key, None, self.year), Edit((*key, "2"), None, self.other)
        for edits, expected in (
            ((), NOON),
            ((person,), When("1990")),
            ((begun,), When("2020")),
            ((person, begun), When("2020")),
            ((begun, again), NOON),
            ((Edit(key, self.year, None),), When("2030")),
            ((Edit(key, self.year, self.other),), When("2021")),
            ((Edit(key, None, Tenure("ann", "ceo", start="2020-01-01T13:00Z")),), NOON),
            ((Edit(key, None, Tenure("ann", "ceo")),), NOON),
        ):
            change = Change(ChangeKind.JOINED, edits=edits)
            assert expected == date_of(change, NOON, Snapshot.build(), Snapshot.build())

    def test_what_is_not_stated_is_stated_of_what_it_belongs_to(self) -> None:
        """A tenure and a line have the dates of their post, a post has those of its unit."""
        chart = Snapshot.build(
            units=[
                Unit("acme", "Acme", start="2019", end="2030"),
                Unit("lab", "Lab", parent="acme"),
                Unit("one", "One", parent="two"),
                Unit("two", "Two", parent="one"),
            ],
            posts=[
                Post("ceo", "Chief", start="2020-03-01", end="2025"),
                Post("dev", "Developer", unit="lab"),
                Post("odd", "Odd", unit="one"),
            ],
        )
        empty = Snapshot.build()
        for fact, start, end in (
            (Tenure("ann", "ceo"), "2020-03-01", "2025"),
            (ReportingLine("ceo", None), "2020-03-01", "2025"),
            (Leave("ann", "ceo"), "2020-03-01", "2025"),
            (Tenure("ann", "ceo", start="2021", end="2022"), "2021", "2022"),
            (Tenure("ann", "dev"), "2019", "2030"),
            (Post("dev", "Developer", unit="lab"), "2019", "2030"),
            (Unit("lab", "Lab", parent="acme"), "2019", "2030"),
            (Tenure("ann", "odd"), None, None),
            (Tenure("ann", "ghost"), None, None),
            (Leave("ann"), None, None),
            (Unit("alone", "Alone"), None, None),
            (Post("free", "Free"), None, None),
        ):
            came = Change(ChangeKind.JOINED, edits=(Edit(fact.key, None, fact),))
            went = Change(ChangeKind.LEFT, edits=(Edit(fact.key, fact, None),))
            found = (date_of(came, NOON, empty, chart), date_of(went, NOON, chart, empty))
            assert found == tuple(When(date) if date else NOON for date in (start, end))

    def test_sureness(self) -> None:
        """A change is only possible when a side of one of its edits is."""
        key = ("post", "p")
        sure, maybe = Post("p", "P"), Post("p", "P", certainty=MAYBE)
        for edits, expected in (
            ((), Certainty.CERTAIN),
            ((Edit(key, sure, None),), Certainty.CERTAIN),
            ((Edit(key, None, maybe),), MAYBE),
            ((Edit(key, maybe, sure),), MAYBE),
            ((Edit(key, None, sure), Edit((*key, "2"), maybe, None)), MAYBE),
        ):
            assert expected is possible_if(edits)

    def test_in_words(self) -> None:
        """A change without a sentence shows its kind and ids."""
        change = Change(ChangeKind.JOINED, ("ann",), ("ceo",), ("acme",))
        assert "joined ann ceo acme" == str(change)
        assert "moved" == str(Change(ChangeKind.MOVED))
        assert "Ann joined." == str(Change(ChangeKind.JOINED, sentence="Ann joined."))
        told_of = Change(
            ChangeKind.JOINED, ("ann",), ("ceo",), ("acme",), at=NOON, sentence="Ann joined."
        )
        assert change == told_of
        # As a value it is shown by what it tells of, and not by the words for it.
        assert "Ann joined." not in repr(told_of)
