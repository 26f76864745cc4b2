import {
  closeReasons,
  type Dialect,
  type Event,
  isReservedName,
  type PublicMessage,
  type Report,
} from '@parley/contract'
import { SessionPairs } from './capabilities.ts'
import { type Findings, Notes } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import { showText, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { connectedPair, edited, SessionPair, type Setting } from './session-pair.ts'
import { START } from './transcript.ts'
import { isCloseReason } from './type-guards.ts'

const [bob] = others

/** So many generated texts beside the listed ones. */
const GENERATED = 20

/** Logins and logouts are reported where the dialect says so, and else not at all. */
export function tellsPresence(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const { presence, rename } = dialect.carries(chosen.options).features
  const { grade } = presence
  for (const kind of ['joined', 'left'] as const) {
    notes.during(kind, () => {
      const reports = connectedPair(dialect, chosen).deliver({
        kind,
        name: bob,
        via: 'vu',
        time: START,
      })
      const wanted = { kind: 'presence', name: bob, online: kind === 'joined' }
      if (grade === 'none') notes.same(showValue(reports), '[]', kind)
      if (grade === 'full') notes.same(showValue(reports), showValue([wanted]), kind)
      notes.expect(!reports.some(isNonsense), `${kind} is nonsense to the client`)
    })
  }
  notes.during('renamed', () => {
    const event: Event = { kind: 'renamed', from: bob, to: 'dave', time: START }
    const reports = connectedPair(dialect, chosen).deliver(event)
    const wanted = [
      { kind: 'presence', name: bob, online: false },
      { kind: 'presence', name: 'dave', online: true },
    ]
    if (grade === 'none') notes.same(showValue(reports), '[]', 'renamed')
    if (grade === 'full' && rename.grade === 'none') {
      notes.same(showValue(reports), showValue(wanted), 'renamed')
    }
    notes.expect(!reports.some(isNonsense), 'renamed is nonsense to the client')
  })
  notes.during('away', () => {
    const event: Event = { kind: 'away', name: bob, text: 'lunch', time: START }
    const reports = connectedPair(dialect, chosen).deliver(event)
    const isLogout = reports.some((report) => report.kind === 'presence')
    notes.expect(!isLogout, 'who is away is heard as somebody who comes or goes')
    notes.expect(!reports.some(isNonsense), 'away is nonsense to the client')
  })
  return notes.findings
}

/** Who carries no rooms is told nothing of one. */
export function knowsNoRooms(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  if (dialect.carries(chosen.options).features.rooms.grade !== 'none') return notes.findings
  const room = '#tea'
  const events: readonly Event[] = [
    { kind: 'entered', room, name: bob, via: 'vu', time: START },
    { kind: 'departed', room, name: bob, time: START, reason: 'bye', by: bob },
    { kind: 'topic', room, text: 'leaves', by: bob, time: START },
  ]
  for (const event of events) {
    notes.during(event.kind, () => {
      const reports = connectedPair(dialect, chosen).deliver(event)
      notes.same(showValue(reports), '[]', event.kind)
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
    const reports = connectedPair(dialect, chosen).deliver({ kind: 'notice', text, time: START })
    const hasArrived = reports.some((report) => 'text' in report && report.text.includes(text))
    notes.expect(hasArrived || chosen.strict, `a notice does not arrive: ${showValue(reports)}`)
    notes.expect(reports.every(isFromGateway), `a notice is heard as ${showValue(reports)}`)
  })
  for (const event of said(text)) {
    const what = showValue(event)
    notes.during(what, () => {
      const stranger = new SessionPair(dialect, chosen)
      stranger.open()
      const reports = [...stranger.deliver(event), ...connectedPair(dialect, chosen).deliver(event)]
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

/**
 * An edited or removed public message is reported by the gateway or not at all, whatever the new
 * text: nobody seems to say it. Before login it does no harm.
 */
export function changesAreNews(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen))
  const removed: Event = { kind: 'removed', time: START, number: 1, from: bob }
  const edits = bodies(GENERATED).map((text) => edited(bob, text))
  for (const event of [removed, ...edits]) {
    const what = event.kind === 'edited' ? `edited to ${showText(event.message.text)}` : event.kind
    pairs.with(notes, what, (pair) => {
      const reports = pair.deliver(event)
      const isTrue = chosen.strict || reports.every(isFromGateway)
      notes.expect(isTrue, `${what}: is heard as ${showValue(reports)}`)
    })
  }
  for (const event of [removed, edited(bob, 'before login')]) {
    notes.during(`${event.kind} before login`, () => {
      const stranger = new SessionPair(dialect, chosen)
      stranger.open()
      const reports = stranger.deliver(event)
      const isTrue = chosen.strict || reports.every(isFromGateway)
      notes.expect(isTrue, `${event.kind} before login: is heard as ${showValue(reports)}`)
      stranger.login()
    })
  }
  return notes.findings
}

function isFromGateway(report: Report): boolean {
  return report.kind === 'notice' || (report.kind === 'heard' && isReservedName(report.from))
}

function isNonsense(report: Report): boolean {
  return report.kind === 'nonsense'
}

/** So many users hear one broadcast. */
const AUDIENCE = 100

/**
 * A broadcast is made into bytes once, not once for each who hears it. Who tells it only when asked
 * does not read it before that; a reply is then made for the one who asks.
 */
export function serialisesOnce(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('a broadcast', () => {
    const crowd = Array.from({ length: AUDIENCE }, () => connectedPair(dialect, chosen))
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
