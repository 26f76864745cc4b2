import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { RunResult } from './attempt.ts'
import { findingsText, readFindings } from './findings-json.ts'
import { replaceFile } from './write-file.ts'

/** Whose first run it is; `key` as in the state file. */
interface FirstRunKey {
  readonly folder: string
  readonly key: string
}

const headSchema = z.strictObject({ key: z.string(), excess: z.string().optional() })

/**
 * First runs of submissions that wait for their repeat, a file for each: a grading that is broken off
 * goes on with the repeat. The first line of a file says whose run it is, the second has its findings.
 */
export class FirstRuns {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a run in which the program was started and all checks were tried. */
  async keep({ folder, key }: FirstRunKey, { findings, excess }: RunResult): Promise<void> {
    const head = JSON.stringify({ key, ...(excess === undefined ? {} : { excess }) })
    await replaceFile(this.#path(folder), `${head}\n${findingsText(findings)}`)
  }

  /** Undefined where none is kept, or something has changed since. */
  async known({ folder, key }: FirstRunKey): Promise<RunResult | undefined> {
    try {
      const [head = '', findings = ''] = (await readFile(this.#path(folder), 'utf8')).split('\n')
      const said = headSchema.parse(JSON.parse(head))
      if (said.key !== key) return undefined
      return { state: 'graded', findings: readFindings(findings), excess: said.excess }
    } catch {
      return undefined
    }
  }

  /** The submission has its grade. */
  async drop(folder: string): Promise<void> {
    await rm(this.#path(folder), { force: true })
  }

  #path(folder: string): string {
    return join(this.#folder, `${folder}.json`)
  }
}
