import { Buffer } from 'node:buffer'
import type { Dialect } from '@parley/contract'
import { readFixtures } from '../../packages/conformance/src/fixtures.ts'

/** What the transcripts of a dialect have in them, for input that is nearly right. */
export interface Corpus {
  /** What logs a user in, as the first transcript that does so has it. */
  readonly login: readonly Buffer[]
  readonly client: readonly Buffer[]
  readonly server: readonly Buffer[]
}

export function corpusOf({ name }: Dialect): Corpus {
  const folder = new URL(`../../packages/dialect-${name}/fixtures/`, import.meta.url)
  const transcripts = readFixtures(folder).flatMap(({ transcript }) => transcript ?? [])
  const bytesFrom = (side: 'C' | 'S') =>
    transcripts.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === side && step.bytes.length < 3000 ? [step.bytes] : [])),
    )
  return { login: loginIn(transcripts), client: bytesFrom('C'), server: bytesFrom('S') }
}

function loginIn(transcripts: readonly { readonly steps: readonly object[] }[]): Buffer[] {
  for (const { steps } of transcripts) {
    const bytes: Buffer[] = []
    for (const step of steps) {
      if ('kind' in step && step.kind === 'C' && 'bytes' in step && step.bytes instanceof Buffer) {
        bytes.push(step.bytes)
      }
      const command = 'command' in step ? step.command : undefined
      if (typeof command === 'object' && command !== null && 'kind' in command) {
        if (command.kind === 'login') return bytes
      }
    }
  }
  return []
}
