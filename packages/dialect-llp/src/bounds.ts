import type { Bound } from '@parley/contract'
import { MOST_ROWS } from './history-rows.ts'
import type { Options } from './options.ts'
import { MOST_HISTORY } from './parser.ts'

export function bounds({ maxBody }: Options): readonly Bound[] {
  return [
    {
      what: 'the text of one message, with all its lines',
      value: maxBody,
      unit: 'bytes',
      option: '--option llp.maxBody',
      past: 'nothing is sent',
      refused: 'text-too-long',
    },
    {
      what: 'the messages that `HISTORY` can ask for',
      value: MOST_HISTORY,
      unit: 'messages',
      past: 'the command is refused',
    },
    {
      what: 'an answer to `HISTORY`',
      value: MOST_ROWS,
      unit: 'characters',
      past: 'older messages are left out',
    },
  ]
}
