import { countsText } from './counts.ts'
import { type Finding, findingsOf } from './finding.ts'
import type { CheckView, HiddenCheck, ReportView } from './view-model.ts'
import { hiddenCount, openChecks } from './view-model.ts'
import { enumeration, pointsText, scoreText } from './wording.ts'

type Check = CheckView | HiddenCheck

/** As in `NOT PASSED: 60 passed, 2 failed`. */
export function resultText(shown: ReportView): string {
  const hidden = hiddenCount(shown)
  const aside = hidden === 0 ? '' : ` (${hidden} of these hidden)`
  return `${shown.passed ? 'PASSED' : 'NOT PASSED'}: ${countsText(shown.counts)}${aside}`
}

/**
 * What the verdicts cost, as in `2 FAIL cost points; 5 WARN cost none (4 are Parley’s own)`; undefined
 * where nothing failed. Without a rubric a FAIL costs a point, and what it keeps from being tried too.
 */
export function costText(shown: ReportView): string | undefined {
  const fails = ofVerdict(shown, 'fail')
  const warns = ofVerdict(shown, 'warn')
  const blocked = ofVerdict(shown, 'skip').filter((check) => check.blocked)
  const parts = [
    costOf(fails, 'FAIL', shown),
    costOf(warns, 'WARN', shown, sourcesOf(warns)),
    costOf(
      blocked,
      'SKIP',
      shown,
      blocked.length === 1 ? ' (it needs what is broken)' : ' (they need what is broken)',
    ),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('; ')
}

/** So many causes are named behind the first. */
const MOST_NEXT = 2

/**
 * Where somebody should begin who mends the program: the cause that costs most and how many checks it
 * explains, then the next ones that cost anything. Undefined where nothing was found.
 */
export function startText(shown: ReportView): string | undefined {
  const [first, ...others] = findingsOf(shown)
  if (first === undefined) return undefined
  const { id, title } = first.check
  const next = others
    .filter(({ cost }) => cost > 0)
    .slice(0, MOST_NEXT)
    .map((finding) => `${finding.check.id} (${explained(finding, shown)})`)
  const then = next.length === 0 ? '' : `; then ${enumeration(next)}`
  return `start here: ${id} ${title} (explains ${explained(first, shown)})${then}`
}

/** As in `3 checks` and `3 checks, costs 4 points`. */
function explained({ count, cost }: Finding, shown: ReportView): string {
  const checks = count === 1 ? '1 check' : `${count} checks`
  if (cost === 0 || scoreText(shown) === undefined) return checks
  return `${checks}, costs ${cost === 1 ? '1 point' : `${pointsText(cost)} points`}`
}

/** What the words mean that this report uses. */
export function wordsText(shown: ReportView): string | undefined {
  const found = openChecks(shown).filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const rules = found.flatMap(({ failure, rule }) => failure?.rule ?? rule ?? [])
  const words = [
    ...(rules.some(({ level }) => level === 'MUST') ? ['MUST: a FAIL where it is broken'] : []),
    ...(rules.some(({ level }) => level === 'SHOULD')
      ? ['SHOULD: advice, a WARN where it is broken']
      : []),
    ...(rules.some(({ source }) => source === 'custom')
      ? ['customary: no paper says it, but most programs in use need it']
      : []),
    ...(rules.some(({ source }) => source === 'own')
      ? ['Parley’s own: no paper says it, only this kit asks for it']
      : []),
  ]
  return words.length === 0 ? undefined : words.join('. ')
}

/** How connections were ended, where that is worth a word. */
export function endingsText({ endings: { pass, warn } }: ReportView): string | undefined {
  if (warn === 0) return undefined
  return `connections: not closed properly in ${warn} of ${pass + warn} checks (this is no verdict, and costs nothing)`
}

function ofVerdict(shown: ReportView, verdict: Check['verdict']): readonly Check[] {
  return shown.checks.filter((check) => check.verdict === verdict)
}

function costOf(
  checks: readonly Check[],
  word: string,
  shown: ReportView,
  aside = '',
): string | undefined {
  if (checks.length === 0) return undefined
  const costly = checks.filter((check) => isCostly(check, shown)).length
  const all = `${checks.length} ${word}`
  const cost = checks.length === 1 ? 'costs' : 'cost'
  if (costly === 0) return `${all} ${cost} none${aside}`
  if (costly === checks.length) return `${all} ${cost} points${aside}`
  return `${costly} of ${all} ${costly === 1 ? 'costs' : 'cost'} points${aside}`
}

function isCostly({ points, verdict }: Check, shown: ReportView): boolean {
  if (scoreText(shown) === undefined) return verdict !== 'warn'
  return points !== undefined && points.got < points.share
}

/** As in ` (4 are Parley’s own, 1 is customary)`. */
function sourcesOf(checks: readonly Check[]): string {
  const sources = checks.map((check) =>
    check.visibility === 'hidden' ? undefined : (check.failure?.rule ?? check.rule)?.source,
  )
  const parts = (
    [
      ['own', 'Parley’s own'],
      ['custom', 'customary'],
    ] as const
  ).flatMap(([source, words]) => {
    const count = sources.filter((each) => each === source).length
    return count === 0 ? [] : [`${count} ${count === 1 ? 'is' : 'are'} ${words}`]
  })
  return parts.length === 0 ? '' : ` (${enumeration(parts)})`
}
