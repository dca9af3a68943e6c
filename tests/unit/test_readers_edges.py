"""Histories in files at their edges: policies and formats, lines of problems, keys in quotes."""

import json

import pytest

from orgchart import Claim, History, Post, Tenure, UnreadableFieldError, UnreadableFileError, prefer
from orgchart.io import dumps, loads
from orgchart.io.reading import clipped, history_from

Problem = tuple[str, int | None, str | None, str]


def problems(text: str, form: str = "toml") -> list[Problem]:
    """Return path, line, value and reason of each problem of a file."""
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, form)
    found = [one for one in caught.value.exceptions if isinstance(one, UnreadableFieldError)]
    assert len(found) == len(caught.value.exceptions)
    return [(one.path, one.line, one.value, one.reason) for one in found]


class TestHead:
    """What stands above the facts."""

    @pytest.mark.parametrize("form", ["toml", "json"])
    def test_policies(self, form: str) -> None:
        """A policy comes back; one that is none is a problem at its place."""
        history = History.build(name="Acme", policy=prefer("ft", "ap"))
        again = loads(dumps(history, form), form)
        assert (history, prefer("ft", "ap")) == (again, again.policy)
        assert History.build().policy == loads(dumps(History.build(), form), form).policy
        text = {
            "toml": '[history]\npolicy = ["newest"]\n',
            "json": '{"history": {"policy": ["newest"]}}',
        }[form]
        ((path, line, value, reason),) = problems(text, form)
        assert ("history.policy", 2 if form == "toml" else None, "newest") == (path, line, value)
        assert "newest_source" in reason

    @pytest.mark.parametrize("version", [0, 2, 99])
    def test_formats(self, version: int) -> None:
        """Only this format is read, no older and no newer one."""
        ((path, line, value, reason),) = problems(f"[history]\nformat = {version}\n")
        assert ("history.format", 2, str(version)) == (path, line, value)
        assert "this version of orgchart reads format 1" in reason
        assert History.build() == loads("[history]\nformat = 1\n", "toml")

    def test_zones(self) -> None:
        """A zone that there is not is shown, cut where it is long."""
        ((path, _, value, reason),) = problems(f"[history]\nzone = '{'x' * 81}'\n")
        assert ("history.zone", "x" * 80 + "…") == (path, value)
        assert "there is no time zone" in reason

    def test_all_problems_at_once(self) -> None:
        """Facts are read on behind a problem, and none is told twice."""
        found = problems("[history]\nzone = 'Mars'\n[staff.x]\n[posts.p]\n[people.a]\nname = 3\n")
        assert ["history.zone", "people.a.name", "posts.p.title", "staff"] == sorted(
            path for path, *_ in found
        )

    @pytest.mark.parametrize("document", [[], "text", 5, None])
    def test_what_is_no_document(self, document: object) -> None:
        """A list, a text, a number hold no history."""
        with pytest.raises(UnreadableFileError, match="the file cannot be read") as caught:
            history_from(document, "the file")
        (problem,) = caught.value.exceptions
        assert "it holds no table of people, posts and tenures" in str(problem)


