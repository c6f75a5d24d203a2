// The style of the position figure. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-pos.cu-pos {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --orange: color-mix(in srgb, currentColor 30%, #e0660b);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 60rem; margin: .5rem 0; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & p, & table, & figure { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: .6rem .9rem; align-items: end; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; min-width: 0; }
  & .cu-value { font-weight: 400; }
  & select, & input { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; width: 100%;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .4rem; margin: 0; box-shadow: none; height: auto; }
  & option, & optgroup { color: CanvasText; background: Canvas; }
  & input[type=range] { padding: 0; border: 0; accent-color: #2476f2; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin: .8rem 0; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); min-height: 4.2rem; }
  & svg { display: block; width: 100%; height: auto; max-width: 44rem; overflow: hidden; }
  & svg text { font: 13px system-ui, sans-serif; fill: currentColor; }
  & .cu-grid { stroke: var(--line); } & .cu-slope { stroke: var(--blue); stroke-width: 2.5; fill: none; }
  & .cu-point { fill: var(--orange); stroke: currentColor; }
  & .cu-row { display: flex; flex-wrap: wrap; gap: .4rem; margin: .6rem 0; }
  & button { font: inherit; font-size: .9rem; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: 6px;
    min-height: 32px; padding: .2rem .8rem; cursor: pointer; }
  & .cu-scroll { overflow-x: auto; max-width: calc(100% + 8px); padding: 4px; margin: 0 -4px; }
  & table { border-collapse: collapse; font-size: .84rem; display: table; background: none; color: inherit; width: 100%;
    & caption { caption-side: top; text-align: left; font-weight: 700; color: inherit; }
    & th, & td { padding: .05rem .45rem; text-align: left; border: 0; border-bottom: 1px solid var(--line); background: none; color: inherit; font-weight: 400; }
    & tr { background: none; } }
  & .cu-note { font-size: .82rem; margin-top: .5rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; & svg text { font-size: 20px; } }
}`;
