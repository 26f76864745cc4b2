import { serverHears, serverWrites } from '@parley/faulty'
import { answers, reads, Selfless, takes, type Wrong, writes } from './tools.ts'

const SIGNS = /[^A-Za-z0-9]/g

export const answerFaults: readonly Wrong[] = [
  {
    name: 'no-timestamp',
    what: 'leaves the timestamp out',
    breaks: ['ktn-2.2'],
    apply: (dialect) => writes(dialect, (object) => object.replace(/"timestamp":"[^"]*",/, '')),
  },
  {
    name: 'field-order',
    what: 'puts the sender before the timestamp',
    breaks: ['ktn-2.2a'],
    apply: (dialect) =>
      writes(dialect, (object) =>
        object.replace(/("timestamp":"[^"]*"),("sender":"[^"]*")/, '$2,$1'),
      ),
  },
  {
    name: 'wrong-word',
    what: 'calls a message msg',
    breaks: ['ktn-2.2b'],
    apply: (dialect) =>
      answers(dialect, 'message', (object) =>
        object.replace('"response":"message"', '"response":"msg"'),
      ),
  },
  {
    name: 'number-for-time',
    what: 'writes the time as a number',
    breaks: ['ktn-2.2c'],
    apply: (dialect) =>
      writes(dialect, (object) => object.replace(/"timestamp":"[^"]*"/, '"timestamp":1457958896')),
  },
  {
    name: 'null-for-server',
    what: 'has null for the sender of its own answers',
    breaks: ['ktn-2.2d'],
    apply: (dialect) =>
      writes(dialect, (object) => object.replace('"sender":"server"', '"sender":null')),
  },
  {
    name: 'null-for-error',
    what: 'has null for the content of an error',
    breaks: ['ktn-2.2e'],
    apply: (dialect) =>
      answers(dialect, 'error', (object) => object.replace(/"content":.*/, '"content":null}')),
  },
  {
    name: 'wrong-author',
    what: 'sends messages in its own name',
    breaks: ['ktn-2.2f'],
    apply: (dialect) =>
      answers(dialect, 'message', (object) =>
        object.replace(/"sender":"[^"]*"/, '"sender":"server"'),
      ),
  },
  {
    name: 'own-words',
    what: 'welcomes a login in words of its own',
    breaks: ['ktn-3.1'],
    apply: (dialect) =>
      writes(dialect, (object) => object.replace('Login successful', 'Welcome to the chat')),
  },
  {
    name: 'tells-nobody',
    what: 'tells nobody who comes',
    breaks: ['ktn-3.1b'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'joined' ? undefined : event) }),
  },
  {
    name: 'any-name',
    what: 'accepts names with signs in them',
    breaks: ['ktn-3.2'],
    apply: (dialect) =>
      takes(dialect, (request) =>
        request.kind === 'login' ? { ...request, name: request.name.replace(SIGNS, '') } : request,
      ),
  },
  {
    name: 'letters-of-the-world',
    what: 'accepts letters outside ASCII in names',
    breaks: ['ktn-3.2'],
    apply: (dialect) =>
      takes(dialect, (request) =>
        request.kind === 'login'
          ? {
              ...request,
              name: request.name.replace(/[\p{L}\p{N}]/gu, (one) => one.replace(SIGNS, 'o')),
            }
          : request,
      ),
  },
  {
    name: 'blanks-in-names',
    what: 'keeps the blanks behind a name, and refuses it',
    breaks: ['ktn-3.2b'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/(\w+) +"/, '$1!"')),
  },
  {
    name: 'same-name',
    what: 'lets a second user have a name',
    breaks: ['ktn-3.3'],
    apply: (dialect) =>
      answers(dialect, 'error', (object) =>
        object.replace('"error"', '"info"').replace('Username taken', 'Login successful'),
      ),
  },
  {
    name: 'keeps-names',
    what: 'keeps a name after a logout',
    breaks: ['ktn-3.5a', 'ktn-3.7'],
    apply: (dialect) =>
      takes(dialect, (request, line) => {
        if (request.kind !== 'logout' || line.name === '') return request
        line.say('info', 'Logout successful')
        return undefined
      }),
  },
  {
    name: 'closes-at-once',
    what: 'closes at once after a logout',
    breaks: ['ktn-3.5c', 'ktn-3.5d'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (String(frame).includes('Logout successful')) line.close('logout')
        return []
      }),
  },
  {
    name: 'keeps-to-itself',
    what: 'passes nothing on',
    breaks: ['ktn-3.6'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'public' ? undefined : event) }),
  },
  {
    name: 'not-oneself',
    what: 'sends the author no copy',
    breaks: ['ktn-3.6a'],
    apply: (dialect) =>
      takes(
        dialect,
        (request) => request,
        (line) => new Selfless(line),
      ),
  },
  {
    name: 'doubles',
    what: 'sends each message twice',
    breaks: ['ktn-3.6b'],
    apply: (dialect) => answers(dialect, 'message', (object) => [object, object]),
  },
  {
    name: 'adds-blank',
    what: 'leaves a blank at the end of a text',
    breaks: ['ktn-3.6c'],
    apply: (dialect) => answers(dialect, 'message', (object) => object.replace(/"\}$/, ' "}')),
  },
  {
    name: 'one-line-texts',
    what: 'makes a blank of a line break',
    breaks: ['ktn-5.1'],
    apply: (dialect) => answers(dialect, 'message', (object) => object.replaceAll('\\n', ' ')),
  },
]
