// The ledger: statements on trial, searched and filtered; each links to the cell that proves its verdict.

const PAGE = 10; // statements on a page

export function render({ model, el }) {
  const [rows, articles, verdicts, start] = ["rows", "articles", "verdicts", "start"].map((key) => model.get(key));
  const state = { ...start, page: 0 };
  const change = (key) => (event) => { Object.assign(state, { [key]: event.target.value, page: 0 }); paint(); };
  const choice = (key, name, all, options) => h("label", {}, h("span", {}, name), h("select", { onchange: change(key) },
    h("option", { value: "" }, all), options.map(([value, text]) => h("option", { value, selected: state[key] === value }, text))));

  const find = h("input", { type: "search", oninput: change("find"), value: state.find, autocomplete: "off" });
  const turn = (by) => { state.page += by; paint(); };
  const back = h("button", { type: "button", onclick: () => turn(-1) }, "Previous statements");
  const next = h("button", { type: "button", onclick: () => turn(1) }, "Next statements");
  const where = h("span");
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const list = h("ol");

  function entry(row) {
    const [id, place, says, verdict, right] = row;
    return h("li", {},
      h("p", { class: "cu-head" }, h("a", { href: address(row, location.pathname) }, id), ` · article ${place} · ${verdict}`),
      h("dl", {}, h("dt", {}, "It says"), h("dd", {}, says), h("dt", {}, "In truth"), h("dd", {}, right)));
  }
  function paint() {
    const chosen = choose(rows, state);
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    list.replaceChildren(...chosen.slice(PAGE * state.page, PAGE * (state.page + 1)).map(entry));
    back.disabled = state.page === 0;
    next.disabled = state.page + 1 >= pages;
    where.textContent = `page ${state.page + 1} of ${pages}`;
    live.textContent = `${chosen.length} of ${rows.length} statements. Page ${state.page + 1} of ${pages}.`;
  }
  el.append(h("div", { class: "cu-ledger", role: "group", "aria-label": "Ledger of all claims" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" },
      h("label", {}, h("span", {}, "Search"), find),
      choice("article", "Article", "All articles", articles.map(([number, title]) => [number, `${number} · ${title}`])),
      choice("verdict", "Verdict", "All verdicts", verdicts.map((one) => [one, one]))),
    live, list, h("div", { class: "cu-turn" }, back, next, where)));
  paint();
}

export default { render };
