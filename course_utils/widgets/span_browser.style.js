// The span browser's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-spans.cu-spans {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --wash: color-mix(in srgb, currentColor 5%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 72rem; margin: .5rem 0; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before, & *::after { box-sizing: border-box; }
  & p, & ol, & ul { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: end; }
  & label, & .cu-group { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; }
  & .cu-group > div { display: flex; flex-wrap: wrap; gap: .4rem; }
  & select, & button { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; height: auto;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .6rem; margin: 0; max-width: 100%; box-shadow: none; cursor: pointer; }
  & option { color: CanvasText; background: Canvas; }
  & button:hover, & select:hover { background: var(--wash); }
  & button:disabled { opacity: .6; cursor: default; }
  & button[aria-pressed=true] { background: var(--tint); border-color: var(--blue); font-weight: 600; }
  & button[aria-pressed=true]::before { content: "✓ " / ""; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin-top: .8rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); min-height: 2.4rem; }
  & .cu-list { margin-top: .6rem; padding: 4px; }
  & ol { list-style: none; }
  & ol > li { padding: .5rem 0; border-bottom: 1px solid var(--line); margin: 0; } & ol > li::marker { content: ""; }
  & .cu-row { display: flex; flex-wrap: wrap; line-height: 1.25; row-gap: .35rem; }
  & .cu-word { display: grid; grid-template-rows: 1.1rem auto 1.1rem; }
  & .cu-word > span { padding: .1rem .18rem; border: 0 solid transparent; border-width: 4px 0; }
  & .cu-word small { font-size: .72rem; line-height: 1.1rem; height: 1.1rem; padding: 0 .18rem; white-space: nowrap; font-weight: 600; }
  & .cu-gold { border-top-color: var(--edge) !important; }
  & .cu-p0 { border-bottom: 4px solid var(--blue) !important; }
  & .cu-p1 { border-bottom: 4px double var(--blue) !important; }
  & .cu-p2 { border-bottom: 4px dashed var(--blue) !important; }
  & .cu-p3 { border-top: 4px dotted var(--edge) !important; }
  & .cu-p4 { border-bottom: 4px solid transparent !important; background: repeating-linear-gradient(135deg, var(--blue) 0 3px, transparent 3px 6px) bottom / 100% 4px no-repeat border-box; }
  & .cu-said { font-size: .84rem; margin-top: .3rem; } & .cu-said b { font-weight: 700; }
  & .cu-turn { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .6rem; font-size: .9rem; }
  & .cu-note { font-size: .82rem; margin-top: .6rem; max-width: 50rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; }
}`;
