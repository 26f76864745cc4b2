import type { Bound } from '@parley/contract'
import { LONGEST_PASSWORD, MOST_COUNTED } from './authentication.ts'
import { MOST_BLOCKED } from './block-list.ts'
import { MOST_KNOWN } from './known-names.ts'
import { MOST_LOCKS } from './lock-limits.ts'
import {
  MOST_WAITING,
  MOST_WAITING_BYTES,
  PRESENT_SHARE,
  SENDER_SHARE,
  STRANGERS_SHARE,
} from './mailbox-quota.ts'
import { MOST_ACCOUNTS, memoryLimits } from './memory.ts'
import { MOST_KEPT_TEXT, MOST_READ_TEXT } from './past-text.ts'
import { MOST_RAW, MOST_RAW_TEXT } from './raw-texts.ts'
import { MOST_OF_LOBBY, MOST_OF_ROOM } from './restrictions.ts'
import { memoryRoomLimits } from './room-records.ts'
import { MOST_ROOMS, MOST_ROOMS_OF_USER } from './rooms.ts'

export const engineBounds: readonly Bound[] = [
  {
    what: 'a password',
    value: LONGEST_PASSWORD,
    unit: 'characters',
    past: 'it is not hashed',
    refused: 'password-invalid',
  },
  {
    what: 'accounts up to which a login may make one',
    value: MOST_ACCOUNTS,
    unit: 'accounts',
    option: '--keep accounts',
    past: 'a login makes no further one; `parley accounts add` and `--credentials` still do',
    refused: 'full',
  },
  {
    what: 'names and addresses whose wrong passwords are counted',
    value: MOST_COUNTED,
    unit: 'counts',
    past: 'the oldest count is forgotten',
  },
  {
    what: 'names that are locked at the same time',
    value: MOST_LOCKS,
    unit: 'locks',
    past: 'the lock that was set first is lifted',
  },
  {
    what: 'names that have been online and are remembered',
    value: MOST_KNOWN,
    unit: 'names',
    past: 'the one that left first, or after a restart came first, counts as never known, if it has no account',
  },
  {
    what: 'names that one user has blocked',
    value: MOST_BLOCKED,
    unit: 'names',
    past: 'a further block is refused',
    refused: 'store-failed',
  },
  {
    what: 'bans of the gateway, and as many mutes',
    value: MOST_OF_LOBBY,
    unit: 'names',
    past: 'a further one is refused',
    refused: 'store-failed',
  },
  {
    what: 'bans of one room, and as many mutes',
    value: MOST_OF_ROOM,
    unit: 'names',
    past: 'a further one is refused',
    refused: 'store-failed',
  },
  {
    what: 'rooms of a gateway',
    value: MOST_ROOMS,
    unit: 'rooms',
    past: 'the empty one that was used longest ago goes, with its messages; where none is empty, no further one is made',
    refused: 'too-many-rooms',
  },
  {
    what: 'rooms that one connection is in',
    value: MOST_ROOMS_OF_USER,
    unit: 'rooms',
    past: 'it comes into no further one',
    refused: 'too-many-rooms',
  },
  {
    what: 'the text of one public message that is kept',
    value: MOST_KEPT_TEXT,
    unit: 'UTF-16 units',
    past: 'it is delivered in full; in the history its beginning is shown, with `…` behind it',
  },
  {
    what: 'the texts of one answer about past messages',
    value: MOST_READ_TEXT,
    unit: 'UTF-16 units',
    past: 'the answer has fewer messages than were asked for',
  },
  {
    what: 'messages that wait for one account',
    value: MOST_WAITING,
    unit: 'messages',
    past: 'the sender is refused',
    refused: 'store-failed',
  },
  {
    what: 'the texts that wait for one account',
    value: MOST_WAITING_BYTES,
    unit: 'bytes',
    past: 'the sender is refused',
    refused: 'store-failed',
  },
  {
    what: 'what one sender has of the mailbox of an absent user, in messages and in bytes',
    value: SENDER_SHARE * 100,
    unit: 'per cent',
    past: 'this sender is refused; a single text that is larger is too long to wait',
    refused: 'store-failed',
  },
  {
    what: 'what one sender has of the mailbox of a user who is online and only asks for messages',
    value: PRESENT_SHARE * 100,
    unit: 'per cent',
    past: 'this sender is refused',
    refused: 'store-failed',
  },
  {
    what: 'what all senders without an account have of one mailbox together',
    value: STRANGERS_SHARE * 100,
    unit: 'per cent',
    past: 'senders without an account are refused',
    refused: 'store-failed',
  },
  {
    what: 'texts of `strict` listeners that are remembered as they were said',
    value: MOST_RAW,
    unit: 'messages',
    past: 'the oldest is delivered clean to `strict` listeners too',
  },
  {
    what: 'the same texts together',
    value: MOST_RAW_TEXT,
    unit: 'UTF-16 units',
    past: 'the oldest is delivered clean to `strict` listeners too',
  },
]

/** What is kept with `--data memory`, where it is not what the store keeps. */
export const memoryBounds: readonly Bound[] = [
  {
    what: 'public messages that are kept',
    value: memoryLimits.timelineMessages,
    unit: 'messages',
    option: '--keep timelineMessages',
    past: 'the oldest are let go; the numbers of the others stay',
  },
  {
    what: 'the texts of public messages that are kept, all together',
    value: memoryLimits.timelineText,
    unit: 'UTF-16 units',
    option: '--keep timelineBytes',
    past: 'the oldest are let go; the numbers of the others stay',
  },
  {
    what: 'messages that are kept of one room',
    value: memoryRoomLimits.timelineMessages,
    unit: 'messages',
    past: 'the oldest of that room are let go; the numbers of the others stay',
  },
  {
    what: 'the texts of messages that are kept of one room',
    value: memoryRoomLimits.timelineText,
    unit: 'UTF-16 units',
    past: 'the oldest of that room are let go; the numbers of the others stay',
  },
]
