import { Buffer } from 'node:buffer'
import type { CheckEnd } from './check-end.ts'
import type { Side } from './findings.ts'
import type { CheckJob } from './job.ts'
import type { Segmentation } from './segmentation.ts'

/** IAC, then WILL, WONT, DO or DONT. */
const telnet = /\xff[\xfb-\xfe]/

type Failed = Extract<CheckEnd, { kind: 'fail' }>

/** How the bytes were put on the wire in a check of framing. */
export interface Framing {
  readonly segmentation: Segmentation
  /** What was said, and what the program has printed. */
  readonly spoken: readonly Uint8Array[]
  readonly printed: string
}

/** What programs print that have read a part of a character. */
const undecoded = /Unicode|UTF-?8|codec|MalformedInput/i

const JOINED = 'does this right when each message comes alone, but several may come in one read.'

/** Whether a sentence of `recognised` is about several messages in one read. */
export function isOfJoinedMessages(sentence: string): boolean {
  return sentence.endsWith(JOINED)
}

/** What is known of a failure that looks like this. */
export function recognised(
  job: CheckJob,
  side: Side,
  end: Failed,
  framing: Framing | undefined,
): readonly string[] {
  return [...fromBytes(job, side, end), ...fromSegmentation(side, end, framing)]
}

function fromBytes(job: CheckJob, side: Side, { came, flaw, expected }: Failed): readonly string[] {
  if (came === undefined) return []
  const text = Buffer.from(came).toString('latin1')
  const found: string[] = []
  const own = job.looks.find(({ dialect }) => dialect === job.dialect.name)
  const other = job.looks.find(
    (look) => look !== own && look[side].test(text) && own?.[side].test(text) !== true,
  )
  if (other !== undefined) {
    found.push(
      `This looks like ${other.dialect}: you spoke ${other.dialect} on a ${job.dialect.name} port.`,
    )
  }
  if (telnet.test(text)) {
    found.push(
      'Your terminal sent Telnet options (the bytes from \\xff on): use a raw connection, as nc makes.',
    )
  }
  const isAtReturn = flaw.at !== undefined && text.startsWith('\r\n', flaw.at)
  if (isAtReturn || (side === 'client' && flaw.at === undefined && text.includes('\r\n'))) {
    found.push('You ended a line with CRLF (\\r\\n); here a line ends with \\n alone.')
  }
  const start = visibleStart(text)
  const isUnended = flaw.why === 'the end of the message did not come in time' && expected === start
  if (isUnended || expected === `${start}\\n`) {
    found.push('The line end \\n is missing: whoever reads lines still waits for it.')
  }
  return found
}

function fromSegmentation(
  side: Side,
  end: Failed,
  framing: Framing | undefined,
): readonly string[] {
  if (framing === undefined) return []
  const { name } = framing.segmentation
  if (name === 'whole') return []
  if (name === 'late') {
    return ['The second half of a message came late: wait for it, however long it takes.']
  }
  if (isCharacterLost(end, framing)) {
    return [
      'A character of UTF-8 came in two reads, as é does that is \\xc3 and \\xa9: decode a message only when all of its bytes are there.',
    ]
  }
  const mistake = isAnsweredOtherwise(end) ? 'You took one read for one message: the' : 'The'
  const right =
    name === 'joined'
      ? JOINED
      : 'does this right when a message comes in one piece, but it may come in several.'
  return [`${mistake} ${side} ${right}`]
}

/** Whether something else came than with uncut messages: a part was answered, or several as one. */
function isAnsweredOtherwise({ came, time }: Failed): boolean {
  return came !== undefined && time !== 'late'
}

/** Whether the program has ended, or closed the connection, over a character that was cut in two. */
function isCharacterLost(end: Failed, { segmentation, spoken, printed }: Framing): boolean {
  const isCut = spoken.some((bytes) => {
    const pieces = segmentation.cut(bytes).slice(1)
    return pieces.some(([first = 0]) => (first & 0xc0) === 0x80)
  })
  if (!isCut) return false
  const hasEnded = end.gone !== undefined || /closed|reset|has ended/.test(end.flaw.why)
  return undecoded.test(printed) || (hasEnded && end.came === undefined)
}

function visibleStart(text: string): string {
  return /^[ -~]*$/.test(text) ? text.replaceAll('\\', '\\\\') : '\0'
}
