// What is known of a card: beside it while the mouse or the focus is on it, held by a click.
const pop = byId("card");
let asked = null;
let held = false;
let fading = 0;

function aboutOf(node) {
  const own = onStage.cards.get(node.id);
  if (own) return own.about;
  const gone = onStage.gone && onStage.gone.get(node.id.replace(/-before$/, ""));
  return gone ? gone.about : null;
}

function ask(node, hold = false) {
  const about = aboutOf(node);
  if (!about) return;
  clearTimeout(fading);
  if (asked !== node || pop.hidden) {
    asked = node;
    pop.replaceChildren(...told(about));
    pop.hidden = false;
  }
  held = hold;
  pop.classList.toggle("held", hold);
  pop.setAttribute("aria-label", about.says);
  put(node);
  if (hold) pop.querySelector("button").focus({ preventScroll: true });
}

function told(about) {
  const parts = [
    button(words.web_close, "close", () => leave(true), { class: "shut" }),
    el("p", { class: "who" }, listed(about.names) || about.says),
    el("p", { class: "what" }, about.title || ""),
  ];
  if (about.lines) parts.push(el("ul", {}, ...about.lines.map((line) => el("li", {}, line))));
  if (about.says && about.says !== fill(words.titled, listed(about.names), about.title || "")) parts.push(el("p", { class: "says" }, about.says));
  if (about.link) parts.push(el("p", {}, link(words.web_opens, about.link)));
  if (about.sources) {
    const sources = about.sources.map((number) => data.sources[number]);
    parts.push(el("h3", {}, words.web_sources),
      el("ul", { class: "sources" }, ...sources.map(([name, url]) => el("li", {}, url ? link(name, url) : name))));
  }
  return parts;
}

/** A link, if it is one that a page may follow. */
function link(name, url) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return name;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name);
}

/** Beside the card where there is room, else below or above it; on small screens at the foot. */
function put(node) {
  const low = innerWidth < 640;
  pop.classList.toggle("low", low);
  pop.style.left = pop.style.top = "";
  if (low) return;
  const card = node.getBoundingClientRect();
  const { width, height } = pop.getBoundingClientRect();
  const room = (value, most) => Math.max(8, Math.min(value, most - 8));
  let left = card.right + 10;
  let top = room(card.top, innerHeight - height);
  if (left + width > innerWidth - 8) left = card.left - width - 10;
  if (left < 8) {
    left = room(card.left, innerWidth - width);
    top = card.bottom + height + 10 < innerHeight ? card.bottom + 8 : Math.max(8, card.top - height - 8);
  }
  pop.style.left = `${left}px`;
  pop.style.top = `${top}px`;
}

function leave(back = false) {
  clearTimeout(fading);
  const node = asked;
  const inside = pop.contains(document.activeElement);
  pop.hidden = true;
  asked = null;
  held = false;
  if (node && (back || inside)) {
    const again = node.isConnected ? node : byId(node.id);
    if (again) {
      again.focus({ preventScroll: true });
      pop.hidden = true;
      asked = null;
    }
  }
}

const cardAt = (target) => (target instanceof Element ? target.closest("#layers .card") : null);

chart.addEventListener("pointerover", (event) => {
  const node = cardAt(event.target);
  if (event.pointerType === "touch" || held) return;
  clearTimeout(fading);
  if (node) ask(node);
  else if (asked) fading = setTimeout(() => held || leave(), 160);
});
byId("stage").addEventListener("pointerleave", () => { if (asked && !held) fading = setTimeout(() => held || leave(), 200); });
pop.addEventListener("pointerenter", () => clearTimeout(fading));
pop.addEventListener("pointerleave", () => { if (!held) fading = setTimeout(() => leave(), 200); });
chart.addEventListener("focusin", (event) => { const node = cardAt(event.target); if (node) ask(node); });
chart.addEventListener("focusout", () => { if (!held) fading = setTimeout(() => held || leave(), 120); });
chart.addEventListener("click", (event) => { const node = cardAt(event.target); if (node) ask(node, true); });
document.addEventListener("pointerdown", (event) => {
  if (asked && held && !pop.contains(event.target) && !cardAt(event.target)) leave();
});
addEventListener("scroll", () => {
  if (!asked) return;
  const { top, bottom } = asked.getBoundingClientRect();
  if (held || (bottom > 0 && top < innerHeight)) put(asked);
  else leave();
}, { passive: true, capture: true });
