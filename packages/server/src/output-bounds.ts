import type { Bound } from '@parley/contract'
import { BACKLOG } from './acceptor.ts'
import { LONGEST_FAREWELL } from './close-reasons.ts'
import { LARGEST_MESSAGES, LONGEST_SPREAD, STALLED } from './outbox.ts'
import { CROWDED, MOST_AGE, MOST_BACKLOG_AGE } from './pacer.ts'

/** What waits for a receiver. */
export const outputBounds: readonly Bound[] = [
  {
    what: 'the time in which a receiver takes nothing at all while something waits for it',
    value: STALLED,
    unit: 'ms',
    past: 'the receiver is closed',
    closed: 'slow-receiver',
    silent: true,
  },
  {
    what: 'output that waits for the pace of a dialect',
    value: CROWDED,
    unit: 'characters',
    past: 'the oldest is handed to the system at once; only what the receiver does not take counts against it',
  },
  {
    what: 'how long a message waits for the pace of a dialect',
    value: MOST_AGE,
    unit: 'ms',
    past: 'messages go out more quickly, and from 10 ms apart on several in one write',
  },
  {
    what: 'how long mail at a login, and answers, wait for the pace of a dialect',
    value: MOST_BACKLOG_AGE,
    unit: 'ms',
    past: 'they go out more quickly, and from 10 ms apart on several in one write',
  },
  {
    what: 'messages of a burst that are written one by one where a dialect has no pace',
    value: LONGEST_SPREAD,
    unit: 'messages',
    past: 'the whole burst is joined into one write',
  },
  {
    what: 'the largest messages to one receiver that may always wait for it, whatever `waitingBytes` is',
    value: LARGEST_MESSAGES,
    unit: 'messages',
    past: 'the receiver is closed, if it has not taken them',
    closed: 'slow-receiver',
    silent: true,
  },
  {
    what: 'the time in which a closing connection is still sent what waits for the pace',
    value: LONGEST_FAREWELL,
    unit: 'ms',
    past: 'it is cut off',
  },
  {
    what: 'connections that the system holds for one listener until they are accepted',
    value: BACKLOG,
    unit: 'connections',
    past: 'the system answers as if nobody listened, or lets the caller try again',
  },
]
