import { escapeBytes, type ProgramEnd } from '@parley/kit'
import { oneLine } from '@parley/reports'
import {
  type Blame,
  type BrokenRule,
  type Cell,
  countedRuns,
  type MatrixReport,
  type Step,
  stepOf,
  stepWords,
} from './results.ts'

/** The most bytes of one thing that are shown in a line of text. */
const MOST_SHOWN = 200

/** Whose fault it is, in words: `the server (ben)`. */
export function whoseText(
  { client, server }: Pick<Cell, 'client' | 'server'>,
  blame: Blame,
): string {
  switch (blame.whose) {
    case 'client':
      return `the client (${client})`
    case 'server':
      return `the server (${server})`
    case 'both':
      return 'both'
    case 'together':
      return 'only in combination: each of the two does it right with Parley’s own program'
  }
}

/** One line: the step, whose fault, what failed, and the first rule that is broken. */
export function blameText(cell: Cell, blame: Blame): string {
  const step = failedStep(cell, blame)
  const rules = blame.evidence.flatMap((evidence) =>
    evidence.rules
      .slice(0, 1)
      .map(({ id, sentence }) => `${evidence.name} breaks ${id}: ${sentence}`),
  )
  const parts = [
    `${stepWords[blame.step]}: ${whoseText(cell, blame)}`,
    ...(step === undefined ? [] : [blamedText(step, blame)]),
    ...rules,
  ]
  return oneLine(parts.join('; '))
}

/**
 * What failed, and whether several messages came in one read meanwhile to a program whose checks fail
 * because of that.
 */
export function blamedText(step: Step, { evidence }: Blame): string {
  const { joined = [] } = step
  const reasons = evidence
    .filter(({ side, rules }) => joined.includes(side) && rules.some((rule) => rule.isOfJoined))
    .map(({ name }) => `several messages came to ${name} in one read, which it takes for one`)
  return [failureText(step), ...reasons].join('; ')
}

/** The first failure of that step. */
export function failedStep(
  { runs }: Pick<Cell, 'runs'>,
  { step }: Pick<Blame, 'step'>,
): Step | undefined {
  const steps = countedRuns(runs).flatMap((run) => stepOf(run, step) ?? [])
  return steps.find(({ verdict }) => verdict === 'fail')
}

/** What was expected and what was instead. */
export function failureText({ expected, why, came }: Step): string {
  const instead = came === undefined ? '' : `: ${cameText(came)}`
  return `expected that ${expected ?? 'it works'}; ${why ?? ''}${instead}`
}

/** Bytes made visible, and of very many the first. */
export function cameText(came: Uint8Array): string {
  const more = came.length > MOST_SHOWN ? ` … ${came.length - MOST_SHOWN} bytes more` : ''
  return `${escapeBytes(came.subarray(0, MOST_SHOWN))}${more}`
}

/** The most broken rules of one party that are listed in full. */
const MOST_RULES = 6

/** Those that are listed in full, and the ids of the others. */
export function listedRules(rules: readonly BrokenRule[]): {
  readonly listed: readonly BrokenRule[]
  readonly others: readonly string[]
} {
  const others = rules.slice(MOST_RULES).map(({ id }) => id)
  return { listed: rules.slice(0, MOST_RULES), others }
}

/** How a server has ended, and what it printed last. */
export function endedText({ how, output }: ProgramEnd): string {
  const last =
    output.length === 0 ? '' : `; it printed last: ${output.slice(-MOST_LINES).join(' | ')}`
  return `the server has ended: ${how}${last}`
}

/** The most lines of a program’s output in one line of text. */
const MOST_LINES = 3

/** What is to be said of a cell besides its steps, each in a sentence, and once. */
export function newsOf({ runs, verdict, server }: Pick<Cell, 'runs' | 'verdict' | 'server'>) {
  const counted = countedRuns(runs)
  const steps = runs.filter((run) => !counted.includes(run)).flatMap((run) => run.steps)
  const failed = steps.find((step) => step.verdict === 'fail')
  const before =
    verdict !== 'fresh' || failed === undefined
      ? []
      : [
          `right when tried again on a server that was just started; before, “${stepWords[failed.name]}” failed: ${failureText(failed)}`,
        ]
  const ends = runs
    .flatMap((run) => run.server.end ?? [])
    .map((end) => `${server}: ${endedText(end)}`)
  return [...new Set([...before, ...ends])]
}

/** What servers have done in several cells that no step is about, each in a sentence. */
export function serverNews({ cells, servers }: MatrixReport): readonly string[] {
  return servers.flatMap(({ name }) => {
    const runs = cells.filter(({ server }) => server === name).flatMap((cell) => cell.runs)
    const spinning = runs.filter(({ server }) => server.spins !== undefined).length
    const keeping = runs.filter(({ keptNames }) => keptNames.length > 0).length
    const times = (count: number) => `(${count} of ${runs.length} times)`
    return [
      ...(spinning === 0
        ? []
        : [`${name} uses a whole processor once a client has gone ${times(spinning)}`]),
      ...(keeping === 0 ? [] : [`${name} still lists who has gone ${times(keeping)}`]),
    ]
  })
}
