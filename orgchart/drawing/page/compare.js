// Two dates in one picture: who left stays at the old place, who joined is marked, and posts that
// changed hands keep the struck name of who held them.
const unsure = (card) => /\bs-(possible|doubtful)\b/.test(card.thing.base);
const vacant = (card) => /\bvacant\b/.test(card.thing.base);
const peopleOf = (card) => (card.about.people || []).filter(Boolean);
const isBody = (id) => things.some((thing) => thing.kind === "p" && thing.id === id);
const isTray = (id) => things.some((thing) => thing.kind === "d" && thing.id === id);
const STATES = /\bs-(interim|acting|adviser|on-leave|possible|doubtful|undisclosed)\b/g;
const statesOf = (card) => (card.thing.base.match(STATES) || []).sort().join();
const isStub = (thing) => /^line (report|dotted|appoints)/.test(thing.base);
const same = (one, two) => one.length === two.length && one.every((each) => two.includes(each));
const meets = (one, two) =>
  one.x < two.x + two.width - 2 && two.x < one.x + one.width - 2 &&
  one.y < two.y + two.height - 2 && two.y < one.y + one.height - 2;

/** The people of a card; those whose name is not told, by their posts. */
const membersOf = ({ about }) => [...peopleOf({ about }),
  ...(about.undisclosed ? (about.posts || []).map((post) => `?${post}`) : [])];

/** Who is in the team of a date: their posts, and whether any of it is certain. */
function teamOf(cards) {
  const team = new Map();
  for (const card of cards.values()) {
    if (isBody(card.above)) continue;
    for (const person of membersOf(card)) {
      const known = team.get(person) || { sure: false, posts: new Map(), titles: [] };
      known.sure = known.sure || !unsure(card);
      const held = { sure: !unsure(card), states: statesOf(card), away: card.about.away || 0, title: card.about.title, line: card.above };
      (card.about.posts || []).forEach((post) => known.posts.set(post, held));
      known.titles.push(card.about.title);
      team.set(person, known);
    }
  }
  return team;
}

class Comparison {
  constructor(first, second) {
    this.first = first;
    this.second = second;
    this.before = cardsOf(first);
    this.after = cardsOf(second);
    this.was = teamOf(this.before);
    this.is = teamOf(this.after);
    this.looks = new Map();
    this.said = new Map();
    this.chips = [];
    this.moves = [];
    this.gone = new Map();
    this.rows = { left: [], joined: [], role: [], hands: [], vacant: [], moved: [], other: [] };
    this.lines = { moved: 0, known: 0, unknown: 0, vacant: 0 };
    this.bodies = new Map();
    this.after.forEach((card, id) => this.later(card, this.before.get(id)));
    this.before.forEach((card, id) => { if (!this.after.has(id)) this.earlier(card); });
  }

  look(card, look, text, kind, strike) {
    this.looks.set(card.thing.number, look);
    if (text) this.chip(card, text, kind || look.replace("d-", ""), strike);
  }

  chip(card, text, look, strike = false) {
    this.chips.push({ thing: card.thing, text, look, strike });
    const told = this.said.get(card.thing.number);
    this.said.set(card.thing.number, told ? `${told}${words.comma}${text}` : text);
  }

  seat(card, kind) {
    const counts = this.bodies.get(card.above) || { left: 0, joined: 0, stayed: 0, maybe: 0 };
    counts[unsure(card) && kind !== "stayed" ? "maybe" : kind] += 1;
    this.bodies.set(card.above, counts);
  }

  row(kind, card, more = {}) {
    this.rows[kind].push({ card, maybe: unsure(card), ...more });
  }

