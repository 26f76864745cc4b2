import type { Line } from '@parley/contract'
import { reply } from '../serializer.ts'
import { type GhostrText, twisted, type Wrong } from './wrong.ts'

const ADMITTED = 'TYPE: AUTH;;PASW: 1;;'
const KEPT_TIME = 20

/** Whose connection it is, once they have logged in. */
class Owners {
  readonly #in = new Map<Line, string>()
  readonly #named = new Map<Line, string>()

  get lines(): readonly Line[] {
    return [...this.#in.keys()]
  }

  get names(): readonly string[] {
    return [...this.#in.values()]
  }

  nameOf(line: Line): string {
    return this.#in.get(line) ?? ''
  }

  says(line: Line, who: string): void {
    this.#named.set(line, who)
  }

  hears(line: Line, text: string): void {
    if (text.startsWith(ADMITTED)) this.#in.set(line, this.#named.get(line) ?? '')
    if (text.startsWith('TYPE: LOGOUT;;')) this.#in.delete(line)
  }
}

/** Delivers what is for one to whoever has logged in. */
function sendsToAll(dialect: GhostrText): GhostrText {
  const owners = new Owners()
  return twisted(dialect, (line) => ({
    write(text) {
      owners.hears(line, text)
      if (/^TYPE: MSG;;FROM: [^;]*;;TO: (?!broadcast;;)/.test(text)) {
        for (const other of owners.lines) if (other !== line) other.write(text)
      }
      return [text]
    },
  }))
}

/** Tells presence also to who has not logged in. */
function toStrangers(dialect: GhostrText): GhostrText {
  const strangers = new Set<Line>()
  return twisted(dialect, (line) => {
    strangers.add(line)
    return {
      write(text) {
        if (text.startsWith(ADMITTED)) strangers.delete(line)
        if (text.startsWith('TYPE: LOGGED')) for (const other of strangers) other.write(text)
        return [text]
      },
    }
  })
}

/** Believes FROM: the message goes on in that name. */
function believes(dialect: GhostrText): GhostrText {
  const owners = new Owners()
  const forged = new Map<string, string>()
  return twisted(dialect, (line) => ({
    take(request) {
      if (request.kind === 'LOGON') owners.says(line, request.who)
      const own = owners.nameOf(line)
      if (request.kind !== 'MSG' || own === '' || request.from === own) return request
      forged.set(request.text, request.from)
      return { ...request, from: own }
    },
    write(text) {
      owners.hears(line, text)
      const body = /BODY: (.*);;$/s.exec(text)?.[1] ?? ''
      const from = forged.get(body)
      return [from === undefined ? text : text.replace(/FROM: [^;]*;;/, `FROM: ${from};;`)]
    },
  }))
}

/** Tells who is online to who has not logged in. */
function listsToStrangers(dialect: GhostrText): GhostrText {
  const owners = new Owners()
  return twisted(dialect, (line) => ({
    take(request) {
      if (request.kind === 'LOGON') owners.says(line, request.who)
      if (request.kind !== 'WHOELSE' || owners.nameOf(line) !== '') return request
      line.write(reply('WHOELSE', request.from, owners.names.join('\n')))
      return undefined
    },
    write(text) {
      owners.hears(line, text)
      return [text]
    },
  }))
}

/** Forgets what was for a user who was away. */
function keepsNothing(dialect: GhostrText): GhostrText {
  return twisted(dialect, (line) => {
    let admittedAt = Number.NEGATIVE_INFINITY
    return {
      write(text) {
        if (text.startsWith(ADMITTED)) admittedAt = line.now
        const isKept = text.startsWith('TYPE: MSG;;') && line.now - admittedAt < KEPT_TIME
        return isKept ? [] : [text]
      },
    }
  })
}

/** Servers that do the wrong thing for a connection. */
export const connectionFaults: readonly Wrong[] = [
  {
    name: 'sends-to-all',
    what: 'delivers a message to everybody',
    breaks: ['ghostr-text-9.4', 'ghostr-text-9.4a'],
    apply: sendsToAll,
  },
  {
    name: 'to-strangers',
    what: 'tells presence also to who has not logged in',
    breaks: ['ghostr-text-2.6'],
    apply: toStrangers,
  },
  {
    name: 'believes',
    what: 'believes who a message says that it is from',
    breaks: ['ghostr-text-3.2'],
    apply: believes,
  },
  {
    name: 'lists-to-strangers',
    what: 'tells who is online to who has not logged in',
    breaks: ['ghostr-text-2.4'],
    apply: listsToStrangers,
  },
  {
    name: 'keeps-nothing',
    what: 'forgets messages to users who are away',
    breaks: ['ghostr-text-9.4c'],
    apply: keepsNothing,
  },
  {
    name: 'echoes',
    what: 'writes a message back to its sender',
    breaks: ['ghostr-text-9.4a'],
    apply: (dialect) =>
      twisted(dialect, (line) => ({
        take(request) {
          if (request.kind === 'MSG') {
            line.write(reply('MSG', request.from, request.to, request.text))
          }
          return request
        },
      })),
  },
  {
    name: 'doubles',
    what: 'writes messages twice',
    breaks: ['ghostr-text-9.4', 'ghostr-text-9.5'],
    apply: (dialect) =>
      twisted(dialect, () => ({
        write: (text) => (text.startsWith('TYPE: MSG;;') ? [text, text] : [text]),
      })),
  },
  {
    name: 'since-type',
    what: 'answers WHOELSESINCE with its own type',
    breaks: ['ghostr-text-9.7a'],
    apply: (dialect) =>
      twisted(dialect, () => {
        let type = ''
        return {
          take(request) {
            type = request.kind
            return request
          },
          write: (text) => [
            type === 'WHOELSESINCE' ? text.replace('TYPE: WHOELSE;;', `TYPE: ${type};;`) : text,
          ],
        }
      }),
  },
  {
    name: 'names-the-gone',
    what: 'names those who have gone too, where it is asked who has come since',
    breaks: ['ghostr-text-9.7'],
    apply: (dialect) =>
      twisted(dialect, () => {
        const gone: string[] = []
        let type = ''
        return {
          take(request) {
            type = request.kind
            return request
          },
          write(text) {
            const [, who] = /^TYPE: LOGGEDOUT;;WHO: (.*);;$/.exec(text) ?? []
            if (who !== undefined) gone.push(who)
            const isList = type === 'WHOELSESINCE' && text.startsWith('TYPE: WHOELSE;;')
            return [isList ? text.replace(/;;$/, `\n${gone.join('\n')};;`) : text]
          },
        }
      }),
  },
  {
    name: 'names-nobody-since',
    what: 'names nobody, where it is asked who has come since',
    breaks: ['ghostr-text-9.7'],
    apply: (dialect) =>
      twisted(dialect, () => ({
        take: (request) =>
          request.kind === 'WHOELSESINCE' ? { ...request, seconds: undefined } : request,
      })),
  },
  {
    name: 'blocks-nobody',
    what: 'says that somebody is blocked, and does nothing',
    breaks: ['ghostr-text-9.9', 'ghostr-text-9.8'],
    apply: (dialect) =>
      twisted(dialect, (line) => ({
        take(request) {
          if (request.kind !== 'BLOCK') return request
          line.write(reply('BLOCK', request.who, request.blocker, '1', '0'))
          return undefined
        },
      })),
  },
  {
    name: 'closes-when-wrong',
    what: 'closes the connection after a wrong password',
    breaks: ['ghostr-text-9.2b'],
    apply: (dialect) =>
      twisted(dialect, (line) => ({
        write(text) {
          if (!text.startsWith('TYPE: AUTH;;PASW: 0;;')) return [text]
          line.write(text)
          line.close('locked-out')
          return []
        },
      })),
  },
]
