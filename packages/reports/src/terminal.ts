import type { Verdict } from '@parley/kit'
import { countsText, verdictCounts } from './counts.ts'
import { difference } from './difference.ts'
import { oneLine } from './one-line.ts'
import {
  type CheckView,
  type FailureView,
  hiddenCount,
  isComparison,
  isPlainPass,
  type ReportView,
} from './view-model.ts'
import { logLines } from './wire-log.ts'
import {
  baselineNotes,
  headlines,
  isOwnRule,
  placeOf,
  scoreText,
  shareText,
  timeText,
  verdictSigns,
} from './wording.ts'

/** How a terminal’s text is made. */
export interface TerminalStyle {
  readonly colour?: boolean
  /** In columns; 80 where it is not said, and no less than 40. */
  readonly width?: number
  /** Also what has passed. */
  readonly verbose?: boolean
}

const colours = { pass: 32, fail: 31, warn: 33, skip: 36, error: 35 } as const satisfies Record<
  Verdict,
  number
>
const BOLD = 1
const DIM = 2

const upperCase = (text: string) => text.toUpperCase()

type Paint = (code: number, text: string) => string

/**
 * What one check came to, with a line end; empty where it has passed and `verbose` was not asked, and
 * one line where it was skipped. Its
 * points are not shown, since they are not known before all checks have run.
 */
export function outcomeText(check: CheckView, style: TerminalStyle = {}): string {
  if (isPlainPass(check) && style.verbose !== true) return ''
  const paint = painter(style)
  const { word, sign } = verdictSigns[check.verdict]
  const level = check.rule === undefined ? '' : ` ${check.rule.level}`
  const head = `${sign} ${word} ${oneLine(check.id)}${level}`
  const title = `${paint(colours[check.verdict], head)}  ${paint(BOLD, oneLine(check.title))}`
  if (check.verdict === 'skip' && style.verbose !== true) {
    return check.reason === undefined ? `${title}\n` : `${title}: ${oneLine(check.reason)}\n`
  }
  const details = linesOf(check, style, undefined).map((line) => `  ${line}`)
  return `${[title, ...details].join('\n')}\n`
}

/** All that is shown of a check but its name and verdict; without colours. */
export function detailLines(check: CheckView, width: number): readonly string[] {
  return linesOf(check, { width }, shareText(check.points))
}

function linesOf(
  check: CheckView,
  style: TerminalStyle,
  share: string | undefined,
): readonly string[] {
  const paint = painter(style)
  const width = Math.max(40, style.width ?? 80) - 2
  const rule = check.failure?.rule ?? check.rule
  const ending = check.ending?.verdict === 'warn' ? check.ending.how : undefined
  return [
    ...(rule === undefined ? [] : entry('rule', ruleText(rule, check), width)),
    ...(check.failure === undefined ? [] : failureLines(check.failure, width, paint)),
    ...entry('reason', check.reason, width),
    ...entry('ended', check.program?.how, width),
    ...(check.program?.output ?? []).flatMap((line) => entry('printed', line, width)),
    ...entry('ending', ending && `warning: ${ending}`, width),
    ...entry('known', check.known ? (check.knownReason ?? 'a known failure') : undefined, width),
    ...entry('points', share, width),
    ...(check.verdict === 'pass' ? [] : logLines(check.log, width).map((it) => paint(DIM, it))),
    ...entry('hint', check.hint, width),
    ...(check.command === undefined ? [] : [label('run', oneLine(check.command))]),
  ]
}

/** What a whole run came to, with a line end. */
export function summaryText(shown: ReportView, style: TerminalStyle = {}): string {
  const paint = painter(style)
  const { dialect, side, target, counts, endings, checks, total, time, trouble } = shown
  const tried = trouble === undefined ? checks.length : checks.length - counts.skip
  const hidden = hiddenCount(shown)
  const score = scoreText(shown)
  const lines = [
    `${oneLine(dialect)} ${side} ${oneLine(target)}: ${tried} of ${total} checks in ${timeText(time)}`,
    ...headlines(shown).map((line) => paint(BOLD, oneLine(line).replace(/^not \w+:/, upperCase))),
    paint(shown.passed ? colours.pass : colours.fail, countsText(counts)),
    ...(hidden === 0 ? [] : [`${hidden} of these are hidden`]),
    `endings: ${countsText({ ...verdictCounts([]), ...endings })}`,
    ...(score === undefined ? [] : [score]),
    ...baselineNotes(shown).map(oneLine),
    `the same run again: --replay ${oneLine(shown.token)}`,
  ]
  return `${lines.join('\n')}\n`
}

function ruleText(rule: NonNullable<CheckView['rule']>, check: CheckView): string {
  const other = isOwnRule(check, rule) ? '' : `, ${rule.id}, ${rule.level}`
  return `${rule.sentence} (${placeOf(rule)}${other})`
}

const LABEL = 10

function label(name: string, text: string): string {
  return name.padEnd(LABEL) + text
}

function failureLines(failure: FailureView, width: number, paint: Paint): readonly string[] {
  const { expected, came, mark } = difference(failure, width - LABEL)
  const caret = mark && paint(colours.fail, '^'.repeat(mark.length))
  return [
    ...entry('expected', expected, width),
    ...(isComparison(failure) ? [label('came', came)] : []),
    ...(caret === undefined || mark === undefined
      ? []
      : [`${' '.repeat(LABEL + mark.column)}${caret}`]),
    ...entry('why', failure.why, width),
    ...failure.recognised.flatMap((known) => entry('perhaps', known, width)),
  ]
}

/** A label and a text, which goes on below itself where it is longer than a line. */
function entry(name: string, text: string | undefined, width: number): readonly string[] {
  if (text === undefined) return []
  return wrapped(oneLine(text), width - LABEL).map((line, index) =>
    label(index === 0 ? name : '', line),
  )
}

/** Between words where there are such; what is one word is never broken. */
function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<= )/)) {
    if (line !== '' && (line + word).trimEnd().length > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, line]
}

function painter({ colour }: TerminalStyle): Paint {
  return colour === true ? (code, text) => `\x1b[${code}m${text}\x1b[0m` : (_, text) => text
}
