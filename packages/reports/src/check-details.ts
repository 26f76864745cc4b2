import { crashOf, crashWords } from '@parley/kit'
import { difference } from './difference.ts'
import { oneLine } from './one-line.ts'
import { rowsOf, transcriptLines } from './transcript.ts'
import { type CheckView, crashEnd, type FailureView, isComparison } from './view-model.ts'
import { happenedText } from './wire-log.ts'
import { isOwnRule, placeOf, shareText } from './wording.ts'

/** How what is wrong, and what is only beside it, stand out; for a terminal. */
export interface Marks {
  readonly wrong: (text: string) => string
  readonly aside: (text: string) => string
}

const plain: Marks = { wrong: (text) => text, aside: (text) => text }

const LABEL = 10

/** How much of what came a sentence has, in columns. */
const MESSAGE = 100

/** All that is shown of a check but its name and verdict; without colours. */
export function detailLines(check: CheckView, width: number): readonly string[] {
  return checkLines(check, width, plain, shareText(check.points))
}

/** The same with marks; `share`: its points, where they are known. */
export function checkLines(
  check: CheckView,
  width: number,
  marks: Marks,
  share: string | undefined,
): readonly string[] {
  const rule = check.failure?.rule ?? check.rule
  const ending = check.ending?.verdict === 'warn' ? check.ending.how : undefined
  return [
    ...crashLines(check, width),
    ...(rule === undefined ? [] : entry('rule', ruleText(rule, check), width)),
    ...(check.failure === undefined ? [] : failureLines(check.failure, check, width, marks)),
    ...entry('others', forgivenText(check), width),
    ...entry('reason', check.reason, width),
    ...entry('closing', ending, width),
    ...entry('known', check.known ? (check.knownReason ?? 'a known failure') : undefined, width),
    ...entry('points', share, width),
    ...(check.verdict === 'pass'
      ? []
      : transcriptLines(judgedLog(check), check.failure, width).map((line) =>
          line.startsWith('✗') ? marks.wrong(line) : marks.aside(line),
        )),
    ...entry('hint', check.hint, width),
    ...(check.command === undefined ? [] : [label('run', oneLine(check.command))]),
  ]
}

/** A label and a text, which goes on below itself where it is longer than a line. */
export function entry(name: string, text: string | undefined, width: number): readonly string[] {
  if (text === undefined) return []
  return wrapped(oneLine(text), width - LABEL).map((line, index) =>
    label(index === 0 ? name : '', line),
  )
}

/** Between words where there are such; what is one word is never broken. */
export function wrapped(text: string, room: number): readonly string[] {
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

/** That what is wrong was read as if it were right elsewhere, so that it counts once. */
export function forgivenText({ forgiven }: CheckView): string | undefined {
  if (forgiven === 0) return undefined
  const checks = forgiven === 1 ? '1 other check' : `${forgiven} other checks`
  return `in ${checks} this was read as if it were right, so that it counts here alone`
}

/** Why what came is wrong, where what was expected does not say it; undefined where it does. */
export function tellingWhy(failure: FailureView, check: CheckView): string | undefined {
  if (failure.why === undefined) return undefined
  const why = failure.why.replace(/; (?:one other message was|\d+ others were) passed over/, '')
  const isCrash = check.program !== undefined && failure.came === undefined
  const isEmpty =
    isComparison(failure) &&
    /^(?:(?:other bytes|another line) came|nothing came in time|the [\w ]+ is another one)$/.test(
      why,
    )
  return isCrash || isEmpty ? undefined : why
}

/** What is wrong in one sentence; undefined where it may not be seen. */
export function messageOf(check: CheckView): string | undefined {
  const { failure, program } = check
  if (failure?.why === undefined) return undefined
  if (program !== undefined) return crashWords('server', program)
  const { expected, came } = difference(failure, MESSAGE)
  const instead = failure.came === undefined ? nothingCame(check) : came
  return tellingWhy(failure, check) ?? `expected ${expected}; came ${instead}`
}

/** What stands where nothing came that could be what was expected. */
export function nothingCame({ log, judgedAt }: CheckView): string {
  const before = log.filter(({ time }) => judgedAt === undefined || time <= judgedAt)
  const last = before.findLastIndex(({ kind }) => kind === 'sent' || kind === 'typed')
  const instead = before.slice(last + 1).findLast(({ kind }) => kind === 'came')
  return instead === undefined
    ? 'nothing'
    : `no such message; what came last, on ${instead.wire}: ${happenedText(instead)}`
}

/** What happened until it was known; and all of it where a cause is told that shows only later. */
export function judgedLog({ log, judgedAt, cause }: CheckView) {
  if (judgedAt === undefined || cause !== undefined) return log
  return log.filter(({ time }) => time <= judgedAt)
}

function crashLines(check: CheckView, width: number): readonly string[] {
  const { program, rule, verdict } = check
  const end = crashEnd(check)
  if (end === undefined) return []
  const { where, code } = crashOf(end)
  const place = where !== undefined && code !== undefined ? `${where}: ${code}` : undefined
  const isShould = verdict === 'fail' && program !== undefined && rule?.level === 'SHOULD'
  return [
    ...entry('crash', crashWords('server', end), width),
    ...entry('line', place, width),
    ...entry('ended', program?.how, width),
    ...end.output.flatMap((line) => entry('printed', line, width)),
    ...entry(
      'counts',
      isShould ? 'as a FAIL though the rule is a SHOULD: nothing may end the server' : undefined,
      width,
    ),
  ]
}

function ruleText(rule: NonNullable<CheckView['rule']>, check: CheckView): string {
  const other = isOwnRule(check, rule) ? '' : `, ${rule.id}, ${rule.level}`
  return `${rule.sentence} (${placeOf(rule)}${other})`
}

function label(name: string, text: string): string {
  return name.padEnd(LABEL) + text
}

/** What a crash has kept from coming is no finding of its own. */
function failureLines(
  failure: FailureView,
  check: CheckView,
  width: number,
  marks: Marks,
): readonly string[] {
  const isConsequence = check.program !== undefined && failure.came === undefined
  return [
    ...(isConsequence ? [] : comparisonLines(failure, check, width, marks)),
    ...entry('why', tellingWhy(failure, check), width),
    ...failure.recognised.flatMap((known) => entry('perhaps', known, width)),
  ]
}

function comparisonLines(
  failure: FailureView,
  check: CheckView,
  width: number,
  marks: Marks,
): readonly string[] {
  const room = width - LABEL
  const { expected, came, mark } = difference(failure, room)
  const rows =
    failure.came === undefined ? wrapped(oneLine(nothingCame(check)), room) : rowsOf(came, room)
  return [
    ...entry('expected', expected, width),
    ...(isComparison(failure)
      ? rows.map((row, index) => label(index === 0 ? 'came' : '', row))
      : []),
    ...(mark === undefined
      ? []
      : [`${' '.repeat(LABEL + mark.column)}${marks.wrong('^'.repeat(mark.length))}`]),
  ]
}
