import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileChange, Journal, PublicMessage } from '@parley/contract'
import { JournalWriter } from './journal-writer.ts'

const FILE = 'log.txt'

/** A journal of numbered lines: a message adds one, an edit has the file written anew. */
class Lines implements Journal {
  readonly folder: string
  readonly all: string[] = []
  /** How often the lines were asked for, and how many were taken. */
  asked = 0
  taken = 0

  constructor(folder = join(mkdtempSync(join(tmpdir(), 'parley-')), 'logs')) {
    this.folder = folder
  }

  begin(): readonly FileChange[] {
    return [this.#anew()]
  }

  hear(happening: { readonly kind: string }): readonly FileChange[] {
    if (happening.kind !== 'public') return [this.#anew()]
    const line = `${this.all.length}\n`
    this.all.push(line)
    return [{ file: FILE, mode: 'append', text: line }]
  }

  #anew(): FileChange {
    const lines = () => {
      this.asked += 1
      return this.#given([...this.all])
    }
    return { file: FILE, mode: 'replace', lines }
  }

  *#given(lines: readonly string[]): Iterable<string> {
    for (const line of lines) {
      this.taken += 1
      yield line
    }
  }
}

const message: PublicMessage = { kind: 'public', id: 1, time: 0, number: 1, from: 'ann', text: 'x' }
const edit = { kind: 'edited', time: 0, message } as const

function written(lines: Lines): string {
  return readFileSync(join(lines.folder, FILE), 'utf8')
}

async function begun(lines = new Lines()) {
  const errors: string[] = []
  const writer = new JournalWriter(lines, (_level, text) => errors.push(text))
  await writer.begin([])
  return { lines, writer, errors }
}

test('many edits have the file written anew once, and nothing is lost or doubled', async () => {
  const { lines, writer } = await begun()
  for (let count = 0; count < 40; count++) {
    writer.hear(message)
    writer.hear(edit)
    writer.hear(message)
  }
  await writer.end()
  expect(lines.asked).toBe(2)
  expect(written(lines)).toBe(lines.all.join(''))
  expect(lines.all).toHaveLength(80)
})

test('what comes while the file is written stands behind it', async () => {
  const { lines, writer } = await begun()
  lines.all.push(...new Array(1000).fill(`${'x'.repeat(1000)}\n`))
  writer.hear(edit)
  const end = writer.end()
  while (lines.taken === 0) await new Promise(setImmediate)
  writer.hear(message)
  await end
  await writer.end()
  expect(written(lines)).toBe(lines.all.join(''))
})

test('a long file is written in pieces, between which others have their turn', async () => {
  const { lines, writer } = await begun()
  lines.all.push(...new Array(10_000).fill(`${'x'.repeat(1000)}\n`))
  writer.hear(edit)
  const seen = new Set<number>()
  const end = writer.end()
  let state: 'writing' | 'written' = 'writing'
  void end.then(() => {
    state = 'written'
  })
  while (state === 'writing') {
    await new Promise(setImmediate)
    seen.add(lines.taken)
  }
  expect(written(lines)).toBe(lines.all.join(''))
  expect(seen.size).toBeGreaterThan(10)
})

test('a file that cannot be written is told of, and the rest goes on', async () => {
  const { lines, writer, errors } = await begun()
  const { folder } = lines
  Object.defineProperty(lines, 'folder', { value: join(folder, 'missing') })
  writer.hear(message)
  await writer.end()
  expect(errors).toHaveLength(1)
  Object.defineProperty(lines, 'folder', { value: folder })
  writer.hear(edit)
  await writer.end()
  expect(written(lines)).toBe('0\n')
})

test('two that share a folder begin and write at once', async () => {
  const { folder } = new Lines()
  const all = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const lines = new Lines(folder)
      lines.all.push('line\n')
      const one = await begun(lines)
      one.writer.hear(edit)
      await one.writer.end()
      return one
    }),
  )
  expect(all.flatMap(({ errors }) => errors)).toEqual([])
  expect(readdirSync(folder)).toEqual([FILE])
  expect(readFileSync(join(folder, FILE), 'utf8')).toBe('line\n')
})

test('one that could not begin ends', async () => {
  const { folder } = new Lines()
  writeFileSync(folder, 'no folder')
  const writer = new JournalWriter(new Lines(folder), () => {})
  await expect(writer.begin([])).rejects.toThrow('EEXIST')
  writer.hear(edit)
  await writer.end()
})

test('lines that cannot be told are lost, and the rest goes on', async () => {
  const { lines, writer, errors } = await begun()
  const { hear } = lines
  lines.hear = () => [
    {
      file: 'broken.txt',
      mode: 'replace',
      lines: () => {
        throw new Error('no lines')
      },
    },
  ]
  writer.hear(edit)
  lines.hear = hear
  writer.hear(message)
  await writer.end()
  expect(errors).toEqual([`cannot write in ${lines.folder}: no lines`])
  expect(written(lines)).toBe('0\n')
})
