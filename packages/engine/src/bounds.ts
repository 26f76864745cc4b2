import type { Bound } from '@parley/contract'
import { MOST_DEPARTED } from './crowd.ts'
import { LONGEST_PASSWORD, MOST_COUNTED } from './entrance.ts'
import { MOST_KEPT_TEXT, MOST_READ_TEXT } from './past-text.ts'

export const engineBounds: readonly Bound[] = [
  {
    what: 'a password',
    value: LONGEST_PASSWORD,
    unit: 'characters',
    past: 'it is not hashed',
    refused: 'password-invalid',
  },
  {
    what: 'names and addresses whose wrong passwords are counted',
    value: MOST_COUNTED,
    unit: 'counts',
    past: 'the oldest count is forgotten',
  },
  {
    what: 'names that have left and are remembered',
    value: MOST_DEPARTED,
    unit: 'names',
    past: 'the one that left first is forgotten',
  },
  {
    what: 'the text of one public message that is kept',
    value: MOST_KEPT_TEXT,
    unit: 'UTF-16 units',
    past: 'it is told in full; in the history its beginning is shown, with `…` behind it',
  },
  {
    what: 'the texts of one answer about past messages',
    value: MOST_READ_TEXT,
    unit: 'UTF-16 units',
    past: 'the answer has fewer messages than were asked for',
  },
]
