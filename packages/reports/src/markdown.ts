import { detailLines } from './check-details.ts'
import { countsText, verdicts, verdictWords } from './counts.ts'
import { type Finding, findingsOf, type Note, remarksOf, skipsOf } from './finding.ts'
import { oneLine } from './one-line.ts'
import { costText, endingsText, startText, wordsText } from './verdict.ts'
import { hiddenCount, type ReportView } from './view-model.ts'
import {
  baselineNotes,
  enumeration,
  groupName,
  headlines,
  pointsText,
  scoreText,
  timeText,
  verdictSigns,
} from './wording.ts'

/** The report in GitHub’s Markdown: the run, a table of its groups, and what has not passed. */
export function markdownText(shown: ReportView): string {
  const blocks = [
    `# ${escapeMarkdown(`${shown.dialect} ${shown.side}`)}: ${shown.passed ? 'passed' : 'not passed'}`,
    summary(shown),
    table(shown),
    ...findingsOf(shown).map(section),
    ...notesSection('Skipped', skipsOf(shown)),
    ...notesSection('Passed with a note', remarksOf(shown)),
  ]
  return `${blocks.join('\n\n')}\n`
}

/**
 * A text on one line in which nothing is markup, also in a cell of a table; `@` cannot notify
 * anybody.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]#|~]/g, '\\$&')
    .replace(/[&<>@]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function summary(shown: ReportView): string {
  const hidden = hiddenCount(shown)
  const score = scoreText(shown)
  const rows = [
    ...headlines(shown).map((line) => `**${escapeMarkdown(line)}**`),
    `Checked: ${codeSpan(shown.target)}, ${shown.checks.length} of ${shown.total} checks in ${timeText(shown.time)}`,
    `Checks: ${countsText(shown.counts)}${hidden === 0 ? '' : ` (${hidden} of these hidden)`}`,
    ...[costText(shown), endingsText(shown), startText(shown), wordsText(shown)].flatMap((text) =>
      text === undefined ? [] : [escapeMarkdown(text)],
    ),
    ...(score === undefined ? [] : [`Points: ${score}`]),
    ...baselineNotes(shown).map(escapeMarkdown),
    `The same run again: ${codeSpan(`--replay ${shown.token}`)}`,
  ]
  return rows.map((row) => `- ${row}`).join('\n')
}

function table({ groups, score }: ReportView): string {
  const points = score === undefined ? [] : ['points']
  const heads = ['group', ...verdicts.map((verdict) => verdictWords[verdict]), ...points]
  const rows = groups.map((group) => [
    group.id === undefined ? '(hidden)' : escapeMarkdown(groupName(group.id, group.title)),
    ...verdicts.map((verdict) => String(group.counts[verdict])),
    ...(group.score === undefined
      ? points.map(() => '')
      : [`${pointsText(group.score.got)} of ${pointsText(group.score.maximum)}`]),
  ])
  const rule = heads.map((_, index) => (index === 0 ? '---' : '---:'))
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function section({ check, others }: Finding): string {
  const { sign, word } = verdictSigns[check.verdict]
  const also = others.map(({ id }) => escapeMarkdown(id))
  const title = `## ${escapeMarkdown(sign)} ${word} ${escapeMarkdown(check.id)} ${escapeMarkdown(check.title)}`
  const head = also.length === 0 ? title : `${title}\n\nFor the same cause: ${enumeration(also)}.`
  const details = detailLines(check, 100)
  if (details.length === 0) return head
  const fence = '`'.repeat(Math.max(3, longestRun(details.join('\n')) + 1))
  return [head, '', `${fence}text`, ...details, fence].join('\n')
}

/** A line for each thing that is to be said, with all checks that it is said of. */
function notesSection(title: string, notes: readonly Note[]): readonly string[] {
  if (notes.length === 0) return []
  const rows = notes.map(({ text, checks }) => {
    const why = text === undefined ? '' : `: ${escapeMarkdown(text)}`
    return `- ${checks.length}${why} (${checks.map(({ id }) => escapeMarkdown(id)).join(', ')})`
  })
  return [`## ${title}\n\n${rows.join('\n')}`]
}

function codeSpan(text: string): string {
  const shown = oneLine(text)
  const fence = '`'.repeat(longestRun(shown) + 1)
  return `${fence} ${shown} ${fence}`
}

/** Of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