  later(card, old) {
    const body = isBody(card.above);
    if (old === undefined) return this.arrived(card, body);
    if (body) this.seat(card, unsure(old) === unsure(card) ? "stayed" : "maybe");
    if (!same(peopleOf(old), peopleOf(card)) || vacant(old) !== vacant(card)) return this.hands(card, old);
    if (old.above !== card.above && !body) return this.moved(card, old);
    if (old.about.title !== card.about.title) {
      this.row("other", card, { was: old.about.title });
      return this.look(card, "d-role", words.retitled);
    }
    if (statesOf(old) !== statesOf(card)) {
      this.row("other", card, { news: turned(statesOf(old).split(","), statesOf(card).split(",")) });
      return this.look(card, "d-role", words.status);
    }
    return this.look(card, "d-same");
  }

  arrived(card, body) {
    if (body) this.seat(card, "joined");
    const known = peopleOf(card).filter((person) => this.was.has(person));
    if (!body && known.length && known.length === peopleOf(card).length) {
      const was = known.flatMap((person) => this.was.get(person).titles);
      this.row("role", card, { was: listed([...new Set(was)]) });
      return this.look(card, "d-role", words.appointed);
    }
    if (vacant(card)) {
      this.row("vacant", card);
      return this.look(card, "d-same", words.new, "joined");
    }
    this.row("joined", card);
    if (unsure(card)) return this.look(card, "d-maybe", words.maybe_joined, "role");
    return this.look(card, "d-joined", body ? words.joined : words.new);
  }

  hands(card, old) {
    const stay = peopleOf(card);
    const names = old.about.names.filter((_, place) => !stay.includes((old.about.people || [])[place]));
    const people = peopleOf(old).filter((person) => !stay.includes(person));
    if (vacant(card)) {
      this.lines.vacant += 1;
      this.row("vacant", card, { was: names });
      this.look(card, "d-left");
    } else {
      this.row("hands", card, { was: names });
      this.look(card, "d-role");
    }
    if (vacant(old)) this.chip(card, old.about.names.join(words.comma), "role", true);
    else names.forEach((name) => this.chip(card, name, "left", true));
    const left = people.length > 0 && people.every((person) => !this.is.has(person));
    if (left && !unsure(old)) this.chip(card, words.gone_left, "left");
  }

  moved(card, old) {
    const kind = isTray(old.above) ? (isTray(card.above) ? "" : "known") : isTray(card.above) ? "unknown" : "moved";
    if (kind) this.lines[kind] += 1;
    if (kind) this.row("moved", card, { kind });
    if (!kind) return this.look(card, "d-same");
    this.look(card, "d-moved", kind === "moved" ? words.moved : kind === "known" ? words.line_news : words.line_lost);
    const free = ![...this.after.values()].some((other) => meets(other.thing, old.thing));
    if (free) this.ghost(old, "", card);
    return undefined;
  }

  ghost(card, text, to) {
    this.gone.set(card.thing.id, card);
    this.look(card, "d-ghost", text, "moved");
    if (to) this.moves.push({ from: card.thing, to: to.thing });
  }

  earlier(card) {
    const body = isBody(card.above);
    if (body) this.seat(card, "left");
    const still = body ? [] : peopleOf(card).filter((person) => this.is.has(person));
    const elsewhere = !body && still.length > 0 && still.length === peopleOf(card).length;
    if (!elsewhere && !vacant(card) && peopleOf(card).length) {
      const now = body ? [] : still.flatMap((person) => this.is.get(person).titles);
      this.row("left", card, { now: listed([...new Set(now)]) });
    }
    const taken = [...this.after.values()].find((other) => meets(other.thing, card.thing));
    // Somebody else has the place now, whose card says nothing of others: the list tells.
    if (taken) return undefined;
    this.gone.set(card.thing.id, card);
    if (elsewhere) return this.ghost(card, words.appointed);
    if (vacant(card)) return this.look(card, "d-ghost", words.gone_other, "left");
    if (unsure(card)) return this.look(card, "d-ghost", words.maybe_left, "role");
    if (!peopleOf(card).length) return this.look(card, "d-ghost", words.gone_other, "left");
    return this.look(card, "d-left", words.left);
  }

