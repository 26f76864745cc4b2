import type { Bound } from '@parley/contract'
import { MOST_NAME, MOST_SENDER } from './file-transfer.ts'
import { MOST_ADDED, MOST_CHARACTERS, MOST_MESSAGES } from './log-files.ts'
import type { Options } from './options.ts'
import { MOST_DIRECT, MOST_DIRECT_TEXT, MOST_NOTICES, MOST_ROOM_MESSAGES } from './pending-news.ts'
import { MOST_TEXT } from './serializer.ts'
import { MOST_READ } from './session.ts'

export function bounds({ attempts, blockDuration, maxFile }: Options): readonly Bound[] {
  return [
    {
      what: 'one line of what others said, below a reply',
      value: MOST_TEXT,
      unit: 'bytes',
      past: 'a direct message goes on in further lines, of a public one the rest is left out',
    },
    {
      what: 'messages in one reply to `RDM`',
      value: MOST_READ,
      unit: 'messages',
      past: 'it says how many more there are',
    },
    {
      what: 'messages in `messagelog.txt` when it is written anew (`logs`)',
      value: MOST_MESSAGES,
      unit: 'messages',
      past: 'the oldest are left out',
    },
    {
      what: 'the texts of the messages in `messagelog.txt`',
      value: MOST_CHARACTERS,
      unit: 'characters',
      past: 'the oldest messages are left out',
    },
    {
      what: 'what is added to `messagelog.txt` before it is written anew',
      value: MOST_ADDED,
      unit: 'characters',
      past: 'it is written anew',
    },
    {
      what: 'direct messages that wait for a reply',
      value: MOST_DIRECT,
      unit: 'messages',
      past: 'the oldest is forgotten; another session of the user has been told it',
    },
    {
      what: 'the texts of the direct messages that wait for a reply',
      value: MOST_DIRECT_TEXT,
      unit: 'UTF-16 units',
      past: 'the oldest is forgotten; another session of the user has been told it',
    },
    {
      what: 'notices that wait for a reply',
      value: MOST_NOTICES,
      unit: 'notices',
      past: 'the oldest one is forgotten',
    },
    {
      what: 'messages of rooms that wait for a reply',
      value: MOST_ROOM_MESSAGES,
      unit: 'messages',
      past: 'the oldest one is forgotten; `RDM` and the room still tell it',
    },
    {
      what: 'wrong passwords in a row',
      value: attempts,
      unit: 'attempts',
      option: '--option toom.attempts',
      past: `the name is locked for ${blockDuration} s (--option toom.blockDuration)`,
      refused: 'locked-out',
    },
    {
      what: 'one file',
      value: maxFile,
      unit: 'bytes',
      option: '--option toom.maxFile',
      past: 'it is not kept',
    },
    {
      what: 'the name of a file',
      value: MOST_NAME,
      unit: 'bytes',
      past: 'it is not kept',
    },
    {
      what: 'the first datagram of a file, its sender’s name',
      value: MOST_SENDER,
      unit: 'bytes',
      past: 'all until the next silence is dropped',
    },
  ]
}
