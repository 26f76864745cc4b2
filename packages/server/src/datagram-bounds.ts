import type { Bound } from '@parley/contract'
import { MOST_PEERS, MOST_UNSENT, NEW_PEERS } from './datagram-listener.ts'
import { MOST_WAITING_BYTES, MOST_WAITING_DATAGRAMS } from './datagram-stream.ts'

/** Dialects that are spoken over UDP too. */
export const datagramBounds: readonly Bound[] = [
  {
    what: 'peers of one listener over UDP',
    value: MOST_PEERS,
    unit: 'peers',
    past: 'datagrams of others are lost',
  },
  {
    what: `peers that a listener over UDP takes at once; after that ${NEW_PEERS.perSecond} a second`,
    value: NEW_PEERS.burst,
    unit: 'peers',
    past: 'datagrams of others are lost',
  },
  {
    what: 'datagrams of one peer that wait until they are read',
    value: MOST_WAITING_DATAGRAMS,
    unit: 'datagrams',
    past: 'further ones are lost',
  },
  {
    what: 'their bytes',
    value: MOST_WAITING_BYTES,
    unit: 'bytes',
    past: 'further ones are lost',
  },
  {
    what: 'what one listener over UDP holds until the system sends it',
    value: MOST_UNSENT,
    unit: 'bytes',
    past: 'further datagrams are lost',
  },
]