  /** What to count somebody of the team under, as pictures of a difference do; null for a line. */
  fate(who) {
    const [was, now] = [this.was.get(who), this.is.get(who)];
    const seat = (cards) => [...cards.values()].some((card) => isBody(card.above) && peopleOf(card).includes(who));
    if (!now) {
      if (!was.sure) return "maybe";
      // Who holds a seat of a body has not left; and nobody knows whether who has no name did.
      return who.startsWith("?") || seat(this.after) ? "other" : "left";
    }
    if (!was && !now.sure) return "maybe";
    if (!was) return seat(this.before) ? "role" : "joined";
    const gained = [...now.posts.keys()].filter((post) => !was.posts.has(post));
    if (gained.length) return gained.some((post) => now.posts.get(post).sure) ? "role" : "maybe";
    return this.stay(was, now);
  }

  /** The same of somebody who took no new post. */
  stay(was, now) {
    const [then, today] = [was, now].map(({ posts }) => Math.max(...[...posts.values()].map(({ away }) => away)));
    if (then !== today) return then === 1 || today === 1 ? "maybe" : today ? "leave" : "back";
    const dropped = [...was.posts].filter(([post]) => !now.posts.has(post));
    const kept = [...now.posts].map(([post, today]) => [was.posts.get(post), today]);
    if (dropped.some(([, then]) => then.sure)) return "other";
    if (kept.some(([then, today]) => then.sure === today.sure && (then.states !== today.states || then.title !== today.title))) return "other";
    if (dropped.length || kept.some(([then, today]) => then.sure !== today.sure)) return "maybe";
    if (kept.some(([then, today]) => then.line !== today.line)) return null;
    return now.sure ? "same" : "possible";
  }

  counts() {
    const groups = [];
    for (const [id, counts] of this.bodies) {
      groups.push({ name: data.panels[id], counts: [
        tally("left", words.count_left, counts.left), tally("joined", words.count_joined, counts.joined),
        tally("role", words.count_maybe, counts.maybe), tally("", words.count_stayed, counts.stayed),
      ] });
    }
    const team = { left: 0, joined: 0, role: 0, maybe: 0, other: 0, leave: 0, back: 0, same: 0, possible: 0 };
    for (const who of new Set([...this.was.keys(), ...this.is.keys()])) {
      const fate = this.fate(who);
      if (fate) team[fate] += 1;
    }
    groups.push({ name: this.bodies.size ? words.team : "", counts: [
      tally("left", words.count_left, team.left), tally("joined", words.count_new, team.joined),
      tally("role", words.count_role, team.role), tally("role", words.count_leave, team.leave),
      tally("role", words.count_back, team.back), tally("left", words.count_vacant, this.lines.vacant),
      tally("moved", words.count_moved, this.lines.moved), tally("moved", words.count_known, this.lines.known),
      tally("moved", words.count_unknown, this.lines.unknown), tally("role", words.count_maybe, team.maybe),
      tally("role", words.count_other, team.other), tally("", words.count_unchanged, team.same),
      tally("", words.count_unchanged_possible, team.possible),
    ] });
    for (const group of groups) group.counts = group.counts.filter(Boolean);
    return groups.filter((group) => group.counts.length);
  }

  view() {
    const [one, two] = [frames[this.first], frames[this.second]];
    const left = one.things.filter((n) => !two.things.includes(n) && this.stays(things[n], two));
    const shown = [...new Set([...two.things, ...left])].sort((a, b) => rank(things[a]) - rank(things[b]));
    const fresh = two.things.filter((n) => !one.things.includes(n));
    for (const number of fresh) if (isStub(things[number])) this.looks.set(number, "d-new");
    for (const number of left) if (things[number].kind === "l") this.looks.set(number, isStub(things[number]) ? "d-old" : "d-was");
    const { foot: signs } = two;
    const bottom = Math.max(one.bottom, two.bottom);
    return { things: shown, foot: signs, bottom, cards: this.after, gone: this.gone,
      looks: this.looks, said: this.said, chips: this.chips, moves: this.moves };
  }

