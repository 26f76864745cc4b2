import type { Line } from '@parley/contract'
import { eventFault } from '@parley/faulty'
import { ADMITTED, type GhostrTextDialect, type GhostrTextFault, twisted } from './mutations.ts'

/** Tells presence also to who has not logged in. */
function toStrangers(dialect: GhostrTextDialect): GhostrTextDialect {
  const strangers = new Set<Line>()
  return twisted((line) => {
    strangers.add(line)
    return {
      write(text) {
        if (text.startsWith(ADMITTED)) strangers.delete(line)
        if (text.startsWith('TYPE: LOGGED')) for (const other of strangers) other.write(text)
        return [text]
      },
    }
  })(dialect)
}

export const serverUserFaults: readonly GhostrTextFault[] = [
  eventFault('silent-arrivals', 'does not tell who has logged in', ['ghostr-text-9.3'], (event) =>
    event.kind === 'joined' ? undefined : event,
  ),
  eventFault('silent-departures', 'does not tell who has gone', ['ghostr-text-9.3a'], (event) =>
    event.kind === 'left' ? undefined : event,
  ),
  {
    name: 'to-strangers',
    what: 'tells presence also to who has not logged in',
    breaks: ['ghostr-text-2.6'],
    apply: toStrangers,
  },
]
