import { CutStream } from './cut-stream.ts'
import { minimise } from './minimise.ts'
import { Bindings, patternText } from './pattern.ts'
import type { Difference, ReplayResult } from './result.ts'
import type { SayStep, Script, Step } from './script.ts'
import { SlotFinder } from './slots.ts'

export interface ShrinkSettings {
  /** So many replays at most. */
  readonly runs: number
  /** Whether no more time is left. */
  isLate(): boolean
  /** After each replay: how many there were, and how much of the script is left. */
  tried(runs: number, left: Script): void
}

/** What a failing script was cut down to. */
export interface Shrunk {
  readonly script: Script
  /** The difference that it still shows; undefined: there was none, and nothing is cut. */
  readonly difference: Difference | undefined
  readonly runs: number
  /** Whether the bounds ended it, and less might be left. */
  readonly isStopped: boolean
}

/**
 * Cuts a script down to the fewest connections, and then to the fewest frames of the played side, with
 * which the other side still differs in the same way. `replay` must meet a program that is started afresh.
 */
export async function shrink(
  whole: Script,
  replay: (script: Script) => Promise<ReplayResult>,
  settings: ShrinkSettings,
): Promise<Shrunk> {
  let script = byFrames(whole)
  let runs = 1
  const { difference } = await replay(script)
  settings.tried(runs, script)
  if (difference === undefined) return { script, difference, runs, isStopped: false }
  const wanted = traitsOf(difference)
  const isOver = () => runs >= settings.runs || settings.isLate()
  const attempt = async (steps: readonly Step[]) => {
    if (isOver()) return false
    runs += 1
    const less = { ...script, steps }
    const found = (await replay(less)).difference
    const isSame = found !== undefined && traitsOf(found) === wanted
    if (isSame) script = less
    settings.tried(runs, script)
    return isSame
  }
  await attempt(until(script.steps, difference))
  const connections = [...new Set(script.steps.map(({ connection }) => connection))]
  const others = connections.filter((one) => one !== difference.connection)
  const all = script.steps
  const withOnly = (some: readonly number[]) => {
    return all.filter(({ connection: one }) => one === difference.connection || some.includes(one))
  }
  await minimise(others, async (some) => await attempt(withOnly(some)), isOver)
  const { fixed, turns } = turnsOf(script.steps)
  const withTurns = (some: readonly (readonly Step[])[]) => {
    return [...fixed, ...some.flat()].sort((one, other) => one.id - other.id)
  }
  await minimise(turns, async (some) => await attempt(withTurns(some)), isOver)
  return { script, difference, runs, isStopped: isOver() }
}

/** What makes two differences the same one. */
function traitsOf({ kind, connection, step, came }: Difference): string {
  const finder = new SlotFinder({ addresses: new Set(), ports: new Set() }, [])
  const text = came === undefined ? '' : patternText(finder.hear(came), new Bindings())
  return JSON.stringify([kind, connection, step, text])
}

/** Without what comes behind the frame that is not met. */
function until(steps: readonly Step[], { step }: Difference): readonly Step[] {
  const at = steps.findIndex(({ id }) => id === step)
  if (step === undefined || at < 0) return steps
  const next = steps.findIndex(
    ({ kind }, index) => index > at && kind !== 'hear' && kind !== 'gone',
  )
  return next < 0 ? steps : steps.slice(0, next)
}

/** Each frame of the played side with what was heard behind it; and what is no such turn. */
function turnsOf(steps: readonly Step[]) {
  const fixed: Step[] = []
  const turns: Step[][] = []
  for (const [first, ...rest] of blocksOf(steps)) {
    if (first === undefined) continue
    if (first.kind !== 'say') {
      fixed.push(first, ...rest)
      continue
    }
    const says = [first, ...rest.filter(({ kind }) => kind === 'say')]
    const answers = rest.filter((one) => one.kind === 'hear' && one.connection === first.connection)
    const isPaired = answers.length === says.length
    const own = says.map((say): Step[] => [say])
    for (const step of rest) {
      if (step.kind === 'say') continue
      const at = isPaired ? answers.indexOf(step) : -1
      own.at(at)?.push(step)
    }
    turns.push(...own)
  }
  return { fixed, turns }
}

/** What one connection says in one go, with all that is heard behind it; or another act with that. */
function blocksOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const blocks: Step[][] = []
  for (const step of steps) {
    const block = blocks.at(-1)
    const last = block?.at(-1)
    const goesOn =
      step.kind === 'hear' ||
      step.kind === 'gone' ||
      (step.kind === 'say' && last?.kind === 'say' && last.connection === step.connection)
    if (block !== undefined && goesOn) block.push(step)
    else blocks.push([step])
  }
  return blocks
}

/**
 * The same script with one step for each frame that is said, and without what need not come. Whose
 * messages frames carry is left out: the file to which it is written does not have it.
 */
function byFrames(script: Script): Script {
  const { dialect, options, role } = script
  const streams = new Map<number, CutStream>()
  const steps = script.steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'hear') return step.isOptional ? [] : [{ ...step, origin: undefined }]
    if (step.kind === 'open') {
      streams.set(step.connection, new CutStream(dialect, options, role))
      return [step]
    }
    const stream = streams.get(step.connection)
    if (step.kind === 'say') return says(step, stream?.push(step.bytes) ?? [step.bytes])
    if (step.kind === 'gone') return [step]
    const { connection, time, id } = step
    const rest = stream?.rest() ?? new Uint8Array(0)
    const last = { kind: 'say', connection, time, id, bytes: rest } as const
    return rest.length === 0 ? [step] : [last, step]
  })
  const header = { ...script.header, by: 'proxy' } as const
  return { ...script, header, steps: steps.map((step, id) => ({ ...step, id })) }
}

function says(step: SayStep, frames: readonly Uint8Array[]): readonly SayStep[] {
  return frames.map((bytes) => ({ ...step, bytes }))
}
