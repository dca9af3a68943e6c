// Finding people: on which dates they are there, which cards are theirs.
const people = new Map();
frames.forEach((_, number) => {
  for (const { about } of cardsOf(number).values()) {
    (about.people || []).forEach((person, place) => {
      if (!person) return;
      const known = people.get(person) || { names: new Set(), dates: new Set() };
      if (about.names.length === about.people.length) known.names.add(about.names[place]);
      known.dates.add(number);
      people.set(person, known);
    });
  }
});

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
  .replace(/[łøđðþßæœı]/g, (letter) => LETTERS[letter]).replace(/[’‘`]/g, "'");
const nameOf = (person) => [...people.get(person).names][0] || person;
const datesOf = (person) => people.get(person).dates;
const sorted = [...people.keys()].sort((one, two) => collator().compare(nameOf(one), nameOf(two)));

function collator() {
  if (!collator.made) {
    try {
      collator.made = new Intl.Collator(document.documentElement.lang);
    } catch {
      collator.made = new Intl.Collator();
    }
  }
  return collator.made;
}

const finder = el("input", { type: "search", id: "find", role: "combobox", autocomplete: "off", spellcheck: "false",
  placeholder: words.web_search, "aria-label": words.web_search, "aria-expanded": "false",
  "aria-controls": "found", "aria-autocomplete": "list", enterkeyhint: "search" });
const found = el("ul", { id: "found", role: "listbox", "aria-label": words.web_search, hidden: true });
const foundSaid = el("span", { class: "unseen", role: "status" });
const chosen = el("div", { class: "chosen", hidden: true });
let marked = -1;

function look() {
  const asked = plain(finder.value.trim());
  const hits = asked ? sorted.filter((person) => {
    const names = [...people.get(person).names].map(plain);
    return names.some((name) => asked.split(/\s+/).every((part) => name.includes(part)));
  }) : [];
  // Names of which a part begins so come first.
  const near = (person) => (` ${[...people.get(person).names].map(plain).join(" ")}`.includes(` ${asked}`) ? 0 : 1);
  hits.sort((one, two) => near(one) - near(two));
  const shown = hits.slice(0, 50).map((person, place) => {
    const row = el("li", { role: "option", id: `found-${place}`, "data-person": person, "aria-selected": "false" },
      el("span", {}, nameOf(person)),
      el("small", {}, fill(counts(words.web_on_dates, datesOf(person).size), datesOf(person).size, frames.length)));
    row.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(person); });
    return row;
  });
  found.replaceChildren(...(asked && !hits.length ? [el("li", { class: "none" }, words.web_nobody)] : shown));
  foundSaid.textContent = !asked ? "" : hits.length ? counted(words.web_found, hits.length) : words.web_nobody;
  openFound(Boolean(asked));
  mark(hits.length ? 0 : -1);
}

const counts = (forms, number) =>
  typeof forms === "string" ? forms : forms.length === 2 ? forms[number === 1 ? 0 : 1] : forms[number < forms.length ? number : 100 + (number % 100)];

function openFound(open) {
  found.hidden = !open;
  finder.setAttribute("aria-expanded", String(open));
}

function mark(number) {
  const rows = [...found.querySelectorAll("[role=option]")];
  marked = rows.length ? (number + rows.length) % rows.length : -1;
  rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === marked)));
  if (marked < 0) finder.removeAttribute("aria-activedescendant");
  else {
    finder.setAttribute("aria-activedescendant", rows[marked].id);
    rows[marked].scrollIntoView({ block: "nearest" });
  }
}

function choose(person) {
  openFound(false);
  finder.value = nameOf(person);
  state.who = person;
  const dates = datesOf(person);
  if (!state.compare && !dates.has(state.number)) go(Math.min(...dates));
  else render(false);
  const card = layers.querySelector(".card.hit");
  if (card) card.scrollIntoView({ block: "center", inline: "center", behavior: calm.matches ? "auto" : "smooth" });
}

/** The next date, or the one before, at which the person's cards are others. */
function hop(way) {
  const cards = (number) => [...cardsOf(number).values()].filter(({ about }) => (about.people || []).includes(state.who))
    .map(({ thing }) => thing.number).join();
  for (let number = state.number + way; number >= 0 && number <= LAST; number += way) {
    if (cards(number) && cards(number) !== cards(number - way)) {
      go(number);
      return;
    }
  }
}

function clearWho() {
  state.who = null;
  finder.value = "";
  openFound(false);
  render(false);
}

/** Mark the cards of the person and say where they are. */
function showWho() {
  const { who } = state;
  chart.classList.toggle("seeking", Boolean(who));
  let here = 0;
  for (const number of onStage.things) {
    const thing = things[number];
    if (thing.kind !== "c") continue;
    const about = aboutOf(thing.node);
    const hit = Boolean(who) && Boolean(about) && (about.people || []).includes(who);
    thing.node.classList.toggle("hit", hit);
    here += hit ? 1 : 0;
  }
  chosen.hidden = !who;
  if (!who) return chosen.replaceChildren();
  const dates = datesOf(who).size;
  const name = nameOf(who);
  const said = fill(counts(words.web_on_dates, dates), dates, frames.length);
  return chosen.replaceChildren(
    el("span", {}, el("b", {}, name), " ", el("small", {}, here ? said : `${said} · ${words.web_absent}`)),
    ...(state.compare ? [] : [
      button(fill(words.web_previous_of, name), "previous", () => hop(-1)),
      button(fill(words.web_next_of, name), "next", () => hop(1))]),
    button(words.web_clear, "close", () => { clearWho(); finder.focus(); }));
}

finder.addEventListener("input", () => { if (!finder.value) clearWho(); else look(); });
finder.addEventListener("focus", () => { if (finder.value && !state.who) look(); });
finder.addEventListener("blur", () => openFound(false));
finder.addEventListener("keydown", (event) => {
  const rows = [...found.querySelectorAll("[role=option]")];
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) look();
    else mark(marked + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (found.hidden && state.who) hop(1);
    else if (rows[marked]) choose(rows[marked].dataset.person);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    if (found.hidden) clearWho();
    else openFound(false);
  }
});
