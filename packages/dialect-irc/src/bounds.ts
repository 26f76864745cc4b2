import type { Bound } from '@parley/contract'
import { MOST_IDENTITIES } from './identities.ts'
import { MOST_TARGETS } from './isupport.ts'
import { MOST_BATCH_BYTES } from './multiline.ts'
import { MOST_TAGS, type Options } from './options.ts'

/** Of this dialect alone (docs/limits.md). */
export function bounds({ pingTime, pingWait }: Options): readonly Bound[] {
  return [
    {
      what: 'the tags before a line',
      value: MOST_TAGS,
      unit: 'bytes',
      past: 'the line is not carried out, and answered 417',
    },
    {
      what: 'the targets of one command',
      value: MOST_TARGETS,
      unit: 'targets',
      past: 'the command is not carried out, and answered 407',
    },
    {
      what: 'the text of one batch of `draft/multiline`',
      value: MOST_BATCH_BYTES,
      unit: 'bytes',
      past: 'the batch is not said, and answered FAIL BATCH',
    },
    {
      what: 'the users of one listener whose real names are known',
      value: MOST_IDENTITIES,
      unit: 'users',
      past: 'that of the one who connected first is forgotten',
    },
    {
      what: 'the silence of a client',
      value: (pingTime + pingWait) * 1000,
      unit: 'ms',
      option: '--option irc.pingTime',
      past: 'the connection is closed',
      closed: 'idle',
    },
  ]
}
