/** In which way the other side has not done what was recorded. */
export type DifferenceKind =
  /** A frame came that is not the one that was recorded. */
  | 'other'
  /** A frame has not come in time. */
  | 'missing'
  /** A frame came where none was recorded. */
  | 'unexpected'
  /** The other side has ended the connection before it had said everything. */
  | 'ended'
  /** The other side has not ended the connection in time. */
  | 'not-ended'
  /** The connection could not be opened. */
  | 'refused'
  /** Nobody has connected in time. */
  | 'no-connection'
  /** More connections came than were recorded. */
  | 'extra-connection'

/** The first thing that was another than in the recording. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly connection: number
  /** The step of the script that was not met; undefined: none was left. */
  readonly step: number | undefined
  /** Which frame of the connection, from 1; undefined where it is not about a frame. */
  readonly frame: number | undefined
  /** When it was recorded, in microseconds. */
  readonly recorded: number | undefined
  /** What should have come, with slots in braces; each character is one byte. */
  readonly wanted: string | undefined
  /** What came instead; each character is one byte. */
  readonly came: string | undefined
  /** The first byte of `came` that is wrong. */
  readonly at: number | undefined
  /** How long it was waited for, in milliseconds. */
  readonly waited: number | undefined
  /** What the system says, where a connection could not be opened. */
  readonly trouble: string | undefined
}

/** A difference of which that is known. */
export function differenceOf(
  kind: DifferenceKind,
  connection: number,
  known: Partial<Difference>,
): Difference {
  const place = { step: undefined, frame: undefined, recorded: undefined }
  const texts = { wanted: undefined, came: undefined, at: undefined }
  return { ...place, ...texts, waited: undefined, trouble: undefined, ...known, kind, connection }
}

/** What was said or heard, for whoever looks at a difference. */
export interface Spoken {
  readonly connection: number
  readonly by: 'us' | 'them'
  readonly bytes: Uint8Array
}

/** What a replay came to. */
export interface ReplayResult {
  /** Undefined: everything was as in the recording. */
  readonly difference: Difference | undefined
  /** So many connections were opened. */
  readonly connections: number
  /** So many frames of the other side were compared, and were the same. */
  readonly frames: number
  /** In milliseconds. */
  readonly time: number
  /** The longest that an answer took, in milliseconds. */
  readonly slowest: number
  /** What was said and heard last, in order. */
  readonly log: readonly Spoken[]
}
