"""Texts and addresses that break careless programs, and charts that are full of them."""

from collections.abc import Callable

from orgchart import (
    History,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
    diff,
)
from orgchart.drawing import Drawing, draw

__all__ = ["HOSTILE", "URLS", "VIEWS", "chart_with", "history_with", "solid"]

#: One or more for each rule of escaping and cleaning.
HOSTILE = {
    "quotes": 'Robert "Bob" O\'Neil <CEO> & Sons',
    "quote at the end": 'at the end"',
    "escaped quote": '\\"',
    "tags": "<b>bold</b> <i>x</i>",
    "angle brackets": "<>",
    "label of a table": '<<TABLE><TR><TD PORT="p">x</TD></TR></TABLE>>',
    "image": '<IMG SRC="/etc/passwd"/>',
    "script": "--><script>alert(1)</script>",
    "svg script": '"/><svg onload="alert(1)"><script>1</script></svg>',
    "comment": "<!-- x --> /* y */ // z # w",
    "end of cdata": "<![CDATA[ ]]>",
    "instruction": '<?xml version="1.0"?><!DOCTYPE svg>',
    "DOT syntax": "graph } subgraph cluster_x { a -> b; c",
    "DOT keywords": "strict digraph node edge",
    "attributes": '"] [label="gotcha" URL="javascript:alert(1)"',
    "entities": "AT&amp;T &lt;b&gt; &#65; &#x41; &nbsp;",
    "broken entities": "&nosuch; & &#; &#0; &",
    "what Graphviz expands": "Back\\Name \\N \\G \\E \\T \\H \\L",
    "name of the node": "\\N",
    "escape and entity": "&#92;N \\&amp;",
    "line breaks of Graphviz": "one\\ntwo\\lthree\\rfour",
    "path": "C:\\new\\team\\",
    "backslashes": "\\\\ \\\\\\",
    "backslash at the end": "trailing \\",
    "per cent": "100 %s %d %% {0} {}",
    "shell": "$HOME `ls` ${x}; rm -rf /",
    "port": "a:b",
    "port and compass": "eng:vp:n",
    "line ends and tabs": "line\none\r\nand\ttab\vx\fy",
    "separators": "a\x85b\u2028c\u2029d",
    "blanks around": "  blanks  around  ",
    "empty": "",
    "blank": " \t ",
    "invisible": "\u200b\ufeff\u00a0\u200d",
    "controls": "NUL\x00 bell\x07 escape\x1b[31m delete\x7f c1\x9b",
    "no characters": "\ufffe \uffff \ufdd0",
    "bidi controls": "\u202eevil\u202c \u2066name\u2069 \u200fmark",
    "Arabic": "سام ألتمان",
    "Hebrew": "בנימין שלום",
    "both directions": "Sam (سام) Altman",
    "Chinese": "萨姆·阿尔特曼",
    "Korean": "김철수 대표이사",
    "Japanese": "ハンス・ウルリッヒ",
    "Thai": "ประยุทธ์ จันทร์โอชา",
    "Hindi": "नरेन्द्र मोदी",
    "emoji": "👩\u200d🔬 Ada 🎉 👍🏽",
    "flags": "🇩🇪🇫🇷 🏳️\u200d🌈",
    "beyond the first plane": "𝔄𝔡𝔞 𠮷野 🄰",
    "combining marks": "de\u0301compose\u0301 Z\u0351\u036b\u0343\u036a",
    "ligature": "ﬁ ligature ½ ①",
    "accents": "Zoë Ångström-Łukasiewicz",
    "long word": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaf",
    "61 letters": "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo",
    "very long word": "Donaudampfschiff" * 10,
    "soft hyphens": "Donau\u00addampf\u00adschiff\u200bfahrt",
    "no-break blanks": "Ann\u00a0Lee\u202fIII",
    "address": "javascript:alert(1)",
    "event": "onload=alert(1) style=x",
    "node of Graphviz": "node1",
    "style": "red;transparent;fill:url(#x)",
    "word of the package": "undisclosed?",
}

