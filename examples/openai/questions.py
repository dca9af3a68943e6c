"""
Questions that the articles raise, answered from the data.

Run it from anywhere::

    python examples/openai/questions.py [ID ...]

Every line is an id, the answer, and in brackets how far it goes: certain, a bound, or how many of a
claimed number are named. Nothing in an answer is typed in: ids of posts and units, dates and places
in sources are what the questions ask for, the rest comes out of `history.toml`.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

import orgchart
from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Claim,
    History,
    Period,
    Snapshot,
    Standing,
    Tenure,
    TenureKind,
    When,
    analysis,
)
from orgchart.analysis import Departure, Presence

HISTORY = Path(__file__).with_name("history.toml")
COMPANY = "openai"
#: The four articles, one of them in two languages; every other source is an outside source.
ESSAY, ZHIDONGXI, REPOST, YICAI = (
    "essay-2024",
    "zhidongxi-2024",
    "repost-2023-11-20",
    "yicai-2024-05-28",
)
ARTICLES = (ESSAY, "essay-2024-de", ZHIDONGXI, REPOST, YICAI)
#: After the close of the one and by the close of the other: the year 2024.
YEAR_2024 = ("2023", "2024")
BEFORE = "2023-11-16"
#: The earliest day on which the article of 2024 can have come out.
AS_OF = "2024-10-14"

BILLION = 1_000_000_000

#: An answer, and how far it goes.
Answer = tuple[str, str]


@cache
def load() -> History:
    """Return the example's history."""
    return orgchart.load(HISTORY)


@cache
def by_articles() -> History:
    """Return the history as the articles alone tell it."""
    return analysis.told_by(load(), *ARTICLES)


# ---- words


def name(person: str) -> str:
    """Return a person's name."""
    names = {record.id: record for record in load().people}
    found = names.get(person)
    return found.name if found else "somebody not disclosed"


def named(people: Iterable[str]) -> str:
    """Return the names of people, in order, or ``nobody``."""
    return ", ".join(sorted({name(person) for person in people})) or "nobody"


def title(post: str) -> str:
    """Return the title of a post."""
    return next(record.title for record in load().posts if record.id == post)


def unit_name(unit: str) -> str:
    """Return the name of a unit."""
    return next(record.name for record in load().units if record.id == unit)


def claim(about: str) -> Claim:
    """Return a claimed number by its id."""
    return next(found for found in load().claims if found.id == about)


def clock(duration: timedelta | None) -> str:
    """Return a duration in hours and minutes."""
    if duration is None:
        return "no limit"
    minutes = duration // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part
    )


def spread(lengths: tuple[timedelta | None, timedelta | None]) -> str:
    """Return the shortest and the longest duration, once where they are the same."""
    shortest, longest = (clock(length) for length in lengths)
    return shortest if shortest == longest else f"{shortest} to {longest}"


# ---- what several questions share


def gone(start: str, end: str) -> list[Departure]:
    """Return who surely left the company in a stretch of time."""
    left = analysis.leavers(load(), COMPANY, start, end)
    return [each for each in left if each.certainty is Certainty.CERTAIN]


def went_to(organization: str) -> list[str]:
    """Return who left the company at any time and went to another for sure, founders apart."""
    history = load()
    founders = analysis.founder_tenures(history)
    return [
        left.person
        for left in analysis.departures(history, COMPANY)
        for place in analysis.destinations(history, left)
        if place.organization == organization
        and place.certainty is Certainty.CERTAIN
        and place.tenure not in founders
    ]


def holders(chart: Snapshot, post: str) -> list[Tenure]:
    """Return who surely holds a post on a chart."""
    return [held for held in chart.holders(post) if held.certainty is Certainty.CERTAIN]


def spell(person: str, post: str, number: int = 0) -> Tenure:
    """Return one of a person's tenures of a post, in order of starts."""
    return [held for held in load().careers(person) if held.post == post][number]


def moment(value: object) -> When:
    """Return a date that must be one."""
    if not isinstance(value, When):
        raise TypeError(f"{value!r} is no date")
    return value


def directors(history: History, at: str) -> tuple[str, ...]:
    """Return who surely sits on the board."""
    return analysis.members(history.at(at).certain(), "board")


