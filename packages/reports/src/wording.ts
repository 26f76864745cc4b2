import type { Rule } from '@parley/contract'
import { crashWords, lastLines, type ProgramEvent, type Verdict } from '@parley/kit'
import type { Points } from './points.ts'
import { namesOf } from './rubric.ts'
import type { CheckView, DiagnosisView, ReportView } from './view-model.ts'

/** One verdict as a word and as a sign. */
export const verdictSigns = {
  pass: { word: 'PASS', sign: '✓' },
  fail: { word: 'FAIL', sign: '✗' },
  warn: { word: 'WARN', sign: '!' },
  skip: { word: 'SKIP', sign: '–' },
  error: { word: 'ERROR', sign: '?' },
} as const satisfies Record<Verdict, { readonly word: string; readonly sign: string }>

/** Where it stands in the dialect’s README: `3.7` for `vu-3.7`, and for `vu-3.7a`. */
export function sectionOf({ id }: Rule): string {
  return id.slice(id.lastIndexOf('-') + 1).replace(/[a-z]+$/, '')
}

const sources = { paper: '', custom: ', customary', own: ', Parley’s own' } as const

/** As in `section 2.1, paper of 2021` and `section 1.3, customary`: what no paper says is told apart. */
export function placeOf(rule: Rule): string {
  const paper = rule.paper === undefined ? '' : `, ${rule.paper}`
  return `section ${sectionOf(rule)}${paper}${sources[rule.source ?? 'paper']}`
}

/** Whether a rule is what the check is about, rather than another one that it found broken. */
export function isOwnRule({ id }: Pick<CheckView, 'id'>, rule: Rule): boolean {
  return namesOf(id).includes(rule.id)
}

/** As in `vu-2 Logging in`. */
export function groupName(id: string, title: string | undefined): string {
  return title === undefined ? id : `${id} ${title}`
}

/** As in `12 ms`, `3.2 s` and `2 min 5 s`. */
export function timeText(time: number): string {
  if (time < 1000) return `${Math.round(time)} ms`
  if (time < 60_000) return `${(time / 1000).toFixed(1)} s`
  const seconds = Math.round(time / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** As in `A, B and C`. */
export function enumeration(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** Points with at most two decimals. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100)
}

/** As in `2 of 2 points` and `2 of 2 points (given: skipped)`; undefined where there are none. */
export function shareText(points: Points | undefined): string | undefined {
  if (points === undefined || points.share === 0) return undefined
  const text = `${pointsText(points.got)} of ${pointsText(points.share)} points`
  return points.given === undefined ? text : `${text} (given: ${points.given})`
}

/** As in `41 of 50 points, 6 of them given for what could not be tried`. */
export function scoreText({ score }: Pick<ReportView, 'score'>): string | undefined {
  if (score === undefined) return undefined
  const text = `${pointsText(score.got)} of ${pointsText(score.maximum)} points`
  return score.given === 0
    ? text
    : `${text}, ${pointsText(score.given)} of them given for what was not tried`
}

/** That there is more to come; undefined where there is not. */
export function unfinished({ state, checks, total }: ReportView): string | undefined {
  if (state === 'whole') return undefined
  return `not finished: ${checks.length} of ${total} checks have run`
}

/** Lines of a program’s output that stand in one line of a report. */
const MOST_PRINTED = 3

/**
 * What is to be known before all else, a line each: that nothing could be tried, what was recognised of
 * the program as a whole, that there is more to come, what the program did apart from what it said.
 */
export function headlines(shown: ReportView): readonly string[] {
  const { trouble, program, diagnoses } = shown
  const open = unfinished(shown)
  return [
    ...(trouble === undefined ? [] : [`not checked: ${trouble.why}${printed(trouble.output)}`]),
    ...diagnoses.map(diagnosisText),
    ...(open === undefined ? [] : [open]),
    ...programNotes(program),
  ]
}

/** What the program did that is said of it as a whole; more is only counted. */
const MOST_NOTES = 2

const ENDED = 'it has ended: '

/** As in `in vu-2.7 and vu-3.1: the server died of …`; what has happened alike is told once. */
function programNotes(program: readonly ProgramEvent[]): readonly string[] {
  const alike = new Map<string, { readonly words: string; readonly checks: Set<string> }>()
  for (const { check, what, output } of program) {
    const words = what.startsWith(ENDED)
      ? crashWords('server', { how: what.slice(ENDED.length), output })
      : `${what}${printed(output)}`
    const key = alikeKey(words)
    const known = alike.get(key) ?? { words, checks: new Set() }
    alike.set(key, known)
    known.checks.add(check)
  }
  const notes = [...alike.values()]
  const left = notes.length - MOST_NOTES
  return [
    ...notes
      .slice(0, MOST_NOTES)
      .map(({ words, checks }) => `in ${enumeration(someOf([...checks]))}: ${words}`),
    ...(left <= 0 ? [] : [`${left} more like this, with their checks below`]),
  ]
}

/** How a program has ended, with what is another in each check left out: names with a digit in them. */
export function alikeKey(words: string): string {
  return words.replace(/\b(?=\w*\d)(?=\w*[a-z]{3})\w{6,}\b/g, '*')
}

const MOST_IDS = 4

/** Of many names the first ones, and how many more there are. */
export function someOf(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_IDS) return names
  return [...names.slice(0, MOST_IDS - 1), `${names.length - MOST_IDS + 1} more`]
}

/** As in `you speak HTTP: … (seen first in vu-2.1; 14 checks have not passed because of it)`. */
export function diagnosisText({ what, check, count, breaksNothing }: DiagnosisView): string {
  const checks = count === 1 ? '1 check' : `${count} checks`
  const result =
    breaksNothing === true
      ? `${checks} could not be tried because of it, which costs nothing`
      : `${checks} ${count === 1 ? 'has' : 'have'} not passed because of it`
  const because = count === 0 ? '' : `; ${result}`
  return `${what} (seen first in ${check}${because})`
}

function printed(output: readonly string[]): string {
  const last = lastLines(output, MOST_PRINTED).map((line) => line.trim())
  return last.length === 0 ? '' : `; it printed last: ${last.join(' / ')}`
}

/** What a baseline says of the run: known failures, what passes now, what is unknown. */
export function baselineNotes({ baseline }: ReportView): readonly string[] {
  if (baseline === undefined) return []
  const { known, fixed, hiddenFixed, unknown } = baseline
  return [
    ...(known === 0 ? [] : [`known failures: ${known}`]),
    ...fixed.map((id) => `${id} passes now: take it out of the baseline`),
    ...(hiddenFixed === 0 ? [] : [`hidden checks of the baseline that pass now: ${hiddenFixed}`]),
    ...unknown.map((id) => `${id} is in the baseline, but is no check`),
  ]
}
