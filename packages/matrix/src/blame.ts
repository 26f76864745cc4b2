import { type Findings, isOfJoinedMessages } from '@parley/kit'
import {
  type AloneRun,
  type Blame,
  type BrokenRule,
  type Conversation,
  type Evidence,
  failingSteps,
  type PartySide,
  type StepName,
  stepOf,
} from './results.ts'
import { endedText } from './text.ts'

/** What is known of one party of a cell apart from the cell. */
export interface Known {
  readonly name: string
  /** With our own other side; undefined where that has not been tried. */
  readonly alone: Conversation | undefined
  readonly rules: readonly BrokenRule[]
}

/** Words of the sentences that are about a step. */
const kinds = {
  login: /\b(log|logs|logged|login|logging|names?|passwords?|connect\w*|greet\w*|hello)\b/i,
  list: /\b(list\w*|who\w*|online|users|names)\b/i,
  out: /\b(messages?|sends?|sent|texts?|deliver\w*|recipient|line|lines)\b/i,
  in: /\b(messages?|sends?|sent|texts?|deliver\w*|sender|shows?|shown|line|lines)\b/i,
  goodbye: /\b(log ?out|logs out|quit|clos\w*|ends?|goodbye|leav\w*)\b/i,
} as const satisfies Record<StepName, RegExp>

/** Words of the sentences that are about more than ASCII. */
const alphabets = /utf-?8|unicode|ascii|latin|characters?\b|\bbytes?\b/i

/**
 * Whose fault each failing step of a cell is: of whom it fails with our own other side as well. A
 * step that a party does not reach there counts as failed, since it is that party that ends before.
 */
export function blamesOf(
  runs: readonly Conversation[],
  client: Known,
  server: Known,
): readonly Blame[] {
  return failingSteps(runs).map((step) => {
    const onlyPlain = runs.some((run) => stepOf(run, step)?.onlyPlain === true)
    const ofClient = evidenceOf('client', client, { step, onlyPlain })
    const ended = endedIn(runs, step)
    const ofServer = evidenceOf('server', server, { step, onlyPlain })
    if (ended !== undefined)
      return { step, whose: 'server', evidence: [{ ...ofServer, alone: ended }] }
    const guilty = [ofClient, ofServer].filter(({ alone }) => alone !== undefined)
    const [first, second] = guilty
    if (first === undefined) return { step, whose: 'together', evidence: [ofClient, ofServer] }
    return { step, whose: second === undefined ? first.side : 'both', evidence: guilty }
  })
}

function evidenceOf(
  side: PartySide,
  { name, alone, rules }: Known,
  { step, onlyPlain }: { readonly step: StepName; readonly onlyPlain: boolean },
): Evidence {
  const rank = ({ sentence, title }: BrokenRule) => {
    const words = `${sentence} ${title}`
    if (onlyPlain && alphabets.test(words)) return 0
    return kinds[step].test(words) ? 1 : 2
  }
  const sorted = [...rules].sort((one, other) => {
    const bySection = one.id.localeCompare(other.id, 'en', { numeric: true })
    return rank(one) - rank(other) || bySection
  })
  return { side, name, alone: failureAlone(alone, step), rules: sorted }
}

function failureAlone(alone: Conversation | undefined, name: StepName): string | undefined {
  if (alone === undefined) return undefined
  const step = stepOf(alone, name)
  if (step === undefined || step.verdict === 'pass' || step.verdict === 'absent') return undefined
  if (step.verdict === 'fail') return `expected that ${step.expected}; ${step.why}`
  return `not reached: ${step.why}`
}

/** How a server has ended in a run in which a step failed: no client may bring that about. */
function endedIn(runs: readonly Conversation[], name: StepName): string | undefined {
  const run = runs.find(
    (one) => stepOf(one, name)?.verdict === 'fail' && one.server.end !== undefined,
  )
  return run?.server.end === undefined ? undefined : endedText(run.server.end)
}

/** The MUSTs that a run of checks has found broken, each once. */
export function brokenRules({ outcomes }: Findings): readonly BrokenRule[] {
  const broken = new Map<string, BrokenRule>()
  for (const { verdict, failure, title } of outcomes) {
    const isOfJoined = failure?.recognised.some(isOfJoinedMessages) === true
    if (verdict !== 'fail' || failure === undefined || failure.rule.level !== 'MUST') continue
    const { rule, expected = rule.sentence, came, why } = failure
    const { id, sentence } = rule
    const known = broken.get(id) ?? { id, sentence, title, expected, came, why }
    broken.set(id, isOfJoined ? { ...known, isOfJoined } : known)
  }
  return [...broken.values()]
}

/** What a party did with our own other side, for clients of a dialect. */
export function aloneOf(
  runs: readonly AloneRun[],
  side: PartySide,
  name: string,
  dialect: string,
): Conversation | undefined {
  const isIt = (run: AloneRun) => run.side === side && run.name === name && run.dialect === dialect
  return runs.find(isIt)?.conversation
}
