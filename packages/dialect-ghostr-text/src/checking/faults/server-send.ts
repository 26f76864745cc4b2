import { serverTextFault } from '@parley/faulty'
import { reply } from '../../serializer.ts'
import {
  ADMITTED,
  type GhostrTextDialect,
  type GhostrTextFault,
  Owners,
  twisted,
  twistedFault,
} from './mutations.ts'

const KEPT_TIME = 20

/** Delivers what is for one to whoever has logged in. */
function sendsToAll(dialect: GhostrTextDialect): GhostrTextDialect {
  const owners = new Owners()
  return twisted((line) => ({
    write(text) {
      owners.hears(line, text)
      if (/^TYPE: MSG;;FROM: [^;]*;;TO: (?!broadcast;;)/.test(text)) {
        for (const other of owners.lines) if (other !== line) other.write(text)
      }
      return [text]
    },
  }))(dialect)
}

/** Believes FROM: the message goes on in that name. */
function believes(dialect: GhostrTextDialect): GhostrTextDialect {
  const owners = new Owners()
  const forged = new Map<string, string>()
  return twisted((line) => ({
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
  }))(dialect)
}

/** Forgets what was for a user who was away. */
function keepsNothing(dialect: GhostrTextDialect): GhostrTextDialect {
  return twisted((line) => {
    let admittedAt = Number.NEGATIVE_INFINITY
    return {
      write(text) {
        if (text.startsWith(ADMITTED)) admittedAt = line.now
        const isKept = text.startsWith('TYPE: MSG;;') && line.now - admittedAt < KEPT_TIME
        return isKept ? [] : [text]
      },
    }
  })(dialect)
}

export const serverSendFaults: readonly GhostrTextFault[] = [
  serverTextFault('other-to', 'calls everyone all', ['ghostr-text-9.5'], (text) =>
    text.replace(';;TO: broadcast;;', ';;TO: all;;'),
  ),
  {
    name: 'sends-to-all',
    what: 'delivers a message to everybody',
    breaks: ['ghostr-text-9.4', 'ghostr-text-9.4a'],
    apply: sendsToAll,
  },
  {
    name: 'believes',
    what: 'believes who a message says that it is from',
    breaks: ['ghostr-text-3.2'],
    apply: believes,
  },
  {
    name: 'keeps-nothing',
    what: 'forgets messages to users who are away',
    breaks: ['ghostr-text-9.4c'],
    apply: keepsNothing,
  },
  twistedFault('echoes', 'writes a message back to its sender', ['ghostr-text-9.4a'], (line) => ({
    take(request) {
      if (request.kind === 'MSG') {
        line.write(reply('MSG', request.from, request.to, request.text))
      }
      return request
    },
  })),
  twistedFault('doubles', 'writes messages twice', ['ghostr-text-9.4', 'ghostr-text-9.5'], () => ({
    write: (text) => (text.startsWith('TYPE: MSG;;') ? [text, text] : [text]),
  })),
]
