import type { Dialect, Fault } from '@parley/contract'
import {
  type AnyFrame,
  clientReads,
  clientWrites,
  mangled,
  serverHears,
  serverReads,
  serverWrites,
  terminalShows,
} from '@parley/faulty'
import type { Reply, Request } from './frames.ts'
import type { Options } from './options.ts'

type Ghostr = Dialect<Request, Reply, Options>
type Wrong = Fault<Ghostr>

function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

/** What the server writes is changed as a text. */
function says(change: (text: string) => string): (dialect: Ghostr) => Ghostr {
  return (dialect) => serverWrites(dialect, (frame) => [change(textOf(frame))])
}

/** What the client writes is changed as a text. */
function sends(change: (text: string) => string): (dialect: Ghostr) => Ghostr {
  return (dialect) => clientWrites(dialect, (frame) => [change(textOf(frame))])
}

/** One read is taken for one object: of several the first, of a part nothing. */
function oneObject(chunk: Uint8Array): readonly Uint8Array[] {
  const text = new TextDecoder().decode(chunk)
  const end = text.indexOf('}{')
  const one = end < 0 ? text : text.slice(0, end + 1)
  return /^\s*\{[\s\S]*\}\s*$/.test(one) ? [new TextEncoder().encode(one)] : []
}

export const serverFaults: readonly Wrong[] = [
  {
    name: 'one-object-a-read',
    what: 'takes one read for one object',
    breaks: ['ghostr-1.2'],
    apply: (dialect) => serverReads(dialect, (splitter) => mangled(splitter, oneObject)),
  },
  {
    name: 'line-ends',
    what: 'writes a line end behind every object',
    breaks: ['ghostr-1.1a'],
    apply: says((text) => `${text}\n`),
  },
  {
    name: 'greets',
    what: 'says something as soon as somebody connects',
    breaks: ['ghostr-1.4'],
    apply: (dialect) => ({
      ...dialect,
      serve(line, options) {
        const session = dialect.serve(line, options)
        return {
          greet: () => line.write('{"action": "hello"}'),
          take: (request) => session.take(request),
          hear: (event) => session.hear(event),
          wake: (now) => session.wake(now),
        }
      },
    }),
  },
  {
    name: 'other-word',
    what: 'answers a wrong password with another word',
    breaks: ['ghostr-2.2b'],
    apply: says((text) => text.replace('"INVALID_PASSWORD"', '"WRONG_PASSWORD"')),
  },
  {
    name: 'no-block',
    what: 'takes a third wrong password for a second one',
    breaks: ['ghostr-2.2d'],
    apply: says((text) => text.replace('"INVALID_PASSWORD_BLOCKED"', '"INVALID_PASSWORD"')),
  },
  {
    name: 'everybody-exists',
    what: 'says SUCCESS where the user does not exist',
    breaks: ['ghostr-4.1c', 'ghostr-4.6b'],
    apply: says((text) => text.replace('"USER_NOT_EXIST"', '"SUCCESS"')),
  },
  {
    name: 'doubles',
    what: 'sends every message twice',
    breaks: ['ghostr-4.1e'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        textOf(frame).includes('"receive_message"') ? [frame, frame] : [frame],
      ),
  },
  {
    name: 'swaps',
    what: 'puts the text where the sender is due',
    breaks: ['ghostr-4.1'],
    apply: says((text) =>
      text.replace(/("receive_message", "from": )("[^"]*")(, "message": )("[^"]*")/, '$1$4$3$2'),
    ),
  },
  {
    name: 'silent-presence',
    what: 'tells nobody who comes and goes',
    breaks: ['ghostr-3.1', 'ghostr-3.1a'],
    apply: (dialect) =>
      serverHears(dialect, {
        event: (event) => (event.kind === 'joined' || event.kind === 'left' ? undefined : event),
      }),
  },
  {
    name: 'no-counts',
    what: 'answers a broadcast without counts',
    breaks: ['ghostr-4.3a'],
    apply: says((text) => text.replace(/"n_sent": \d+, "n_blocked": \d+/, '"status": "SUCCESS"')),
  },
  {
    name: 'no-numbers',
    what: 'takes a time only as a string',
    breaks: ['ghostr-4.5a'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [
          new TextEncoder().encode(
            new TextDecoder().decode(chunk).replace(/"since": \d+/, '"since": "soon"'),
          ),
        ]),
      ),
  },
  {
    name: 'forgets',
    what: 'does not send what it has kept',
    breaks: ['ghostr-4.2a'],
    apply: (dialect) => ({
      ...dialect,
      serve(line, options) {
        let begun = line.now
        const changed = serverHears(dialect, {
          event: (event) => (event.kind === 'direct' && event.time < begun ? undefined : event),
          request: (request) => {
            if (request.kind === 'login') begun = line.now
            return request
          },
        })
        return changed.serve(line, options)
      },
    }),
  },
  {
    name: 'two-pieces',
    what: 'writes each object in two pieces',
    breaks: ['ghostr-1.1'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => [textOf(frame).slice(0, 9), textOf(frame).slice(9)]),
  },
  {
    name: 'cuts-characters',
    what: 'loses the second half of a surrogate pair',
    breaks: ['ghostr-1.3d'],
    apply: says((text) => text.replace('\\ud83d\\udc69 long', '\\ud83d long')),
  },
  {
    name: 'cuts-objects',
    what: 'writes the first 512 bytes of a longer object',
    breaks: ['ghostr-1.3', 'ghostr-1.3c'],
    apply: says((text) => text.slice(0, 512)),
  },
  {
    name: 'no-action',
    what: 'answers a broadcast without an action',
    breaks: ['ghostr-1.3b', 'ghostr-4.3a'],
    apply: says((text) => text.replace('"action": "broadcast", ', '')),
  },
  {
    name: 'twice-online',
    what: 'says SUCCESS to a user who is online already',
    breaks: ['ghostr-2.2f'],
    apply: says((text) => text.replace('"ALREADY_LOGGED_IN"', '"SUCCESS"')),
  },
  {
    name: 'never-locked',
    what: 'says INVALID_PASSWORD where a name is blocked',
    breaks: ['ghostr-2.2e'],
    apply: says((text) => text.replace('"status": "BLOCKED"', '"status": "INVALID_PASSWORD"')),
  },
  {
    name: 'nameless-call',
    what: 'leaves the username out of the answer to startprivate',
    breaks: ['ghostr-4.8'],
    apply: says((text) => text.replace(/(, "port": \d+), "username": "[^"]*"/, '$1')),
  },
  {
    name: 'blocks-in-vain',
    what: 'says SUCCESS to somebody who is blocked',
    breaks: ['ghostr-4.1d', 'ghostr-4.8d'],
    apply: says((text) => text.replace('"USER_BLOCKED"', '"SUCCESS"')),
  },
]

