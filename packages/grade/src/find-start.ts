import { join, posix } from 'node:path'
import type { Side } from '@parley/kit'
import { parse } from 'yaml'
import * as z from 'zod'
import type { StartSource } from './course-file.ts'
import { type Detected, detect } from './detect.ts'
import { messageOf } from './errors.ts'
import { isOfOtherSide, scriptStart } from './run-script.ts'
import { beginningOf, filesIn } from './source-files.ts'
import type { Candidate, StartPlan } from './start-plan.ts'
import { type Start, startSchema } from './start-schema.ts'
import type { Wanted } from './wanted.ts'

/** So much likelier the best candidate is than the next one, where it is taken without asking. */
const CLEAR = 2

/** What one of the places says: nothing, a start, or that staff must look. */
type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'start'; readonly start: Start; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string }

const nothing = { kind: 'nothing' } as const

interface Place {
  readonly folder: string
  readonly files: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly override: Start | undefined
  readonly usualPort: number
  readonly side: Side
}

/** How the submission in a folder is started, by the first place in the course's order that says so. */
export async function findStart(
  { id, folder }: { readonly id: string; readonly folder: string },
  wanted: Wanted,
): Promise<StartPlan> {
  const files = await filesIn(folder)
  const detected = await detect(folder, files, wanted)
  const { candidates } = detected
  const { rules, usualPort, side } = wanted
  const override = Object.hasOwn(rules.overrides, id) ? rules.overrides[id] : undefined
  const place = { folder, files, candidates, override, usualPort, side }
  for (const source of rules.order) {
    const found = await finders[source](place)
    if (found.kind === 'unclear') {
      return { status: 'needs-staff', reasons: [found.reason], candidates }
    }
    if (found.kind === 'start') {
      return { status: 'ready', source, start: found.start, reasons: [found.reason], candidates }
    }
  }
  return { status: 'needs-staff', reasons: [whyNothing(files, detected, side)], candidates }
}

/** The most files that are named. */
const MOST_NAMED = 3

function whyNothing(files: readonly string[], { otherSide }: Detected, side: Side): string {
  if (files.length === 0) return 'there is no file in it'
  if (otherSide.length === 0) return 'no file in it is a program that is known'
  const names = otherSide.slice(0, MOST_NAMED).join(', ')
  const [wanted, other] = side === 'server' ? ['server', 'client'] : ['client', 'server']
  return `there is no ${wanted} in it, but a ${other}: ${names}`
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

/** The file of a name that lies least deep; several where as many lie as deep. */
function outermost(files: readonly string[], name: RegExp): readonly string[] {
  const found = files.filter((path) => name.test(posix.basename(path)))
  const depth = (path: string) => path.split('/').length
  const least = Math.min(...found.map(depth))
  return found.filter((path) => depth(path) === least)
}

/** The only file of a name, or the outermost one. */
type Only = { readonly path: string } | Exclude<Found, { readonly kind: 'start' }>

function onlyOf(files: readonly string[], name: RegExp): Only {
  const [path, ...others] = outermost(files, name)
  if (path === undefined) return nothing
  if (others.length === 0) return { path }
  return { kind: 'unclear', reason: `there are several: ${[path, ...others].join(', ')}` }
}

async function fromParleyFile({ folder, files }: Place): Promise<Found> {
  const only = onlyOf(files, /^parley\.ya?ml$/)
  if (!('path' in only)) return only
  const { path } = only
  try {
    const said: unknown = parse(await beginningOf(join(folder, path)), { maxAliasCount: 10 })
    const start = startSchema.parse(said)
    const cwd = posix.join(posix.dirname(path), start.cwd)
    return { kind: 'start', start: { ...start, cwd }, reason: `${path} says so` }
  } catch (error) {
    return { kind: 'unclear', reason: `${path}: ${faultOf(error)}` }
  }
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return [...(issue?.path ?? []), issue?.message].map(String).join(': ')
  }
  return messageOf(error).split('\n')[0] ?? ''
}

async function fromRunScript({
  folder,
  files,
  side,
  candidates,
  usualPort,
}: Place): Promise<Found> {
  const only = onlyOf(files, /^run\.sh$/i)
  if (!('path' in only)) return only
  const text = await beginningOf(join(folder, only.path), 'kept')
  if (isOfOtherSide(text, side)) {
    const reason = `${only.path} starts a ${side === 'server' ? 'client' : 'server'}`
    return { kind: 'unclear', reason }
  }
  return { kind: 'start', ...scriptStart(only.path, text, fixedPort(candidates, usualPort)) }
}

async function fromMakefile({ folder, files, candidates, usualPort }: Place): Promise<Found> {
  const only = onlyOf(files, /^(?:GNUm|M|m)akefile$/)
  // Several, as those of parts of a project are, start nothing by themselves.
  if (!('path' in only)) return nothing
  const text = await beginningOf(join(folder, only.path))
  if (!/^run\s*:/m.test(text)) return nothing
  const [, first] = /^([\w-]+)\s*:(?!=)/m.exec(text) ?? []
  const takesPort = /\$[({]PORT[)}]/.test(text)
  return {
    kind: 'start',
    start: {
      ...(first === undefined || first === 'run' ? {} : { build: ['make'] }),
      command: takesPort ? ['make', '-s', 'run', 'PORT={port}'] : ['make', '-s', 'run'],
      cwd: posix.dirname(only.path),
      env: {},
      ...(takesPort ? {} : { port: fixedPort(candidates, usualPort) }),
    },
    reason: `${only.path} has a target run`,
  }
}

/** The port that stands in the likeliest program, or the usual one. */
function fixedPort(candidates: readonly Candidate[], usualPort: number): number {
  return candidates[0]?.start.port ?? usualPort
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
  if (best.doubt !== undefined) return { kind: 'unclear', reason: best.doubt }
  return { kind: 'start', start: best.start, reason: best.reasons.join('; ') }
}
