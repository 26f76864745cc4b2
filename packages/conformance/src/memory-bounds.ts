import { Buffer } from 'node:buffer'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ClientLine, Dialect, ServerDialect } from '@parley/contract'
import { ClientHost } from '@parley/session-host'
import { type Findings, Notes } from './findings.ts'
import { longMessage, openedMessage } from './frame-limits.ts'
import { others } from './scripted-engine.ts'
import type { Connected, ServerSide } from './server-side.ts'
import { loginAs, type Setting, USER } from './session-pair.ts'
import { START } from './transcript.ts'

export const MEBIBYTE = 1024 * 1024

/** What is poured into a session, in bytes. */
export const FLOOD = 16 * MEBIBYTE
export const CHUNK = 64 * 1024

/** What it may keep of that, beside a few of its dialect’s largest frames. */
export const ALLOWED = 5 * MEBIBYTE
const FRAMES = 2

const [bob] = others

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** The memory in use, in bytes, once garbage is collected. */
export function inUse(): number {
  if (typeof collect === 'function') collect()
  return held()
}

/**
 * How much more memory is in use than `before`, in bytes. Garbage is counted with it as long as all
 * of it is not more than `allowed`: collecting takes a tenth of a second, young garbage a hundredth.
 */
export function keptSince(before: number, allowed: number): number {
  if (held() - before > allowed && typeof collect === 'function') collect({ type: 'minor' })
  const kept = held() - before
  return kept <= allowed ? kept : inUse() - before
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

export const floods = {
  'one letter without end': Buffer.alloc(CHUNK, 'q'),
  'lines of a kilobyte': Buffer.from(`${'q'.repeat(1023)}\n`.repeat(CHUNK / 1024)),
  'one opening brace and letters': Buffer.alloc(CHUNK, 'q').fill('{', 0, 1),
  'negotiation without end': Buffer.alloc(CHUNK, Buffer.from([0xff, 0xfa])),
} as const

type Pour = (what: string, push: (chunk: Uint8Array) => void) => void

/** However much a peer sends, before login or after, in a message or between: little is kept. */
export function keepsLittle(side: ServerSide, dialect: ServerDialect, chosen: Setting): Findings {
  const { head } = longMessage(side, dialect, chosen, FLOOD) ?? openedMessage(side, 0)
  return poured(dialect, chosen, (pour) => {
    const stranger = side.stranger()
    pour('before login', (bytes) => flood(stranger, bytes))
    const user = side.user()
    pour('after login', (bytes) => flood(user, bytes))
    const writer = side.user()
    writer.server.push(head)
    pour('in a message', (bytes) => flood(writer, bytes))
  })
}

/** However much a server sends to a client: little is kept. */
export function clientKeepsLittle(dialect: Dialect, chosen: Setting): Findings {
  return poured(dialect, chosen, (pour) => {
    const client = waitingClient(dialect, chosen)
    pour('from a server', (bytes) => client.push(bytes))
  })
}

function poured(
  dialect: ServerDialect,
  chosen: Setting,
  everywhere: (pour: Pour) => void,
): Findings {
  const notes = new Notes()
  const allowed = ALLOWED + FRAMES * dialect.wire(chosen.options).maxFrame
  const before = inUse()
  for (const [name, chunk] of Object.entries(floods)) {
    everywhere((what, push) => {
      notes.during(`${name} ${what}`, () => {
        for (let fed = 0; fed < FLOOD; fed += CHUNK) push(chunk)
        const kept = keptSince(before, allowed)
        push(Buffer.alloc(0))
        const shown = `${Math.round(kept / MEBIBYTE)} MiB are kept of ${FLOOD / MEBIBYTE}`
        notes.expect(kept <= allowed, `${name} ${what}: ${shown}`)
      })
    })
  }
  return notes.findings
}

/** What a check itself would keep is let go. */
function flood(connected: Connected, bytes: Uint8Array): void {
  connected.server.push(bytes)
  connected.forget()
}

/** So many commands a client is given that a silent server never answers. */
const UNANSWERED = 1_000_000

/** A client whose server is silent refuses at last to say more, or keeps little of what it said. */
export function givesUpAtLast(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('a silent server', () => {
    const client = waitingClient(dialect, chosen)
    const before = inUse()
    let said = 0
    while (said < UNANSWERED && client.ask({ kind: 'send', to: bob, text: `${said}` })) said += 1
    const kept = inUse() - before
    const refuses = !client.ask({ kind: 'send', to: bob, text: 'hi' })
    const shown = `${said} unanswered commands take ${Math.round(kept / 1024)} KiB`
    notes.expect(refuses || kept < 2 * MEBIBYTE, shown)
  })
  return notes.findings
}

/** A client that reads frames of a mebibyte, waits for answers, and whose reports nobody keeps. */
function waitingClient(dialect: Dialect, { options }: Setting): ClientHost {
  const line: ClientLine = {
    now: START,
    write: () => {},
    report: () => {},
    close: () => {},
    wakeAt: () => {},
  }
  const client = new ClientHost(dialect, options, line, MEBIBYTE)
  client.begin()
  client.ask(loginAs(USER))
  client.ask({ kind: 'send', to: bob, text: 'hi' })
  client.ask({ kind: 'list' })
  return client
}