def officers_on_board(at: str) -> list[str]:
    """Return the directors who also hold another post of the company."""
    chart = load().at(at).certain()
    return [
        person
        for person in analysis.members(chart, "board")
        if any(
            chart.posts[held.post].unit != "board" and chart.organization_of(held.post) == COMPANY
            for held in chart.posts_of(person)
        )
    ]


# ---- leaving


def leaders_who_left_in_2024() -> Answer:
    """A01: how many middle and senior leaders left in 2024?"""
    left = analysis.leavers(load(), COMPANY, *YEAR_2024)
    sure = [each for each in left if each.certainty is Certainty.CERTAIN]
    people = [each.person for each in sure if each.person is not UNDISCLOSED]
    unnamed = [each for each in sure if each.person is UNDISCLOSED]
    tally = claim("left-2024-leaders").tally(len(people))
    posts = ", ".join(title(each.tenure.post) for each in unnamed)
    perhaps = named(each.person for each in left if each not in sure and each.person in known())
    return (
        f"{tally.claim.amount}: {named(people)}",
        f"{tally}; {len(unnamed)} without a name: {posts}; undated, perhaps in 2024: {perhaps}",
    )


def known() -> set[str]:
    """Return the ids of people with a record."""
    return {record.id for record in load().people}


def gone_to_anthropic() -> Answer:
    """A02: how many went to Anthropic?"""
    tally = claim("left-to-anthropic").tally(people := went_to("anthropic"))
    return f"{tally.claim.amount}: {named(people)}", str(tally)


def gone_to_google() -> Answer:
    """A04: who joined Google?"""
    tally = claim("left-to-google").tally(people := went_to("google"))
    return f"{tally.found}: {named(people)}", str(tally)


def founders_of_2024() -> Answer:
    """A05: how many former employees founded companies in 2024?"""
    history = load()
    founders = analysis.founder_tenures(history)
    people = {left.person for left in analysis.departures(history, COMPANY)}
    begun = {
        tenure.person: sure
        for tenure, sure in analysis.begun(history, *YEAR_2024)
        if tenure.person in people and tenure in founders
    }
    sure = [person for person, how in begun.items() if how is Certainty.CERTAIN]
    # One of several alternatives counts for nothing, not even as a rumour of this one.
    rivals = {conflict.winner for conflict in history.conflicts()}
    either = [held.person for held in rivals if isinstance(held, Tenure) and held.person in begun]
    open_to = [person for person in either if person not in sure]
    perhaps = [person for person in begun if person not in (*sure, *open_to)]
    claimed = claim("founders-2024")
    return (
        f"{claimed.amount}: {named(sure)}; perhaps {named(perhaps)}",
        f"{claimed.tally(sure)}, {len([*sure, *perhaps])} with rumours; open: {named(open_to)}",
    )


def left_together() -> Answer:
    """A08: who left together in September 2024?"""
    people = [left.person for left in gone("2024-08", "2024-09") if left.manner == "left together"]
    tally = claim("left-together-2024-09").tally(people)
    inferred = [
        person
        for person in people
        for left in gone("2024-08", "2024-09")
        if left.person == person
        and all(cited.standing is Standing.INFERRED for cited in at_place(left.tenure, "F001-057"))
        and at_place(left.tenure, "F001-057")
    ]
    return f"{tally.found}: {named(people)}", f"{tally}; month inferred for {named(inferred)}"


def at_place(tenure: Tenure, place: str) -> list[orgchart.Citation]:
    """Return what a tenure cites at a place."""
    return [cited for cited in tenure.citations if place in (cited.locator or "").split()]


def heads_of_the_list() -> Answer:
    """A09: which five posts head the list of leavers?"""
    rows = [f"F001-{number:03}" for number in range(8, 13)]
    found = [
        next(fact for fact in analysis.cited_at(load(), ZHIDONGXI, row) if isinstance(fact, Tenure))
        for row in rows
    ]
    people = [tenure.person for tenure in found if tenure.person is not UNDISCLOSED]
    return (
        "; ".join(f"{title(tenure.post)}: {name(tenure.person)}" for tenure in found),
        f"{len(people)} of {len(found)} are named",
    )


