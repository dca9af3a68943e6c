"""What sentences call people, posts, units and managers."""

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    diff,
)


def said(before: list[Fact], after: list[Fact], lang: str | None = None) -> list[str]:
    """Return the sentences about two charts."""
    return diff(Snapshot.from_facts(before), Snapshot.from_facts(after)).describe(lang).splitlines()


class TestPeople:
    """Names by the later chart, else by the earlier one, else ids."""

    @pytest.mark.parametrize(
        ("was", "now", "name"),
        [
            ("Ann", "Anna", "Anna"),
            ("Ann", None, "Ann"),
            (None, "Anna", "Anna"),
            (None, None, "ann"),
            ("Ann", " ", "ann"),
            ("Ann", " Anna  Lee ", "Anna Lee"),
        ],
    )
    def test_which_chart_names_them(self, was: str | None, now: str | None, name: str) -> None:
        """A blank name on the later chart is one too, and leaves the id."""
        before: list[Fact] = [Person("ann", was)] if was else []
        after: list[Fact] = [Person("ann", now)] if now else []
        held = [Tenure("ann", "a"), Tenure("ann", "b")]
        posts = [Post("a", "A"), Post("b", "B")]
        found = said([*before, *posts, held[0]], [*after, *posts, *held])
        assert f"{name} became B." in found

    def test_one_who_is_gone(self) -> None:
        """Who holds nothing any more is on no later chart, and is named by the earlier one."""
        ann, post = Person("ann", "Ann", names={"zh": "安"}), Post("a", "A")
        assert ["Ann, A, left."] == said([ann, post, Tenure("ann", "a")], [ann, post])
        assert ["安, A, left."] == said([ann, post, Tenure("ann", "a")], [post], "zh")

    def test_one_who_is_not_disclosed(self) -> None:
        """Somebody whose name is not disclosed has none, whoever has that word for a name."""
        post = Post("a", "A", seats=2)
        found = said([post], [post, Tenure(UNDISCLOSED, "a"), Tenure("ann", "a")])
        assert "Somebody whose name is not disclosed became A." in found
        assert "ann joined as A." in found


class TestManagers:
    """A manager is a post, else a unit, else an id; or somebody in particular not known."""

    @pytest.mark.parametrize(
        ("facts", "manager", "name"),
        [
            ([Post("x", "Chief")], "x", "Chief"),
            ([Unit("x", "Board")], "x", "Board"),
            ([Post("x", "Chief"), Unit("x", "Board")], "x", "Chief"),
            ([], "x", "x"),
            ([Post("x", " ")], "x", "x"),
            ([], None, "nobody"),
            ([], UNKNOWN, "somebody not known"),
        ],
    )
    def test_new_lines(self, facts: list[Fact], manager: str | None, name: str) -> None:
        """What stands for a manager is told in words."""
        frame = [Post("a", "A"), *facts]
        (line,) = said(frame, [*frame, ReportingLine("a", manager)])
        assert f"A is recorded as reporting to {name}." == line

    def test_a_manager_who_is_gone(self) -> None:
        """A post of the earlier chart only is called what it was; a unit comes after all posts."""
        before: list[Fact] = [Post("a", "A"), Post("x", "Chief"), Unit("y", "Board")]
        found = said(
            [*before, ReportingLine("a", "x")],
            [Post("a", "A"), Unit("x", "New"), Unit("y", "Board"), ReportingLine("a", "y")],
        )
        assert "A reports to Board, before to Chief." in found


def test_posts_and_units_have_names_of_their_own() -> None:
    """One id of a post, a unit and a person is called by each in its place."""
    same: list[Fact] = [Person("x", "Xu"), Post("x", "Head"), Unit("x", "Lab")]
    found = said(same[1:], [*same[1:2], Unit("x", "Lab", kind="team"), same[0], Tenure("x", "x")])
    assert ["Xu joined as Head.", "Lab is another kind of unit."] == found
