"""What questions.py answers, beside what is expected of it."""

import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import cast

import pytest

from tests.examples.openai import FOLDER

SCRIPT = FOLDER / "questions.py"
QUESTIONS = cast(
    "Mapping[str, Callable[[], tuple[str, str]]]", runpy.run_path(str(SCRIPT))["QUESTIONS"]
)

#: The answer and its bound, by question.
EXPECTED = {
    "A01": (
        (
            "at least 17: Alexis Conneau, Andrej Karpathy, Barret Zoph, Bob McGrew, Daniel Levy, "
            "Ilya Sutskever, Jan Leike, John Schulman, Logan Kilpatrick, Mira Murati, Peter Deng,"
            " Tim Brooks"
        ),
        (
            "12 of at least 17 are named; 1 without a name: GPT-4o lead; undated, perhaps in "
            "2024: Aravind Srinivas, David Luan, Jonas Schneider, Pieter Abbeel, Tim Shi"
        ),
    ),
    "A02": (
        "at least 7: Jan Leike, John Schulman",
        "2 of at least 7 are named",
    ),
    "A04": (
        "2: Logan Kilpatrick, Tim Brooks",
        "2 of 2 are named",
    ),
    "A05": (
        (
            "at least 5: Alexis Conneau, Andrej Karpathy, Daniel Levy, Ilya Sutskever; perhaps "
            "Barret Zoph"
        ),
        "4 of at least 5 are named, 5 with rumours; open: Mira Murati",
    ),
    "A08": (
        "3: Barret Zoph, Bob McGrew, Mira Murati",
        "3 of 3 are named; month inferred for Barret Zoph",
    ),
    "A09": (
        (
            "Chief Scientist: Ilya Sutskever; Chief Technology Officer: Mira Murati; Chief "
            "Research Officer: Bob McGrew; Sora lead: Tim Brooks; GPT-4o lead: somebody not "
            "disclosed"
        ),
        "4 of 5 are named",
    ),
    "A12": (
        "both leads, Ilya Sutskever, Jan Leike, 3 days apart",
        "relative date; disputed: [2024-05-14..2024-05-15] by another source",
    ),
    "A13": (
        (
            "11: Andrej Karpathy, Elon Musk, Greg Brockman, Ilya Sutskever, John Schulman, Sam "
            "Altman, Wojciech Zaremba by the articles"
        ),
        "7 of 11 are named by the articles, 11 with outside sources",
    ),
    "A14": (
        "1: Sam Altman",
        (
            "on leave Greg Brockman, Wojciech Zaremba; gone Andrej Karpathy, Elon Musk, Ilya "
            "Sutskever, John Schulman; not known of 4"
        ),
    ),
    "A16": (
        (
            "2: Greg Brockman (to the end of the year, as announced; until 2024-12-31~), Wojciech"
            " Zaremba (paternity leave; until not stated)"
        ),
        "1 certain on 2024-10-14, the start of the rest is vague",
    ),
    "A17": (
        "Elon Musk, Greg Brockman, Ilya Sutskever, Sam Altman",
        "4 of 4 are named",
    ),
    "A22": (
        (
            "6: Adam D'Angelo, Greg Brockman, Helen Toner, Ilya Sutskever, Sam Altman, Tasha "
            "McCauley"
        ),
        "6 by the articles, 3 of them named: Greg Brockman, Ilya Sutskever, Sam Altman",
    ),
    "A26": (
        "2: Adam D'Angelo, Sam Altman",
        "by outside sources, Adam D'Angelo alone on 2023-11-30; the articles name nobody",
    ),
    "A29": (
        "noon: Greg Brockman, Ilya Sutskever, Sam Altman; 13:00: Ilya Sutskever",
        "certain; the loss of Altman's seat is inferred in the articles (F002-179)",
    ),
    "A30": (
        (
            "2023-11-17T20:00Z Sam Altman; 2023-11-17T20:28Z Mira Murati (interim); "
            "2023-11-19T12:00Z Mira Murati (interim); 2023-11-20T05:00Z Emmett Shear (interim) "
            "(reported); 2023-11-23T00:00Z Sam Altman"
        ),
        "certain; one by a report",
    ),
    "A31": (
        "106",
        "claimed 106; the return is dated 106 hours after 2023-11-17T12:28-08:00",
    ),
    "A32": (
        "56 h 32 min",
        "certain; until 2023-11-19T21:00-08:00, the report of the successor",
    ),
    "A35": (
        "9 min from the text, 5 min from the call",
        "certain",
    ),
    "A38": (
        "3 h 41 min",
        "certain",
    ),
    "A45": (
        "2: Brad Lightcap, Jason Kwon",
        "2 of 2 are named; posts titled Chief",
    ),
    "A47": (
        (
            "5 posts: Chief Scientist (Jakub Pachocki); Chief Information Security Officer "
            "(somebody not disclosed); Chief Product Officer (Kevin Weil); Head of Mission "
            "Alignment (somebody not disclosed); Senior Vice President of Research (Mark Chen)"
        ),
        "certain for posts; 3 of 5 holders are named by the articles",
    ),
    "A49": (
        "unknown",
        "there is a manager, and no source names one",
    ),
    "A51": (
        (
            "4: Chief People Officer (2024-06), Chief Information Security Officer (2024-09), "
            "Chief Product Officer (2024-06), Head of Mission Alignment (2024-09)"
        ),
        "4 of 4 are named",
    ),
    "A52": (
        (
            "Chief Technology Officer since 2024-09; before: Chief Financial Officer from 2022 to"
            " 2024-06; Chair of the board from 2023-11-17T12:28-08:00 to "
            "[2023-11-21..2023-11-29]; President from 2023-11-17T16:09-08:00 to "
            "[2023-11-21..2023-11-29]"
        ),
        "certain on 2024-10-14; claimed for the chief financial officer: 2 years",
    ),
    "A56": (
        (
            "7: Jakub Pachocki, Jerry Tworek, Liam Fedus, Mark Chen, Szymon Sidor, Wojciech "
            "Zaremba, Łukasz Kaiser"
        ),
        "7 of 7 are named",
    ),
    "A64": (
        (
            "red: Alexis Conneau, Andrej Karpathy, Barret Zoph, Bob McGrew, Daniel Levy, Ilya "
            "Sutskever, Jan Leike, John Schulman, Logan Kilpatrick, Mira Murati, Peter Deng, Tim "
            "Brooks; *: Greg Brockman, Wojciech Zaremba; **: red and Jakub Pachocki, Kevin Weil, "
            "Liam Fedus, Mark Chen, Sarah Friar"
        ),
        "of those named; the table itself is lost",
    ),
    "A68": (
        (
            "Anthropic 18 bn, Safe Superintelligence (SSI) 10 bn, Perplexity AI 3 bn, Cresta AI "
            "1.6 bn, Adept AI over 1 bn, Daedalus 40 m"
        ),
        "6 valuations in US dollars, undated",
    ),
    "A73": (
        (
            "Alexis Conneau: Stealth start-up (no name yet); Andrej Karpathy: Eureka Labs; Barret"
            " Zoph: unknown (perhaps Start-up (rumoured)); Bob McGrew: unknown; Daniel Levy: Safe"
            " Superintelligence (SSI); Ilya Sutskever: Safe Superintelligence (SSI); Jan Leike: "
            "Anthropic; John Schulman: Anthropic; Logan Kilpatrick: Google; Mira Murati: unknown "
            "(perhaps Start-up of Murati (rumoured) or AI company that exists (rumoured, not "
            "named) or Start-up (rumoured)); Peter Deng: unknown; Tim Brooks: Google"
        ),
        "8 of 12 are known",
    ),
}


@pytest.mark.parametrize("question", EXPECTED)
def test_answer(question: str) -> None:
    """The answer and how far it goes are the expected ones."""
    assert EXPECTED[question] == QUESTIONS[question]()


def test_every_question_has_an_expected_answer() -> None:
    """The script and the table have the same questions."""
    assert list(EXPECTED) == list(QUESTIONS)


def test_the_script_prints_every_answer() -> None:
    """One line a question: id, answer, bound in brackets."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(SCRIPT)], capture_output=True, check=True, timeout=120
    )
    lines = [f"{each}  {answer}  ({bound})" for each, (answer, bound) in EXPECTED.items()]
    assert lines == done.stdout.decode("utf-8").splitlines()


def test_the_script_takes_ids() -> None:
    """Questions can be named."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(SCRIPT), "A49"],
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.startswith(b"A49  unknown")


def test_an_unknown_question_is_refused() -> None:
    """An id that no question has ends with status 2."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "Z99"], capture_output=True, check=False, timeout=120
    )
    assert (2, b"") == (done.returncode, done.stdout)
