// The language machine: a question, the program that a model wrote, its run on the processor, and the answer, step by step.

export function render({ model, el }) {
  const stories = model.get("stories");
  const state = { story: 0, at: 0 };
  const events = () => stories[state.story].events;
  const go = (at) => { state.at = Math.max(0, Math.min(events().length - 1, at)); paint(); };
  const choose = h("select", { onchange: (event) => { state.story = Number(event.target.value); go(0); } },
    stories.map((story, n) => h("option", { value: n }, story.question)));
  const button = (text, by) => h("button", { type: "button", onclick: () => go(by()) }, text);
  const first = button("Start", () => 0);
  const back = button("Back", () => state.at - 1);
  const next = button("Step", () => state.at + 1);
  const last = button("End", () => events().length - 1);
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const list = h("ol");

  function paint() {
    const shown = events().slice(0, state.at + 1);
    list.replaceChildren(...shown.map((one, n) => h("li", { class: `cu-${one.stage}`, "aria-current": n === state.at ? "step" : null },
      h("span", { class: "cu-stage" }, one.stage), h(one.stage === "program" ? "pre" : "span", { class: "cu-text" }, one.text))));
    first.disabled = back.disabled = state.at === 0;
    next.disabled = last.disabled = state.at === events().length - 1;
    live.textContent = told(events(), state.at);
  }
  el.append(h("div", { class: "cu-language", role: "group", "aria-label": "Language machine" }, h("style", {}, STYLE),
    h("label", {}, h("span", {}, "Question"), choose),
    h("div", { class: "cu-turn" }, first, back, next, last), live, list));
  paint();
}

export default { render };
