// The explorer's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-attention.cu-attention {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --green: color-mix(in srgb, currentColor 30%, #1f9d55);
  --orange: color-mix(in srgb, currentColor 30%, #e0660b);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --wash: color-mix(in srgb, currentColor 5%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 72rem; margin: .5rem 0; container-type: inline-size; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & [hidden] { display: none !important; }
  & p, & ol, & table, & figure, & fieldset { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; }
  & label.cu-wide { flex: 1 1 16rem; min-width: 0; }
  & label.cu-tick { flex-direction: row; align-items: center; gap: .45rem; min-height: 32px; font-size: .9rem; font-weight: 400; }
  & select, & input, & button { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .5rem; margin: 0; max-width: 100%; box-shadow: none; }
  & option { color: CanvasText; background: Canvas; }
  & select { height: auto; width: 100%; cursor: pointer; }
  & button { cursor: pointer; }
  & button:hover, & select:hover { background: var(--wash); }
  & input[type=checkbox] { width: 24px; height: 24px; min-height: 24px; accent-color: #2476f2; }
  & input[type=range] { width: 9.5rem; padding: 0; border: 0; accent-color: #2476f2; }
  & input[type=number] { width: 4.6rem; padding: .15rem .3rem; text-align: right; }
  & input[aria-invalid=true] { border: 2px dashed currentColor; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-note { font-size: .85rem; margin: .6rem 0 0; max-width: 46rem; }
  & .cu-toy { border-left: 4px solid var(--orange); padding-left: .6rem; }
  & .cu-body { display: flex; flex-wrap: wrap; gap: 1rem 1.8rem; margin-top: .9rem; align-items: flex-start; }
  & .cu-body > * { min-width: 0; max-width: 100%; }
  & .cu-matrices { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; }
  & .cu-matrix { border: 0; & legend { float: none; width: auto; font-size: .85rem; font-weight: 700; padding: 0; margin: 0 0 .2rem; border: 0; }
    & div { display: flex; gap: 4px; margin-bottom: 4px; align-items: center; }
    & span { width: 1.3rem; font-size: .85rem; } & input[type=number] { width: 3.3rem; } }
  & .cu-q { color: var(--blue); } & .cu-k { color: var(--orange); } & .cu-v { color: var(--green); }
  & .cu-head { font-size: .85rem; font-weight: 700; margin-bottom: .3rem; }
  & .cu-scroll { overflow-x: auto; max-width: calc(100% + 8px); padding: 4px; margin: -4px; }
  & [role=grid] { display: inline-block; --cell: 27px; }
  & [role=grid].cu-few { --cell: 66px; }
  & [role=row] { display: flex; align-items: stretch; border-radius: 5px; }
  & [role=rowheader], & .cu-corner { flex: none; width: 5.6rem; padding-right: .5rem; text-align: right; font-size: .84rem;
    display: flex; align-items: center; justify-content: flex-end; white-space: nowrap; cursor: pointer; }
  & .cu-few [role=rowheader], & .cu-few .cu-corner { width: 4.2rem; }
  & .cu-corner { font-size: .72rem; display: block; align-self: flex-end; cursor: default; line-height: 1.3; padding-bottom: 3px; }
  & [role=columnheader].cu-key { width: var(--cell); flex: none; display: flex; justify-content: center; align-items: flex-end;
    font-size: .84rem; padding-bottom: 3px; white-space: nowrap; border-bottom: 1px solid var(--line); }
  & [role=rowheader] { border-right: 1px solid var(--line); }
  & .cu-key > span { writing-mode: vertical-rl; transform: rotate(180deg); line-height: 1; }
  & .cu-few .cu-key > span { writing-mode: horizontal-tb; transform: none; }
  & [role=gridcell] { width: var(--cell); height: 27px; flex: none; position: relative; border: solid var(--line); border-width: 0 1px 1px 0;
    display: flex; flex-direction: column; align-items: center; justify-content: center; cursor: pointer; }
  & .cu-few [role=gridcell] { height: 66px; font-size: .84rem; }
  & [role=gridcell]:focus-visible { z-index: 2; outline-offset: -2px; }
  & .cu-box { flex: none; width: 25px; height: 25px; display: grid; place-items: center; }
  & .cu-few .cu-box { width: 40px; height: 40px; }
  & .cu-box > i { display: block; background: var(--blue); opacity: .55; border-radius: 2px; }
  & .cu-now .cu-box > i { opacity: 1; }
  & .cu-now { background: var(--tint); outline: 2px solid var(--blue); outline-offset: -1px; position: relative; z-index: 1; }
  & .cu-now [role=rowheader] { font-weight: 700; }
  & .cu-now [role=rowheader]::before { content: "▸"; margin-right: .3rem; }
  & .cu-hidden { background: repeating-linear-gradient(135deg, var(--line) 0 2px, transparent 2px 6px); }
  & .cu-live { margin-top: .8rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); min-height: 2.4rem; }
  & .cu-steps { border-collapse: collapse; font-size: .88rem; width: auto; display: table; table-layout: auto; background: none; color: inherit;
    & caption { caption-side: top; text-align: left; font-weight: 700; font-size: .85rem; padding: 0 0 .3rem; color: inherit; }
    & th, & td { padding: .1rem .55rem; text-align: right; border: 0; border-bottom: 1px solid var(--line); white-space: nowrap;
      background: none; color: inherit; vertical-align: middle; line-height: 1.45; font-weight: 400; font-size: inherit; max-width: none; }
    & thead th { font-weight: 600; font-size: .78rem; vertical-align: bottom; border-bottom: 2px solid var(--edge); }
    & thead small { display: block; font-size: .72rem; font-weight: 400; }
    & th:first-child { text-align: left; }
    & tbody tr { background: none; }
    & tbody tr.cu-at { background: var(--tint); & th { font-weight: 700; } }
    & tbody tr.cu-off td:nth-child(3) { text-decoration: line-through; }
    & tfoot th, & tfoot td { border: 0; padding-top: .4rem; font-weight: 700; } & tfoot td { text-align: left; white-space: normal; }
    & .cu-weight { text-align: left; } }
  & .cu-bar { display: inline-block; vertical-align: middle; width: 72px; height: 11px; margin-left: .5rem; border: 1px solid var(--line); border-radius: 2px;
    text-align: left; & i { display: block; height: 100%; background: var(--blue); } }
  & svg.cu-strip { vertical-align: middle; display: inline-block; width: auto; height: auto; max-width: none; }
  & .cu-written { margin-top: .9rem; font-size: .9rem; list-style: none; display: grid; gap: .5rem; max-width: 50rem;
    & li { margin: 0; padding-left: 2.1rem; position: relative; } & li::marker { content: ""; }
    & li > b:first-child { position: absolute; left: 0; top: .05rem; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 2px solid var(--blue);
      display: grid; place-items: center; font-size: .8rem; line-height: 1; }
    & li div { font-variant-numeric: tabular-nums; } & sup { font-size: .75em; line-height: 0; } }
  @media (prefers-reduced-motion: no-preference) {
    & .cu-box > i, & .cu-bar i { transition: width .18s, height .18s; } }
  @media (max-width: 480px) { padding: .7rem .6rem; }
  @container (max-width: 480px) { & label:not(.cu-tick) { flex: 1 1 100%; } & input[type=range] { width: 100%; }
    & .cu-steps th, & .cu-steps td { padding: .1rem .25rem; } & .cu-steps .cu-mask { display: none; }
    & .cu-bar { display: block; width: 100%; height: 6px; margin: 0 0 2px; }
    & [role=rowheader], & .cu-corner { width: 4.9rem; } }
}`;
