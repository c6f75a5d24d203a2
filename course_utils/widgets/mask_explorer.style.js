// The style of the mask explorer. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-masks.cu-masks {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  --warm: color-mix(in srgb, #e0660b 16%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 60rem; margin: .5rem 0; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & p, & table { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: .6rem .9rem; align-items: end; margin: .3rem 0; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; min-width: 0; }
  & .cu-value { font-weight: 400; }
  & select, & input { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; width: 100%;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .4rem; margin: 0; box-shadow: none; height: auto; }
  & option { color: CanvasText; background: Canvas; }
  & input[type=range] { padding: 0; border: 0; accent-color: #2476f2; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-row { display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0; }
  & button { font: inherit; font-size: .9rem; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: 6px;
    min-height: 32px; padding: .2rem .8rem; cursor: pointer; }
  & .cu-words { display: flex; flex-wrap: wrap; gap: .35rem; margin: .7rem 0; }
  & button.cu-word { display: flex; flex-direction: column; align-items: center; min-width: 4.2rem; padding: .25rem .45rem; line-height: 1.3; }
  & button.cu-asked { background: var(--warm); border: 2px dashed currentColor; }
  & button[aria-pressed=true] { box-shadow: inset 0 -4px 0 var(--blue); }
  & .cu-read { font-weight: 600; } & .cu-says { font-size: .78rem; }
  & .cu-live { margin: .7rem 0; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); min-height: 4.2rem; }
  & .cu-scroll { overflow-x: auto; max-width: calc(100% + 8px); padding: 4px; margin: 0 -4px; }
  & table { border-collapse: collapse; font-size: .86rem; display: table; background: none; color: inherit; width: 100%; margin-bottom: .5rem;
    & caption { caption-side: top; text-align: left; font-weight: 700; color: inherit; }
    & th, & td { padding: .1rem .45rem; text-align: left; border: 0; border-bottom: 1px solid var(--line); background: none; color: inherit; font-weight: 400; }
    & tr { background: none; } & .cu-right { font-weight: 700; } }
  & .cu-bar { display: inline-block; height: .7rem; background: var(--blue); vertical-align: baseline; }
  & .cu-note { font-size: .82rem; margin-top: .4rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; & button.cu-word { min-width: 3.6rem; } }
}`;
