// Position schemes: a curve of what distance alone says, and six words whose order and place the reader changes.

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [700, 230, 50, 14, 22, 44];
const FAR = 40, LOW = -5, HIGH = 5;

export function render({ model, el }) {
  const [schemes, words] = ["schemes", "words"].map((key) => model.get(key));
  const plain = words.map((_, i) => i);
  const state = { ...model.get("start"), order: [...plain], shift: 0 };

  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const picture = h("div", {});
  const table = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "Words and their outputs" });
  const labelled = (name, control, extra) => {
    control.setAttribute("aria-label", name);
    return h("label", {}, h("span", {}, extra ? `${name}: ` : name, extra ?? ""), control);
  };
  const sliders = [];
  function slider(key, name, most) {
    const out = h("span", { class: "cu-value" });
    const input = h("input", { type: "range", min: 0, max: most, step: 1, oninput: (event) => { state[key] = +event.target.value; paint(); } });
    sliders.push(() => {
      input.value = state[key];
      out.textContent = String(state[key]);
    });
    return labelled(name, input, out);
  }
  const schemeBox = h("select", { onchange: (event) => { state.scheme = event.target.value; paint(); } },
    Object.entries(schemes).map(([key, said]) => h("option", { value: key, selected: key === state.scheme }, said)));
  const button = (name, change) => h("button", { type: "button", onclick: () => { change(); paint(); } }, name);
  const buttons = h("div", { class: "cu-row" },
    button("Swap “dog” and “man”", () => {
      const [a, b] = ["dog", "man"].map((word) => state.order.indexOf(words.indexOf(word)));
      [state.order[a], state.order[b]] = [state.order[b], state.order[a]];
    }),
    button("Turn the sentence round", () => state.order.reverse()),
    button("Move the last word to the front", () => state.order.unshift(state.order.pop())),
    button("Start again", () => {
      state.order = [...plain];
      state.shift = 0;
    }));

  function draw() {
    const x = (d) => LEFT + (d / FAR) * (W - LEFT - RIGHT);
    const y = (value) => TOP + ((HIGH - value) / (HIGH - LOW)) * (H - TOP - BOTTOM);
    const values = Array.from({ length: FAR + 1 }, (_, d) => byDistance(state.scheme, state.place, d));
    const parts = [];
    for (let n = LOW + 1; n <= HIGH; n += 2) {
      parts.push(s("line", { class: "cu-grid", x1: LEFT, x2: W - RIGHT, y1: y(n), y2: y(n) }), s("text", { x: LEFT - 8, y: y(n) + 5, "text-anchor": "end" }, String(n)));
    }
    for (let d = 0; d <= FAR; d += 10) parts.push(s("text", { x: x(d), y: H - BOTTOM + 18, "text-anchor": "middle" }, String(d)));
    parts.push(s("polyline", { class: "cu-slope", points: values.map((value, d) => `${x(d).toFixed(1)},${y(value).toFixed(1)}`).join(" ") }),
      s("text", { x: (LEFT + W) / 2, y: H - 6, "text-anchor": "middle" }, `distance from place ${state.place}`),
      s("text", { x: 4, y: 14 }, "what the places alone add to a score"));
    const said = `From place ${state.place}: ${values[0].toFixed(2)} at distance 0, ${values[1].toFixed(2)} at 1, ${values[10].toFixed(2)} at 10, ${values[40].toFixed(2)} at 40.`;
    picture.replaceChildren(s("svg", { role: "img", "aria-label": said, viewBox: `0 0 ${W} ${H}` }, ...parts));
  }

  function paint() {
    sliders.forEach((show) => show());
    const change = changes(state.scheme, state.order, state.shift);
    const kept = change.filter((one) => one <= 1e-9).length;
    const moved = state.shift > 0 || state.order.some((word, i) => word !== i);
    const says = !moved ? "Nothing is changed yet: give the words another order or another place."
      : kept === words.length ? "Every word keeps its output: this scheme does not see the change."
      : `${words.length - kept} of ${words.length} words get another output: this scheme sees the change.`;
    live.textContent = `${schemes[state.scheme]}: “${state.order.map((i) => words[i]).join(" ")}”, from place ${state.shift}. ${says}`;
    draw();
    table.replaceChildren(h("table", {}, h("caption", {}, "Each word against the plain order at place 0"),
      h("thead", {}, h("tr", {}, ["Place", "Word", "Largest change of its output"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, state.order.map((word, i) => h("tr", {}, h("td", {}, String(state.shift + i)), h("td", {}, words[word]),
        h("td", {}, change[word] <= 1e-9 ? "0" : change[word].toFixed(4)))))));
  }

  el.append(h("div", { class: "cu-pos" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, labelled("Scheme", schemeBox), slider("place", "Seen from place", 40), slider("shift", "First word at place", 20)),
    picture, buttons, live, table,
    h("p", { class: "cu-note" }, "One attention head of width 16; vectors come from formulas and mean nothing. Which scheme sees what does not depend on them.")));
  paint();
}