export const clientFaults: readonly Wrong[] = [
  {
    name: 'no-port',
    what: 'logs in without a private_port',
    breaks: ['ghostr-8.1'],
    apply: sends((text) => text.replace(/, ?"private_port": ?\d+/, '')),
  },
  {
    name: 'line-end',
    what: 'writes a line end behind each object',
    breaks: ['ghostr-1.1a'],
    apply: sends((text) => `${text}\n`),
  },
  {
    name: 'ascii-only',
    what: 'loses letters outside ASCII',
    breaks: ['ghostr-1.1'],
    apply: sends((text) => text.replaceAll(/\\u00[0-9a-f]{2}|[\u0080-\uffff]/g, '?')),
  },
  {
    name: 'swaps',
    what: 'puts the text where the user is due',
    breaks: ['ghostr-1.1'],
    apply: sends((text) =>
      text.includes('"action": "message"')
        ? text.replace('"user"', '"text"').replace('"message": ', '"user": ')
        : text,
    ),
  },
  {
    name: 'no-logout',
    what: 'goes without a logout',
    breaks: ['ghostr-8.1d'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (textOf(frame).includes('"logout"') ? [] : [frame])),
  },
  {
    name: 'one-object-a-read',
    what: 'takes one read for one object',
    breaks: ['ghostr-8.2a'],
    apply: (dialect) => clientReads(dialect, (splitter) => mangled(splitter, oneObject)),
  },
  {
    name: 'no-sender',
    what: 'shows messages without their sender',
    breaks: ['ghostr-7.2'],
    apply: (dialect) => terminalShows(dialect, (text) => text.replace('yoda : ', '')),
  },
  {
    name: 'no-names',
    what: 'shows nothing of who is online',
    breaks: ['ghostr-7.2a'],
    apply: (dialect) => terminalShows(dialect, (text) => (text.includes('online') ? '' : text)),
  },
  {
    name: 'cuts-texts',
    what: 'shows the first 100 characters of a message',
    breaks: ['ghostr-7.2'],
    apply: (dialect) => terminalShows(dialect, (text) => text.slice(0, 100)),
  },
]