class TestRecords:
    """Records and their fields."""

    @pytest.mark.parametrize(
        ("text", "path", "line", "reason"),
        [
            ("[[lines]]\npost = 'p'\n", "lines[0].manager", 1, 'write "nobody" or "unknown"'),
            ("[[lines]]\nmanager = 'p'\n", "lines[0].post", 1, "post is missing"),
            ("[posts]\nlong = 3\n", "posts.long", 2, "give a table of fields"),
            ("posts = 3\n", "posts", 1, "such as [posts.some-id]"),
            ("[lines]\n", "lines", 1, "each under [[lines]]"),
            ("[['posts'.'a b']]\ntitle = 3\n", "posts.a b[0].title", 2, ""),
            ('[posts."a b"]\ntitle = 3\n', "posts.a b.title", 2, ""),
            ("# '''\n[posts.p]\ntitle = '''\n\n'''\nrank = 'x'\n", "posts.p.rank", 6, ""),
            ("[[leaves]]\nperson='a'\n[[leaves]]\npost='p'\n", "leaves[1].person", 3, ""),
        ],
    )  # fmt: skip
    def test_places(self, text: str, path: str, line: int, reason: str) -> None:
        """A problem is told with its path, its line and what to do."""
        (found, where, _, why), *others = problems(text)
        assert (path, line) == (found, where)
        assert all(other.startswith(f"{path}.") for other, *_ in others)
        assert reason in why
        if path.endswith("post"):
            assert "nobody" not in why

    def test_short_lines(self) -> None:
        """A manager beside a post is a line that lives as long as that record."""
        text = "[[posts.p]]\ntitle = 'A'\nreports_to = 'q'\nstart = '2010'\nend = '2020'\n"
        (alone,) = loads(text + "[posts.q]\ntitle = 'Q'\n", "toml").lines
        assert ("p", "q", None, None) == (alone.post, alone.manager, alone.start, alone.end)
        text += "[[posts.p]]\ntitle = 'B'\nreports_to = 'r'\nstart = '2020'\n"
        first, second = loads(text + "[posts.q]\ntitle = 'Q'\n", "toml").lines
        assert ["q", "r"] == [first.manager, second.manager]
        assert ["2010", "2020"] == [str(first.start), str(first.end)]
        assert ("2020", None) == (str(second.start), second.end)


class TestTexts:
    """Files as they are written."""

    def test_json(self) -> None:
        """It is readable: two blanks a level, letters as they are, a line end at the end."""
        text = dumps(History.build(name="李"), "json")
        assert '{\n  "history": {\n    "format": 1,\n    "name": "李"' in text
        assert text.endswith("}\n")
        assert not text.endswith("\n\n")

    @pytest.mark.parametrize("form", ["toml", "json"])
    @pytest.mark.parametrize("approximate", [False, True])
    def test_yes_and_no(self, form: str, *, approximate: bool) -> None:
        """What is true or false comes back as that."""
        claim = Claim("c", "headcount", low=5, approximate=approximate)
        history = History.build(claims=[claim])
        (again,) = loads(dumps(history, form), form).claims
        assert approximate is again.approximate
        assert ("true" in dumps(history, form)) is approximate

    def test_keys_twice(self) -> None:
        """A key that stands twice in one object is refused, in two it is not."""
        ((_, _, _, reason),) = problems('{"posts": {"a": {"title": "A", "title": "B"}}}', "json")
        assert "the key 'title' stands twice in one object" in reason
        twice = '{"posts": {"a": {"title": "A"}, "b": {"title": "A"}}}'
        assert 2 == len(loads(twice, "json").posts)

    def test_lines_of_broken_files(self) -> None:
        """What is no TOML or JSON is told with the line."""
        assert [3] == [line for _, line, *_ in problems("[a]\nb = 1\nc = \n")]
        assert [3] == [line for _, line, *_ in problems("[a]\nb = 1\nc = '''")]
        assert [2] == [line for _, line, *_ in problems('{"a": 1,\n"b" 2}', "json")]

    @pytest.mark.parametrize("form", ["toml", "json"])
    def test_odd_ids_and_texts(self, form: str) -> None:
        """Ids and texts with blanks, quotes, dots and line ends come back."""
        odd = ["a b", "c.d", "e'f", 'g"h', "i\\j", "李", "=", "#k", "[l]"]
        history = History.build(
            posts=[Post(name, f"Title {name}\n\t{name}") for name in odd],
            tenures=[Tenure(name, name, extra=((name, name),)) for name in odd],
        )
        text = dumps(history, form)
        assert history == loads(text, form)
        if form == "json":
            assert {name: [*json.loads(text)["posts"]] for name in "x"} == {"x": sorted(odd)}

    @pytest.mark.parametrize(("size", "shown"), [(79, 79), (80, 80), (81, 81)])
    def test_values_are_cut(self, size: int, shown: int) -> None:
        """Up to 80 characters are shown whole; of more, 80 and dots."""
        assert shown == len(clipped("x" * size))
        assert (size > 80) is clipped("x" * size).endswith("…")
        assert "[1, 2]" == clipped([1, 2])
