/** The style of the HTML report; refers to nothing outside of it. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --ground: #fafaf8; --card: #fff; --ink: #1c1e21; --soft: #62676e; --line: #e2e2de;
  --pass: #2b7a4b; --fail: #b3261e; --warn: #8a6100; --skip: #5b6470; --error: #7b3fa0;
  --mark: #ffd9d5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --card: #1e2125; --ink: #e6e6e3; --soft: #9aa0a8; --line: #33373d;
    --pass: #6fc48f; --fail: #ff8a80; --warn: #e3b341; --skip: #a3acb8; --error: #cf9bee;
    --mark: #6b2420;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--ground);
  color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; font-weight: 650; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.1rem; font-weight: 650; }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.soft { color: var(--soft); }
.notice {
  margin: 1.25rem 0; padding: .75rem 1rem; border-left: .25rem solid var(--warn);
  background: var(--card); border-radius: .25rem;
}
pre { margin: 0 0 1.25rem; padding: .75rem 1rem; background: var(--card); border-radius: .25rem; white-space: pre-wrap; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 1.25rem 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0; padding: 0; border: 0; }
.filter label {
  display: inline-flex; align-items: center; gap: .45rem; padding: .4rem .8rem; cursor: pointer;
  background: var(--card); border: 1px solid var(--line); border-radius: 2rem;
}
.filter label:has(input:not(:checked)) { opacity: .55; }
.filter input { accent-color: currentColor; margin: 0; }
.pass { --tone: var(--pass); } .fail { --tone: var(--fail); } .warn { --tone: var(--warn); }
.skip { --tone: var(--skip); } .error { --tone: var(--error); }
.badge, .filter b { color: var(--tone); font-weight: 650; }
.badge { font-size: .75rem; letter-spacing: .04em; min-width: 3.2rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .6rem; text-align: right; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; font-size: .875rem; }
th:first-child, td:first-child { text-align: left; }
td.none { color: var(--soft); opacity: .5; }
.wide { overflow-x: auto; }
details {
  margin: .5rem 0; background: var(--card); border: 1px solid var(--line);
  border-left: .25rem solid var(--tone); border-radius: .375rem;
}
summary { display: flex; gap: .75rem; align-items: baseline; padding: .6rem 1rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary .title { flex: 1; }
summary:focus-visible, input:focus-visible { outline: 2px solid var(--tone, var(--ink)); outline-offset: 2px; }
.body { padding: .25rem 1rem 1rem; border-top: 1px solid var(--line); }
.body p { margin: .75rem 0; }
.bytes { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1rem; margin: .75rem 0; }
.bytes code { white-space: pre-wrap; }
.bytes mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--fail); }
.log td, .log th { text-align: left; vertical-align: top; padding: .25rem .6rem; }
.log td:first-child { white-space: nowrap; color: var(--soft); font-size: .8rem; }
.log code { white-space: pre-wrap; }
.log .wrong td { background: var(--mark); }
.log .event { color: var(--soft); font-style: italic; }
body:has(#show-pass:not(:checked)) details.pass, body:has(#show-fail:not(:checked)) details.fail,
body:has(#show-warn:not(:checked)) details.warn, body:has(#show-skip:not(:checked)) details.skip,
body:has(#show-error:not(:checked)) details.error { display: none; }
@media (max-width: 36rem) {
  body { padding: 1.25rem .75rem 3rem; }
  .facts, .bytes { grid-template-columns: 1fr; gap: 0; }
  .facts dd, .bytes code { margin-bottom: .5rem; }
  summary { flex-wrap: wrap; gap: .15rem .75rem; }
  summary .title { flex-basis: 100%; order: 3; }
  th, td { padding: .35rem .3rem; }
}
@media print {
  :root { --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .filter { display: none; }
  details { break-inside: avoid; }
}
`
