import type { Bound } from '@parley/contract'
import { MOST_DEFERRED, MOST_DEFERRED_TEXT } from './deferred-events.ts'
import { READ_AHEAD } from './intake.ts'
import { MOST_POSTPONED } from './postponed.ts'
import { MOST_OUTPUT, MOST_READ, MOST_TIME } from './read-quota.ts'
import { CROWDED_TURN_TIME, FULL_TURN, TURN_TIME } from './turn.ts'
import { MOST_OF_ADDRESS, MOST_OF_ALL, UNCOUNTED } from './unfinished.ts'

/** What one connection may do to a turn of the event loop. */
export const turnBounds: readonly Bound[] = [
  {
    what: 'bytes of one connection that one turn reads',
    value: MOST_READ,
    unit: 'bytes',
    past: 'it continues in a later turn, behind the others',
  },
  {
    what: 'the time that one turn works for one connection',
    value: MOST_TIME,
    unit: 'ms',
    past: 'it continues in a later turn, behind the others',
  },
  {
    what: 'output that one connection causes in one turn, for all its receivers',
    value: MOST_OUTPUT,
    unit: 'characters',
    past: 'it continues in a later turn, behind the others',
  },
  {
    what: 'the work of one turn for those who have just sent something, and again for those who wait',
    value: TURN_TIME,
    unit: 'ms',
    past: 'one frame more is taken of each connection that has sent something; the rest is done in later turns',
  },
  {
    what: 'the same while more than a few connections wait for a turn',
    value: CROWDED_TURN_TIME,
    unit: 'ms',
    past: 'as above',
  },
  {
    what: 'large reads that wait for a later turn because theirs has worked long enough, of all connections',
    value: MOST_POSTPONED,
    unit: 'bytes',
    past: 'further ones are looked at in their own turn',
  },
  {
    what: 'deliveries of large texts that wait for a later turn because theirs has worked long enough',
    value: MOST_DEFERRED,
    unit: 'deliveries',
    past: 'further ones are made in their own turn',
  },
  {
    what: 'the texts of these deliveries, each counted once for all who receive it',
    value: MOST_DEFERRED_TEXT,
    unit: 'UTF-16 units',
    past: 'further ones are made in their own turn',
  },
  {
    what: 'output of one turn, for all connections',
    value: FULL_TURN,
    unit: 'characters',
    past: 'it is committed and written before more is read',
  },
]

export const readingBounds: readonly Bound[] = [
  {
    what: 'bytes that are read while a command waits for its answer',
    value: READ_AHEAD,
    unit: 'bytes',
    past: 'nothing more is read before the answer',
  },
  {
    what: 'what one connection sends of an unfinished message before that is counted',
    value: UNCOUNTED,
    unit: 'bytes',
    past: 'it counts for the next two',
  },
  {
    what: 'unfinished messages of all connections of one address',
    value: MOST_OF_ADDRESS,
    unit: 'bytes',
    past: 'the one of them that has sent most is closed; loopback has only the next bound',
    closed: 'frame-too-long',
  },
  {
    what: 'unfinished messages of all connections',
    value: MOST_OF_ALL,
    unit: 'bytes',
    past: 'of the address that has most, the connection that has sent most is closed',
    closed: 'frame-too-long',
  },
]
