import { type AnyFrame, serverTextFault, textOf } from '@parley/faulty'
import { type LlpFault, lineFault, Watching } from './mutations.ts'

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
  serverTextFault('quoted-rows', 'writes "> " before the rows of a list', ['llp-3.6a'], (text) =>
    rows(text, (all) => all.map((row) => `> ${row}`)),
  ),
  serverTextFault(
    'rows-without-port',
    'leaves the port out of the rows of a list',
    ['llp-3.6a'],
    (text) => rows(text, (all) => all.map((row) => row.replace(/:\d+ /, ' '))),
  ),
  serverTextFault('own-port', 'lists its own port instead of each user’s', ['llp-3.6a'], (text) =>
    rows(text, (all) => all.map((row) => row.replace(/:\d+ /, ':8888 '))),
  ),
  serverTextFault('sorts-the-list', 'sorts the list by name', ['llp-3.6c'], (text) =>
    rows(text, (all) => all.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))),
  ),
  lineFault(
    'list-without-oneself',
    'leaves the one who asks out of the list',
    ['llp-3.6b'],
    (line) => new Selfless(line),
  ),
]
