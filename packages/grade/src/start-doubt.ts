import type { Findings } from '@parley/kit'
import type { StartPlan } from './start-plan.ts'

/** What people have said of a start, and nobody has guessed. */
const said: readonly string[] = ['override', 'parley.yaml', 'plan']

/** What a program prints that was given other arguments than it wants. */
const wantsArguments =
  /^\s*usage\b|list index out of range|ArrayIndexOutOfBounds|NumberFormatException|invalid literal for int|^(?!\s*TypeError).*\b(?:few|many|missing|number of|required).*\barguments?\b/i

/** What is printed where something is missing that this machine, or the folder of the start, may have to have. */
const wantsMore: readonly RegExp[] = [
  /ModuleNotFoundError|No module named|Cannot find (?:module|package)/,
  /package [\w.]+ does not exist|undefined reference|cannot find -l/,
  /No such file|FileNotFound|NoSuchFile|venv\/\S*activate/,
  /(?:command|: ) ?not found|Permission denied/,
  /Missing parentheses in call to 'print'/,
  /^KeyError: '[A-Z][A-Z_]*'$/,
  /Cannot assign requested address|EADDRNOTAVAIL/,
]

/** What the system says of a command that there is not, and what a shell or a sandbox ends with then. */
const noCommand = /\bENOENT\b|\bexit status 127\b/

/**
 * Why a program that was not built or has not started may have been treated wrongly, so that it is for
 * the staff to look and not a program without points; undefined where the fault is its own.
 */
export function startDoubt(plan: StartPlan, { trouble }: Findings): string | undefined {
  if (plan.status !== 'ready' || trouble === undefined) return undefined
  const { why, output } = trouble
  if (noCommand.test(why)) return `a command is not there: ${why}`
  if (said.includes(plan.source)) return undefined
  if (why.includes('does not listen on port')) return why
  const missing = output.find((one) => wantsMore.some((pattern) => pattern.test(one)))
  if (missing !== undefined) return `it may want what is not here: ${missing.trim()}`
  const line = output.find((one) => wantsArguments.test(one))
  return line === undefined ? undefined : `it may want other arguments: ${line.trim()}`
}
