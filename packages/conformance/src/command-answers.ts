import {
  type Command,
  type CommandKind,
  type Dialect,
  type ErrorCode,
  errorCodes,
  type Report,
} from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import {
  beforehand,
  connectedPair,
  loginAs,
  type SessionPair,
  type Setting,
  USER,
} from './session-pair.ts'
import { START } from './transcript.ts'
import { isErrorCode } from './type-guards.ts'

const [bob] = others
const login: Command = loginAs(USER)
const list: Command = { kind: 'list' }
const send: Command = { kind: 'send', to: bob, text: 'hi' }
const broadcast: Command = { kind: 'broadcast', text: 'hello all' }
const history: Command = { kind: 'history', last: 5 }
const block: Command = { kind: 'block', name: bob }
const logout: Command = { kind: 'logout' }
const unblock: Command = { kind: 'unblock', name: bob }
const listSince: Command = { kind: 'listSince', since: START }
const historySince: Command = { kind: 'historySince', since: START, most: 100 }
const edit: Command = { kind: 'edit', number: 1, posted: START, text: 'hello again' }
const remove: Command = { kind: 'remove', number: 1, posted: START }
const findPeer: Command = { kind: 'findPeer', name: bob }
const enquire: Command = { kind: 'enquire', name: USER }

const passwords = [
  'password-invalid',
  'wrong-password',
  'locked-out',
  'locked',
  'unknown-account',
] as const

/** What the engine may answer to each; any other refusal is only to be survived. */
const refusals = {
  login: [
    'banned',
    'name-invalid',
    'name-taken',
    'name-reserved',
    'full',
    'busy',
    'store-failed',
    ...passwords,
  ],
  enquire: ['name-invalid', 'name-reserved', 'name-taken', 'locked'],
  logout: [],
  send: ['unknown-user', 'user-offline', 'blocked-by-user', 'text-too-long', 'store-failed'],
  broadcast: ['muted', 'text-too-long', 'store-failed'],
  list: ['store-failed'],
  listSince: ['store-failed'],
  history: ['store-failed'],
  historySince: ['store-failed'],
  edit: ['no-such-message', 'other-time', 'not-the-author', 'text-too-long', 'store-failed'],
  remove: ['no-such-message', 'other-time', 'not-the-author', 'store-failed'],
  block: ['unknown-user', 'self-block', 'already-blocked', 'store-failed'],
  unblock: ['unknown-user', 'not-blocked', 'store-failed'],
  received: [],
  announcePeer: [],
  findPeer: ['unknown-user', 'user-offline', 'blocked-by-user'],
  joinRoom: ['room-invalid', 'banned', 'too-many-rooms', 'already-in-room', 'store-failed'],
  leaveRoom: ['no-such-room', 'not-in-room'],
  rooms: [],
  topic: ['no-such-room'],
  setTopic: ['no-such-room', 'not-a-moderator', 'text-too-long', 'store-failed'],
  rename: ['name-invalid', 'name-taken', 'name-reserved'],
  away: ['text-too-long'],
  whois: ['unknown-user', 'user-offline'],
  kick: ['no-such-room', 'not-a-moderator', 'unknown-user', 'not-in-room'],
  ban: ['no-such-room', 'not-a-moderator', 'unknown-user', 'store-failed'],
  unban: ['no-such-room', 'not-a-moderator', 'not-banned', 'store-failed'],
  bans: ['no-such-room'],
  moderators: ['no-such-room'],
  mute: ['no-such-room', 'not-a-moderator', 'unknown-user', 'store-failed'],
  unmute: ['no-such-room', 'not-a-moderator', 'not-muted', 'store-failed'],
} as const satisfies Readonly<Record<CommandKind, readonly ErrorCode[]>>

function isOutcome(report: Report): report is Extract<Report, { kind: 'done' | 'refused' }> {
  return report.kind === 'done' || report.kind === 'refused'
}

/** `done send`, `refused list`. */
function outcomes(reports: readonly Report[]): readonly string[] {
  return reports.filter(isOutcome).map(({ kind, command }) => `${kind} ${command}`)
}

/** What a client says, and what of it the engine refuses where that is not the command itself. */
const refusable: readonly { readonly command: Command; readonly refused?: CommandKind }[] = [
  { command: login },
  { command: login, refused: 'enquire' },
  { command: enquire },
  { command: send },
  { command: broadcast },
  { command: list },
  { command: listSince },
  { command: historySince },
  { command: edit },
  { command: remove },
  { command: block },
  { command: unblock },
  { command: findPeer },
  { command: findPeer, refused: 'list' },
]

