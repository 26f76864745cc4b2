/** What the page of a matrix adds to the style of the other reports. */
export const matrixStyle = `
body { max-width: 84rem; }
.lead { margin: .35rem 0 1.5rem; color: var(--soft); }
.grid {
  width: fit-content; max-width: 100%; overflow: auto; max-height: 80vh; background: var(--card); border: 1px solid var(--line);
  border-radius: .5rem; overscroll-behavior: contain;
}
.grid table { width: auto; border-collapse: separate; border-spacing: 0; }
.grid th, .grid td { text-align: center; white-space: nowrap; padding: 0; }
.grid:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.name {
  display: inline-block; width: max-content; max-width: 9.5rem; white-space: normal;
  overflow-wrap: break-word; line-height: 1.3;
}
.grid thead .name { max-width: 6.5rem; font-size: .82rem; }
.grid thead th {
  position: sticky; top: 0; z-index: 2; padding: .6rem .5rem; background: var(--card);
  color: var(--ink); font-weight: 600; vertical-align: bottom;
}
.grid th small { display: block; color: var(--soft); font-weight: 400; }
.grid tbody th {
  position: sticky; left: 0; z-index: 1; padding: .5rem .9rem; background: var(--card);
  text-align: left; color: var(--ink); font-weight: 600; border-right: 1px solid var(--line);
}
.grid thead th:first-child { left: 0; z-index: 3; text-align: left; border-right: 1px solid var(--line); }
.grid tbody tr:last-child th, .grid tbody tr:last-child td { border-bottom: 0; }
.grid a {
  display: block; min-width: 3.2rem; min-height: 2.75rem; padding: .6rem .5rem; color: var(--tone);
  font: 600 .95rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; text-decoration: none;
}
.grid a:hover, .grid a:focus-visible { background: var(--ground); outline: 2px solid var(--tone); outline-offset: -2px; }
.grid .ours { background: color-mix(in srgb, var(--ground) 60%, var(--card)); }
.none { color: var(--soft); opacity: .45; }
.right, .fresh { --tone: var(--pass); } .wrong { --tone: var(--fail); } .flaky { --tone: var(--warn); }
.legend { margin: .9rem 0 0; color: var(--soft); font-size: .9rem; }
.news { margin: 0; padding-left: 1.2rem; }
.sheet .news { margin: .75rem 0; padding: .6rem 1rem; background: var(--card); border-left: .25rem solid var(--line); }
.legend b { color: var(--ink); font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.sheet { display: none; }
.sheet:target {
  display: block; position: fixed; z-index: 9; inset: 0 0 0 auto; width: min(56rem, 100%);
  overflow: auto; padding: 0 1.5rem 3rem; background: var(--ground);
  border-left: 1px solid var(--line); box-shadow: 0 0 3rem rgb(0 0 0 / .25);
}
.sheet header {
  position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; align-items: center;
  margin: 0 -1.5rem 1rem; padding: .75rem 1.5rem; background: var(--ground);
  border-bottom: 1px solid var(--line);
}
.sheet h2 { margin: 0; flex: 1; }
.sheet h3 { margin: 1.75rem 0 .6rem; font-size: .95rem; font-weight: 650; }
.close {
  padding: .35rem .9rem; border: 1px solid var(--line); border-radius: 2rem; color: inherit;
  background: var(--card); text-decoration: none;
}
.close:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.blame li:last-child { margin-bottom: 0; }
.sheet .badge { color: var(--tone); min-width: 0; font-size: 1rem; }
.blame {
  margin: .75rem 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-left: .25rem solid var(--tone); border-radius: .375rem;
}
.blame p { margin: .35rem 0; }
.blame ul { margin: .35rem 0 0; padding-left: 1.2rem; }
.blame li { margin: .5rem 0; }
.steps td, .steps th, .talk td, .talk th { text-align: left; vertical-align: top; }
.steps td:first-child { white-space: nowrap; }
.steps .time, .talk .time { white-space: nowrap; color: var(--soft); font-size: .8rem; }
.verdict { color: var(--tone); font-weight: 650; }
.talk { table-layout: fixed; }
.talk td, .talk th { width: 44%; padding: .25rem .6rem; }
.talk .time { width: 5rem; }
.talk code { white-space: pre-wrap; }
.talk .event { color: var(--soft); font-style: italic; }
.talk .other code { color: var(--soft); }
pre {
  margin: .5rem 0; padding: .75rem 1rem; overflow: auto; max-height: 24rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .375rem; user-select: all; white-space: pre;
}
.sheet details { margin: .75rem 0; padding: .4rem .9rem; border-left: 1px solid var(--line); }
.sheet details > summary { padding: .25rem 0; }
@media (max-width: 36rem) {
  .sheet:target { padding: 0 .75rem 3rem; }
  .sheet header { margin: 0 -.75rem 1rem; padding: .6rem .75rem; }
  .talk .time { width: 3.6rem; }
  .grid tbody th, .grid thead th { padding: .45rem .5rem; font-size: .85rem; }
  .grid a { min-width: 2.75rem; padding: .6rem .25rem; }
  .grid tbody th .name, .grid thead th:first-child .name { max-width: 34vw; }
  .grid thead .name { max-width: 6rem; }
  .steps tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); }
  .steps td { border: 0; }
  .steps td:last-child { grid-column: 1 / -1; }
  .steps td:empty { display: none; }
}
@media print {
  .grid { max-height: none; overflow: visible; }
  .sheet.wrong, .sheet.flaky { display: block; break-before: page; }
  .close { display: none; }
}
`
