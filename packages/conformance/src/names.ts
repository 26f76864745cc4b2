import type { Audience, Capabilities, Command, CommandKind, Dialect } from '@parley/contract'
import {
  audiences,
  CUT_BEFORE,
  expected,
  kindOf,
  lineNames,
  SessionPairs,
  shown,
} from './capabilities.ts'
import { type Findings, Notes } from './findings.ts'
import { lengthsAround } from './length-boundaries.ts'
import { showText, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { beforehand, connectedPair, loginAs, message, type Setting, USER } from './session-pair.ts'

const [bob] = others

/** Names that a user of some dialect may have. */
const oddNames: readonly string[] = [
  'Zoë',
  '永',
  '(private)',
  'DELIVERY',
  'INBOUND',
  'XOXOXO',
  'LIST-OK',
  '127.0.0.1',
  'server2',
  '{}',
  '-',
  '...',
  'x'.repeat(64),
  '😀'.repeat(64),
]

/**
 * Whatever a sender’s name, the message is theirs, and cut where the declaration says; whatever names there are, a list
 * has them.
 */
export function namesAreTrue(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const { hears } = dialect.carries(chosen.options)
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen))
  for (const name of oddNames) {
    for (const audience of audiences) {
      for (const text of ['hi', ...lengthsByName(hears, name, audience)]) {
        const what = `${showValue(name)} says ${showText(text)} to ${audience}`
        pairs.with(notes, what, (pair) => {
          const reports = pair.deliver(message(kindOf(audience), name, text))
          const due = hears(text, audience, lineNames(name))
          notes.same(shown(reports, audience), expected(due, name), what)
        })
      }
    }
  }
  pairs.with(notes, 'a list of odd names', (pair) => {
    pair.engine.others = oddNames
    const [report] = pair.after({ kind: 'list' }) ?? []
    const names = report?.kind === 'done' ? report.names : report
    notes.same(showValue(names), showValue([USER, ...oddNames]), 'a list of odd names')
  })
  return notes.findings
}

/** Texts around the length at which they are cut, where that is another one than for a short name. */
function lengthsByName(
  hears: Capabilities['hears'],
  name: string,
  audience: Audience,
): readonly string[] {
  const [own, usual] = [name, bob].map((from) =>
    lengthsAround(CUT_BEFORE, (text) => hears(text, audience, lineNames(from)).length > 1),
  )
  return own === undefined || showValue(own) === showValue(usual) ? [] : own
}

/** Whom nobody may be called, and what a client might be tricked with. */
const wrongNames: readonly string[] = [
  '',
  ' ',
  '*',
  '@',
  '@bob',
  'a b',
  ' bob',
  'bob ',
  'bob\n',
  'bob\r',
  'bob\nLIST',
  'bob\r\nLOGOUT\r\n',
  'bob\nXOXOXO',
  'a,b',
  '"',
  '\\',
  '"}{"request":"logout"}',
  'a\0b',
  'a\u2028b',
  '\ud800',
  'everyone',
  'server',
  'x'.repeat(5000),
]

/**
 * Whatever name a client is given to send to or to log in with, the engine is asked for nothing but
 * that, for that name, if it is asked at all; and the client refuses, or something comes of it.
 */
export function namesAreNoCommands(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  for (const name of [...wrongNames, ...oddNames]) {
    const commands: readonly Command[] = [
      loginAs(name),
      { kind: 'send', to: name, text: 'hi' },
      { kind: 'block', name },
      { kind: 'unblock', name },
      { kind: 'findPeer', name },
    ]
    for (const command of commands) {
      const what = `${command.kind} with the name ${showText(name)}`
      notes.during(what, () => {
        const pair = beforehand(dialect, chosen, command)
        const reports = pair.after(command)
        const ends = reports?.filter((one) => one.kind === 'done' || one.kind === 'refused')
        notes.expect(ends?.length !== 0, `${what}: nothing comes of it`)
        const asked = pair.engine.asks.filter((ask) => !isThat(ask, command, name))
        notes.same(showValue(asked), '[]', what)
      })
    }
  }
  return notes.findings
}

/** What a session may ask for a command beside it, without a name. */
const besides: Readonly<Partial<Record<CommandKind, readonly CommandKind[]>>> = {
  login: ['history', 'list', 'moderators', 'topic', 'announcePeer', 'received'],
  send: ['whois'],
  findPeer: ['list'],
}

/**
 * Whether the engine was asked what was to be asked, but for blanks around the name and for what
 * UTF-8 cannot say; what a session wants to know beside that is no command of the client’s.
 */
function isThat(ask: Command, { kind }: Command, name: string): boolean {
  if (besides[kind]?.includes(ask.kind) === true) return true
  const asked = 'to' in ask ? ask.to : 'name' in ask ? ask.name : ''
  const given = name.toWellFormed()
  const isKind = ask.kind === kind || (ask.kind === 'enquire' && kind === 'login')
  return isKind && (asked === given || asked === given.trim())
}
