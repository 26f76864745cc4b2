/** Tries the kit on right programs again and again, each time with another seed. */
import { runTrial, type Trial } from '../../packages/parley/src/testing/run-trial.ts'

type RightTrial = Pick<Trial, 'dialect' | 'side' | 'parallel'>

export interface RightSettings {
  /** How many runs there are in all: each is of the next of `trials`. */
  readonly runs: number
  /** So many at once; each has a server or clients of its own. */
  readonly lanes: number
  /** After so many milliseconds no further run is begun. */
  readonly limit: number
}

export interface RightRun {
  readonly trial: Trial
  /** How many checks there were, and how long they took, in milliseconds. */
  readonly checks: number
  readonly time: number
  /** What has neither passed nor been skipped, each in a line. */
  readonly wrong: readonly string[]
}

/** Gives what has been run when all are over, or the limit is reached. */
export async function runRight(
  trials: readonly RightTrial[],
  { runs, lanes, limit }: RightSettings,
  onRun: (done: readonly RightRun[]) => void,
): Promise<readonly RightRun[]> {
  const done: RightRun[] = []
  const deadline = performance.now() + limit
  const left = planOf(trials, runs).values()
  const lane = async () => {
    for (const trial of left) {
      if (performance.now() > deadline) return
      done.push(await runOnce(trial))
      onRun(done)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}

/** Each run has a seed of its own; in turn what only the original does, and what Parley adds. */
function planOf(trials: readonly RightTrial[], runs: number): readonly Trial[] {
  const all: Trial[] = []
  while (trials.length > 0 && all.length < runs) {
    const scope = Math.floor(all.length / trials.length) % 2 === 0 ? 'original' : 'extended'
    for (const trial of trials.slice(0, runs - all.length)) {
      all.push({ ...trial, scope, seed: all.length })
    }
  }
  return all
}

async function runOnce(trial: Trial): Promise<RightRun> {
  const { dialect, side, scope, seed } = trial
  const { outcomes, time, trouble } = await runTrial(trial)
  const wrong = outcomes.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const where = `${dialect.name} ${side} ${scope}, seed ${seed}`
  return {
    trial,
    checks: outcomes.length,
    time,
    wrong: [
      ...(trouble === undefined ? [] : [`${where}: ${trouble.why}`]),
      ...wrong.map(({ id, verdict, failure, reason }) => {
        return `${where}: ${id} ${verdict} ${failure?.why ?? reason}`
      }),
    ],
  }
}

/** A table in Markdown, a line for each dialect and side, and then what has not passed. */
export function rightText(trials: readonly RightTrial[], done: readonly RightRun[]): string {
  const rows = trials.map(({ dialect, side }) => {
    const own = done.filter(({ trial }) => trial.dialect === dialect && trial.side === side)
    const checks = own.reduce((sum, run) => sum + run.checks, 0)
    const longest = Math.max(0, ...own.map(({ time }) => time)) / 1000
    const wrong = own.flatMap((run) => run.wrong)
    return `| ${dialect.name} | ${side} | ${own.length} | ${checks} | ${longest.toFixed(1)} s | ${wrong.length} |`
  })
  return [
    '| dialect | side | runs | checks | longest run | not passed |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...done.flatMap(({ wrong }) => wrong),
    '',
  ].join('\n')
}
