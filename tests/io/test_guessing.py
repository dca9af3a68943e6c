"""Encodings that are guessed: right for short texts of usual pages, and always told."""

from pathlib import Path

import pytest

from orgchart.io.periodic import read_snapshots_with_report
from orgchart.io.rows.guessing import guessed

WESTERN = {
    "Danish": "1,Søren Kjær,Direktør\n2,Åse Bø,Økonomi\n",
    "Spanish": "1,Íñigo Peña,Dirección\n2,José Núñez,Compañía\n",
    "one letter": "1,Peña,x\n",
    "German": "1,Jörg Müller,Geschäftsführer\n",
    "French": "1,Élodie Bœuf,Chargée d’études\n",
    "Portuguese": "1,João Conceição,Direção\n",
    "Icelandic": "1,Þór Guðmundsson,Framkvæmdastjóri\n",
    "capitals": "1,MÜLLER,ØRSTED\n",
    "signs": "1,Ann Lee,£5 – “x” 30°C 25 m² €\n",
}
OTHERS = {
    "gb18030": "1,李安,总经理\n2,张三,技术总监\n",
    "big5": "1,陳大文,總經理\n2,林小明,技術總監\n",
    "cp932": "1,田中太郎,部長\n2,タナカ タロウ,課長\n",
    "cp949": "1,김철수,사장\n2,이영희,부장\n3,박서연,인사팀\n",
    "cp1250": "1,Paweł Wiśniewski,Główny księgowy\n2,Jiří Dvořák,x\n",
    "cp1251": "1,Иван Петров,Директор\n",
    "cp1253": "1,Μαρία Παπαδάκη,Διευθύντρια\n",
    "cp1254": "1,Ayşe Yılmaz,x\n2,Çağrı Şahin,x\n",
    "koi8_r": "1,Иван Петров,Директор\n",
    "mac_roman": "1,Jörg Müller,Geschäftsführer\n",
    "cp850": "1,Jörg Müller,Geschäftsführer\n",
}


@pytest.mark.parametrize("rows", WESTERN.values(), ids=WESTERN)
@pytest.mark.parametrize("times", [1, 40])
def test_western_texts_are_read_right(rows: str, times: int) -> None:
    """However short, and however long."""
    text = "id,name,title\n" + rows * times
    data = text.encode("cp1252")
    found = guessed(data)
    assert found is not None
    assert text == data.decode(found)


@pytest.mark.parametrize(("page", "rows"), OTHERS.items(), ids=OTHERS)
def test_short_texts_of_other_pages_are_read_right(page: str, rows: str) -> None:
    """Where the letters make words of a language of the page and of no other."""
    data = rows.encode(page)
    found = guessed(data)
    assert found is not None
    assert rows == data.decode(found)


#: Texts that are told by a hair: by one letter, by a sign beside a word, by a common character.
FEW = {
    "cp1252": (
        *("Ñ", "ß", "Æ", "ÀÉÎ", "1,ÑÑÑ\n", "1,ßßß\n", "25 m²", "a·b", "“Ann”", "l’été"),
        *("30°C", "x – y", "20 €"),
    ),
    "cp1250": ("Jiří", "1,Żółć,Šárka\n", "1,Šárka,Łódź\n"),
    "cp1251": ("Ян", "Ёлка", "1,Ольгаx\n", "1,xВилы\n"),
    "cp1257": ("1,Ģirts,ąčęė\n", "1,xąčęė\n"),
    "gb18030": ("座", "左右", "李安", "1,x啊\n", "（李）"),
    "big5": ("丁乃", "陳大文", "林小明"),
    "cp949": ("가나다라마바사아", "김철수이영희박서"),
    "cp932": ("ぱぴぷ", "たろう", "1,ぁ ぁ\n", "1,和田\n", "1,腕 腕\n"),
    "euc_jp": ("1,湾岸,ぁ\n", "1,たろう,腕\n"),
}


@pytest.mark.parametrize(
    ("page", "text"), [(page, text) for page, texts in FEW.items() for text in texts]
)
def test_few_letters_are_read_right(page: str, text: str) -> None:
    """The least that tells a page from the others, which is what names in a table may be."""
    data = text.encode(page)
    found = guessed(data)
    assert found is not None
    assert text == data.decode(found)


@pytest.mark.parametrize(
    ("page", "text"), [("cp949", "가나다라마바사"), ("big5", "ㄅ"), ("gb18030", "1,x亍\n")]
)
def test_what_tells_no_page(page: str, text: str) -> None:
    """Seven characters are not enough to be Korean, and rare ones alone speak for no page."""
    assert page != guessed(text.encode(page))


def test_what_is_no_text_has_no_usual_page() -> None:
    """It is left to the library, which may find nothing."""
    assert guessed(bytes(range(256)) * 8) not in {"cp1252", "gb18030"}


def test_a_guess_is_told_with_its_remedy(tmp_path: Path) -> None:
    """And when files of one source get different ones."""
    for day, name, page in (("31", "Søren", "cp1252"), ("30", "李安", "gb18030")):
        text = f"id,name,title\n1,{name},x\n"
        (tmp_path / f"2024-01-{day}.csv").write_bytes(text.encode(page))
    history, report = read_snapshots_with_report(sorted(tmp_path.glob("*.csv")))
    assert {"søren", "李安"} == {person.id for person in history.people}
    assert ["gb18030", "cp1252"] == [entry.text for entry in report.of("encoding")]
    assert all("if letters look wrong" in entry.message for entry in report.of("encoding"))
    (entry,) = report.of("encodings-differ")
    assert entry.file.endswith("2024-01-31.csv")
    assert "gb18030 for" in entry.message
    _, told = read_snapshots_with_report(tmp_path / "2024-01-31.csv", encoding="cp1252")
    assert not told.of("encoding", "encodings-differ")
