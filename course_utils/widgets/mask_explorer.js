// The mask explorer: throw the dice or choose each word's fate; see what the loss asks, and what two models answer.

const FATES = { dice: "what the dice say", none: "not selected", mask: "selected: [MASK]", other: "selected: another word", same: "selected: left as it is" };
const BERT = { share: 15, masked: 80, random: 10 };
const BEST = 5; // words shown of each answer

export function render({ model, el }) {
  const [words, texts, sizes, names] = ["words", "texts", "sizes", "names"].map((key) => model.get(key));
  const MASK = words.length + 1;
  const shown = (token) => (token === MASK ? "[MASK]" : token === 0 ? "[PAD]" : words[token - 1]);
  const weights = Object.entries(model.get("models")).map(([key, packed]) => [names[key], unpackWeights(packed)]);
  const state = { text: 0, chosen: {}, ...model.get("start") };

  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const row = h("div", { class: "cu-words", role: "group", "aria-label": "What the model reads: choose a place to look at" });
  const table = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "What each model answers at this place" });
  const losses = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The loss of each model" });
  const labelled = (name, control, extra) => {
    control.setAttribute("aria-label", name);
    return h("label", {}, h("span", {}, extra ? `${name}: ` : name, extra ?? ""), control);
  };
  const sliders = [];
  function slider(key, name) {
    const out = h("span", { class: "cu-value" });
    const input = h("input", { type: "range", min: 0, max: 100, step: 5, oninput: (event) => {
      state[key] = +event.target.value;
      if (key === "masked") state.random = Math.min(state.random, 100 - state.masked);
      if (key === "random") state.masked = Math.min(state.masked, 100 - state.random);
      paint();
    } });
    sliders.push(() => {
      input.value = state[key];
      out.textContent = `${state[key]} %`;
      input.setAttribute("aria-valuetext", out.textContent);
    });
    return labelled(name, input, out);
  }
  const textBox = h("select", { onchange: (event) => { Object.assign(state, { text: +event.target.value, chosen: {} }); paint(); } },
    texts.map((text, i) => h("option", { value: i }, text)));
  const fateBox = h("select", { onchange: (event) => {
    if (event.target.value === "dice") delete state.chosen[state.place];
    else state.chosen[state.place] = event.target.value;
    paint();
  } }, Object.entries(FATES).map(([key, said]) => h("option", { value: key }, said)));
  const button = (name, change) => h("button", { type: "button", onclick: () => { change(); paint(); } }, name);
  const rest = h("span", { class: "cu-value" });
  const places = texts[0].split(" ").map((_, i) => h("button", { type: "button", onclick: () => { state.place = i; paint(); } }));
  row.append(...places);

  // What each position is, reads and is asked for, with the reader's own choices before the dice.
  function positions() {
    const ids = texts[state.text].split(" ").map((word) => words.indexOf(word) + 1);
    const thrown = dice(state.draw, ids.length, words.length);
    return ids.map((token, i) => {
      switch (state.chosen[i]) {
        case "none": return { token, read: token, asked: null };
        case "mask": return { token, read: MASK, asked: token };
        case "other": return { token, read: thrown[i].drawn, asked: token };
        case "same": return { token, read: token, asked: token };
        default: return { token, ...corruptOne(token, thrown[i], state, MASK) };
      }
    });
  }
  const kind = ({ token, read, asked }) =>
    asked === null ? "not asked" : read === MASK ? "hidden, asked" : read !== token ? "replaced, asked" : "left, asked";

  function paint() {
    sliders.forEach((show) => show());
    rest.textContent = `${100 - state.masked - state.random} % of the selected stay as they are.`;
    const all = positions(), here = all[state.place], asked = all.map((one) => one.asked);
    fateBox.value = state.chosen[state.place] ?? "dice";
    places.forEach((place, i) => {
      const one = all[i];
      place.className = `cu-word ${one.asked === null ? "" : "cu-asked"}`;
      place.setAttribute("aria-pressed", String(i === state.place));
      place.replaceChildren(h("span", { class: "cu-read" }, shown(one.read)),
        h("span", { class: "cu-says" }, one.asked === null ? "–" : `asks: ${shown(one.asked)}`));
      place.setAttribute("aria-label", `Place ${i + 1}: reads ${shown(one.read)}, ${kind(one)}${one.asked === null ? "" : ` for ${shown(one.asked)}`}`);
    });
    const answers = weights.map(([name, one]) => [name, probabilities(one, sizes, all.map((each) => each.read))]);
    const n = asked.filter((token) => token !== null).length;
    live.textContent = `${n} of ${all.length} positions are asked for. Place ${state.place + 1} is ${kind(here)}: `
      + answers.map(([name, p]) => `the model ${name} gives “${shown(here.token)}” ${percent(p[state.place][here.token])}`).join(", ") + ".";
    losses.replaceChildren(h("table", {}, h("caption", {}, n ? `Loss over the ${n} positions asked for, in nats` : "Nothing is asked for: there is no loss, and nothing to learn"),
      h("tbody", {}, answers.map(([name, p]) => h("tr", {}, h("th", { scope: "row" }, `Model ${name}`),
        h("td", { class: "cu-loss" }, n ? lossOf(p, asked).toFixed(2) : "–"))))));
    table.replaceChildren(h("table", {}, h("caption", {}, `What each model answers at place ${state.place + 1}, where “${shown(here.token)}” is right`),
      h("thead", {}, h("tr", {}, answers.flatMap(([name]) => [h("th", { scope: "col", colspan: 2 }, `Model ${name}`)]))),
      h("tbody", {}, Array.from({ length: BEST }, (_, r) => h("tr", {}, answers.flatMap(([, p]) => {
        const order = p[state.place].map((_, token) => token).sort((a, b) => p[state.place][b] - p[state.place][a]);
        const token = order[r], value = p[state.place][token];
        return [h("td", { class: token === here.token ? "cu-right" : "" }, `${shown(token)}${token === here.token ? " ✓" : ""}`),
          h("td", {}, h("span", { class: "cu-bar", style: `width:${(45 * value).toFixed(1)}%` }), ` ${percent(value).replace(" ", "\u00a0")}`)];
      }))))));
  }
  const percent = (x) => `${(100 * x).toFixed(x < 0.0995 ? 1 : 0)} %`;

  el.append(h("div", { class: "cu-masks", role: "group", "aria-label": "Mask explorer" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, labelled("Text", textBox), slider("share", "Selected"), slider("masked", "Of these [MASK]"), slider("random", "Of these another word")),
    h("p", { class: "cu-note" }, rest),
    h("div", { class: "cu-row" }, button("Draw again", () => Object.assign(state, { draw: (state.draw + 1) % 10000, chosen: {} })),
      button("BERT’s rule", () => Object.assign(state, BERT, { chosen: {} })),
      button("Hide nothing, ask as often", () => Object.assign(state, { share: state.share || 15, masked: 0, random: 0, chosen: {} }))),
    row, h("div", { class: "cu-controls" }, labelled("This place", fateBox)), live, losses, table,
    h("p", { class: "cu-note" }, "Two models of one layer and the same size, trained on text that the chapter’s grammar wrote. They run in this page. Both were asked for 15 % of the words; the second one’s words were never hidden.")));
  textBox.value = state.text;
  paint();
}

export default { render };
