import type { Verdict } from '@parley/kit'
import { checkLines, entry, wrapped } from './check-details.ts'
import { type Finding, findingsOf, inOrder, type Note, remarksOf, skipsOf } from './finding.ts'
import { oneLine } from './one-line.ts'
import { costText, endingsText, resultText, startText, wordsText } from './verdict.ts'
import type { CheckView, ReportView } from './view-model.ts'
import {
  baselineNotes,
  enumeration,
  headlines,
  scoreText,
  someOf,
  timeText,
  verdictSigns,
} from './wording.ts'

/** How a terminal’s text is made. */
export interface TerminalStyle {
  readonly colour?: boolean
  /** In columns; 80 where it is not said, and no less than 40. */
  readonly width?: number
  /** Also what has passed, and each skipped check by its name. */
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

/** That a check has come to something, on one line, as the run goes on; empty where it has just passed. */
export function progressText(check: CheckView, style: TerminalStyle = {}): string {
  if (check.verdict === 'skip' || check.verdict === 'pass') return ''
  return `${titleOf(check, painter(style))}\n`
}

/** The whole report: the verdict, what was found by its weight, what was skipped and why. */
export function reportText(shown: ReportView, style: TerminalStyle = {}): string {
  const paint = painter(style)
  const skips =
    style.verbose === true ? inOrder(shown).filter(({ verdict }) => verdict === 'skip') : []
  const passes =
    style.verbose === true ? inOrder(shown).filter((check) => check.verdict === 'pass') : []
  const notes = [
    ...skipsOf(shown).map((note) => noteText('skip', note, style)),
    ...remarksOf(shown).map((note) => noteText('pass', note, style)),
  ]
  const blocks = [
    ...findingsOf(shown).map((finding) => findingText(finding, style)),
    ...(shown.trouble === undefined ? notes : []).map((note) => [note]),
    ...[...skips, ...passes].map((check) => findingText({ check, others: [] }, style)),
  ].map((lines) => `${lines.join('\n')}\n`)
  const end = paint(DIM, replayText(shown))
  return `${verdictText(shown, style)}${blocks.join('')}${end}\n`
}

/** What a whole run came to, in about ten lines, with a line end. */
export function summaryText(shown: ReportView, style: TerminalStyle = {}): string {
  return `${verdictText(shown, style)}${replayText(shown)}\n`
}

function replayText({ token }: ReportView): string {
  return `the same run again: --replay ${oneLine(token)}`
}

function verdictText(shown: ReportView, style: TerminalStyle): string {
  const paint = painter(style)
  const { dialect, side, target, counts, checks, total, time, trouble } = shown
  const tried = trouble === undefined ? checks.length : checks.length - counts.skip
  const width = widthOf(style)
  const given = (text: string | undefined) =>
    text === undefined ? [] : wrapped(oneLine(text), width)
  const lines = [
    `${oneLine(dialect)} ${side} ${oneLine(target)}: ${tried} of ${total} checks in ${timeText(time)}`,
    ...headlines(shown).map((line) => paint(BOLD, oneLine(line).replace(/^not \w+:/, upperCase))),
    paint(shown.passed ? colours.pass : colours.fail, resultText(shown)),
    ...given(costText(shown)),
    ...given(scoreText(shown)),
    ...given(endingsText(shown)),
    ...baselineNotes(shown).map(oneLine),
    ...given(startText(shown)).map((line) => paint(BOLD, line)),
    ...given(wordsText(shown)).map((line) => paint(DIM, line)),
  ]
  return `${lines.join('\n')}\n`
}

/** A finding: its title, the checks that it explains too, and all that is known of the first one. */
function findingText(
  { check, others }: Pick<Finding, 'check' | 'others'>,
  style: TerminalStyle,
): readonly string[] {
  const paint = painter(style)
  const width = widthOf(style) - 2
  const ids = enumeration(
    style.verbose === true ? others.map(({ id }) => id) : someOf(others.map(({ id }) => id)),
  )
  const marks = {
    wrong: (text: string) => paint(colours.fail, text),
    aside: (text: string) => paint(DIM, text),
  }
  const details = [
    ...entry('also', others.length === 0 ? undefined : `${ids}, for the same cause`, width),
    ...checkLines(check, width, marks, undefined),
  ]
  return [titleOf(check, paint), ...details.map((line) => `  ${line}`)]
}

/** As in `– 3 SKIP: no limit was said (vu-2.3, vu-2.3a and vu-2.3b)`. */
function noteText(verdict: 'skip' | 'pass', { text, checks }: Note, style: TerminalStyle): string {
  const { sign, word } = verdictSigns[verdict]
  const head = painter(style)(colours[verdict], `${sign} ${checks.length} ${word}`)
  const ids = enumeration(someOf(checks.map(({ id }) => oneLine(id))))
  const why =
    text === undefined ? '' : `${verdict === 'pass' ? ' with a note' : ''}: ${oneLine(text)}`
  return `${head}${why} (${ids})`
}

function titleOf(check: CheckView, paint: Paint): string {
  const { word, sign } = verdictSigns[check.verdict]
  const level = check.rule === undefined ? '' : ` ${check.rule.level}`
  const head = `${sign} ${word} ${oneLine(check.id)}${level}`
  return `${paint(colours[check.verdict], head)}  ${paint(BOLD, oneLine(check.title))}`
}

function widthOf({ width = 80 }: TerminalStyle): number {
  return Math.max(40, width)
}

function painter({ colour }: TerminalStyle): Paint {
  return colour === true ? (code, text) => `\x1b[${code}m${text}\x1b[0m` : (_, text) => text
}
