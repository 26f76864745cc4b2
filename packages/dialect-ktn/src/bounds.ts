import type { Bound } from '@parley/contract'
import { MOST_HELD, MOST_HISTORY, MOST_TOLD } from './history.ts'
import { DEEPEST, type Options } from './options.ts'

export function bounds({ historySize, maxObject }: Options): readonly Bound[] {
  return [
    {
      what: 'lists and objects within one another in a request',
      value: DEEPEST,
      unit: 'levels',
      past: 'the connection is closed',
      closed: 'nested-too-deep',
    },
    {
      what: 'one object to a client',
      value: maxObject,
      unit: 'bytes',
      zeroIsNone: true,
      option: '--option ktn.maxObject',
      past: 'a longer text goes on in further objects',
    },
    {
      what: 'past messages that are sent after a login',
      value: historySize,
      unit: 'messages',
      option: '--option ktn.historySize',
      past: 'older ones are left out',
    },
    {
      what: 'a history that is sent as messages',
      value: MOST_TOLD,
      unit: 'bytes',
      past: 'older messages are left out',
    },
    {
      what: 'a history in one object (`history: strings`, `objects`)',
      value: MOST_HISTORY,
      unit: 'bytes',
      past: 'older messages are left out',
    },
    {
      what: 'what is held for a user who has just logged in until the history is sent',
      value: MOST_HELD,
      unit: 'characters',
      past: 'the history is not waited for',
    },
  ]
}
