// The span browser: sentences with gold entities marked above the words and predicted ones below, and what became of each.

const PAGE = 6; // sentences on a page

export function render({ model, el }) {
  const [outcomes, kinds, sentences, start] = ["outcomes", "kinds", "sentences", "start"].map((key) => model.get(key));
  const letter = ([key]) => key[0].toUpperCase();
  const state = { wanted: new Set(start.show.map((key) => outcomes.findIndex(([name]) => name === key))),
    type: kinds.indexOf(start.kind), page: 0 };

  // ---- controls ---------------------------------------------------------------------------------------------------
  const chips = outcomes.map((one, i) => h("button", { type: "button", onclick: () => {
    if (!state.wanted.delete(i)) state.wanted.add(i);
    state.page = 0;
    paint();
  } }));
  const type = h("select", { "aria-label": "Type", onchange: (event) => {
    Object.assign(state, { type: +event.target.value, page: 0 });
    paint();
  } }, h("option", { value: -1 }, "All types"), kinds.map((kind, i) => h("option", { value: i }, kind)));
  const turn = (by) => { state.page += by; paint(); };
  const back = h("button", { type: "button", onclick: () => turn(-1) }, "Previous sentences");
  const next = h("button", { type: "button", onclick: () => turn(1) }, "Next sentences");
  const where = h("span");

  // ---- one sentence -----------------------------------------------------------------------------------------------
  const text = (words, [, from, to]) => words.slice(from, to).join(" ");
  function said(words, [outcome, gold, predicted]) {
    const [a, b] = [gold, predicted].map((span) => span && `“${text(words, span)}” ${kinds[span[0]]}`);
    const what = outcome === 0 ? a : gold && predicted ? `gold ${a}, predicted ${b}` : gold ? `gold ${a}` : `predicted ${b}`;
    return h("p", { class: "cu-said" }, h("b", {}, `${letter(outcomes[outcome])} · ${outcomes[outcome][1]}: `), what);
  }
  // Gold above, prediction below; the words beneath say the same, so a screen reader is spared the drawing.
  function drawn({ words, spans }) {
    return h("div", { class: "cu-row", "aria-hidden": "true" }, words.map((word, i) => {
      const at = (side) => spans.find((span) => span[side] && span[side][1] <= i && i < span[side][2]);
      const [above, below] = [at(1), at(2)];
      const label = (span, side) => (span && span[side][1] === i ? `${letter(outcomes[span[0]])} ${kinds[span[side][0]]}` : "");
      const marks = [above && "cu-gold", above && above[0] === 3 && "cu-p3", below && `cu-p${below[0]}`].filter(Boolean);
      return h("div", { class: "cu-word" }, h("small", {}, label(above, 1)), h("span", { class: marks.join(" ") }, word),
        h("small", {}, label(below, 2)));
    }));
  }

  // ---- everything follows the state -------------------------------------------------------------------------------
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const list = h("ol");
  const region = h("div", { class: "cu-list", role: "region", tabindex: 0, "aria-label": "Sentences", onkeydown: (event) => {
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!by || event.target !== region) return;
    event.preventDefault();
    if (!(by < 0 ? back : next).disabled) turn(by);
  } }, list);
  function paint() {
    const counts = tally(sentences, outcomes.length, state.type);
    chips.forEach((chip, i) => {
      chip.textContent = `${letter(outcomes[i])} · ${outcomes[i][1]} ${counts[i]}`;
      chip.setAttribute("aria-pressed", String(state.wanted.has(i)));
    });
    const chosen = select(sentences, [...state.wanted], state.type);
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    list.replaceChildren(...chosen.slice(PAGE * state.page, PAGE * (state.page + 1)).map((one) =>
      h("li", {}, drawn(one), one.spans.map((span) => said(one.words, span)))));
    back.disabled = state.page === 0;
    next.disabled = state.page + 1 >= pages;
    where.textContent = `page ${state.page + 1} of ${pages}`;
    type.value = state.type;
    const spans = chosen.reduce((sum, one) => sum + one.spans.length, 0);
    const names = outcomes.filter((_, i) => state.wanted.has(i)).map(([, name]) => name).join(", ") || "no outcome chosen";
    const all = scores(tally(sentences, outcomes.length));
    live.textContent = `${spans} ${spans === 1 ? "entity" : "entities"} in ${chosen.length} ${chosen.length === 1 ? "sentence" : "sentences"}: `
      + `${names}; ${state.type < 0 ? "all types" : kinds[state.type]}. Page ${state.page + 1} of ${pages}. `
      + `Over everything: ${all.gold} gold, ${all.found} predicted, entity F1 ${all.f1.toFixed(2)}.`;
  }
  const group = h("div", { class: "cu-group", role: "group", "aria-label": "Outcomes to show" }, h("span", {}, "Outcomes to show"), h("div", {}, chips));
  el.append(h("div", { class: "cu-spans", role: "group", "aria-label": "Span browser" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, group, h("label", {}, h("span", {}, "Type"), type)),
    live, region, h("div", { class: "cu-turn" }, back, next, where),
    h("p", { class: "cu-note" }, "Above the words: gold entities (dotted where missed). Below: predicted ones; solid for right, double for "
      + "wrong type, dashed for wrong boundary, hatched for invented. A type counts an entity that has it on either side. "
      + `${model.get("total") - sentences.length} of ${model.get("total")} sentences hold no entity at all and are left out.`)));
  paint();
}

export default { render };
