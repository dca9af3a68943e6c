// The stage: all things of all dates once, put on and taken off; what stays slides to its place.
const SLIDE = { duration: 650, easing: "cubic-bezier(.3,.1,.2,1)" };
const things = data.things.map(([kind, x, y, width, height, id], number) =>
  ({ number, kind, x, y, width, height, id, node: null, base: "" }));
const chart = byId("chart");
const layers = byId("layers");
const over = byId("over");
const behind = draw("g", { "aria-hidden": "true" });
const leaving = draw("g", { "aria-hidden": "true" });
const foot = draw("g", { class: "foot", "aria-hidden": "true" });
let onStage = { things: [], cards: new Map() };

for (const root of [layers, byId("pool").content.firstElementChild]) {
  for (const node of [...root.children]) {
    const thing = things[+node.dataset.i];
    thing.node = node;
    thing.base = node.getAttribute("class");
    if (thing.kind !== "c") node.setAttribute("aria-hidden", "true");
  }
}
layers.before(behind);
layers.after(foot, leaving);
// Letters are never smaller than they were drawn, and hardly larger.
chart.style.minWidth = `${data.width}px`;
chart.style.maxWidth = `${data.width * 1.15}px`;

const seats = new Map();
/** The cards of a date by id: what is drawn, what is known, and what they hang from. */
function cardsOf(number) {
  if (!seats.has(number)) {
    const shown = frames[number].things.map((n) => things[n]).filter((one) => one.kind === "c");
    seats.set(number, new Map(shown.map((thing, place) => {
      const [detail, above] = frames[number].about[place];
      return [thing.id, { thing, about: data.details[detail], above }];
    })));
  }
  return seats.get(number);
}

/** What a single date shows. */
function dateView(number) {
  const { things: shown, foot: signs, bottom } = frames[number];
  return { things: shown, foot: signs, bottom, cards: cardsOf(number), looks: new Map(), chips: [] };
}

function settle() {
  for (const group of [behind, leaving]) {
    for (const node of [...group.children]) node.getAnimations().forEach((one) => one.cancel());
    group.replaceChildren();
  }
  for (const node of layers.children) node.getAnimations().forEach((one) => one.cancel());
}

/** Put a view on the stage. */
function stageView(view, moving) {
  const held = document.activeElement && document.activeElement.closest("#layers .card");
  const kept = held ? held.id : "";
  const before = onStage;
  settle();
  onStage = view;
  layers.replaceChildren(...view.things.map((number) => dressed(things[number], view)));
  placeFoot(view);
  over.replaceChildren();
  drawMoves(view);
  drawChips(view);
  if (moving && !calm.matches) morph(before, view);
  if (kept && byId(kept)) byId(kept).focus({ preventScroll: true });
}

function dressed(thing, view) {
  const { node, base } = thing;
  const look = view.looks.get(thing.number) || "";
  node.setAttribute("class", look ? `${base} ${look}` : base);
  if (thing.kind !== "c") return node;
  const card = view.cards.get(thing.id);
  const own = card && card.thing === thing;
  node.id = own ? thing.id : `${thing.id}-before`;
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "0");
  const told = own ? card.about : view.gone.get(thing.id).about;
  const said = view.said && view.said.get(thing.number);
  node.setAttribute("aria-label", said ? fill(words.board_of, said, told.says) : told.says);
  return node;
}

const GAP = 22;
function placeFoot(view) {
  const signs = view.foot.map((number) => things[number]);
  const top = Math.min(...signs.map((one) => one.y));
  const end = Math.max(...signs.map((one) => one.y + one.height));
  const high = Math.ceil(view.bottom + (signs.length ? GAP + end - top : 0) + 16);
  foot.replaceChildren(...signs.map((one) => one.node));
  foot.setAttribute("transform", `translate(0 ${(view.bottom + GAP - top).toFixed(2)})`);
  chart.setAttribute("viewBox", `0 0 ${data.width} ${high}`);
}

function morph(before, view) {
  const now = new Set(view.things);
  const fading = [];
  for (const number of view.things) {
    const thing = things[number];
    if (before.things.includes(number)) continue;
    const old = thing.kind === "c" && before.cards.get(thing.id);
    if (old && view.cards.get(thing.id).thing === thing) {
      slide(old.thing, thing, now.has(old.thing.number));
      if (!now.has(old.thing.number)) fading.push(old.thing.number);
    } else if (thing.kind === "c") {
      thing.node.animate([{ opacity: 0, transform: "translate(0,-14px)" }, { opacity: 1, transform: "none" }], SLIDE);
      glow(thing);
    } else {
      thing.node.animate([{ opacity: 0 }, { opacity: 0, offset: 0.4 }, { opacity: 1 }], SLIDE);
    }
  }
  for (const number of before.things) {
    const thing = things[number];
    if (now.has(number) || fading.includes(number)) continue;
    const card = thing.kind === "c";
    (card ? leaving : behind).append(thing.node);
    quiet(thing.node);
    const end = card ? { opacity: 0, transform: "translate(0,18px)" } : { opacity: 0 };
    thing.node.animate([{ opacity: 1, transform: "none" }, end], { ...SLIDE, fill: "forwards" })
      .finished.then(() => gone(thing.node), () => {});
  }
  if (over.children.length) over.animate([{ opacity: 0 }, { opacity: 0, offset: 0.5 }, { opacity: 1 }], SLIDE);
}

