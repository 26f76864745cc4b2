import type { Bound } from '@parley/contract'
import { MOST_CONNECTIONS } from '../tcp-proxy.ts'
import { MOST_UNSENT } from './fault-proxy.ts'
import { LONGEST_WAIT, MOST_FAULTS } from './plan.ts'
import { MOST_QUEUED } from './release-queue.ts'
import { LONGEST_HOLD, MOST_HELD } from './units.ts'

/** What a proxy that makes a bad network holds, for a plan and for peers that do their worst. */
export const faultProxyBounds: readonly Bound[] = [
  {
    what: 'connections through the proxy at once',
    value: MOST_CONNECTIONS,
    unit: 'connections',
    past: 'a further one is closed, and stderr says so',
  },
  {
    what: 'what has been read in one direction of a connection and is to leave later',
    value: MOST_QUEUED,
    unit: 'bytes',
    past: 'no more is read before some of it has left',
  },
  {
    what: 'what the receiver of one direction has not taken',
    value: MOST_UNSENT,
    unit: 'bytes',
    past: 'no more is read before it has',
  },
  {
    what: 'one frame that is waited for',
    value: MOST_HELD,
    unit: 'bytes',
    past: 'what has come goes on, and no fault strikes it',
  },
  {
    what: 'the time that the rest of a frame is waited for',
    value: LONGEST_HOLD,
    unit: 'ms',
    past: 'what has come goes on, and no fault strikes it',
  },
  {
    what: 'faults of one plan',
    value: MOST_FAULTS,
    unit: 'faults',
    past: 'the plan is refused',
  },
  {
    what: 'a time in a plan',
    value: LONGEST_WAIT,
    unit: 'ms',
    past: 'the plan is refused',
  },
]
