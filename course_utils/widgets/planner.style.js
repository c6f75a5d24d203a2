// The planner's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-planner.cu-planner {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums;
  color: inherit; text-align: left; border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; margin: .5rem 0; box-sizing: border-box;
  & *, & *::before, & *::after { box-sizing: border-box; }
  & p { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .6rem .9rem; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; min-width: 0; }
  & select, & input[type=number] { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; height: auto;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .6rem; margin: 0; max-width: 100%; box-shadow: none; }
  & input[type=range] { width: 100%; min-height: 28px; margin: 0; accent-color: var(--blue); }
  & option { color: CanvasText; background: Canvas; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin-top: .8rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); }
  & table { border-collapse: collapse; margin-top: .6rem; width: 100%; font-size: .9rem; }
  & th, & td { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid var(--line); font-weight: 400; background: transparent; color: inherit; }
  & td { text-align: right; font-weight: 600; }
  & .cu-note { font-size: .82rem; margin-top: .6rem; }
}`;