def superalignment_leads() -> Answer:
    """A12: who left Superalignment within how many days?"""
    leads = [held for held in load().succession("superalignment-lead") if isinstance(held, Tenure)]
    ends = sorted((moment(held.end) for held in leads), key=lambda end: end.sort_key)
    days = analysis.days_apart(ends[0], ends[-1])
    rivals = [
        reading.end
        for conflict in load().conflicts()
        if conflict.winner in leads and analysis.agreement(conflict) is None
        for reading in conflict.losers
        if reading.end is not None
    ]
    least, most = days or (None, None)
    text = f"{least}" if least == most else f"{least} to {most}"
    return (
        f"both leads, {named(held.person for held in leads)}, {text} days apart",
        f"relative date; disputed: {', '.join(map(str, rivals))} by another source",
    )


def next_organizations() -> Answer:
    """A73: which organisation was each leaver's next?"""
    history = load()
    parts: list[str] = []
    unknown = 0
    for left in sorted(gone(*YEAR_2024), key=lambda each: name(each.person)):
        if left.person is UNDISCLOSED:
            continue
        places = analysis.destinations(history, left)
        sure = [unit_name(p.organization) for p in places if p.certainty is Certainty.CERTAIN]
        perhaps = [unit_name(p.organization) for p in places if p.certainty is Certainty.POSSIBLE]
        unknown += not sure
        said = ", ".join(sure) or "unknown"
        parts.append(
            f"{name(left.person)}: {said}" + (f" (perhaps {' or '.join(perhaps)})" * bool(perhaps))
        )
    return "; ".join(parts), f"{len(parts) - unknown} of {len(parts)} are known"


# ---- founders


def co_founders() -> Answer:
    """A13: how many co-founders has OpenAI?"""
    claimed = claim("co-founders")
    told = {held.person for held in by_articles().tenures if held.post == "founder"}
    every = {held.person for held in load().tenures if held.post == "founder"}
    return (
        f"{claimed.amount}: {named(told)} by the articles",
        f"{claimed.tally(told)} by the articles, {len(every)} with outside sources",
    )


def co_founders_at_work() -> Answer:
    """A14: how many of the co-founders work normally?"""
    where = analysis.presence(load(), COMPANY, AS_OF)
    founders = {held.person for held in load().tenures if held.post == "founder"}
    groups = {how: [person for person in founders if where[person] is how] for how in Presence}
    at_work = groups[Presence.AT_WORK]
    return (
        f"{len(at_work)}: {named(at_work)}",
        "; ".join(
            (
                f"on leave {named(groups[Presence.ON_LEAVE])}",
                f"gone {named(groups[Presence.GONE])}",
                f"not known of {len(groups[Presence.NOT_KNOWN])}",
            )
        ),
    )


def on_leave() -> Answer:
    """A16: who is on leave?"""
    leaves = load().at(AS_OF).leaves
    said = sorted(
        f"{name(away.person)} ({away.note}; until {away.end or 'not stated'})" for away in leaves
    )
    sure = [away for away in leaves if away.certainty is Certainty.CERTAIN]
    return (
        f"{len(leaves)}: {', '.join(said)}",
        f"{len(sure)} certain on {AS_OF}, the start of the rest is vague",
    )


def team_of_four() -> Answer:
    """A17: who formed the team of four?"""
    people = [held.person for held in load().tenures if held.post == "team-of-four"]
    return named(people), str(claim("team-of-four").tally(people))


# ---- the board


def directors_before() -> Answer:
    """A22: how many directors before 17 November 2023?"""
    told = directors(by_articles(), BEFORE)
    people = [person for person in told if person is not UNDISCLOSED]
    every = directors(load(), BEFORE)
    return (
        f"{len(every)}: {named(every)}",
        f"{len(told)} by the articles, {len(people)} of them named: {named(people)}",
    )


def directors_retained() -> Answer:
    """A26: how many of the old board sit on the new one?"""
    kept = set(directors(load(), BEFORE)) & set(directors(load(), AS_OF))
    told = [
        fact.person
        for row in ("F001-053", "F001-277")
        for fact in analysis.cited_at(load(), ZHIDONGXI, row)
        if isinstance(fact, Tenure)
    ]
    tally = claim("directors-retained").tally(kept)
    soon = set(directors(load(), BEFORE)) & set(directors(load(), "2023-11-30"))
    bound = (
        f"by outside sources, {named(soon)} alone on 2023-11-30; the articles name {named(told)}"
    )
    return f"{tally.claim.amount}: {named(kept)}", bound


