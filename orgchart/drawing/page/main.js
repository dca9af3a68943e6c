// What is shown, how it is changed, and its address.
const state = { number: LAST, compare: false, first: 0, second: LAST, who: null, playing: 0 };
const PACE = 1900;
let changed = 0;

function render(moving = true) {
  const { compare, number, first, second } = state;
  leave();
  document.body.classList.toggle("comparing", compare);
  comparer.setAttribute("aria-pressed", String(compare));
  comparer.lastChild.textContent = compare ? words.web_compare_end : words.web_compare;
  if (compare) {
    const found = new Comparison(first, second);
    byId("date").textContent = fill(words.span, frames[first].label, frames[second].label);
    const groups = found.counts();
    headline(groups.length ? groups : [{ name: "", counts: [{ text: words.no_change, ink: "" }] }]);
    stageView(found.view(), moving);
    tellComparison(found);
  } else {
    byId("date").textContent = frames[number].label;
    byId("headline").textContent = frames[number].headline;
    stageView(dateView(number), moving);
    tellDate(number);
  }
  showWho();
  showTime();
}

/** Write the address; a new place in the history only after a moment of rest. */
function address() {
  const { compare, number, first, second } = state;
  const hash = compare ? `#${frames[first].id}..${frames[second].id}` : `#${frames[number].id}`;
  const now = performance.now();
  if (location.hash !== hash) {
    if (now - changed > 800 && !state.playing) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  }
  changed = now;
}

function go(number) {
  state.compare = false;
  state.number = Math.max(0, Math.min(LAST, number));
  render();
  address();
}

function pick(first, second, later = false) {
  state.compare = true;
  const low = Math.max(0, Math.min(LAST, first));
  const high = Math.max(0, Math.min(LAST, second));
  state.first = later ? Math.min(low, high) : low;
  state.second = later ? high : Math.max(low, high);
  render();
  address();
}

function step(way) {
  if (!state.compare) go(state.number + way);
  else if (way < 0) pick(state.first - 1, state.second);
  else pick(state.first, state.second + 1, true);
}

function play(on) {
  clearInterval(state.playing);
  state.playing = 0;
  if (on && !state.compare) {
    if (state.number === LAST) go(0);
    state.playing = setInterval(() => {
      go(state.number + 1);
      if (state.number === LAST) play(false);
    }, PACE);
  }
  const name = state.playing ? words.web_pause : words.web_play;
  player.setAttribute("aria-label", name);
  player.title = name;
  player.replaceChildren(icon(state.playing ? "pause" : "play"));
  // While dates run, each new one would cut the last one short.
  byId("now").setAttribute("aria-live", state.playing ? "off" : "polite");
}

function toggleCompare() {
  play(false);
  changed = 0;
  if (state.compare) go(state.second);
  else if (state.number) pick(state.number - 1, state.number);
  else pick(0, Math.min(1, LAST));
}

/** The number of the date that a part of an address names: its id, or the last state by then. */
function dateAt(text) {
  const exact = frames.findIndex(({ id }) => id === text);
  if (exact >= 0 || !/^\d{4}/.test(text)) return exact;
  const close = closeOf(text);
  const until = frames.filter(({ t, closes }) => t < close || (t === close && (closes || /T/.test(text)))).length;
  return Math.max(0, until - 1);
}

/** When a year, month, day or clock time is over, in seconds as the frames have them. */
function closeOf(text) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):?(\d\d))?)?)?/.exec(text);
  const [year, month, day, hour, minute] = found.slice(1).map((part) => (part === undefined ? null : +part));
  const next = (part, last) => (part === null ? 0 : part - 1 + last);
  const at = new Date(0);
  at.setUTCFullYear(year + (month === null), next(month, month !== null && day === null),
    1 + next(day, day !== null && hour === null));
  at.setUTCHours(hour || 0, minute || 0);
  return at / 1000;
}

function follow(moving) {
  let asked = "";
  try {
    asked = decodeURIComponent(location.hash.slice(1));
  } catch {
    asked = "";
  }
  const [one, two] = asked.split("..").map(dateAt);
  if (!asked) Object.assign(state, { compare: false, number: LAST });
  else if (two >= 0 && one >= 0) Object.assign(state, { compare: true, first: Math.min(one, two), second: Math.max(one, two) });
  else if (one >= 0) Object.assign(state, { compare: false, number: one });
  render(moving);
}

// The tools

const comparer = el("button", { type: "button", class: "tool", "aria-pressed": "false" }, icon("compare"), words.web_compare);
comparer.addEventListener("click", toggleCompare);
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
const themer = button("", "theme", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
}, { class: "tool" });
function nameTheme() {
  const name = isDark() ? words.web_light : words.web_dark;
  themer.setAttribute("aria-label", name);
  themer.title = name;
}
dark.addEventListener("change", nameTheme);

const keys = [["← →", words.web_key_dates], ["Home End", words.web_key_ends], [words.web_space, words.web_key_play],
  ["/", words.web_key_search], ["Esc", words.web_key_close]];
const help = el("p", { class: "keys" }, el("b", {}, words.web_keys), ...keys.flatMap(([key, does]) =>
  [el("span", {}, ...key.split(" ").flatMap((one) => [el("kbd", {}, one), " "]), does)]));

byId("tools").append(el("div", { class: "search" }, icon("search"), finder, found, foundSaid), comparer, themer);
byId("tools").hidden = news.hidden = more.hidden = false;
comparer.hidden = frames.length < 2;
byId("dock").append(chosen);
more.after(help);
buildTime();
nameTheme();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const { key, target } = event;
  const typing = target.matches("input[type=search], select, textarea");
  if (key === "Escape") {
    if (!pop.hidden) leave(held);
    else if (state.who) clearWho();
    else if (state.compare) toggleCompare();
    play(false);
  } else if (typing) return;
  else if (key === "/") finder.focus();
  else if (key === " " && !target.matches("button, summary, a, .card")) play(!state.playing);
  else if ((key === " " || key === "Enter") && target.matches(".card")) ask(target, true);
  else if (target.matches("input[type=range]") || pop.contains(target)) return;
  else if (key === "ArrowLeft") step(-1);
  else if (key === "ArrowRight") step(1);
  else if (key === "Home" && !state.compare) go(0);
  else if (key === "End" && !state.compare) go(LAST);
  else return;
  event.preventDefault();
});
/** On small screens, begin where the chart begins. */
function reveal() {
  const shown = onStage.things.map((number) => things[number]);
  const top = Math.min(...shown.map(({ y }) => y));
  const left = Math.min(...shown.filter(({ y }) => y < top + 400).map(({ x }) => x));
  byId("stage").scrollLeft = (left - 4) * (chart.clientWidth / data.width);
}
addEventListener("hashchange", () => follow(true));
follow(false);
reveal();
