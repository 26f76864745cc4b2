import { Buffer } from 'node:buffer'
import { clientReads, clientWrites, mangled, terminalShows } from '@parley/faulty'
import { dumped } from '../checks/python.ts'
import type { Reply } from '../frames.ts'
import { pickle } from '../serializer.ts'
import {
  firstOfRead,
  replaced,
  requests,
  requestsOf,
  saidIn,
  terminals,
  type Wrong,
} from './wrong.ts'

const BANNER: Reply = { kind: 'reply', type: '', body: 'Successfully connected to server' }

/** Clients that send wrongly. */
const sendingFaults: readonly Wrong[] = [
  {
    name: 'json',
    what: 'sends JSON',
    breaks: ['toom-1.1'],
    apply: (dialect) => clientWrites(dialect, (frame) => [JSON.stringify(saidIn(frame))]),
  },
  {
    name: 'type-is-a-number',
    what: 'puts a number under type',
    breaks: ['toom-1.1b'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => [
        replaced(Buffer.from(frame), 'X\x05\x00\x00\x00LOGIN', 'K\x01'),
      ]),
  },
  {
    name: 'too-long',
    what: 'sends pickles of more than 2048 bytes',
    breaks: ['toom-1.1a'],
    apply: (dialect) =>
      terminals(dialect, (session, write) => ({
        typed: (line) => {
          if (line.length > 2048) write(pickle('MSG', line.slice(4)))
          else session.typed(line)
        },
      })),
  },
  {
    name: 'small-letters',
    what: 'sends types in small letters',
    breaks: ['toom-1.1c'],
    apply: (dialect) =>
      requests(dialect, (said) => ({
        ...said,
        type: said.type === 'LOGIN' ? said.type : said.type.toLowerCase(),
      })),
  },
  {
    name: 'one-blank',
    what: 'makes one blank of several',
    breaks: ['toom-1.1c'],
    apply: (dialect) => requestsOf(dialect, 'MSG', (body) => body.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'whole-line',
    what: 'leaves the command in the body',
    breaks: ['toom-1.1c'],
    apply: (dialect) =>
      requests(dialect, ({ type, body }) => ({
        type: type === 'LOGIN' ? type : 'CMD',
        body: type === 'LOGIN' ? body : `${type} ${body}`,
      })),
  },
  {
    name: 'ascii-only',
    what: 'loses letters that are not ASCII',
    breaks: ['toom-1.1c'],
    apply: (dialect) => requestsOf(dialect, 'MSG', (body) => body.replaceAll(/[^\x20-\x7e]/g, '?')),
  },
  {
    name: 'colon',
    what: 'puts a colon between name and password',
    breaks: ['toom-2.2h'],
    apply: (dialect) => requestsOf(dialect, 'LOGIN', (body) => body.replace(' ', ':')),
  },
  {
    name: 'hasty-login',
    what: 'logs in before the server has spoken',
    breaks: ['toom-2.1a'],
    apply: (dialect) =>
      terminals(dialect, (session) => {
        let greetings = 0
        return {
          connected: () => {
            session.connected()
            session.take(BANNER)
          },
          take: (reply) => {
            greetings += 1
            if (greetings > 1) session.take(reply)
          },
        }
      }),
  },
  {
    name: 'hasty',
    what: 'asks for the users before the reply to a message has come',
    breaks: ['toom-1.5b'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) =>
        saidIn(frame).type === 'MSG' ? [frame, pickle('ATU', '')] : [frame],
      ),
  },
  {
    name: 'no-port',
    what: 'does not say its port',
    breaks: ['toom-2.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (saidIn(frame).type === 'UDP_PORT' ? [] : [frame])),
  },
  {
    name: 'port-in-words',
    what: 'says its port with words around it',
    breaks: ['toom-2.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => {
        const { type, body } = saidIn(frame)
        return type === 'UDP_PORT' ? [pickle(type, `port ${body}`)] : [frame]
      }),
  },
  {
    name: 'no-goodbye',
    what: 'goes without OUT',
    breaks: ['toom-3.7a'],
    apply: (dialect) => requests(dialect, (said) => (said.type === 'OUT' ? undefined : said)),
  },
  {
    name: 'sends-upd',
    what: 'sends UPD to the server',
    breaks: ['toom-5.1'],
    apply: (dialect) =>
      terminals(dialect, (session, write) => ({
        typed: (line) => {
          if (line.startsWith('UPD ')) write(pickle('UPD', line.slice(4)))
          else session.typed(line)
        },
      })),
  },
]

/** Clients that read or show wrongly. */
const readingFaults: readonly Wrong[] = [
  {
    name: 'one-read-one-pickle',
    what: 'takes one read for one pickle',
    breaks: ['toom-1.2c'],
    apply: (dialect) => ({
      ...dialect,
      client: {
        ...dialect.client,
        splitter: (options) => firstOfRead(() => dialect.client.splitter(options)),
      },
    }),
  },
  {
    name: 'no-protocol-4',
    what: 'does not read protocol 4',
    breaks: ['toom-1.2a'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [replaced(chunk, '\x80\x04\x95', 'R')]),
      ),
  },
  {
    name: 'calls',
    what: 'carries out what a pickle calls',
    breaks: ['toom-1.3'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [
          Buffer.from(chunk).includes('coperator\n') ? dumped(3, 'LOGIN-A', '') : chunk,
        ]),
      ),
  },
  {
    name: 'reads-1024',
    what: 'reads no more than 1024 bytes of what came at once',
    breaks: ['toom-1.5c'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) => mangled(splitter, (chunk) => [chunk.subarray(0, 1024)])),
  },
  {
    name: 'hides-refusals',
    what: 'does not show what is refused',
    breaks: ['toom-1.5c'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => (text.startsWith('Message body') ? undefined : text)),
  },
  {
    name: 'first-line-only',
    what: 'shows the first line of a reply only',
    breaks: ['toom-1.5c'],
    apply: (dialect) =>
      terminals(dialect, (session) => ({
        take: (reply) =>
          session.take(
            reply.kind === 'reply' ? { ...reply, body: reply.body.split('\n')[0] ?? '' } : reply,
          ),
      })),
  },
  {
    name: 'other-words',
    what: 'shows the type of a refused login, and no words',
    breaks: ['toom-2.2j'],
    apply: (dialect) =>
      terminalShows(dialect, (text) => text.replace('Invalid Password.', 'LOGIN-F')),
  },
  {
    name: 'gives-up',
    what: 'ends after an unknown name',
    breaks: ['toom-2.2i'],
    apply: (dialect) =>
      terminals(dialect, (session) => ({
        take: (reply) =>
          session.take(
            reply.kind === 'reply' && reply.type === 'LOGIN-N'
              ? { ...reply, type: 'LOGIN-BB' }
              : reply,
          ),
      })),
  },
]

export const clientFaults: readonly Wrong[] = [...sendingFaults, ...readingFaults]
