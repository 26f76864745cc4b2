import { verdicts, verdictWords } from './counts.ts'
import { inOrder } from './finding.ts'
import { checkHtml, textHtml } from './html-check.ts'
import { htmlStyle } from './html-style.ts'
import { costText, endingsText, startText, wordsText } from './verdict.ts'
import { hiddenCount, type ReportView } from './view-model.ts'
import { baselineNotes, groupName, headlines, pointsText, scoreText, timeText } from './wording.ts'

/** The page may load and run nothing at all; its style stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** What is known of a program besides the run. */
interface AboutProgram {
  /** Who has written it, for the title and the heading. */
  readonly whose?: string | undefined
  /** What was done to it before, a sentence each. */
  readonly notes?: readonly string[] | undefined
}

/**
 * The report as one HTML file that needs nothing else: no script, no request. Verdicts are filtered
 * by style alone.
 */
export function htmlText(shown: ReportView, { whose, notes = [] }: AboutProgram = {}): string {
  const start = whose === undefined ? '' : `${textHtml(whose)}: `
  const title = `${start}${textHtml(shown.dialect)} ${shown.side}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}: ${shown.passed ? 'passed' : 'not passed'}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<h1>${title} <span class="badge ${shown.passed ? 'pass' : 'fail'}">${shown.passed ? 'PASSED' : 'NOT PASSED'}</span></h1>
${noticesHtml(shown, notes)}
${factsHtml(shown)}
</header>${neverRan(shown) ? '' : checksHtml(shown)}
</body>
</html>
`
}

/** Whether the program was not built or did not start: no check has anything to say then. */
function neverRan({ trouble, checks }: ReportView): boolean {
  return trouble !== undefined && checks.every(({ verdict }) => verdict === 'skip')
}

function checksHtml(shown: ReportView): string {
  return `
<main>
<h2>Groups</h2>
${groupsHtml(shown)}
<h2>Checks</h2>
${filterHtml(shown)}
${inOrder(shown).map(checkHtml).join('\n')}
</main>`
}

/** What a program printed that could not be tried stands below, a line each. */
function noticesHtml(shown: ReportView, notes: readonly string[]): string {
  const { trouble } = shown
  const told = { ...shown, trouble: trouble && { ...trouble, output: [] } }
  const output = trouble?.output ?? []
  return [
    ...[...headlines(told), ...baselineNotes(shown), ...notes].map(
      (notice) => `<p class="notice">${textHtml(notice)}</p>`,
    ),
    ...(output.length === 0
      ? []
      : [`<p class="soft">It printed:</p>\n<pre>${output.map(textHtml).join('\n')}</pre>`]),
  ].join('\n')
}

function factsHtml(shown: ReportView): string {
  const hidden = hiddenCount(shown)
  const isRun = !neverRan(shown)
  const facts = {
    Checked: `<code>${textHtml(shown.target)}</code>`,
    Begun: new Date(shown.started).toISOString().replace('T', ' ').slice(0, 19).concat(' UTC'),
    Took: timeText(shown.time),
    Checks: isRun
      ? `${shown.checks.length} of ${shown.total}${hidden === 0 ? '' : `, ${hidden} of them hidden`}`
      : `none of ${shown.total} could be tried`,
    Cost: isRun ? markupOf(costText(shown)) : undefined,
    'Start here': markupOf(startText(shown)?.replace(/^start here: /, '')),
    Closing: markupOf(endingsText(shown)?.replace(/^connections: /, '')),
    Words: markupOf(wordsText(shown)),
    Points: scoreText(shown),
    'Same run again': `<code>--replay ${textHtml(shown.token)}</code>`,
  }
  const rows = Object.entries(facts).flatMap(([name, fact]) =>
    fact === undefined ? [] : [`<dt>${name}</dt><dd>${fact}</dd>`],
  )
  return `<dl class="facts">\n${rows.join('\n')}\n</dl>`
}

function markupOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textHtml(text)
}

function filterHtml({ counts }: ReportView): string {
  const labels = verdicts.map(
    (verdict) =>
      `<label class="${verdict}"><input type="checkbox" id="show-${verdict}" checked> ${verdictWords[verdict]} <b>${counts[verdict]}</b></label>`,
  )
  return `<fieldset class="filter" aria-label="Show checks by verdict">\n${labels.join('\n')}\n</fieldset>`
}

function groupsHtml({ groups, score }: ReportView): string {
  const heads = ['group', ...verdicts.map((it) => verdictWords[it]), ...(score ? ['points'] : [])]
  const rows = groups.map((group) => {
    const counts = verdicts.map((verdict) => {
      const count = group.counts[verdict]
      return count === 0 ? '<td class="none">0</td>' : `<td>${count}</td>`
    })
    const points = score
      ? `<td>${group.score === undefined ? '' : `${pointsText(group.score.got)} / ${pointsText(group.score.maximum)}`}</td>`
      : ''
    return `<tr><td>${group.id === undefined ? '(hidden)' : textHtml(groupName(group.id, group.title))}</td>${counts.join('')}${points}</tr>`
  })
  return `<div class="wide"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`
}
