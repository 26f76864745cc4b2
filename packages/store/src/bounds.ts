import type { Bound } from '@parley/contract'
import { AT_ONCE, MOST_FOR_ADDRESS, MOST_WAITING as MOST_PASSWORDS } from './passwords.ts'
import { MOST_FILES, USER_SHARE } from './quota.ts'
import { roomBounds } from './rooms.ts'
import { FILES_QUOTA, TIMELINE_BYTES, TIMELINE_MESSAGES } from './store.ts'
import { LONGEST_WAIT } from './write-queue.ts'

export const storeBounds: readonly Bound[] = [
  {
    what: 'the time for which a command waits while another process is writing to the database',
    value: LONGEST_WAIT,
    unit: 'ms',
    past: 'it is refused; only its own connection waits',
    refused: 'store-failed',
  },
  {
    what: 'public messages that are kept',
    value: TIMELINE_MESSAGES,
    unit: 'messages',
    option: '--keep timelineMessages',
    past: 'the oldest are let go; the numbers of the others stay',
  },
  {
    what: 'the texts of public messages that are kept, all together',
    value: TIMELINE_BYTES,
    unit: 'bytes',
    option: '--keep timelineBytes',
    past: 'the oldest are let go; the numbers of the others stay',
  },
  {
    what: 'messages that are kept of one room',
    value: roomBounds.messages,
    unit: 'messages',
    past: 'the oldest of that room are let go; the numbers of the others stay',
  },
  {
    what: 'the texts of messages that are kept of one room',
    value: roomBounds.bytes,
    unit: 'bytes',
    past: 'the oldest of that room are let go; the numbers of the others stay',
  },
  {
    what: 'files that are kept, in number',
    value: MOST_FILES,
    unit: 'files',
    past: 'a further one is not kept',
  },
  {
    what: 'files that are kept, all together',
    value: FILES_QUOTA,
    unit: 'bytes',
    option: '--keep fileBytes',
    past: 'a further one is not kept; both sides are told, and `parley files` makes room',
  },
  {
    what: 'what one sender has of the files that are kept, in number and in bytes',
    value: USER_SHARE * 100,
    unit: 'per cent',
    past: 'a further one is not kept; both sides are told',
  },
  {
    what: 'passwords that are hashed at the same time',
    value: AT_ONCE,
    unit: 'passwords',
    past: 'the others wait for their turn, address by address',
  },
  {
    what: 'logins of one address whose passwords wait for their turn',
    value: MOST_FOR_ADDRESS,
    unit: 'logins',
    past: 'a further one is refused, and may be tried again',
    refused: 'busy',
  },
  {
    what: 'logins whose passwords wait for their turn, in all',
    value: MOST_PASSWORDS,
    unit: 'logins',
    past: 'the latest one of the address that has most is refused, and may be tried again',
    refused: 'busy',
  },
]
