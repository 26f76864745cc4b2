import type { TerminalLine } from '@parley/contract'
import { clientReads, clientWrites, TerminalLineBehind } from '@parley/faulty'
import {
  changed,
  decodedAlone,
  firstObject,
  type KtnDialect,
  oneObject,
  type Wrong,
  withOptions,
} from './tools.ts'

/** What the client writes goes through this; the empty text is not written. */
function writes(dialect: KtnDialect, change: (object: string) => string): KtnDialect {
  return clientWrites(dialect, (frame) => {
    const other = change(String(frame))
    return other === '' ? [] : [other]
  })
}

/** What one read brings goes through this. */
function reads(dialect: KtnDialect, change: (text: string) => string): KtnDialect {
  return clientReads(dialect, (splitter) => changed(splitter, change))
}

/** Never closes, and never ends. */
class Stubborn extends TerminalLineBehind {
  override close(): void {}

  override end(): void {}
}

const writingFaults: readonly Wrong[] = [
  {
    name: 'line-end',
    what: 'puts a line end behind each request',
    breaks: ['ktn-1.1'],
    apply: (dialect) => writes(dialect, (object) => `${object}\n`),
  },
  {
    name: 'crlf',
    what: 'ends requests with CRLF',
    breaks: ['ktn-1.1'],
    apply: (dialect) => writes(dialect, (object) => `${object}\r\n`),
  },
  {
    name: 'too-early',
    what: 'asks who is there before its login is answered',
    breaks: ['ktn-1.1', 'ktn-8.1a'],
    apply: (dialect) =>
      writes(dialect, (object) =>
        object.includes('"login"') ? `${object}{"request":"names","content":null}` : object,
      ),
  },
  {
    name: 'wrong-key',
    what: 'says message for content',
    breaks: ['ktn-2.1'],
    apply: (dialect) => writes(dialect, (object) => object.replace('"content"', '"message"')),
  },
  {
    name: 'first-word',
    what: 'says LOGIN for login',
    breaks: ['ktn-2.1f'],
    apply: (dialect) => writes(dialect, (object) => object.replace('"login"', '"LOGIN"')),
  },
  {
    name: 'users',
    what: 'says users for names',
    breaks: ['ktn-2.1f'],
    apply: (dialect) => writes(dialect, (object) => object.replace('"names"', '"users"')),
  },
  {
    name: 'blank-behind-name',
    what: 'puts a blank behind the name',
    breaks: ['ktn-2.1g'],
    apply: (dialect) =>
      writes(dialect, (object) =>
        object.includes('"login"') ? object.replace(/"\}$/, ' "}') : object,
      ),
  },
  {
    name: 'splits-text',
    what: 'takes several blanks of a text for one',
    breaks: ['ktn-2.1g'],
    apply: (dialect) => writes(dialect, (object) => object.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'no-content',
    what: 'leaves the content out where there is none',
    breaks: ['ktn-8.1'],
    apply: (dialect) => writes(dialect, (object) => object.replace(',"content":null', '')),
  },
  {
    name: 'empty-content',
    what: 'has an empty content where there is none',
    breaks: ['ktn-8.1d'],
    apply: (dialect) => writes(dialect, (object) => object.replace(':null', ':""')),
  },
  {
    name: 'no-pace',
    what: 'sends requests as fast as it can',
    breaks: ['ktn-8.1a'],
    apply: (dialect) => withOptions(dialect, { pace: 0 }),
  },
  {
    name: 'long-requests',
    what: 'sends texts of any length',
    breaks: ['ktn-8.1b'],
    apply: (dialect) => withOptions(dialect, { maxObject: 0 }),
  },
  {
    name: 'no-goodbye',
    what: 'goes without a logout',
    breaks: ['ktn-8.1c'],
    apply: (dialect) => writes(dialect, (object) => (object.includes('"logout"') ? '' : object)),
  },
  {
    name: 'waits-for-ever',
    what: 'waits for the answer to a logout for ever',
    breaks: ['ktn-8.2d'],
    apply(dialect) {
      const { terminal } = dialect
      const open = (line: TerminalLine, options: Parameters<typeof terminal.open>[1]) =>
        terminal.open(new Stubborn(line), options)
      return { ...dialect, terminal: { ...terminal, open } }
    },
  },
]

const readingFaults: readonly Wrong[] = [
  {
    name: 'one-object-a-read',
    what: 'takes one read for one response',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => reads(dialect, oneObject),
  },
  {
    name: 'loses-second',
    what: 'shows nothing of a message that came joined to another',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => reads(dialect, firstObject),
  },
  {
    name: 'cuts-at-4096',
    what: 'keeps 4096 bytes of a read',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => reads(dialect, (text) => text.slice(0, 4096)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, also where it ends within a character',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => reads(dialect, decodedAlone),
  },
  {
    name: 'deaf-to-users',
    what: 'shows only what the server itself says',
    breaks: ['ktn-7.3'],
    apply: (dialect) =>
      reads(dialect, (text) => (text.includes('"response":"message"') ? '' : text)),
  },
  {
    name: 'no-strings',
    what: 'does not read a history of strings',
    breaks: ['ktn-8.2'],
    apply: (dialect) => reads(dialect, (text) => (text.includes('["{') ? '' : text)),
  },
  {
    name: 'login-first',
    what: 'shows nothing before its login is answered',
    breaks: ['ktn-8.2'],
    apply(dialect) {
      return clientReads(dialect, (splitter) => {
        let isIn = false
        return changed(splitter, (text) => {
          isIn ||= !text.includes('"history"')
          return isIn ? text : ''
        })
      })
    },
  },
  {
    name: 'strict-senders',
    what: 'takes only texts for a sender',
    breaks: ['ktn-8.2a'],
    apply: (dialect) => reads(dialect, (text) => (/"sender": ?null/.test(text) ? '' : text)),
  },
  {
    name: 'no-lists',
    what: 'does not show a list of names',
    breaks: ['ktn-8.2b'],
    apply: (dialect) => reads(dialect, (text) => (text.includes('"info","content":[') ? '' : text)),
  },
  {
    name: 'no-msg',
    what: 'does not know msg for message',
    breaks: ['ktn-8.2c'],
    apply: (dialect) => reads(dialect, (text) => (text.includes('"msg"') ? '' : text)),
  },
]

/** Clients that are wrong in one thing. */
export const clientFaults: readonly Wrong[] = [...writingFaults, ...readingFaults]
