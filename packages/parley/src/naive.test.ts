import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import {
  clientTheatre,
  commandProgram,
  defaultDriver,
  driverSchema,
  type Findings,
  runChecks,
  serverTheatre,
} from '@parley/kit'
import { z } from 'zod'
import { checkingOf } from './check/job.ts'
import { dialectNamed } from './target.ts'
import { dialects, jobOf } from './testing/trial.ts'

jest.setTimeout(120_000)

/**
 * Programs of a few lines each, as a student might write them: right ones, and for each a list of
 * lines that make it wrong. A folder for each dialect.
 */
const folder = fileURLToPath(new URL('testing/naive/', import.meta.url))
const python = spawnSync('python3', ['--version']).status === 0
const scratch = mkdtempSync(join(tmpdir(), 'parley-'))
const children: ChildProcess[] = []

const mutations = z.array(
  z.strictObject({
    side: z.enum(['server', 'client']),
    from: z.string(),
    to: z.string(),
    breaks: z.array(z.string()).min(1),
  }),
)

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts a server that says a line once it listens; gives what comes of its checks. */
async function tryServer(
  dialect: Dialect,
  path: string,
  only: readonly string[],
): Promise<Findings> {
  const port = await freePort()
  const child = spawn('python3', ['-B', '-u', path, String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  const job = jobOf({ dialect, side: 'server', scope: 'original', seed: 3, only })
  const checking = await checkingOf(dialect)
  try {
    return await runChecks(job, serverTheatre(job, checking, { host: '127.0.0.1', port }))
  } finally {
    child.kill('SIGKILL')
  }
}

async function tryClient(
  dialect: Dialect,
  path: string,
  only: readonly string[],
): Promise<Findings> {
  const job = jobOf({ dialect, side: 'client', scope: 'original', seed: 3, only })
  const driver: unknown = JSON.parse(
    readFileSync(join(folder, dialect.name, 'driver.json'), 'utf8'),
  )
  const theatre = await clientTheatre(job, await checkingOf(dialect), {
    start: commandProgram(['python3', '-B', '-u', path], { pty: false }),
    driver: driverSchema.parse({ ...defaultDriver(dialect), ...Object(driver) }),
    place: { host: '127.0.0.1', port: 0 },
  })
  try {
    return await runChecks(job, theatre)
  } finally {
    theatre.close()
  }
}

type Side = 'server' | 'client'

/** What comes of the checks of some rules, or of all. */
function tryProgram(
  dialect: Dialect,
  side: Side,
  path: string,
  only: readonly string[] = [],
): Promise<Findings> {
  return side === 'server' ? tryServer(dialect, path, only) : tryClient(dialect, path, only)
}

const names = readdirSync(folder)
const right = names.flatMap((name) => [[name, 'server'] as const, [name, 'client'] as const])
const wrong = names.flatMap((name) => {
  const list = mutations.parse(
    JSON.parse(readFileSync(join(folder, name, 'mutations.json'), 'utf8')),
  )
  return list.map((mutation) => [name, mutation.side, mutation.to, mutation] as const)
})

;(python ? describe : describe.skip)('programs of students (python3)', () => {
  test.concurrent.each(right)('a right %s %s breaks no MUST', async (name, side) => {
    const dialect = dialectNamed(dialects, name)
    const { outcomes, time } = await tryProgram(dialect, side, join(folder, name, `${side}.py`))
    const failed = outcomes.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
    expect(failed.map(({ id, failure, reason }) => [id, failure?.why ?? reason])).toEqual([])
    expect(time).toBeGreaterThan(0)
  })

  test.concurrent.each(wrong)(
    'a %s %s with the line %j is found',
    async (name, side, to, mutation) => {
      const text = readFileSync(join(folder, name, `${side}.py`), 'utf8')
      expect(text.split(mutation.from)).toHaveLength(2)
      const path = join(
        scratch,
        `${name}-${side}-${wrong.findIndex((row) => row[3] === mutation)}.py`,
      )
      writeFileSync(
        path,
        text.replace(mutation.from, () => to),
      )
      const dialect = dialectNamed(dialects, name)
      const found = async (only?: readonly string[]) => {
        const { outcomes } = await tryProgram(dialect, side, path, only)
        const rules = outcomes.flatMap(({ failure }) => failure?.rule.id ?? [])
        return rules.filter((id) => mutation.breaks.includes(id))
      }
      const rules = await found(mutation.breaks)
      expect(rules.length > 0 ? rules : await found()).not.toEqual([])
    },
  )
})
