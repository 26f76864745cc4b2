import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  AdaptiveTimeouts,
  checkId,
  clientHarness,
  commandProgram,
  defaultDriver,
  driverSchema,
  type Findings,
  type Outcome,
  runChecks,
  ServerProgram,
  type Side,
  serverHarness,
} from '@parley/kit'
import * as z from 'zod'
import { dialectNamed } from '../target.ts'
import { python } from './python.ts'
import { checkingFor, dialects, jobOf } from './run-trial.ts'

/**
 * Programs as students write them: `servers/` and `clients/`, each with a folder for each dialect.
 * The comment at the beginning of a program says what is particular about it, a line `key: value` each.
 */
const folder = fileURLToPath(new URL('students/', import.meta.url))
/** What the programs of a folder have in common, where they have anything. */
const SHARED: readonly string[] = ['base_client.py', 'base_server.py']
const scratch = mkdtempSync(join(tmpdir(), 'parley-'))

const ids = z
  .string()
  .default('')
  .transform((text) => text.split(/[ ,]+/).filter((id) => id !== ''))

const header = z
  .strictObject({
    /** What the protocol allows: no MUST may be found broken. */
    habit: z.string().optional(),
    /** What the protocol forbids. */
    fault: z.string().optional(),
    /** Rules or checks that must be among those that are found broken. */
    breaks: ids,
    /** Rules or checks that may be found broken because of it. */
    may: ids,
    /** What the kit has to say about the program as a whole, apart from any rule. */
    noticed: z.string().optional(),
    /** Why what comes of it is not the same each time, so that it is not tried. */
    unsettled: z.string().optional(),
    /** Why its run takes long, where it does; it is then tried only where everything is. */
    slow: z.string().optional(),
    /** What the check is told of it, as `--option` has it. */
    options: z
      .string()
      .default('{}')
      .transform((text): object => z.looseObject({}).parse(JSON.parse(text))),
    /** What is typed at a client and what it shows, where it is not as in the dialect's own terminal. */
    driver: z
      .string()
      .default('{}')
      .transform((text): unknown => JSON.parse(text)),
  })
  .refine(({ habit, fault, breaks, may, noticed }) => {
    const isFault = fault !== undefined && (breaks.length + may.length > 0 || noticed !== undefined)
    return habit === undefined ? isFault : fault === undefined && breaks.length === 0
  }, 'either a habit, or a fault and the rules that it breaks or what is noticed of it')

export interface StudentProgram extends z.infer<typeof header> {
  readonly side: Side
  readonly dialect: string
  /** As in `vu/select-loop.py`. */
  readonly name: string
  readonly path: string
}

/** What runs a program of that kind, with the path of the program or of what is compiled from it. */
const languages: Readonly<Record<string, (path: string) => readonly string[]>> = {
  '.py': (path) => ['python3', '-B', path],
  '.mjs': (path) => [process.execPath, path],
  '.pl': (path) => ['perl', path],
  '.java': (path) => ['java', path],
  '.c': (path) => [path.slice(0, -2)],
}

const tools: Readonly<Record<string, string>> = { '.pl': 'perl', '.java': 'java', '.c': 'cc' }

function isThere(command: string): boolean {
  return spawnSync(command, ['--version']).error === undefined
}

const there = new Map(
  Object.entries(tools).map(([extension, tool]) => [extension, isThere(tool)] as const),
)

/** Why the program is not tried, or cannot be on this machine; undefined where it can. */
export function reasonToSkip({ path, unsettled }: StudentProgram): string | undefined {
  if (unsettled !== undefined) return unsettled
  const extension = extname(path)
  if (extension === '.py' && python === undefined) return 'there is no python3'
  return there.get(extension) === false ? `there is no ${tools[extension]}` : undefined
}

