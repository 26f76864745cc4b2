import { MOST_LINES, MOST_NOTE } from './limits.ts'
import { MAX_NAME } from './names.ts'
import type { CloseReason, ErrorCode } from './outcomes.ts'
import { MAX_ROOM_NAME } from './room-names.ts'

/**
 * A bound on something that a peer can make grow. Each package lists its own beside the constants
 * that they are, and `docs/limits.md` is made of the lists, so that no number is written twice.
 */
export interface Bound {
  /** What is bounded, so that "at most" and the value can follow: "one name". */
  readonly what: string
  /** 0, with `zeroIsNone`, means that there is no bound. */
  readonly value: number
  /** `bytes` and `ms` are shown in larger units where that is exact. */
  readonly unit: string
  readonly zeroIsNone?: true
  /** How another value is set, as it is typed; absent where it is fixed. */
  readonly option?: string
  /** What happens past it, and to whom; a sentence without its full stop. */
  readonly past: string
  /** What is then answered to the peer whose command it was. */
  readonly refused?: ErrorCode
  /** Why the connection is then closed; its dialect says so if it can. */
  readonly closed?: CloseReason
  /** The connection is closed without a word: only the log says why. */
  readonly silent?: true
}

/** What holds for every name and every text, whatever the dialect. */
export const contractBounds: readonly Bound[] = [
  {
    what: 'a name',
    value: MAX_NAME,
    unit: 'characters',
    past: 'it is no name; a longer text is not even composed or compared',
    refused: 'name-invalid',
  },
  {
    what: 'the name of a room, behind its `#`',
    value: MAX_ROOM_NAME,
    unit: 'characters',
    past: 'it is no name of a room',
    refused: 'room-invalid',
  },
  {
    what: 'a topic, a reason, and what is said while away',
    value: MOST_NOTE,
    unit: 'UTF-16 units',
    past: 'its end is cut, with `…` behind it',
  },
  {
    what: 'the lines of one text',
    value: MOST_LINES,
    unit: 'lines',
    past: 'nothing is sent',
    refused: 'text-too-long',
  },
]
