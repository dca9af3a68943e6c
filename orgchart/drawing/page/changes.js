// What is said beside the chart: the changes of a date, and the whole chart in words.
const news = byId("news");
const more = byId("more");

function tellDate(number) {
  const frame = frames[number];
  const told = frame.changes.length ? frame.changes : [number ? words.web_quiet : words.web_first];
  news.className = "news";
  news.replaceChildren(
    el("h2", {}, words.web_changes),
    el("ul", { tabindex: "0", "aria-label": words.web_changes }, ...told.map((text) => el("li", {}, text))),
  );
  more.replaceChildren(outline(number));
}

/** The chart in words, made when somebody opens it. */
function outline(number) {
  const box = el("details", { open: tellDate.open === true }, el("summary", {}, words.web_outline));
  const write = () => {
    tellDate.open = box.open;
    if (!box.open || box.children.length > 1) return;
    const cards = [...cardsOf(number).values()];
    box.append(el("ul", {}, ...cards.map(({ about }) =>
      el("li", {}, about.says, ...(about.lines || []).map((line) => el("small", {}, line))))));
  };
  box.addEventListener("toggle", write);
  write();
  return box;
}

/** Put counts with their colours into the headline: groups of a name and counts. */
function headline(groups) {
  byId("headline").replaceChildren(...groups.flatMap(({ name, counts }) => [
    el("span", { class: "group" },
      ...(name ? [el("span", { class: "of" }, fill(words.board_of, name, "").trim()), " "] : []),
      ...counts.flatMap(({ text, ink }) => [el("b", { class: ink || "" }, text), " "])),
  ]));
}
