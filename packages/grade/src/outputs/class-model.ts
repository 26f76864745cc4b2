import type { Outcome, Verdict } from '@parley/kit'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { type Grade, gradeOf } from './grade.ts'

/** How a class did in a check. */
interface CheckColumn {
  readonly id: string
  readonly title: string
  /** Of how many submissions it was tried, and of how many of these it is a FAIL or a WARN. */
  readonly tried: number
  readonly failed: number
  readonly warned: number
}

export interface StudentRow {
  readonly result: Result
  readonly grade: Grade
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** Submissions that did not pass the same checks, at least one: they may share a mistake, or code. */
interface AlikeGroup {
  readonly ids: readonly string[]
  /** Which rows they are, counted from 0. */
  readonly places: readonly number[]
}

/** A class at a glance. */
export interface ClassModel {
  readonly columns: readonly CheckColumn[]
  readonly rows: readonly StudentRow[]
  readonly alike: readonly AlikeGroup[]
}

/**
 * What a class came to: checks with the highest rate of FAIL first, then those with the highest rate of
 * WARN; submissions in their order.
 */
export function classModel(
  results: readonly Result[],
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): ClassModel {
  const outcomes = new Map<string, Outcome[]>()
  for (const { findings } of results.filter(wasRun)) {
    for (const outcome of findings?.outcomes ?? []) {
      const known = outcomes.get(outcome.id)
      if (known === undefined) outcomes.set(outcome.id, [outcome])
      else known.push(outcome)
    }
  }
  const columns = [...outcomes].map(([id, all]) => ({
    id,
    title: all[0]?.title ?? '',
    tried: all.filter(({ verdict }) => verdict !== 'skip' && verdict !== 'error').length,
    failed: all.filter(({ verdict }) => verdict === 'fail').length,
    warned: all.filter(({ verdict }) => verdict === 'warn').length,
  }))
  return {
    columns: columns.toSorted(byRate),
    rows: results.map((result) => ({
      result,
      grade: gradeOf(result, assignment),
      verdicts: new Map(result.findings?.outcomes.map(({ id, verdict }) => [id, verdict])),
    })),
    alike: alikeGroups(results),
  }
}

function byRate(one: CheckColumn, other: CheckColumn): number {
  const rate = (count: number, { tried }: CheckColumn) => (tried === 0 ? 0 : count / tried)
  return (
    rate(other.failed, other) - rate(one.failed, one) ||
    rate(other.warned, other) - rate(one.warned, one)
  )
}

/** What has not started says nothing about any check. */
function wasRun({ state, findings }: Result): boolean {
  if (state === 'by-hand') return findings !== undefined && findings.trouble === undefined
  return state === 'graded' || state === 'timed-out'
}

function isNotPassed({ verdict }: Outcome): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

function alikeGroups(results: readonly Result[]): readonly AlikeGroup[] {
  const groups = new Map<string, { ids: readonly string[]; places: number[] }>()
  for (const [place, result] of results.entries()) {
    if (!wasRun(result)) continue
    const ids = (result.findings?.outcomes ?? []).filter(isNotPassed).map(({ id }) => id)
    if (ids.length === 0) continue
    const known = groups.get(ids.join())
    if (known === undefined) groups.set(ids.join(), { ids, places: [place] })
    else known.places.push(place)
  }
  return [...groups.values()]
    .filter(({ places }) => places.length > 1)
    .toSorted((one, other) => other.places.length - one.places.length)
}
