import { type AnyFrame, serverAsks, serverHears } from '@parley/faulty'
import { lines, serves, textOf, Watching, type Wrong, writes } from './wrong.ts'

class OpenEnded extends Watching {
  override close(): void {}
}

class Touchy extends Watching {
  override write(frame: AnyFrame): void {
    super.write(frame)
    if (textOf(frame).startsWith('> ERROR')) this.close('malformed')
  }
}

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

/** Servers that answer commands wrongly. */
export const commandFaults: readonly Wrong[] = [
  {
    name: 'no-banner',
    what: 'says nothing when somebody connects',
    breaks: ['llp-2.1'],
    apply: (dialect) => writes(dialect, (text) => (text.startsWith('> OK - Welcome') ? '' : text)),
  },
  {
    name: 'quoted-banner',
    what: 'writes "> " before the second line of the greeting',
    breaks: ['llp-2.1a'],
    apply: (dialect) => writes(dialect, (text) => text.replace('\nSupported', '\n> Supported')),
  },
  {
    name: 'short-banner',
    what: 'ends the greeting with one empty line',
    breaks: ['llp-2.1b'],
    apply: (dialect) => writes(dialect, (text) => text.replace('\n\n\n', '\n\n')),
  },
  {
    name: 'no-status',
    what: 'writes replies without "- "',
    breaks: ['llp-3.2', 'llp-3.1', 'llp-3.3'],
    apply: (dialect) =>
      writes(dialect, (text) => text.replace(/^> (OK|ERROR) - (?!Welcome)/, '> $1 ')),
  },
  {
    name: 'in-use',
    what: 'mends the spelling of "Username is use"',
    breaks: ['llp-3.5'],
    apply: (dialect) => writes(dialect, (text) => text.replace('Username is', 'Username in')),
  },
  {
    name: 'cuts-names',
    what: 'cuts names that are too long',
    breaks: ['llp-3.3'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => line.replace(/^(LOGIN \w{15})\w*/, '$1')),
      ),
  },
  {
    name: 'any-letter',
    what: 'takes names with other letters',
    breaks: ['llp-3.3'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => (line.startsWith('LOGIN') ? line.replace(/[^\w ]/g, 'x') : line)),
      ),
  },
  {
    name: 'small-names',
    what: 'makes names lower case',
    breaks: ['llp-3.2'],
    apply: (dialect) =>
      serverAsks(dialect, { login: (ask) => ({ ...ask, name: ask.name.toLowerCase() }) }),
  },
  {
    name: 'small-commands',
    what: 'takes commands in any case',
    breaks: ['llp-3.13'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) =>
          line.replace(/^(login|list|message|logout)\b/i, (word) => word.toUpperCase()),
        ),
      ),
  },
  {
    name: 'no-empty-lines',
    what: 'passes over empty lines',
    breaks: ['llp-3.1', 'llp-3.13', 'llp-3.9'],
    apply: (dialect) =>
      serverHears(
        dialect,
        lines((line) => (line.trim() === '' ? undefined : line)),
      ),
  },
  {
    name: 'keeps-names',
    what: 'keeps a name after its owner has gone',
    breaks: ['llp-3.12a'],
    apply(dialect) {
      const had = new Set<string>()
      return serverAsks(dialect, {
        login(ask) {
          const name = had.has(ask.name) ? 'server' : ask.name
          had.add(ask.name)
          return { ...ask, name }
        },
      })
    },
  },
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
  {
    name: 'stays-open',
    what: 'does not close after LOGOUT',
    breaks: ['llp-3.12'],
    apply: (dialect) => serves(dialect, (line) => new OpenEnded(line)),
  },
  {
    name: 'closes-after-errors',
    what: 'closes the connection after a refusal',
    breaks: ['llp-3.1', 'llp-3.3', 'llp-3.4', 'llp-3.5a', 'llp-3.13a'],
    apply: (dialect) => serves(dialect, (line) => new Touchy(line)),
  },
]

function nameOf(row: string): string {
  return row.slice(row.indexOf(' | '))
}
