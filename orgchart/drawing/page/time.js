// Time: sliders with one step for each date, and below them the dates in their true distances.
const time = byId("time");
const THUMB = 18;

function slider(name, act) {
  const input = el("input", { type: "range", min: "0", max: String(LAST), step: "1", "aria-label": name });
  input.addEventListener("input", () => act(+input.value));
  return input;
}

const early = slider(words.web_dates, (number) => (state.compare ? pick(number, state.second) : go(number)));
const late = slider(words.web_later, (number) => pick(state.first, number, true));
const previous = button(words.web_previous, "previous", () => step(-1));
const next = button(words.web_next, "next", () => step(1));
const player = button(words.web_play, "play", () => play(!state.playing), { class: "play" });
const axis = draw("svg", { class: "axis", "aria-hidden": "true" });
const place = el("span", { class: "place" });
const choice = el("select", { "aria-label": words.web_go, title: words.web_go });
const earlyName = el("span", { class: "end" }, words.web_earlier);
const lateName = el("span", { class: "end" }, words.web_later);

/** All dates by year, so that the crowded ones stand together. */
function fillChoice() {
  const years = new Map();
  frames.forEach((frame, number) => {
    const year = String(new Date(frame.t * 1000).getUTCFullYear());
    if (!years.has(year)) years.set(year, el("optgroup", { label: year }));
    years.get(year).append(el("option", { value: String(number) }, frame.label));
  });
  choice.append(...years.values());
  choice.addEventListener("change", () => go(+choice.value));
}

function buildTime() {
  fillChoice();
  const tracks = el("div", { class: "tracks" },
    el("div", { class: "row" }, earlyName, early), el("div", { class: "row" }, lateName, late), axis);
  time.append(el("div", { class: "buttons" }, previous, player, next), tracks, el("div", { class: "where" }, place, choice));
  time.hidden = frames.length < 2;
  axis.addEventListener("click", (event) => {
    const { left, width } = axis.getBoundingClientRect();
    const spots = spotsOf(width);
    const x = event.clientX - left;
    const low = event.clientY - axis.getBoundingClientRect().top > 16;
    const found = low ? spots.real : spots.even;
    let best = 0;
    found.forEach((spot, number) => { if (Math.abs(spot - x) < Math.abs(found[best] - x)) best = number; });
    if (state.compare) pick(...(Math.abs(best - state.first) < Math.abs(best - state.second) ? [best, state.second] : [state.first, best]));
    else go(best);
  });
  new ResizeObserver(() => drawAxis()).observe(axis);
}

function spotsOf(width) {
  const room = width - THUMB;
  const [start, end] = [frames[0].t, frames[LAST].t];
  return {
    even: frames.map((_, number) => THUMB / 2 + (LAST ? (number / LAST) * room : room / 2)),
    real: frames.map(({ t }) => THUMB / 2 + (end > start ? ((t - start) / (end - start)) * room : room / 2)),
  };
}

function drawAxis() {
  const width = axis.clientWidth;
  if (!width) return;
  axis.setAttribute("viewBox", `0 0 ${width} 52`);
  const { even, real } = spotsOf(width);
  const [first, second] = state.compare ? [state.first, state.second] : [state.number, state.number];
  const here = state.who ? datesOf(state.who) : null;
  const parts = [];
  if (state.compare) {
    parts.push(draw("path", { class: "span", d:
      `M${even[first]} 4L${even[second]} 4L${even[second]} 8C${even[second]} 20 ${real[second]} 14 ${real[second]} 30L${real[first]} 30C${real[first]} 14 ${even[first]} 20 ${even[first]} 8Z` }));
  }
  parts.push(draw("path", { class: "rule", d: `M${THUMB / 2} 30H${width - THUMB / 2}` }));
  frames.forEach((_, number) => {
    const on = number === first || number === second;
    const look = `${on ? "on" : ""} ${here && here.has(number) ? "hit" : ""}`;
    const thread = draw("path", { class: `thread ${look}`, d: `M${even[number]} 8C${even[number]} 20 ${real[number]} 16 ${real[number]} 30` });
    const dot = draw("circle", { class: `dot ${look}`, cx: even[number], cy: 4, r: on ? 3 : 1.8 });
    parts.push(thread, dot);
  });
  parts.sort((a, b) => a.classList.contains("on") - b.classList.contains("on"));
  axis.replaceChildren(...parts, ...scale(width));
}

const DAY = 86400;
const MONTH = 2629746;
const STEPS = [[DAY, 1], [DAY, 2], [DAY, 7], [MONTH, 1], [MONTH, 3], [MONTH, 6],
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => [MONTH * 12, years])];

/** Years, months or days below the line, as many as have room. */
function scale(width) {
  const [start, end] = [frames[0].t, frames[LAST].t];
  if (end <= start) return [];
  const room = width - THUMB;
  const [unit, count] = STEPS.find(([seconds, many]) =>
    (seconds * many * room) / (end - start) > (seconds > MONTH ? 46 : 66)) || STEPS[STEPS.length - 1];
  const day = new Date(start * 1000);
  let [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  if (unit > DAY) date = 1;
  if (unit > MONTH) [month, year] = [0, Math.floor(year / count) * count];
  else if (unit > DAY) month = Math.floor(month / count) * count;
  const marks = [];
  for (let t = 0, turn = 0; turn < 400; turn++) {
    t = Date.UTC(year + (unit > MONTH ? turn * count : 0), month + (unit === MONTH ? turn * count : 0),
      date + (unit === DAY ? turn * count : 0)) / 1000;
    if (t > end) break;
    if (t < start) continue;
    const x = THUMB / 2 + ((t - start) / (end - start)) * room;
    const at = new Date(t * 1000);
    const parts = { day: at.getUTCDate(), month: words.months_short[at.getUTCMonth()], year: at.getUTCFullYear() };
    const form = unit > MONTH ? "{year}" : unit === MONTH ? words.date_month_short : words.axis_day;
    const text = form.replace(/\{(day|month|year)\}/g, (_, part) => parts[part]);
    const side = x < 24 ? "start" : x > width - 24 ? "end" : "middle";
    const label = draw("text", { x: side === "start" ? 0 : side === "end" ? width : x, y: 48, "text-anchor": side });
    label.textContent = text;
    marks.push(draw("path", { class: "tick", d: `M${x} 30v5` }), label);
  }
  return marks;
}

function showTime() {
  const { compare, number, first, second } = state;
  time.classList.toggle("two", compare);
  late.parentElement.hidden = earlyName.hidden = !compare;
  early.setAttribute("aria-label", compare ? words.web_earlier : words.web_dates);
  value(early, compare ? first : number);
  value(late, second);
  choice.hidden = place.hidden = player.hidden = compare;
  choice.value = String(number);
  place.textContent = fill(words.web_moment, number + 1, frames.length);
  previous.disabled = compare ? second - first < 1 || first < 1 : number === 0;
  next.disabled = compare ? second === LAST : number === LAST;
  drawAxis();
}

function value(input, number) {
  const { label, headline: said } = frames[number];
  input.value = String(number);
  input.setAttribute("aria-valuetext", said ? fill(words.board_of, label, said) : label);
}
