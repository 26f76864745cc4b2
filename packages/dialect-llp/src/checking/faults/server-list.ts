import type { AnyFrame } from '@parley/faulty'
import { type LlpFault, serves, textOf, Watching, writes } from './mutations.ts'

class Selfless extends Watching {
  override write(frame: AnyFrame): void {
    const text = textOf(frame)
    super.write(text.startsWith('> OK - Data') ? text.replace(this.#own, '') : text)
  }

  get #own(): RegExp {
    return new RegExp(`.* \\| ${this.name}\\n`)
  }
}

/** Rows of a list, without its first line. */
function rows(text: string, change: (rows: readonly string[]) => readonly string[]): string {
  if (!text.startsWith('> OK - Data')) return text
  const [first, ...others] = text.slice(0, -1).split('\n')
  return [first, ...change(others)].map((line) => `${line}\n`).join('')
}

function nameOf(row: string): string {
  return row.slice(row.indexOf(' | '))
}

export const serverListFaults: readonly LlpFault[] = [
  {
    name: 'quoted-rows',
    what: 'writes "> " before the rows of a list',
    breaks: ['llp-3.6a'],
    apply: (dialect) =>
      writes(dialect, (text) => rows(text, (all) => all.map((row) => `> ${row}`))),
  },
  {
    name: 'rows-without-port',
    what: 'leaves the port out of the rows of a list',
    breaks: ['llp-3.6a'],
    apply: (dialect) =>
      writes(dialect, (text) => rows(text, (all) => all.map((row) => row.replace(/:\d+ /, ' ')))),
  },
  {
    name: 'own-port',
    what: 'lists its own port instead of each user’s',
    breaks: ['llp-3.6a'],
    apply: (dialect) =>
      writes(dialect, (text) =>
        rows(text, (all) => all.map((row) => row.replace(/:\d+ /, ':8888 '))),
      ),
  },
  {
    name: 'sorts-the-list',
    what: 'sorts the list by name',
    breaks: ['llp-3.6c'],
    apply: (dialect) =>
      writes(dialect, (text) =>
        rows(text, (all) => all.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))),
      ),
  },
  {
    name: 'list-without-oneself',
    what: 'leaves the one who asks out of the list',
    breaks: ['llp-3.6b'],
    apply: (dialect) => serves(dialect, (line) => new Selfless(line)),
  },
]
