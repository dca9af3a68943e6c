// What all parts use: the data, the words, and how elements are made. Texts of the story become
// text nodes and attributes, never markup.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const frames = data.frames;
const LAST = frames.length - 1;
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Fill the places of a text: {} in order, or {0}, {1} … */
function fill(text, ...values) {
  let next = 0;
  return text.replace(/\{\{|\}\}|\{(\d*)\}/g, (found, place) =>
    found === "{{" ? "{" : found === "}}" ? "}" : String(values[place === "" ? next++ : +place]));
}

/** A number with its word: one form, two, or those for 0 to 199. */
function counted(forms, number) {
  if (typeof forms === "string") return fill(forms, number);
  if (forms.length === 2) return fill(forms[number === 1 ? 0 : 1], number);
  return fill(forms[number < forms.length ? number : 100 + (number % 100)], number);
}

const listed = (texts) =>
  texts.length < 2 ? texts.join("")
    : fill(words.and_, texts.slice(0, -1).join(words.comma), texts[texts.length - 1]);

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const el = (tag, attributes = {}, ...children) =>
  dress(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) =>
  dress(document.createElementNS(SVG, tag), attributes, children);

/** A button with a sign and a name. */
function button(name, sign, act, attributes = {}) {
  const made = el("button", { type: "button", "aria-label": name, title: name, ...attributes });
  made.append(icon(sign));
  made.addEventListener("click", act);
  return made;
}

const SIGNS = {
  previous: "M14.5 5 7.5 12l7 7",
  next: "M9.5 5l7 7-7 7",
  play: "M7.5 4.8v14.4L19.5 12z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  close: "M6 6l12 12M18 6 6 18",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.4 15.4 20.5 20.5",
  compare: "M4 5h6.5v14H4zM13.5 5H20v14h-6.5z",
  theme: "M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17",
};

function icon(sign) {
  const shape = draw("path", { d: SIGNS[sign] });
  return draw("svg", { viewBox: "0 0 24 24", class: `icon ${sign}`, "aria-hidden": "true" }, shape);
}
