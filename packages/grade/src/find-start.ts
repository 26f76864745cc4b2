import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import type { StartSource } from './course-file.ts'
import { detect, type Wanted } from './detect.ts'
import { messageOf } from './errors.ts'
import { beginningOf, filesIn } from './source-files.ts'
import type { Candidate, StartPlan } from './start-plan.ts'
import { type Start, startSchema } from './start-schema.ts'

/** So much likelier the best candidate is than the next one, where it is taken without asking. */
const CLEAR = 2

/** What one of the places says: nothing, a start, or that staff must look. */
type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'start'; readonly start: Start; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string }

const nothing: Found = { kind: 'nothing' }

interface Place {
  readonly folder: string
  readonly files: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly override: Start | undefined
  readonly usualPort: number
}

/** How the submission in a folder is started, by the first place in the course's order that says so. */
export async function findStart(
  { id, folder }: { readonly id: string; readonly folder: string },
  wanted: Wanted,
): Promise<StartPlan> {
  const files = await filesIn(folder)
  const candidates = await detect(folder, files, wanted)
  const { rules, usualPort } = wanted
  const override = Object.hasOwn(rules.overrides, id) ? rules.overrides[id] : undefined
  const place = { folder, files, candidates, override, usualPort }
  for (const source of rules.order) {
    const found = await finders[source](place)
    if (found.kind === 'unclear') {
      return { status: 'needs-staff', reasons: [found.reason], candidates }
    }
    if (found.kind === 'start') {
      return { status: 'ready', source, start: found.start, reasons: [found.reason], candidates }
    }
  }
  const reason =
    files.length === 0 ? 'there is no file in it' : 'no file in it is a program that is known'
  return { status: 'needs-staff', reasons: [reason], candidates }
}

const finders: Readonly<Record<StartSource, (place: Place) => Found | Promise<Found>>> = {
  override: ({ override }) =>
    override === undefined
      ? nothing
      : { kind: 'start', start: override, reason: 'the course says so' },
  'parley.yaml': fromParleyFile,
  'run.sh': fromRunScript,
  'make-run': fromMakefile,
  detect: ({ candidates }) => likeliest(candidates),
}

async function fromParleyFile({ folder, files }: Place): Promise<Found> {
  if (!files.includes('parley.yaml')) return nothing
  try {
    const said: unknown = parse(await beginningOf(join(folder, 'parley.yaml')), {
      maxAliasCount: 10,
    })
    const start = startSchema.parse(said)
    return { kind: 'start', start, reason: 'parley.yaml says so' }
  } catch (error) {
    return { kind: 'unclear', reason: `parley.yaml: ${faultOf(error)}` }
  }
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return [...(issue?.path ?? []), issue?.message].map(String).join(': ')
  }
  return messageOf(error).split('\n')[0] ?? ''
}

async function fromRunScript(place: Place): Promise<Found> {
  if (!place.files.includes('run.sh')) return nothing
  const text = await beginningOf(join(place.folder, 'run.sh'))
  const shell = /^#!.*\bbash\b/.test(text) ? 'bash' : 'sh'
  const takesPort = /\$\{?[1@*]/.test(text)
  const takesVariable = /\$\{?PORT\b/.test(text)
  return {
    kind: 'start',
    start: {
      command: takesPort ? [shell, 'run.sh', '{port}'] : [shell, 'run.sh'],
      cwd: '.',
      env: takesVariable ? { PORT: '{port}' } : {},
      ...(takesPort || takesVariable ? {} : fixedPort(place)),
    },
    reason: 'there is a run.sh',
  }
}

async function fromMakefile(place: Place): Promise<Found> {
  const name = ['Makefile', 'makefile', 'GNUmakefile'].find((one) => place.files.includes(one))
  if (name === undefined) return nothing
  const text = await beginningOf(join(place.folder, name))
  if (!/^run\s*:/m.test(text)) return nothing
  const [, first] = /^([\w-]+)\s*:(?!=)/m.exec(text) ?? []
  const takesPort = /\$[({]PORT[)}]/.test(text)
  return {
    kind: 'start',
    start: {
      ...(first === undefined || first === 'run' ? {} : { build: ['make'] }),
      command: takesPort ? ['make', '-s', 'run', 'PORT={port}'] : ['make', '-s', 'run'],
      cwd: '.',
      env: {},
      ...(takesPort ? {} : fixedPort(place)),
    },
    reason: `${name} has a target run`,
  }
}

/** The port that stands in the likeliest program, or the usual one. */
function fixedPort({ candidates, usualPort }: Place): { readonly port: number } {
  return { port: candidates[0]?.start.port ?? usualPort }
}

function likeliest(candidates: readonly Candidate[]): Found {
  const [best, next] = candidates
  if (best === undefined) return nothing
  if (next !== undefined && best.score - next.score < CLEAR) {
    const names = candidates
      .filter(({ score }) => best.score - score < CLEAR)
      .map(({ main }) => main)
    return { kind: 'unclear', reason: `several files may be the program: ${names.join(', ')}` }
  }
  return { kind: 'start', start: best.start, reason: best.reasons.join('; ') }
}
