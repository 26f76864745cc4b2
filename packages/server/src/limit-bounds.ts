import type { Bound } from '@parley/contract'
import { defaultLimits, type Limits } from './limits.ts'

function limit(
  name: Exclude<keyof Limits, 'exemptLoopback'>,
  row: Omit<Bound, 'value' | 'option'>,
): Bound {
  return { ...row, value: defaultLimits[name], option: `--limit ${name}` }
}

/** What each limit bounds, and what happens past it. */
export const limitBounds: readonly Bound[] = [
  limit('frameBeforeLogin', {
    what: 'one frame before login',
    unit: 'bytes',
    past: 'refused or closed, as for a frame after login',
    closed: 'frame-too-long',
  }),
  limit('connectionsPerAddress', {
    what: 'connections open at once from one address',
    unit: 'connections',
    zeroIsNone: true,
    past: 'the new connection is closed',
    closed: 'too-many-connections',
    silent: true,
  }),
  limit('connectsPerMinute', {
    what: 'new connections from one address in a minute',
    unit: 'connections',
    zeroIsNone: true,
    past: 'the new connection is closed',
    closed: 'too-many-attempts',
    silent: true,
  }),
  limit('floodBurst', {
    what: 'commands of one connection at once',
    unit: 'commands',
    past: 'it is read at `floodRate`; nothing is dropped',
  }),
  limit('floodRate', {
    what: 'commands of one connection after the burst',
    unit: 'a second',
    zeroIsNone: true,
    past: 'it is read more slowly; nothing is dropped',
  }),
  limit('floodBytesBurst', {
    what: 'bytes of one connection at once',
    unit: 'bytes',
    past: 'it is read at `floodBytesRate`; nothing is dropped',
  }),
  limit('floodBytesRate', {
    what: 'bytes of one connection after the burst',
    unit: 'bytes a second',
    zeroIsNone: true,
    past: 'it is read more slowly; nothing is dropped',
  }),
  limit('floodPerAddress', {
    what: 'all connections of one address together, as a multiple of the four limits above',
    unit: 'times',
    zeroIsNone: true,
    past: 'each of them is read more slowly, but at no less than a tenth of its own rate',
  }),
  limit('waitingBytes', {
    what: 'output that waits for one receiver who does not read; four of the largest messages that came for it are always allowed',
    unit: 'bytes',
    past: 'the receiver is closed; nobody waits for it',
    closed: 'slow-receiver',
    silent: true,
  }),
  limit('loginTime', {
    what: 'the time to log in, where the dialect has none of its own',
    unit: 'ms',
    zeroIsNone: true,
    past: 'the connection is closed',
    closed: 'login-timeout',
  }),
  limit('lingerTime', {
    what: 'the time that a closing connection has to take what it is still sent',
    unit: 'ms',
    past: 'it is cut off',
  }),
]