  /** Whether a thing of the earlier date alone is shown at all. */
  stays(thing, two) {
    if (thing.kind === "c") {
      const card = this.gone.get(thing.id);
      return card !== undefined && card.thing === thing;
    }
    if (thing.kind === "l") return true;
    if (thing.kind !== "t") return !two.things.some((n) => things[n].id === thing.id);
    return !two.things.some((n) => things[n].kind === "t" && meets(things[n], thing));
  }
}

const ORDER = "pdlbtc";
const rank = (thing) => ORDER.indexOf(thing.kind);
const tally = (ink, forms, number) => (number ? { ink, text: counted(forms, number) } : null);

const KINDS = ["left", "joined", "role", "hands", "vacant", "moved", "other"];
function tellComparison(found) {
  const { first, second } = found;
  const between = second - first - 1;
  const sections = KINDS.filter((kind) => found.rows[kind].length).map((kind) =>
    el("section", {}, el("h3", { class: `k-${kind}` }, words[`web_${kind}`]),
      el("ul", {}, ...found.rows[kind].map((row) => el("li", {}, ...rowTold(kind, row))))));
  news.className = "news two";
  news.replaceChildren(
    el("p", { class: "remark" }, between ? counted(words.net_between, between) : words.net),
    ...(sections.length ? [el("div", { class: "kinds" }, ...sections)] : [el("p", {}, words.no_change)]));
  more.replaceChildren(recorded(first, second));
}

/** What is another state now, in words. */
function turned(old, now) {
  const [gone, come] = [(state) => old.includes(state) && !now.includes(state), (state) => now.includes(state) && !old.includes(state)];
  const told = [
    (gone("s-possible") || gone("s-doubtful")) && words.now_certain,
    (come("s-possible") || come("s-doubtful")) && words.now_possible,
    come("s-on-leave") && words.now_on_leave, gone("s-on-leave") && words.back,
    come("s-interim") && words.now_interim_said, come("s-acting") && words.now_acting_said,
    come("s-adviser") && words.now_adviser_said,
    (gone("s-interim") || gone("s-acting")) && words.now_confirmed,
  ];
  return told.filter(Boolean).join(words.comma);
}

function rowTold(kind, { card, was, now, news: state, maybe }) {
  const { names, title = "" } = card.about;
  const who = el("b", {}, listed(names));
  const then = fill(words.titled, "", "");
  const post = title ? [then, title] : [];
  const body = isBody(card.above) ? [" ", el("small", {}, data.panels[card.above])] : [];
  const perhaps = maybe ? [" ", el("em", {}, kind === "left" ? words.maybe_left : words.maybe_joined)] : [];
  if (kind === "left") {
    const later = now ? [el("small", {}, fill(words.now, now))] : [];
    return [el("b", {}, el("s", {}, listed(names))), ...post, ...body, ...perhaps, ...later];
  }
  if (kind === "hands" || kind === "vacant") {
    return [title, fill(words.board_of, "", ""), el("s", {}, listed(was || [])), was && was.length ? " → " : "", who];
  }
  if (state !== undefined) return [who, ...post, " ", el("small", {}, state)];
  if (kind === "other") return [who, then, el("s", {}, was), " → ", title];
  const before = was ? [el("small", {}, fill(words.before, was))] : [];
  return [who, ...post, ...body, ...perhaps, ...before];
}

/** What was recorded from one date to the other, each with a link to its date. */
function recorded(first, second) {
  const dates = frames.slice(first + 1, second + 1);
  return el("details", {}, el("summary", {}, words.web_between),
    el("ol", { class: "log" }, ...dates.map((frame) => el("li", {},
      el("a", { href: `#${frame.id}` }, frame.label),
      el("ul", {}, ...frame.changes.map((text) => el("li", {}, text)))))));
}
