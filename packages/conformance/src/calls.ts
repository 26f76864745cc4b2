import { Buffer } from 'node:buffer'
import type {
  CallLine,
  CallSession,
  CallSide,
  Calls,
  Dialect,
  ServerDialect,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import fc from 'fast-check'
import { type Findings, Notes, thrown } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import { ALLOWED, CHUNK, FLOOD, floods, inUse, keptSince, MEBIBYTE } from './memory-bounds.ts'
import { canonical, showBytes, showValue } from './notation.ts'
import { anyBytes, type Material } from './scenarios.ts'
import { others } from './scripted-engine.ts'
import { connectedPair, type Setting, USER } from './session-pair.ts'
import { START } from './transcript.ts'

const SEED = 20_161_120
const RUNS = 500

/** Running and shrinking stop after so long, in milliseconds. */
const TIME = 20_000

/** What a chunk is filled with once it has been taken: it is its caller’s again. */
const SCRATCH = 0x21

const [bob] = others

/** Parts of file transfers: who sends, what, and names that lead out of a folder. */
const labels: readonly Uint8Array[] = [
  USER,
  `${USER}_notes.txt`,
  `${USER}_../notes.txt`,
  `${USER}_..`,
  `${USER}_/etc/notes\0.txt`,
].map((label) => Buffer.from(label))

/**
 * Whatever a caller says, however it is cut: a call does not throw, does nothing after its end, says
 * clean texts outside `strict`, begins files under plain names only, and keeps little. Nothing is found
 * where the dialect has no calls.
 */
export function callsHold(dialect: ServerDialect, { settings, messages }: Material): Findings {
  const { calls } = dialect
  if (calls === undefined) return []
  const notes = new Notes()
  const { transport } = calls
  notes.expect(transport === 'tcp' || transport === 'udp', `the transport is ${transport}`)
  survives(notes, calls, settings, [...messages, ...labels])
  for (const chosen of settings) {
    if (transport === 'tcp') readsAnyCut(notes, calls, chosen, messages)
    if (chosen.usual) keepsLittle(notes, calls, chosen)
  }
  return notes.findings
}

type Act = { readonly does: 'take'; readonly bytes: Uint8Array } | { readonly does: 'wake' | 'end' }

function actsOf(messages: readonly Uint8Array[]): fc.Arbitrary<readonly Act[]> {
  const take = anyBytes(messages).map((bytes): Act => ({ does: 'take', bytes }))
  const other = fc.constantFrom<Act>({ does: 'wake' }, { does: 'wake' }, { does: 'end' })
  const known = fc
    .constantFrom(...messages, ...labels)
    .map((bytes): Act => ({ does: 'take', bytes }))
  return fc.array(fc.oneof(take, known, known, other), { maxLength: 12 })
}

function survives(
  notes: Notes,
  calls: CallSide<unknown>,
  settings: readonly Setting[],
  messages: readonly Uint8Array[],
): void {
  const call = fc.record({ chosen: fc.constantFrom(...settings), acts: actsOf(messages) })
  const details = fc.check(
    fc.property(call, ({ chosen, acts }) => live(new WatchedCall(calls, chosen), acts)),
    { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: TIME },
  )
  const [life] = details.counterexample ?? []
  if (life === undefined) return
  const acts = life.acts.map((act) => (act.does === 'take' ? showBytes(act.bytes) : act.does))
  notes.add(`${thrown(details.errorInstance)} after ${life.chosen.name}: ${acts.join(' | ')}`)
}

function live(call: WatchedCall, acts: readonly Act[]): void {
  for (const act of acts) {
    switch (act.does) {
      case 'take':
        call.take(act.bytes)
        break
      case 'wake':
        call.wake()
        break
      case 'end':
        call.end()
        break
    }
  }
}

/** The same comes of a stream whole and byte by byte. */
function readsAnyCut(
  notes: Notes,
  calls: CallSide<unknown>,
  chosen: Setting,
  messages: readonly Uint8Array[],
): void {
  for (const bytes of [...messages, ...bodies(0).map((text) => Buffer.from(`${text}\n`))]) {
    if (bytes.length > CHUNK) continue
    const what = `${chosen.name}: a call that says ${showBytes(bytes, 60)}`
    notes.during(what, () => {
      const whole = new WatchedCall(calls, chosen)
      whole.take(bytes)
      const bytewise = new WatchedCall(calls, chosen)
      for (const byte of bytes) bytewise.take(Uint8Array.of(byte))
      notes.same(canonical(bytewise.done), canonical(whole.done), `${what}, byte by byte`)
    })
  }
}

function keepsLittle(notes: Notes, calls: CallSide<unknown>, chosen: Setting): void {
  for (const [name, chunk] of Object.entries(floods)) {
    notes.during(`${name} in a call`, () => {
      const before = inUse()
      const call = new WatchedCall(calls, chosen)
      for (let fed = 0; fed < FLOOD; fed += CHUNK) {
        call.pour(chunk)
        call.done.length = 0
      }
      const kept = keptSince(before, ALLOWED)
      call.end()
      const shown = `${Math.round(kept / MEBIBYTE)} MiB are kept of ${FLOOD / MEBIBYTE}`
      notes.expect(kept <= ALLOWED, `${name} in a call: ${shown}`)
    })
  }
}

/** The client is told where to call somebody: at their client, or at a place of ours. */
export function findsPlaces(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  if (dialect.calls === undefined) return []
  const { transport } = dialect.calls
  const port = 41_001
  const other: Calls = { transport: transport === 'tcp' ? 'udp' : 'tcp', port }
  const ours = { address: '127.0.0.1', port: 50_001 }
  const rows = [
    { calls: undefined, place: ours },
    { calls: other, place: ours },
    { calls: { transport, port }, place: { address: '10.0.0.2', port } },
  ] as const
  for (const { calls, place } of rows) {
    for (const late of [false, true]) {
      const what = `where to call ${bob}, who takes ${showValue(calls) ?? 'none'}`
      notes.during(what, () => {
        const pair = connectedPair(dialect, chosen)
        pair.engine.calls = calls
        pair.engine.late = late
        if (!pair.pipe.say({ kind: 'findPeer', name: bob })) return
        for (pair.pipe.awaitOutcome(); pair.engine.waiting > 0; pair.pipe.awaitOutcome()) {
          pair.engine.answer()
        }
        const reports = pair.pipe.takeReports()
        notes.same(
          canonical(reports),
          canonical([{ kind: 'done', command: 'findPeer', place }]),
          what,
        )
      })
    }
  }
  return notes.findings
}

/** What a call has done, bytes of one file joined. */
type Deed = { readonly did: string; readonly what: string }

/** A call that throws where its session does what it may not, with the host’s care around it. */
class WatchedCall implements CallLine {
  now = START
  readonly done: Deed[] = []
  readonly #strict: boolean
  readonly #session: CallSession
  #state: 'open' | 'ended' | 'closed' = 'open'
  #file: 'none' | 'open' = 'none'
  #wakes: number | undefined

  constructor(calls: CallSide<unknown>, { options, strict }: Setting) {
    this.#strict = strict
    this.#session = calls.answer(this, options)
  }

  take(bytes: Uint8Array): void {
    if (this.#state !== 'open') return
    const chunk = Uint8Array.from(bytes)
    this.#session.take(chunk)
    chunk.fill(SCRATCH)
  }

  /** Takes bytes that are nobody else’s: a copy of them would be weighed with what is kept. */
  pour(bytes: Uint8Array): void {
    if (this.#state === 'open') this.#session.take(bytes)
  }

  /** Lets the time come at which the session wants to be woken. */
  wake(): void {
    if (this.#state !== 'open' || this.#wakes === undefined) return
    this.now = Math.max(this.now, this.#wakes)
    this.#wakes = undefined
    this.#session.wake(this.now)
  }

  end(): void {
    if (this.#state !== 'open') return
    this.#session.end()
    if (this.#state === 'open') this.#state = 'ended'
  }

  say(text: string): void {
    this.#did('say', text)
    if (!this.#strict && cleanText(text) !== text) {
      throw new Error(`said in a call what is not clean: ${showValue(text)}`)
    }
  }

  file(name: string): void {
    this.#did('file', name)
    if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
      throw new Error(`a file is to be called ${showValue(name)}`)
    }
    this.#file = 'open'
  }

  bytes(bytes: Uint8Array): void {
    this.#did('bytes', Buffer.from(bytes).toString('hex'))
    if (this.#file === 'none') throw new Error('bytes of no file')
  }

  fileEnd(): void {
    this.#did('fileEnd', '')
    if (this.#file === 'none') throw new Error('the end of no file')
    this.#file = 'none'
  }

  refuseFile(name: string, fault: string): void {
    this.#did('refuseFile', `${name}: ${fault}`)
    this.#file = 'none'
  }

  close(): void {
    this.#did('close', '')
    this.#state = 'closed'
  }

  wakeAt(time: number): void {
    if (!Number.isFinite(time)) throw new Error(`wants to be woken at ${time}`)
    this.#wakes = time
  }

  #did(did: string, what: string): void {
    if (this.#state !== 'open' && did !== 'close') throw new Error(`${did} after the end of a call`)
    const last = this.done.at(-1)
    if (did === 'bytes' && last?.did === did) {
      this.done[this.done.length - 1] = { did, what: last.what + what }
    } else this.done.push({ did, what })
  }
}
