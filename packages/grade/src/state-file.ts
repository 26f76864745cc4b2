import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { findingsText, readFindings } from './findings-json.ts'
import { FirstRuns } from './first-runs.ts'
import type { Graded } from './results.ts'
import { replaceFile } from './write-file.ts'

const FILE = 'state.ndjson'
const FINDINGS = 'findings'

const classLine = z.object({ kind: z.literal('class'), seed: z.number().int().min(0) })

const resultLine = z.object({
  kind: z.literal('result'),
  id: z.string(),
  key: z.string(),
  folder: z.string(),
  state: z.enum([
    ...([
      'graded',
      'build-failed',
      'no-start',
      'timed-out',
      'needs-staff',
      'kit-error',
      'by-hand',
    ] as const),
  ]),
  why: z.string().optional(),
  hasFindings: z.boolean(),
  differing: z.array(z.object({ id: z.string(), first: z.string(), again: z.string() })),
  time: z.number(),
})

type ResultLine = z.infer<typeof resultLine>

/** A submission as the state file knows it. */
export interface StateKey {
  readonly id: string
  readonly folder: string
  /** Another one where anything has changed that its grade depends on. */
  readonly key: string
}

/**
 * What has been graded, in a file to which a line is added for each submission as soon as it is: a run
 * that is broken off, however hard, loses what was being run and nothing else. The file is
 * `state.ndjson` in the folder of the results, what was found is in `findings/` beside it.
 */
export class StateFile {
  /** What was run of those that have no grade yet. */
  readonly firstRuns: FirstRuns
  readonly #out: string
  readonly #results: ResultLine[] = []
  #seed: number | undefined

  /** Reads what there is; a line that is not whole, as the last one of a run that was killed, is left out. */
  constructor(out: string) {
    this.#out = out
    this.firstRuns = new FirstRuns(join(out, FINDINGS, 'first'))
    mkdirSync(out, { recursive: true })
    const text = textOf(join(out, FILE))
    for (const line of text.split('\n')) this.#read(line)
    if (text !== '' && !text.endsWith('\n')) appendFileSync(join(out, FILE), '\n')
  }

  /** Of the last run; undefined where there was none. */
  get seed(): number | undefined {
    return this.#seed
  }

  /** A run begins. */
  begin(seed: number): void {
    this.#seed = seed
    this.#append({ kind: 'class', seed })
  }

  /** What was graded already; undefined where it was not, or only a fault of the kit came of it. */
  async known({ id, key }: StateKey): Promise<Graded | undefined> {
    const line = this.#results.findLast((one) => one.id === id)
    return line === undefined || line.key !== key || line.state === 'kit-error'
      ? undefined
      : await this.#graded(line)
  }

  /** The last grade that a submission had, whatever has changed since; undefined where it had none. */
  async last(id: string): Promise<Graded | undefined> {
    const line = this.#results.findLast((one) => one.id === id && one.state !== 'kit-error')
    return line === undefined ? undefined : await this.#graded(line)
  }

  /** Keeps what came of a submission. */
  async add({ id, key, folder }: StateKey, graded: Graded): Promise<void> {
    const { state, why, findings, differing, time } = graded
    const isKept = findings !== undefined && state !== 'kit-error'
    if (isKept) await replaceFile(this.#findingsPath(folder), findingsText(findings))
    const line = {
      ...{ kind: 'result' as const, id, key, folder, state, hasFindings: isKept, time },
      differing: [...differing],
      ...(why === undefined ? {} : { why }),
    }
    this.#append(line)
    this.#results.push(line)
    await this.firstRuns.drop(folder)
  }

  async #graded(line: ResultLine): Promise<Graded | undefined> {
    const { state, why, differing, time, hasFindings, folder } = line
    try {
      const findings = hasFindings
        ? readFindings(await readFile(this.#findingsPath(folder), 'utf8'))
        : undefined
      return { state, why, findings, differing, time }
    } catch {
      return undefined
    }
  }

  #findingsPath(folder: string): string {
    return join(this.#out, FINDINGS, `${folder}.json`)
  }

  #append(line: object): void {
    appendFileSync(join(this.#out, FILE), `${JSON.stringify(line)}\n`)
  }

  #read(line: string): void {
    const said = parsed(line)
    const result = resultLine.safeParse(said)
    if (result.success) this.#results.push(result.data)
    const begun = classLine.safeParse(said)
    if (begun.success) this.#seed = begun.data.seed
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
