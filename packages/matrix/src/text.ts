import { escapeBytes } from '@parley/kit'
import { oneLine } from '@parley/reports'
import { type Blame, type BrokenRule, type Cell, type Step, stepOf, stepWords } from './results.ts'

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
    ...(step === undefined ? [] : [failureText(step)]),
    ...rules,
  ]
  return oneLine(parts.join('; '))
}

/** The first failure of that step. */
export function failedStep(
  { runs }: Pick<Cell, 'runs'>,
  { step }: Pick<Blame, 'step'>,
): Step | undefined {
  const steps = runs.flatMap((run) => stepOf(run, step) ?? [])
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