def officers_as_directors() -> Answer:
    """A29: which officers were directors at noon and at 13:00 of 17 November 2023?"""
    noon, one = (officers_on_board(f"2023-11-17T{time}-08:00") for time in ("12:00", "13:00"))
    seat = spell("sam-altman", "director")
    inferred = [c for c in seat.citations if c.standing is Standing.INFERRED and c.locator]
    return (
        f"noon: {named(noon)}; 13:00: {named(one)}",
        f"certain; the loss of Altman's seat is inferred in the articles ({inferred[0].locator})"
        if inferred
        else "certain",
    )


def notice_to_chair() -> Answer:
    """A35: how much notice had Brockman?"""
    notice = analysis.lead_times(spell("greg-brockman", "chair"))
    asked, told = notice["asked"], notice["told"]
    return f"{spread(asked)} from the text, {spread(told)} from the call", "certain"


def from_seat_to_resignation() -> Answer:
    """A38: how long did Brockman stay after losing his seat?"""
    chair, president = spell("greg-brockman", "chair"), spell("greg-brockman", "president")
    return spread(Period(moment(chair.end), moment(president.end)).duration), "certain"


# ---- the chief executive


def chief_executives() -> Answer:
    """A30: who is chief executive at five instants?"""
    instants = (
        "2023-11-17T20:00Z",
        "2023-11-17T20:28Z",
        "2023-11-19T12:00Z",
        "2023-11-20T05:00Z",
        "2023-11-23T00:00Z",
    )
    said: list[str] = []
    for instant in instants:
        for held in holders(load().at(instant), "ceo"):
            how = "" if held.kind is TenureKind.SUBSTANTIVE else f" ({held.kind})"
            cited = analysis.citations_of(load(), held)
            told = [each for each in cited if each.source in ARTICLES]
            standing = analysis.strongest_standing(told)
            reported = "" if standing in {None, Standing.STATED} else f" ({standing})"
            said.append(f"{instant} {name(held.person)}{how}{reported}")
    return "; ".join(said), "certain; one by a report"