/** One version of a card becomes another: both go the same way, one fades into the other. */
function slide(old, thing, stays) {
  const dx = old.x + old.width / 2 - thing.x - thing.width / 2;
  const dy = old.y + old.height / 2 - thing.y - thing.height / 2;
  const from = `translate(${dx}px,${dy}px)`;
  thing.node.animate([{ transform: from, opacity: 0 }, { opacity: 0, offset: 0.25 }, { opacity: 1, offset: 0.7 }, { transform: "none", opacity: 1 }], SLIDE);
  glow(thing);
  if (stays) return;
  leaving.append(old.node);
  quiet(old.node);
  const to = `translate(${-dx}px,${-dy}px)`;
  old.node.animate([{ transform: "none", opacity: 1 }, { opacity: 0, offset: 0.5 }, { transform: to, opacity: 0 }], { ...SLIDE, fill: "forwards" })
    .finished.then(() => gone(old.node), () => {});
}

/** The edge of what is new shines for a moment. */
function glow(thing) {
  const edge = thing.node.querySelector("path");
  if (!edge || onStage.looks.size) return;
  const bright = { stroke: "var(--oc-moved)", strokeWidth: "2.4px" };
  edge.animate([bright, { ...bright, offset: 0.6 }, {}], { duration: 1800, easing: "ease-out" });
}

function quiet(node) {
  for (const name of ["id", "tabindex", "role", "aria-label"]) node.removeAttribute(name);
}

function gone(node) {
  if (node.parentNode === leaving || node.parentNode === behind) node.remove();
}

/** Words on the upper edge of a card, and what does not fit there on the lower one. */
function drawChips(view) {
  const rows = new Map();
  for (const { thing, text, look, strike } of view.chips) {
    const word = draw("text", { class: strike ? "struck" : "" });
    word.textContent = text;
    const chip = draw("g", { class: `chip ${look}`, "aria-hidden": "true" }, word);
    over.append(chip);
    const wide = word.getComputedTextLength() + 12;
    const row = rows.get(thing) || { x: thing.x + 10, y: thing.y, low: false };
    rows.set(thing, row);
    if (row.x > thing.x + 10 && row.x + wide > thing.x + thing.width && !row.low) {
      Object.assign(row, { x: thing.x + 10, y: thing.y + thing.height, low: true });
    }
    chip.prepend(draw("rect", { x: row.x, y: row.y - (row.low ? 7.5 : 8.5), width: wide, height: 15, rx: 5 }));
    word.setAttribute("x", row.x + 6);
    word.setAttribute("y", row.y + (row.low ? 3.3 : 2.3));
    row.x += wide + 4;
  }
}

/** Where cards went: below the cards, so that the way is seen between them. */
function drawMoves(view) {
  const first = layers.querySelector(".card");
  if (!view.moves || !view.moves.length || !first) return;
  const { e, f } = layers.parentNode.transform.baseVal.consolidate().matrix;
  const ways = draw("g", { transform: `translate(${-e} ${-f})`, "aria-hidden": "true" });
  ways.append(...view.moves.map(({ from, to }) => arrow(from, to)));
  first.before(ways);
}

function arrow(from, to) {
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const [[fx, fy], [tx, ty]] = [middle(from), middle(to)];
  const upright = Math.abs(ty - fy) > Math.abs(tx - fx) * 0.35 &&
    (to.y > from.y + from.height || from.y > to.y + to.height);
  const way = upright ? Math.sign(ty - fy) : Math.sign(tx - fx) || 1;
  const [half, goal] = upright ? [from.height / 2, to.height / 2] : [from.width / 2, to.width / 2];
  const start = upright ? [fx, fy + half * way] : [fx + half * way, fy];
  const end = upright ? [tx, ty - goal * way] : [tx - goal * way, ty];
  const bend = Math.max(24, Math.abs(upright ? end[1] - start[1] : end[0] - start[0]) / 2) * way;
  const by = (point, far) => (upright ? `${point[0]} ${point[1] + far}` : `${point[0] + far} ${point[1]}`);
  const wings = upright ? `l-3.5 ${-7 * way}h7z` : `l${-7 * way} -3.5v7z`;
  return draw("g", { class: "way" },
    draw("path", { d: `M${by(start, 0)}C${by(start, bend)} ${by(end, -bend)} ${by(end, -7 * way)}` }),
    draw("path", { class: "tip", d: `M${by(end, 0)}${wings}` }));
}
