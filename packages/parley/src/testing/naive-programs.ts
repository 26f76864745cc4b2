import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dialect } from '@parley/contract'
import {
  AdaptiveTimeouts,
  clientHarness,
  commandProgram,
  defaultDriver,
  driverSchema,
  type Findings,
  runChecks,
  ServerProgram,
  type Side,
  serverHarness,
} from '@parley/kit'
import * as z from 'zod'
import { dialectNamed } from '../target.ts'
import { python, pythonFlags } from './python.ts'
import { checkingFor, dialects, Haste, jobOf } from './run-trial.ts'

/**
 * Programs of a few lines each, as a student might write them: right ones, and for each a list of
 * lines that make it wrong. A folder for each dialect.
 */
const folder = fileURLToPath(new URL('naive/', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'parley-'))
/** An empty folder, where programs are started. */
const nothing = mkdtempSync(join(tmpdir(), 'parley-'))

/** How long Python may take to start on a busy machine, in milliseconds. */
const STARTING = 60_000

const mutations = z.array(
  z.strictObject({
    side: z.enum(['server', 'client']),
    from: z.string(),
    to: z.string(),
    breaks: z.array(z.string()).min(1),
  }),
)

/** So many checks of a right program are tried at once. */
const SEVERAL = 4

interface Attempt {
  readonly dialect: Dialect
  /** Where the program is. */
  readonly path: string
  readonly timeouts: AdaptiveTimeouts
  readonly parallel: number
  readonly only?: readonly string[]
}

function jobFor({ dialect, parallel, only = [] }: Attempt, side: Side) {
  return jobOf({ dialect, side, scope: 'original', seed: 3, only, parallel })
}

/** Starts a server, which listens before it is checked; gives what comes of its checks. */
async function tryServer(attempt: Attempt): Promise<Findings> {
  const { dialect, path, timeouts } = attempt
  const server = new ServerProgram({
    words: [python ?? '', ...pythonFlags, path, '{port}'],
    cwd: nothing,
    env: {},
    isForEachCheck: false,
    port: undefined,
    wait: STARTING,
  })
  const job = jobFor(attempt, 'server')
  try {
    await server.start()
    const peer = { server: server.place, timeouts }
    return await runChecks(job, serverHarness(job, checkingFor(dialect), peer))
  } finally {
    await server.close()
  }
}

async function tryClient(attempt: Attempt): Promise<Findings> {
  const { dialect, path, timeouts } = attempt
  const job = jobFor(attempt, 'client')
  const driver: unknown = JSON.parse(
    readFileSync(join(folder, dialect.name, 'driver.json'), 'utf8'),
  )
  const harness = await clientHarness(job, checkingFor(dialect), {
    start: commandProgram([python ?? '', ...pythonFlags, path], { pty: false }),
    driver: driverSchema.parse({ ...defaultDriver(dialect), ...Object(driver) }),
    place: { host: '127.0.0.1', port: 0 },
    timeouts,
  })
  try {
    return await runChecks(job, harness)
  } finally {
    harness.close()
  }
}

/** What comes of the checks of some rules, or of all. */
function tryProgram(side: Side, attempt: Attempt): Promise<Findings> {
  return side === 'server' ? tryServer(attempt) : tryClient(attempt)
}

/** The dialects of which there are programs. */
const names = readdirSync(folder)

function rightProgram(name: string, side: Side): Promise<Findings> {
  const dialect = dialectNamed(dialects, name)
  const path = join(folder, name, `${side}.py`)
  return tryProgram(side, { dialect, path, timeouts: new AdaptiveTimeouts(), parallel: SEVERAL })
}

/** A row for each mutation of that side: the dialect, the line that is wrong, and the mutation. */
function mutationsOf(side: Side) {
  return names.flatMap((name) => {
    const list = mutations.parse(
      JSON.parse(readFileSync(join(folder, name, 'mutations.json'), 'utf8')),
    )
    const own = list.filter((mutation) => mutation.side === side)
    return own.map((mutation) => [name, mutation.to, mutation] as const)
  })
}

/**
 * The rules that the checks find broken of those that the mutation breaks; `number`: its own. What short
 * timeouts do not find, on a busy machine, is looked for with the usual ones.
 */
async function rulesFound(
  name: string,
  { side, from, to, breaks }: z.infer<typeof mutations>[number],
  number: number,
): Promise<readonly string[]> {
  const text = readFileSync(join(folder, name, `${side}.py`), 'utf8')
  if (text.split(from).length !== 2) throw new Error(`${from} is not there once`)
  const path = join(scratch, `${name}-${side}-${number}.py`)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
  const dialect = dialectNamed(dialects, name)
  const found = async (timeouts: AdaptiveTimeouts, only: readonly string[] = []) => {
    const { outcomes } = await tryProgram(side, { dialect, path, timeouts, parallel: 1, only })
    const rules = outcomes.flatMap(({ failure }) => failure?.rule.id ?? [])
    return rules.filter((id) => breaks.includes(id))
  }
  const quick = await found(new Haste(), breaks)
  if (quick.length > 0) return quick
  const slow = await found(new AdaptiveTimeouts(), breaks)
  return slow.length > 0 ? slow : await found(new AdaptiveTimeouts())
}

/** Tries the programs of one side, right and wrong, several at a time. */
export function tryPrograms(side: Side): void {
  const rows = mutationsOf(side).map(([name, to, mutation], index) => {
    return [name, to, mutation, index] as const
  })
  ;(python === undefined ? describe.skip : describe)(`${side}s of students (python3)`, () => {
    test.concurrent.each(names)(`a right %s ${side} breaks no MUST`, async (name) => {
      const { outcomes } = await rightProgram(name, side)
      const failed = outcomes.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
      expect(outcomes.length).toBeGreaterThan(0)
      expect(failed.map(({ id, failure, reason }) => [id, failure?.why ?? reason])).toEqual([])
    })

    test.concurrent.each(rows)(
      `a %s ${side} with the line %j is found`,
      async (name, _to, mutation, index) => {
        expect(await rulesFound(name, mutation, index)).not.toEqual([])
      },
    )
  })
}
