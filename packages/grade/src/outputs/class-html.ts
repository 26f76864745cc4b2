import type { Verdict } from '@parley/kit'
import { htmlStyle, textHtml, timeText } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { type ClassModel, classModel, type StudentRow } from './class-model.ts'
import { feedbackPath } from './grades-csv.ts'

/** The page may load and run nothing at all; its style stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const style = `${htmlStyle}
body { max-width: none; }
.class td, .class th { text-align: center; padding: .25rem .4rem; }
.class th:first-child, .class td:first-child { text-align: left; white-space: nowrap; }
.class .check { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; }
.class td.verdict { color: var(--tone); font-weight: 650; }
.rates td:last-child, .rates th:last-child { text-align: left; }
`

/** A mark and a word for each verdict: nobody has to tell colours apart. */
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
export function classHtml(results: readonly Result[], assignment: Assignment): string {
  const { dialect, side } = assignment
  const model = classModel(results, assignment)
  const title = textHtml(`${dialect.name} ${side}s of a class`)
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
<h1>${title}</h1>
<p class="soft">${statesText(model)}</p>
<h2>Submissions</h2>
<p class="soft">✗ fail, ! warn, – not tried, ? the kit’s own error, · pass; ≠ came out differently in its repeat</p>
${tableHtml(model)}
<h2>Checks that were not passed</h2>
${ratesHtml(model)}
<h2>Submissions that fail alike</h2>
${alikeHtml(model)}
</body>
</html>
`
}

function statesText({ rows }: ClassModel): string {
  const counts = new Map<string, number>()
  for (const { result } of rows) counts.set(result.state, (counts.get(result.state) ?? 0) + 1)
  const states = [...counts].map(([state, count]) => `${count} ${state}`)
  return [`${rows.length} submissions`, ...states].join(', ')
}

function tableHtml({ rows, columns }: ClassModel): string {
  const failing = columns.filter(({ failed }) => failed > 0)
  const heads = failing.map(
    ({ id, title }) =>
      `<th scope="col" title="${textHtml(title)}"><span class="check">${textHtml(id)}</span></th>`,
  )
  const names = ['submission', 'state', 'points', 'time'].map((it) => `<th scope="col">${it}</th>`)
  return `<div class="wide"><table class="class">
<thead><tr>${[...names, ...heads].join('')}</tr></thead>
<tbody>
${rows
  .map((row) =>
    rowHtml(
      row,
      failing.map(({ id }) => id),
    ),
  )
  .join('\n')}
</tbody>
</table></div>`
}

function rowHtml({ result, grade, verdicts }: StudentRow, ids: readonly string[]): string {
  const { submission, state, findings, differing, why, time } = result
  const name = textHtml(submission.name)
  const page = textHtml(
    feedbackPath(submission.folder).split('/').map(encodeURIComponent).join('/'),
  )
  const points = grade.got === undefined ? '' : `${grade.got} / ${grade.maximum}`
  const cells = ids.map((id) => {
    const verdict = verdicts.get(id)
    if (verdict === undefined) return '<td></td>'
    const differs = differing.some((one) => one.id === id) ? '≠' : ''
    return `<td class="verdict ${verdict}" title="${textHtml(id)}: ${verdict}">${marks[verdict]}${differs}</td>`
  })
  return [
    `<tr><th scope="row">${findings === undefined ? name : `<a href="${page}">${name}</a>`}</th>`,
    `<td${why === undefined ? '' : ` title="${textHtml(why)}"`}>${state}</td>`,
    `<td>${points}</td><td>${timeText(time)}</td>${cells.join('')}</tr>`,
  ].join('')
}

function ratesHtml({ columns }: ClassModel): string {
  const failing = columns.filter(({ failed }) => failed > 0)
  if (failing.length === 0) return '<p>All that were started passed all checks.</p>'
  const rows = failing.map(
    ({ id, title, tried, failed }) =>
      `<tr><td>${textHtml(id)}</td><td>${Math.round((100 * failed) / tried)} %</td><td>${failed} of ${tried}</td><td>${textHtml(title)}</td></tr>`,
  )
  return `<div class="wide"><table class="rates">
<thead><tr><th>check</th><th>not passed</th><th>submissions</th><th>what it says</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function alikeHtml({ alike }: ClassModel): string {
  if (alike.length === 0) return '<p>No two fail the same checks.</p>'
  const items = alike.map(
    ({ ids, names }) => `<li>${textHtml(names.join(', '))}: ${textHtml(ids.join(', '))}</li>`,
  )
  return `<ul>\n${items.join('\n')}\n</ul>`
}
