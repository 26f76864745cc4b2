import type { RecordedEvent } from '../event.ts'
import { eventLine, headerLine } from '../lines.ts'
import type { Script } from './script.ts'

/** A script as a recording: its lines, each with its line end. */
export function scriptLines({ role, header, dialect, steps }: Script): readonly string[] {
  const dialects = { [dialect.name]: header.dialects[dialect.name] ?? { options: {} } }
  const events: RecordedEvent[] = []
  const ends = new Map<number, number>()
  const closed = new Set<number>()
  const other = role === 'client' ? 'server' : 'client'
  for (const step of steps) {
    const { connection, time } = step
    if (closed.has(connection)) continue
    if (step.kind === 'open') events.push({ ...step.event, time, connection })
    else if (step.kind === 'leave' && step.how === 'reset') {
      events.push({ kind: 'close', connection, time, reason: `${role}-reset` })
      closed.add(connection)
    } else if (step.kind === 'leave' || step.kind === 'gone') {
      const by = step.kind === 'leave' ? role : other
      events.push({ kind: 'end', connection, time, by })
      ends.set(connection, (ends.get(connection) ?? 0) + 1)
      if (ends.get(connection) !== 2) continue
      events.push({ kind: 'close', connection, time, reason: 'ended' })
      closed.add(connection)
    } else {
      const isIn = (step.kind === 'say') === (role === 'client')
      const { bytes } = step
      if (isIn) events.push({ kind: 'in', connection, time, bytes })
      else events.push({ kind: 'out', connection, time, bytes, frames: undefined })
    }
  }
  return [headerLine({ ...header, by: 'proxy', dialects }), ...events.map(eventLine)]
}