def hours_away() -> Answer:
    """A31: how many hours between dismissal and return?"""
    dismissed, back = spell("sam-altman", "ceo"), spell("sam-altman", "ceo", 1)
    away = Period(moment(dismissed.end), moment(back.start)).duration
    hours = [length // timedelta(hours=1) for length in away if length is not None]
    tally = claim("hours-dismissed").tally(hours[0])
    return f"{tally.found}", f"claimed {tally.claim.amount}; the return is dated {back.start}"


def interim_length() -> Answer:
    """A32: how long was Murati interim chief executive?"""
    held = spell("mira-murati", "ceo")
    return spread(held.duration), f"certain; until {held.end}, the report of the successor"


def executives_surviving() -> Answer:
    """A45: which executives survived from before November 2023, besides the chief executive?"""
    chiefs = [post.id for post in load().posts if post.title.startswith("Chief")]
    groups = [
        {held.person for post in chiefs for held in holders(load().at(day), post)}
        for day in (BEFORE, AS_OF)
    ]
    first = {held.person for held in holders(load().at(BEFORE), "ceo")}
    kept = (groups[0] & groups[1]) - first
    return (
        f"{len(kept)}: {named(kept)}",
        f"{claim('executives-surviving').tally(kept)}; posts titled Chief",
    )


# ---- posts and lines


def reports_of_the_chief_executive() -> Answer:
    """A47: who reports directly to the chief executive?"""
    chart, told = load().at(AS_OF), by_articles().at(AS_OF)
    posts = [line.post for line in chart.lines_to("ceo") if line.certainty is Certainty.CERTAIN]
    names = {post: [held.person for held in holders(told, post)] for post in posts}
    count = sum(1 for people in names.values() if any(p is not UNDISCLOSED for p in people))
    return (
        f"{len(posts)} posts: "
        + "; ".join(f"{title(post)} ({named(names[post])})" for post in posts),
        f"certain for posts; {count} of {len(posts)} holders are named by the articles",
    )


def manager_of_people_officer() -> Answer:
    """A49: to whom does the chief people officer report?"""
    manager = load().at(AS_OF).manager_of("chief-people-officer")
    if manager is UNKNOWN:
        return str(manager), "there is a manager, and no source names one"
    return str(manager and manager.id), "certain"


def posts_created() -> Answer:
    """A51: how many posts were created in 2024?"""
    posts = analysis.created_posts(load(), COMPANY, *YEAR_2024)
    said = ", ".join(f"{title(post)} ({load().life_of(post).start})" for post in posts)
    return f"{len(posts)}: {said}", str(claim("posts-created-2024").tally(posts))


def vacant() -> Answer:
    """A52: which posts are vacant?"""
    now = load().at(AS_OF).certain().vacancies
    past = [gap for gap in analysis.vacant_posts(load(), COMPANY) if gap.until is not None]
    said = ", ".join(f"{title(gap.post)} since {gap.since}" for gap in now)
    earlier = "; ".join(f"{title(gap.post)} from {gap.since} to {gap.until}" for gap in past)
    years = claim("cfo-vacant-years")
    return (
        f"{said}; before: {earlier}",
        f"certain on {AS_OF}; claimed for the chief financial officer: {years.amount} years",
    )


def leads_of(project: str) -> list[str]:
    """Return who led a project."""
    return sorted(
        {held.person for held in load().tenures if dict(held.extra).get("project_lead") == project}
    )


def leads_of_o1() -> Answer:
    """A56: who led o1?"""
    people = leads_of("o1")
    return f"{len(people)}: {named(people)}", str(claim("o1-leads").tally(people))


def marks() -> Answer:
    """A64: who would be red (departed), carry * (on leave) or ** (changed in 2024)?"""
    red = [left.person for left in gone(*YEAR_2024) if left.person is not UNDISCLOSED]
    away = [leave.person for leave in load().at(AS_OF).leaves]
    told = by_articles()
    homes = analysis.organizations(told)
    new = [
        tenure.person
        for tenure, sure in analysis.begun(told, *YEAR_2024)
        if homes.get(tenure.post) == COMPANY
        and sure is Certainty.CERTAIN
        and tenure.person is not UNDISCLOSED
    ]
    return (
        f"red: {named(red)}; *: {named(away)}; **: red and {named(set(new) - set(red))}",
        "of those named; the table itself is lost",
    )


def dollars(amount: Claim) -> str:
    """Return a claimed sum in words."""
    low = amount.low or 0
    large = low >= BILLION
    number = f"{low / (BILLION if large else BILLION // 1000):g} {'bn' if large else 'm'}"
    return number if amount.high is not None else f"over {number}"


def valuations() -> Answer:
    """A68: rank the companies of former people by valuation."""
    prefix = "valuation-"
    found: Mapping[str, Claim] = {
        each.id.removeprefix(prefix): each for each in load().claims if each.id.startswith(prefix)
    }
    ranked = sorted(found.items(), key=lambda item: -(item[1].low or 0))
    said = ", ".join(f"{unit_name(unit)} {dollars(each)}" for unit, each in ranked)
    return said, f"{len(ranked)} valuations in US dollars, undated"


QUESTIONS: Mapping[str, Callable[[], Answer]] = {
    "A01": leaders_who_left_in_2024,
    "A02": gone_to_anthropic,
    "A04": gone_to_google,
    "A05": founders_of_2024,
    "A08": left_together,
    "A09": heads_of_the_list,
    "A12": superalignment_leads,
    "A13": co_founders,
    "A14": co_founders_at_work,
    "A16": on_leave,
    "A17": team_of_four,
    "A22": directors_before,
    "A26": directors_retained,
    "A29": officers_as_directors,
    "A30": chief_executives,
    "A31": hours_away,
    "A32": interim_length,
    "A35": notice_to_chair,
    "A38": from_seat_to_resignation,
    "A45": executives_surviving,
    "A47": reports_of_the_chief_executive,
    "A49": manager_of_people_officer,
    "A51": posts_created,
    "A52": vacant,
    "A56": leads_of_o1,
    "A64": marks,
    "A68": valuations,
    "A73": next_organizations,
}


def main(arguments: Sequence[str]) -> int:
    """Print the answers to the questions named, or to all; return the exit status."""
    unknown = [each for each in arguments if each not in QUESTIONS]
    if unknown:
        print(f"no such question: {', '.join(unknown)}", file=sys.stderr)
        return 2
    for each in arguments or QUESTIONS:
        answer, bound = QUESTIONS[each]()
        print(f"{each}  {answer}  ({bound})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
