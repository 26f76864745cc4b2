import {
  type Command,
  type CommandKind,
  closeReasons,
  type Dialect,
  type ErrorCode,
  type Event,
  errorCodes,
  isReservedName,
  type PublicMessage,
  type Report,
} from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { beforehand, loginAs, Meeting, met, type Setting, USER } from './meeting.ts'
import { showValue } from './notation.ts'
import { others } from './scripted.ts'
import { isCloseReason, isErrorCode } from './shapes.ts'
import { START } from './transcript.ts'

const [bob] = others
const login: Command = loginAs(USER)
const list: Command = { kind: 'list' }
const send: Command = { kind: 'send', to: bob, text: 'hi' }
const broadcast: Command = { kind: 'broadcast', text: 'hello all' }
const history: Command = { kind: 'history', last: 5 }
const block: Command = { kind: 'block', name: bob }
const logout: Command = { kind: 'logout' }
const unblock: Command = { kind: 'unblock', name: bob }

const passwords = [
  'password-invalid',
  'wrong-password',
  'locked-out',
  'locked',
  'unknown-account',
] as const

/** What the engine may answer to each; any other refusal is only to be survived. */
const refusals = {
  login: ['name-invalid', 'name-taken', 'name-reserved', 'full', 'store-failed', ...passwords],
  enquire: ['name-invalid', 'name-reserved', 'name-taken', 'locked'],
  logout: [],
  send: ['unknown-user', 'blocked-by-user', 'text-too-long', 'store-failed'],
  broadcast: ['text-too-long', 'store-failed'],
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
} as const satisfies Readonly<Record<CommandKind, readonly ErrorCode[]>>

function isOutcome(report: Report): report is Extract<Report, { kind: 'done' | 'refused' }> {
  return report.kind === 'done' || report.kind === 'refused'
}

/** `done send`, `refused list`. */
function outcomes(reports: readonly Report[]): readonly string[] {
  return reports.filter(isOutcome).map(({ kind, command }) => `${kind} ${command}`)
}

/**
 * Whatever the engine refuses, and whyever, the server says so, its client takes it as the answer
 * to that command, and both go on, unless the connection is closed for it.
 */
export function saysEveryRefusal(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  for (const command of [login, send, broadcast, list, block, unblock]) {
    const likely: readonly ErrorCode[] = refusals[command.kind]
    for (const error of Object.keys(errorCodes).filter(isErrorCode)) {
      const what = `${command.kind} refused as ${error}`
      notes.during(what, () => {
        const meeting = beforehand(dialect, chosen, command)
        meeting.engine.refusing = { kind: command.kind, error }
        const reports = meeting.after(command)
        if (reports === undefined || meeting.pipe.server.closed !== undefined) return
        notes.expect(reports.length > 0, `${what}: nothing is said`)
        if (likely.includes(error)) goesOn(notes, meeting, command, reports)
      })
    }
  }
  return notes.findings
}

function goesOn(
  notes: Notes,
  meeting: Meeting,
  { kind }: Command,
  reports: readonly Report[],
): void {
  notes.same(showValue(outcomes(reports)), showValue([`refused ${kind}`]), `${kind} refused`)
  const next = kind === 'login' ? login : list
  const after = outcomes(meeting.after(next) ?? [])
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
      const meeting = met(dialect, chosen)
      const { engine, pipe } = meeting
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

/** One command after another, each with one outcome and no other report. */
export function answersEachCommand(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('one by one', () => {
    const meeting = met(dialect, chosen)
    for (const command of [list, send, broadcast, block, unblock, history, list, logout]) {
      const reports = meeting.after(command)
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

/** Who comes and goes is told where the dialect says that it is, and else not at all. */
export function tellsPresence(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const { grade } = dialect.carries(chosen.options).features.presence
  for (const kind of ['joined', 'left'] as const) {
    notes.during(kind, () => {
      const reports = met(dialect, chosen).told({ kind, name: bob, time: START })
      const wanted = { kind: 'presence', name: bob, online: kind === 'joined' }
      if (grade === 'none') notes.same(showValue(reports), '[]', kind)
      if (grade === 'full') notes.same(showValue(reports), showValue([wanted]), kind)
      notes.expect(!reports.some(isNonsense), `${kind} is nonsense to the client`)
    })
  }
  return notes.findings
}

/**
 * A notice reaches the user (outside `strict`), and neither it nor a farewell seems to come from
 * somebody who could be a user; before login neither does harm.
 */
export function speaksForTheGateway(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const text = 'a file has arrived'
  notes.during('notice', () => {
    const reports = met(dialect, chosen).told({ kind: 'notice', text, time: START })
    const told = reports.some((report) => 'text' in report && report.text.includes(text))
    notes.expect(told || chosen.strict, `a notice does not arrive: ${showValue(reports)}`)
    notes.expect(reports.every(isFromGateway), `a notice is heard as ${showValue(reports)}`)
  })
  for (const event of said(text)) {
    const what = showValue(event)
    notes.during(what, () => {
      const stranger = new Meeting(dialect, chosen)
      stranger.open()
      const reports = [...stranger.told(event), ...met(dialect, chosen).told(event)]
      notes.expect(reports.every(isFromGateway), `${what} is heard as ${showValue(reports)}`)
    })
  }
  return notes.findings
}

function said(text: string): readonly Event[] {
  const reasons = Object.keys(closeReasons).filter(isCloseReason)
  return [
    { kind: 'notice', text, time: START },
    ...reasons.map((reason) => ({ kind: 'farewell', reason, time: START }) as const),
  ]
}

function isFromGateway(report: Report): boolean {
  return report.kind === 'notice' || (report.kind === 'heard' && isReservedName(report.from))
}

function isNonsense(report: Report): boolean {
  return report.kind === 'nonsense'
}

/** So many users hear one broadcast. */
const AUDIENCE = 100

/** A broadcast is made into bytes once, not once for each who hears it. */
export function serialisesOnce(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('a broadcast', () => {
    const crowd = Array.from({ length: AUDIENCE }, () => met(dialect, chosen))
    let reads = 0
    const event: PublicMessage = {
      kind: 'public',
      id: 1,
      time: START,
      number: 1,
      from: bob,
      get text() {
        reads += 1
        return 'hello all'
      },
    }
    for (const { pipe } of crowd) pipe.hear(event)
    notes.expect(reads < AUDIENCE, `its text is read ${reads} times for ${AUDIENCE} recipients`)
  })
  return notes.findings
}
