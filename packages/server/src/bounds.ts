import type { Bound } from '@parley/contract'
import { BACKLOG } from './acceptor.ts'
import { LAST, UNUSED } from './call-place.ts'
import { MOST_FOR_ADDRESS, MOST_FOR_USER, MOST_PLACES } from './call-relay.ts'
import { LONGEST_FAREWELL } from './close-reasons.ts'
import { datagramBounds } from './datagram-bounds.ts'
import { MOST_DEFERRED, MOST_DEFERRED_TEXT } from './deferred-events.ts'
import { SPARE_DESCRIPTORS } from './descriptors.ts'
import { MOST_SHOWN } from './escaped.ts'
import { HANDSHAKE_TIME, MOST_HANDSHAKES, MOST_HANDSHAKES_OF_ADDRESS } from './handshakes.ts'
import { READ_AHEAD } from './intake.ts'
import { MOST_WAITING, REWRITE_PAUSE } from './journal-writer.ts'
import { limitBounds } from './limit-bounds.ts'
import { kinds, LONG, MOST_COUNTED, SHORT } from './log-throttle.ts'
import { MOST_READERS, REQUEST_TIME } from './metrics-limits.ts'
import { LARGEST_MESSAGES, LONGEST_SPREAD, STALLED } from './outbox.ts'
import { CROWDED, MOST_AGE, MOST_BACKLOG_AGE } from './pacer.ts'
import { MOST_POSTPONED } from './postponed.ts'
import { MOST_OUTPUT, MOST_READ, MOST_TIME } from './read-quota.ts'
import { CROWDED_TURN_TIME, FULL_TURN, TURN_TIME } from './turn.ts'
import { MOST_OF_ADDRESS, MOST_OF_ALL, UNCOUNTED } from './unfinished.ts'

/** What one connection may do to a turn of the event loop. */
const turnBounds: readonly Bound[] = [
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

const readingBounds: readonly Bound[] = [
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

/** What waits for a receiver. */
const outputBounds: readonly Bound[] = [
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

/** Places at which the gateway answers calls between clients. */
const callBounds: readonly Bound[] = [
  {
    what: 'call places of one user, in all sessions together',
    value: MOST_FOR_USER,
    unit: 'ports',
    past: 'the user is told that there is nobody to call',
  },
  {
    what: 'call places for all users of one address',
    value: MOST_FOR_ADDRESS,
    unit: 'ports',
    past: 'the user is told that there is nobody to call',
  },
  {
    what: 'call places in all',
    value: MOST_PLACES,
    unit: 'ports',
    past: 'the user is told that there is nobody to call',
  },
  {
    what: 'the time in which nobody calls a TCP place',
    value: UNUSED.tcp,
    unit: 'ms',
    past: 'the place is closed',
  },
  {
    what: 'the time in which nobody asks for a UDP place again, or sends there',
    value: UNUSED.udp,
    unit: 'ms',
    past: 'the place is closed',
  },
  {
    what: 'pauses in a file that had begun when a session ended',
    value: LAST,
    unit: 'ms',
    past: 'the place is closed, and the file is not kept',
  },
]

/** What peers can cause in the log. */
const logBounds: readonly Bound[] = [
  {
    what: `lines about logins, and as many about users who left, in ${SHORT / 1000} s`,
    value: kinds.login.most,
    unit: 'lines',
    past: 'the others are counted, and the count is logged',
  },
  {
    what: `lines about connections of one address that were closed for a fault, in ${LONG / 1000} s`,
    value: kinds.closed.most,
    unit: 'lines',
    past: 'the others are counted, and the count is logged',
  },
  {
    what: `lines about connections of one address that were refused, in ${LONG / 1000} s`,
    value: kinds.refused.most,
    unit: 'lines',
    past: 'the others are counted, and the count is logged',
  },
  {
    what: 'addresses that are counted for themselves',
    value: MOST_COUNTED,
    unit: 'addresses',
    past: 'further ones are counted together',
  },
  {
    what: 'what is shown of bytes that could not be read',
    value: MOST_SHOWN,
    unit: 'bytes',
    past: 'the rest is left out',
  },
]

/** Files and sockets that the system lets the process have open (`ulimit -n`). */
const descriptorBounds: readonly Bound[] = [
  {
    what: 'file descriptors that connections leave for files, or an eighth of a small limit',
    value: SPARE_DESCRIPTORS,
    unit: 'descriptors',
    past: 'new connections are closed without a word, and the log says what to raise',
  },
]

const journalBounds: readonly Bound[] = [
  {
    what: 'the time between two rewrites of one file of a journal',
    value: REWRITE_PAUSE,
    unit: 'ms',
    past: 'changes meanwhile are written together',
  },
  {
    what: 'what waits to be added to one file of a journal',
    value: MOST_WAITING,
    unit: 'characters',
    past: 'a line is lost, and the log says so',
  },
]

const tlsBounds: readonly Bound[] = [
  {
    what: 'the time that a TLS handshake may take',
    value: HANDSHAKE_TIME,
    unit: 'ms',
    past: 'the connection is closed',
  },
  {
    what: 'TLS handshakes at the same time, on one listener',
    value: MOST_HANDSHAKES,
    unit: 'handshakes',
    past: 'a further connection is closed',
  },
  {
    what: 'the same for one address; loopback has only the bound above',
    value: MOST_HANDSHAKES_OF_ADDRESS,
    unit: 'handshakes',
    past: 'a further connection is closed',
  },
]

const metricsBounds: readonly Bound[] = [
  {
    what: 'connections of those who read `/metrics` or `/healthz`',
    value: MOST_READERS,
    unit: 'connections',
    past: 'a further one is closed',
  },
  {
    what: 'the time in which a request for them comes',
    value: REQUEST_TIME,
    unit: 'ms',
    past: 'its connection is closed',
  },
]

export const serverBounds: Readonly<Record<string, readonly Bound[]>> = {
  'Connections and floods': [...limitBounds, ...descriptorBounds, ...tlsBounds],
  'A turn of the event loop': [...turnBounds, ...readingBounds],
  'Waiting output': outputBounds,
  'Calls between clients': callBounds,
  'Listeners over UDP': datagramBounds,
  'The log': logBounds,
  'Files of a journal': journalBounds,
  'The metrics': metricsBounds,
}