#: Addresses that hostile or careless people write, and what may stand in a picture.
URLS = {
    "https://e.org/?a=1&b=2": "https://e.org/?a=1&b=2",
    'https://e.org/"><script>alert(1)</script>': (
        "https://e.org/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    ),
    "java\tscript:alert('x')": None,
    "data:text/html,<script>alert(1)</script>": None,
    "https://例え.jp/ü?q=é#ö": "https://%E4%BE%8B%E3%81%88.jp/%C3%BC?q=%C3%A9#%C3%B6",
    "https://e.org/who is 'it'\\N": "https://e.org/who%20is%20'it'%5CN",
    "https://e.org/a\nb": None,
}


def chart_with(text: str, *, post: str = "p") -> Snapshot:
    """Return a chart that has a text everywhere: names, titles, units, notes, its own name."""
    return Snapshot.build(
        name=text,
        people=[Person("a", text), Person("b", f"x{text}"), Person("c", f"z{text}")],
        units=[Unit("board", text, kind="board"), Unit("team", text, kind="team")],
        posts=[
            Post(post, text, unit="team"),
            Post("q", f"y{text}", unit="team"),
            Post("r", text, unit="team", rank=3),
            Post("s", text, unit="team", rank=4),
            Post("d", text, unit="board", seats=None),
        ],
        tenures=[
            Tenure("a", post),
            Tenure("b", "q"),
            Tenure("c", "r", kind=TenureKind.INTERIM),
            Tenure("a", "d"),
        ],
        lines=[
            ReportingLine(post, "board"),
            ReportingLine("q", post),
            ReportingLine("r", post),
            ReportingLine("s", "q"),
        ],
    )


def solid(text: str) -> str:
    """Return a text without blanks, which line breaks replace."""
    return "".join(text.split())


def history_with(text: str) -> History:
    """Return a history that has a text everywhere: people come, change, and leave for a place."""
    return History.build(
        name=text,
        people=[Person("a", text), Person("b", f"x{text}"), Person("c", f"z{text}")],
        units=[
            Unit("board", text, kind="board"),
            Unit("team", text, kind="team"),
            Unit("rival", f"w{text}"),
        ],
        posts=[
            Post("p", text, unit="team", rank=0),
            Post("q", f"y{text}", unit="team", rank=1),
            Post("r", text, unit="team", rank=2),
            Post("d", text, unit="board", seats=None),
            Post("o", text, unit="rival", seats=None),
        ],
        tenures=[
            Tenure("a", "p", start="2019", title=text),
            Tenure("a", "d", start="2019", end="2022-03"),
            Tenure("b", "q", start="2020"),
            Tenure("b", "r", start="2020", end="2022-05", kind=TenureKind.INTERIM),
            Tenure("c", "r", start="2022-05"),
            Tenure("c", "q", start="2019", end="2020"),
            Tenure("c", "o", start="2020", end="2022-05"),
            Tenure("b", "o", start="2023-02"),
        ],
        lines=[ReportingLine("p", "board"), ReportingLine("q", "p"), ReportingLine("r", "q")],
    )


def _changed(text: str) -> Drawing:
    """Return the difference between a plain chart and one that has a text everywhere."""
    return draw(diff(chart_with("Ann"), chart_with(text)))


def _grown(text: str) -> Drawing:
    """Return the difference between nothing and a chart that has a text everywhere."""
    return draw(diff(Snapshot.build(name=text), chart_with(text)))


_DATES = ("2021", "2022-06", "2023-06")

#: Pictures of each kind, from a text that they have everywhere. A new view has its entry here.
VIEWS: dict[str, Callable[[str], Drawing]] = {
    "still": lambda text: draw(chart_with(text)),
    "narrow": lambda text: draw(chart_with(text), max_width=345),
    "renamed": _changed,
    "grown": _grown,
    "side by side": lambda text: draw(history_with(text), *_DATES[:2]),
    "filmstrip": lambda text: draw(history_with(text), *_DATES),
    "flow": lambda text: draw(history_with(text), *_DATES[:2], view="flow"),
    "timeline": lambda text: draw(history_with(text), view="timeline"),
    "career": lambda text: draw(history_with(text), person="a"),
    "succession": lambda text: draw(history_with(text), post="r"),
}