function headerOf(text: string): z.infer<typeof header> {
  const found: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const [, key, value] = /^(?:#|\/\/|\/\*)? ?([a-z]+): (.*?)(?: \*\/)?$/.exec(line) ?? []
    if (key === undefined || value === undefined) {
      if (/^#!|^$/.test(line)) continue
      break
    }
    found[key] = value
  }
  return header.parse(found)
}

/** The programs of one side, in the order of their names. */
export function studentPrograms(side: Side): readonly StudentProgram[] {
  const all = join(folder, `${side}s`)
  return readdirSync(all).flatMap((dialect) =>
    readdirSync(join(all, dialect))
      .filter((file) => !SHARED.includes(file))
      .map((file) => {
        const path = join(all, dialect, file)
        return {
          ...headerOf(readFileSync(path, 'utf8')),
          side,
          dialect,
          path,
          name: `${dialect}/${file}`,
        }
      }),
  )
}

/** The words of its command, in a folder of its own, with its sources compiled. */
function preparedCommand({ path, side, dialect }: StudentProgram) {
  const cwd = join(scratch, side, dialect, basename(path))
  mkdirSync(cwd, { recursive: true })
  const copy = join(cwd, basename(path))
  copyFileSync(path, copy)
  for (const name of SHARED) {
    const shared = join(dirname(path), name)
    if (existsSync(shared)) copyFileSync(shared, join(cwd, name))
  }
  const extension = extname(path)
  if (extension === '.c') {
    const flags = ['-O1', '-w', '-pthread', '-o', copy.slice(0, -2)]
    const { status, stderr } = spawnSync('cc', [...flags, copy])
    if (status !== 0) throw new Error(`${path}: ${stderr}`)
  }
  const [command = '', ...args] = languages[extension]?.(copy) ?? []
  return { cwd, words: [command === 'python3' ? (python ?? '') : command, ...args] }
}

/** What comes of the checks of some rules, or of all, as `parley check` tries them. */
export async function tryStudent(
  program: StudentProgram,
  only: readonly string[] = [],
): Promise<Findings> {
  const { side } = program
  const dialect = dialectNamed(dialects, program.dialect)
  const checking = checkingFor(dialect)
  const { options } = checking.options ?? dialect
  const { cwd, words } = preparedCommand(program)
  const job = {
    ...jobOf({ dialect, side, scope: 'core', seed: 5, only }),
    options: options.parse({ strict: true, ...program.options }),
    parallel: undefined,
  }
  const timeouts = new AdaptiveTimeouts()
  if (side === 'server') {
    const server = new ServerProgram({
      words: [...words, '{port}'],
      cwd,
      env: {},
      isForEachCheck: false,
      port: undefined,
      wait: 20_000,
    })
    try {
      const harness = serverHarness(job, checking, { server, timeouts })
      return await runChecks(job, { ...harness, begin: () => server.start() })
    } finally {
      await server.close()
    }
  }
  const harness = await clientHarness(job, checking, {
    start: commandProgram(words, { pty: false, cwd }),
    folder: cwd,
    driver: driverSchema.parse({ ...defaultDriver(dialect), ...Object(program.driver) }),
    place: { host: '127.0.0.1', port: 0 },
    timeouts,
  })
  try {
    return await runChecks(job, harness)
  } finally {
    await harness.close?.()
  }
}

/** The ids of its core checks. */
export function checksOf({ dialect, side }: StudentProgram): readonly string[] {
  const checks = checkingFor(dialectNamed(dialects, dialect))[side]
  return checks.filter(({ scope }) => scope === undefined).map((check) => checkId(check))
}

function isNamed({ id, failure }: Outcome, names: readonly string[]): boolean {
  return names.includes(id) || (failure !== undefined && names.includes(failure.rule.id))
}

const UNNOTICED = 'not noticed: '

/** Whether it is said of a program as a whole: what is noticed of it depends on the checks that are tried. */
export function isUnnoticed(line: string): boolean {
  return line.startsWith(UNNOTICED)
}

/** What the kit says of a server that has ended by itself. */
const ENDED = 'it has ended'

/** What is said against the kit: all that does not agree with the header of the program. */
export function disagreements(
  { habit, breaks, may, noticed }: StudentProgram,
  { outcomes, program, diagnoses, trouble }: Findings,
): readonly string[] {
  const isBroken = ({ verdict }: Outcome) => verdict === 'fail' || verdict === 'warn'
  const isExplained = ({ cause }: Outcome) => cause !== undefined
  const broken = outcomes.filter((one) => isBroken(one) || isExplained(one))
  const isKnown = (what: string) => noticed !== undefined && what.includes(noticed)
  const known = [...breaks, ...may]
  const strange = outcomes.filter(
    (one) =>
      one.verdict === 'error' ||
      (one.verdict === 'fail' && !isNamed(one, known) && !isKnown(one.cause ?? '')),
  )
  return [
    ...(trouble === undefined ? [] : [trouble.why]),
    ...strange.map(
      ({ id, failure, reason }) => `${id} (${failure?.rule.id}): ${failure?.why ?? reason}`,
    ),
    ...breaks
      .filter((id) => !broken.some((one) => isNamed(one, [id])))
      .map((id) => `${id} is not found broken`),
    ...(habit === undefined ? [] : program.filter(({ what }) => what.startsWith(ENDED))).map(
      ({ check, what }) => `${check} (${what})`,
    ),
    ...(noticed === undefined || [...program, ...diagnoses].some(({ what }) => isKnown(what))
      ? []
      : [`${UNNOTICED}${noticed}`]),
  ]
}
