import { Buffer } from 'node:buffer'
import { escapeBytes, readableBytes } from '@parley/kit'
import type { Difference, ReplayResult, Role } from '@parley/recording'
import { difference, timeText } from '@parley/reports'

/** So many frames before a difference are shown. */
const MOST_BEFORE = 6

const LABEL = 10
const WIDTH = 100

/** What is said of a replay beside its result. */
export interface Replayed {
  readonly dialect: string
  readonly role: Role
  /** The program at the other end: a place, or a command. */
  readonly target: string
}

/** What a replay came to, for a terminal, with a line end. */
export function replayText({ dialect, role, target }: Replayed, result: ReplayResult): string {
  const { difference: found, connections, frames, time } = result
  const side = role === 'client' ? 'server' : 'client'
  const heard = `${counted(frames, 'frame')} on ${counted(connections, 'connection')}`
  const head = `${dialect} ${side} ${target}: ${heard} in ${timeText(time)}`
  const lines =
    found === undefined
      ? [head, 'PASSED: all frames are as they were recorded']
      : [head, `NOT PASSED: ${differenceTitle(found, side)}`, ...differenceLines(found, result)]
  return `${lines.join('\n')}\n`
}

/** The same as JSON, with a line end. */
export function replayJson({ dialect, role, target }: Replayed, result: ReplayResult): string {
  const { difference: found, connections, frames, time } = result
  const report = {
    parley: 'replay',
    version: 1,
    dialect,
    as: role,
    target,
    passed: found === undefined,
    connections,
    frames,
    time: Math.round(time),
    ...(found === undefined ? {} : { difference: jsonDifference(found) }),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function jsonDifference({ kind, connection, frame, recorded, wanted, came, at }: Difference) {
  return {
    kind,
    connection,
    frame,
    recorded,
    expected: wanted === undefined ? undefined : escaped(wanted),
    came: came === undefined ? undefined : escaped(came),
    at,
  }
}

function escaped(text: string): string {
  return escapeBytes(Buffer.from(text, 'latin1'))
}

/** As in `connection 2, frame 3: another frame came`. */
function differenceTitle(found: Difference, side: 'server' | 'client'): string {
  const { connection, frame, waited = 0, trouble } = found
  const place = `connection ${connection}${frame === undefined ? '' : `, frame ${frame}`}`
  const time = `${(waited / 1000).toFixed(1)} s`
  switch (found.kind) {
    case 'other':
      return `${place}: another frame came`
    case 'missing':
      return `${place}: it has not come within ${time}`
    case 'unexpected':
      return `${place}: a frame came that was not recorded`
    case 'ended':
      return `${place}: the ${side} has ended the connection`
    case 'not-ended':
      return `${place}: the ${side} has not ended the connection within ${time}`
    case 'refused':
      return `${place}: it could not be opened: ${trouble ?? ''}`
    case 'no-connection':
      return `${place}: nobody has connected within ${time}`
    case 'extra-connection':
      return 'more connections came than were recorded'
  }
}

function differenceLines(found: Difference, { log }: ReplayResult): readonly string[] {
  const { kind, wanted, came, at, recorded, connection } = found
  const isAboutFrame = ['other', 'missing', 'unexpected', 'ended'].includes(kind)
  const shown = difference(
    {
      expected: wanted === undefined ? 'no frame' : escaped(wanted),
      came: came === undefined ? undefined : Buffer.from(came, 'latin1'),
      at: wanted === undefined ? undefined : at,
    },
    WIDTH - LABEL,
  )
  const column = shown.mark?.column
  const own = log.filter((one) => one.connection === connection)
  const before = (came === undefined ? own : own.slice(0, -1)).slice(-MOST_BEFORE)
  return [
    ...(isAboutFrame ? [label('expected', shown.expected ?? ''), label('came', shown.came)] : []),
    ...(column === undefined
      ? []
      : [' '.repeat(LABEL + column) + '^'.repeat(shown.mark?.length ?? 1)]),
    ...(recorded === undefined
      ? []
      : [label('recorded', `${(recorded / 1_000_000).toFixed(3)} s after the recording began`)]),
    ...before.map(({ by, bytes }, index) => {
      const text = difference({ came: bytes, expected: undefined, at: undefined }, WIDTH / 4)
      const said = bytes.length > WIDTH ? text.came : readableBytes(bytes)
      return label(index === 0 ? 'before' : '', `${by === 'us' ? '→' : '←'} ${said}`)
    }),
  ]
}

function label(name: string, text: string): string {
  return name.padEnd(LABEL) + text
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
