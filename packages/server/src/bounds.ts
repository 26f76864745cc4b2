import type { Bound } from '@parley/contract'
import { LAST, UNUSED } from './call-place.ts'
import { MOST_FOR_ADDRESS, MOST_FOR_USER, MOST_PLACES } from './call-relay.ts'
import { datagramBounds } from './datagram-bounds.ts'
import { SPARE_DESCRIPTORS } from './descriptors.ts'
import { MOST_SHOWN } from './escaped.ts'
import { HANDSHAKE_TIME, MOST_HANDSHAKES, MOST_HANDSHAKES_OF_ADDRESS } from './handshakes.ts'
import { MOST_WAITING, REWRITE_PAUSE } from './journal-writer.ts'
import { limitBounds } from './limit-bounds.ts'
import { kinds, LONG, MOST_COUNTED, SHORT } from './log-throttle.ts'
import { MOST_READERS, REQUEST_TIME } from './metrics-limits.ts'
import { outputBounds } from './output-bounds.ts'
import { readingBounds, turnBounds } from './turn-bounds.ts'

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
    what: `lines about users of one address who took another name, in ${SHORT / 1000} s`,
    value: kinds.renamed.most,
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
