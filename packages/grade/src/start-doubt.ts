import type { Findings } from '@parley/kit'
import type { StartPlan } from './start-plan.ts'

/** What people have said of a start, and nobody has guessed. */
const said: readonly string[] = ['override', 'parley.yaml', 'plan']

/** What a program prints that was given other arguments than it wants. */
const wantsArguments =
  /\busage\b|\bargv\b|\bargs\b|\barguments?\b|list index out of range|ArrayIndexOutOfBounds|NumberFormatException|invalid literal for int/i

/**
 * Why a program that has not started may have been started wrongly, so that it is for the staff to look
 * and not a program without points; undefined where the fault is its own.
 */
export function startDoubt(plan: StartPlan, { trouble }: Findings): string | undefined {
  if (plan.status !== 'ready' || said.includes(plan.source) || trouble === undefined) {
    return undefined
  }
  const { why, output } = trouble
  if (why.includes('does not listen on port')) return why
  const line = output.find((one) => wantsArguments.test(one))
  return line === undefined ? undefined : `it may want other arguments: ${line.trim()}`
}
