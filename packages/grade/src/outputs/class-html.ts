import { htmlStyle, textHtml } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { gradeOf } from './grade.ts'
import { feedbackPath } from './grades-csv.ts'

/** The page may load and run nothing at all; its style stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** `class.html`: the class at a glance, in one file. */
export function classHtml(results: readonly Result[], assignment: Assignment): string {
  const { dialect, side } = assignment
  const title = textHtml(`${dialect.name} ${side}s of a class`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<h1>${title}</h1>
<div class="wide"><table>
<thead><tr><th>submission</th><th>state</th><th>points</th></tr></thead>
<tbody>
${results.map((result) => rowHtml(result, assignment)).join('\n')}
</tbody>
</table></div>
</body>
</html>
`
}

function rowHtml(result: Result, assignment: Assignment): string {
  const { submission, state, findings } = result
  const { got, maximum } = gradeOf(result, assignment)
  const name = textHtml(submission.name)
  const page = encodeURI(feedbackPath(submission.folder))
  const link = findings === undefined ? name : `<a href="${page}">${name}</a>`
  const points = got === undefined ? '' : `${got} / ${maximum}`
  return `<tr><td>${link}</td><td>${state}</td><td>${points}</td></tr>`
}
