// The dual machine's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-dual.cu-dual {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --orange: color-mix(in srgb, currentColor 30%, #e0660b);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --wash: color-mix(in srgb, currentColor 5%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  --warm: color-mix(in srgb, #e0660b 15%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 72rem; margin: .5rem 0; container-type: inline-size; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & [hidden] { display: none !important; }
  & p, & ol, & table, & figure { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; }
  & label.cu-wide { flex: 1 1 14rem; min-width: 0; }
  & select, & input, & button { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .6rem; margin: 0; max-width: 100%; box-shadow: none; }
  & option { color: CanvasText; background: Canvas; }
  & select { height: auto; cursor: pointer; }
  & button { cursor: pointer; } & button:hover, & select:hover { background: var(--wash); }
  & button:disabled { opacity: .6; cursor: default; }
  & input[type=text] { width: 8rem; font-family: ui-monospace, monospace; letter-spacing: .15em; }
  & input[type=range] { width: 100%; padding: 0; border: 0; accent-color: #2476f2; }
  & input[aria-invalid=true] { border: 2px dashed currentColor; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin-top: .8rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); min-height: 2.4rem; }
  & .cu-body { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1rem 1.6rem; margin-top: .9rem; }
  & .cu-body > * { min-width: 0; }
  & .cu-head { font-size: .95rem; font-weight: 700; margin: 0 0 .35rem; }
  & .cu-head + p { font-size: .85rem; margin-bottom: .5rem; }
  & .cu-scroll { overflow-x: auto; max-width: calc(100% + 8px); padding: 4px; margin: -4px; }
  & .cu-cells { display: flex; flex-wrap: wrap; gap: 4px; margin: .2rem 0 .6rem; list-style: none; padding: 0; }
  & .cu-cells > li { margin: 0; width: 2.7rem; border: 1px solid var(--line); border-radius: 5px; text-align: center; padding: .1rem 0; }
  & .cu-cells > li::marker { content: ""; }
  & .cu-cells.cu-many > li { width: 2.2rem; }
  & .cu-cells > li.cu-gap { margin-left: .7rem; }
  & .cu-cells b { display: block; font: 600 1.05rem ui-monospace, monospace; }
  & .cu-cells small { display: block; font-size: .72rem; min-height: 1.1rem; line-height: 1.1rem; }
  & .cu-cells i { display: block; height: 34px; position: relative; border-top: 1px solid var(--line); }
  & .cu-cells i::before { content: ""; position: absolute; left: 25%; right: 25%; bottom: 0; height: var(--w, 0%); background: var(--orange); }
  & .cu-new { outline: 2px solid var(--blue); outline-offset: -1px; background: var(--tint); }
  & .cu-net .cu-new { outline-color: var(--orange); background: var(--warm); }
  & .cu-list { border-collapse: collapse; font-size: .84rem; width: 100%; display: table; table-layout: auto; background: none; color: inherit;
    & caption { caption-side: top; text-align: left; font-weight: 700; padding: 0 0 .2rem; color: inherit; }
    & th, & td { padding: .05rem .45rem; text-align: left; border: 0; border-bottom: 1px solid var(--line); white-space: nowrap;
      background: none; color: inherit; line-height: 1.45; font-weight: 400; font-size: inherit; max-width: none; }
    & thead th { font-weight: 600; font-size: .78rem; border-bottom: 2px solid var(--edge); }
    & tbody tr { background: none; } & tbody tr.cu-at { background: var(--tint); & th, & td { font-weight: 700; } }
    & code { font: inherit; font-family: ui-monospace, monospace; color: inherit; background: none; border: 0; padding: 0; }
    & .cu-number { text-align: right; } }
  & .cu-registers { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)); gap: 4px; margin: 0 0 .7rem; }
  & .cu-registers > div { border: 1px solid var(--line); border-radius: 5px; padding: .1rem .4rem; font-size: .84rem; display: flex; justify-content: space-between; }
  & .cu-registers :is(dt, dd) { float: none; width: auto; margin: 0; } & .cu-registers dt { font-weight: 700; }
  & .cu-bar { display: inline-block; vertical-align: middle; width: 90px; height: 11px; border: 1px solid var(--line); border-radius: 2px;
    & i { display: block; height: 100%; background: var(--orange); } }
  & .cu-count { margin-top: .6rem; } & .cu-count td, & .cu-count th { white-space: normal; }
  & .cu-note { font-size: .82rem; margin-top: .5rem; max-width: 50rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; }
}`;
