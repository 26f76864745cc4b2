import type { Verdict } from '@parley/kit'
import { htmlStyle, textHtml, timeText } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { type ClassModel, classModel, type StudentRow } from './class-model.ts'
import { gradeText } from './grade.ts'
import { feedbackPath } from './grades-csv.ts'
import { neverTriedLines } from './never-tried.ts'

/** The page may load and run nothing at all; its style stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const style = `${htmlStyle}
body { max-width: none; }
.switch { display: inline-flex; gap: .5rem; align-items: center; margin: 1rem 0 0; cursor: pointer; }
.switch input { width: 1.1rem; height: 1.1rem; margin: 0; }
body:has(#hide-names:checked) .who { display: none; }
.class { position: relative; overflow: auto; max-height: 90vh; border-bottom: 1px solid var(--line); }
.class:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.class table { width: max-content; border-collapse: separate; border-spacing: 0; }
.class td, .class th { text-align: center; padding: .25rem .4rem; overflow-wrap: normal; white-space: nowrap; }
.class thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); vertical-align: bottom; }
.class tbody th { position: sticky; left: 0; background: var(--ground); color: inherit; }
.class thead th:first-child { left: 0; z-index: 2; }
.class th:first-child { text-align: left; max-width: 16rem; white-space: normal; overflow-wrap: anywhere; }
.class .check { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; }
.number { color: var(--soft); }
.class td.verdict { color: var(--tone); font-weight: 650; }
.rates td:last-child, .rates th:last-child { text-align: left; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 36rem) { .class th:first-child { max-width: 7.5rem; } }
@media print { .class { overflow: visible; max-height: none; } .switch { display: none; } }
`

/** A mark for each verdict, beside its word: nobody has to tell colours apart. */
const marks: Readonly<Record<Verdict, string>> = {
  pass: '·',
  fail: '✗',
  warn: '!',
  skip: '–',
  error: '?',
}

/**
 * `class.html`: which submission passed which check, how many failed each, and who failed alike, in one
 * file that needs nothing else.
 */
export function classHtml(
  results: readonly Result[],
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): string {
  const { dialect, side } = assignment.course.assignment
  const model = classModel(results, assignment)
  const title = textHtml(`${dialect} ${side}s of a class`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="soft">${statesText(model)}</p>
${neverTriedLines(results)
  .map((line) => `<p class="notice">${textHtml(line)}</p>`)
  .join('\n')}
<label class="switch"><input type="checkbox" id="hide-names"> Hide names, as for a projector</label>
</header>
<main>
<h2 id="submissions">Submissions</h2>
<p class="soft">✗ fail, ! warn, – not tried, ? the kit’s own error, · pass; ≠ came out differently in its repeat</p>
${tableHtml(model)}
${reasonsHtml(model)}
<h2 id="rates">Checks that were not passed</h2>
${ratesHtml(model)}
<h2>Submissions that fail alike</h2>
${alikeHtml(model)}
</main>
</body>
</html>
`
}

function statesText({ rows }: ClassModel): string {
  const counts = new Map<string, number>()
  for (const { result } of rows) counts.set(result.state, (counts.get(result.state) ?? 0) + 1)
  const states = [...counts].map(([state, count]) => `${count} ${state}`)
  const time = rows.reduce((sum, { result }) => sum + result.time, 0)
  return [`${rows.length} submissions`, ...states, `${timeText(time)} of runs`].join(', ')
}

function tableHtml({ rows, columns }: ClassModel): string {
  const failing = columns.filter(({ failed, warned }) => failed + warned > 0)
  const heads = failing.map(
    ({ id, title }) =>
      `<th scope="col" title="${textHtml(title)}"><span class="check">${textHtml(id)}</span></th>`,
  )
  const names = ['submission', 'state', 'points', 'time'].map((it) => `<th scope="col">${it}</th>`)
  const ids = failing.map(({ id }) => id)
  return `<div class="class" tabindex="0" role="region" aria-labelledby="submissions"><table>
<thead><tr>${[...names, ...heads].join('')}</tr></thead>
<tbody>
${rows.map((row, place) => rowHtml(row, place, ids)).join('\n')}
</tbody>
</table></div>`
}

/** A number, which stays where names are hidden. */
function numberHtml(place: number): string {
  return `<span class="number">${place + 1}</span>`
}

function rowHtml(
  { result, grade, verdicts }: StudentRow,
  place: number,
  ids: readonly string[],
): string {
  const { submission, state, findings, differing, time } = result
  const name = textHtml(submission.name)
  const page = textHtml(
    feedbackPath(submission.folder).split('/').map(encodeURIComponent).join('/'),
  )
  const who =
    findings === undefined
      ? `<span class="who">${name}</span>`
      : `<a class="who" href="${page}">${name}</a>`
  const points = gradeText(grade)?.replace(' of ', ' / ') ?? ''
  const cells = ids.map((id) => {
    const verdict = verdicts.get(id)
    if (verdict === undefined) return '<td></td>'
    const differs = differing.some((one) => one.id === id)
    const spoken = differs ? `${verdict}, differently in its repeat` : verdict
    return `<td class="verdict ${verdict}"><span aria-hidden="true">${marks[verdict]}${differs ? '≠' : ''}</span><span class="spoken">${spoken}</span></td>`
  })
  return [
    `<tr><th scope="row">${numberHtml(place)} ${who}</th>`,
    `<td>${state}</td>`,
    `<td>${points}</td><td>${timeText(time)}</td>${cells.join('')}</tr>`,
  ].join('')
}

/** Why some have no grade, or none of a whole run; what is said there may name files, and so people. */
function reasonsHtml({ rows }: ClassModel): string {
  const items = rows.flatMap(({ result: { submission, state, why } }, place) => {
    if (why === undefined) return []
    const who = `<span class="who">${textHtml(submission.name)}</span>`
    return `<li>${numberHtml(place)} ${who} ${state}<span class="who">: ${textHtml(why)}</span></li>`
  })
  return items.length === 0
    ? ''
    : `<h2>Submissions that were not graded to the end</h2>\n<ul>\n${items.join('\n')}\n</ul>`
}

/** As in `75 % (3 of 4)`. */
function rateText(count: number, tried: number): string {
  return count === 0 ? '' : `${Math.round((100 * count) / tried)} % (${count} of ${tried})`
}

function ratesHtml({ columns }: ClassModel): string {
  const failing = columns.filter(({ failed, warned }) => failed + warned > 0)
  if (failing.length === 0) return '<p>All that were started passed all checks.</p>'
  const rows = failing.map(
    ({ id, title, tried, failed, warned }) =>
      `<tr><th scope="row">${textHtml(id)}</th><td>${rateText(failed, tried)}</td><td>${rateText(warned, tried)}</td><td>${textHtml(title)}</td></tr>`,
  )
  const heads = ['check', 'FAIL', 'WARN', 'what it says'].map((it) => `<th scope="col">${it}</th>`)
  return `<div class="wide" tabindex="0" role="region" aria-labelledby="rates"><table class="rates">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function alikeHtml({ alike, rows }: ClassModel): string {
  if (alike.length === 0) return '<p>No two fail the same checks.</p>'
  const items = alike.map(({ ids, places }) => {
    const names = places.map((place) => {
      const name = rows[place]?.result.submission.name ?? ''
      return `${numberHtml(place)}<span class="who"> ${textHtml(name)}</span>`
    })
    return `<li>${names.join(', ')}: ${textHtml(ids.join(', '))}</li>`
  })
  return `<ul>\n${items.join('\n')}\n</ul>`
}