/**
 * Whatever the engine refuses, and whyever, the server says so, its client takes it as the answer
 * to that command, and both go on, unless the connection is closed for it. What a session does not
 * ask for a command cannot be refused there.
 */
export function saysEveryRefusal(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  for (const { command, refused = command.kind } of refusable) {
    const likely: readonly ErrorCode[] = refusals[refused]
    for (const error of Object.keys(errorCodes).filter(isErrorCode)) {
      const what = `${command.kind}, ${refused} refused as ${error}`
      notes.during(what, () => {
        const pair = beforehand(dialect, chosen, command)
        pair.engine.refusing = { kind: refused, error }
        const reports = pair.after(command)
        if (reports === undefined || pair.pipe.server.closed !== undefined) return
        if (pair.engine.refusing !== undefined) return
        notes.expect(reports.length > 0, `${what}: nothing is said`)
        if (likely.includes(error)) goesOn(notes, pair, command, reports)
      })
    }
  }
  return notes.findings
}

function goesOn(
  notes: Notes,
  pair: SessionPair,
  { kind }: Command,
  reports: readonly Report[],
): void {
  notes.same(showValue(outcomes(reports)), showValue([`refused ${kind}`]), `${kind} refused`)
  const next = kind === 'login' || kind === 'enquire' ? login : list
  const after = outcomes(pair.after(next) ?? [])
  notes.same(showValue(after), showValue([`done ${next.kind}`]), `${next.kind} after a refusal`)
}

const refusedOnce = [
  { kind: 'send', error: 'blocked-by-user' },
  { kind: 'list', error: 'store-failed' },
  { kind: 'block', error: 'already-blocked' },
] as const

/** What is asked in one breath, of an engine that takes its time: each answer finds its command. */
export function answersFindTheirCommand(dialect: Dialect, chosen: Setting): Findings {
  const breath = [list, send, broadcast, list, block, history, send, unblock, broadcast, list]
  const notes = new Notes()
  for (const refusing of [undefined, ...refusedOnce]) {
    const refused = refusing?.kind
    const what = `in one breath${refused === undefined ? '' : `, the first ${refused} refused`}`
    notes.during(what, () => {
      const pair = connectedPair(dialect, chosen)
      const { engine, pipe } = pair
      engine.late = true
      engine.refusing = refusing
      const kinds = breath.filter((command) => pipe.say(command)).map(({ kind }) => kind)
      for (let again = true; again; again = engine.waiting > 0) {
        while (engine.waiting > 0) engine.answer()
        pipe.settle()
      }
      const reports = pipe.takeReports()
      notes.same(showValue(outcomes(reports)), showValue(due(kinds, refused)), what)
      notes.expect(reports.every(isOutcome), `${what}: also ${showValue(reports)}`)
      for (const report of reports) {
        if (report.kind !== 'done' || report.command !== 'list') continue
        notes.same(showValue(report.names), showValue([USER, ...others]), `${what}: the names`)
      }
    })
  }
  return notes.findings
}

const commands: readonly Command[] = [
  list,
  send,
  broadcast,
  edit,
  remove,
  block,
  unblock,
  history,
  historySince,
  listSince,
  findPeer,
  { kind: 'announcePeer', transport: 'tcp', port: 41_001 },
  { kind: 'announcePeer', transport: 'udp', port: 41_001 },
  list,
  logout,
]

/** One command after another, each with one outcome and no other report. */
export function answersEachCommand(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('one by one', () => {
    const pair = connectedPair(dialect, chosen)
    for (const command of commands) {
      const reports = pair.after(command)
      if (reports === undefined) continue
      notes.same(showValue(outcomes(reports)), showValue([`done ${command.kind}`]), command.kind)
      notes.expect(reports.every(isOutcome), `${command.kind}: also ${showValue(reports)}`)
    }
  })
  return notes.findings
}

/** The outcomes of commands of which the first of one kind is refused. */
function due(kinds: readonly CommandKind[], refused: CommandKind | undefined): readonly string[] {
  const first = refused === undefined ? -1 : kinds.indexOf(refused)
  return kinds.map((kind, index) => `${index === first ? 'refused' : 'done'} ${kind}`)
}
