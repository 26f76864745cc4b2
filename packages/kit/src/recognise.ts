import { Buffer } from 'node:buffer'
import type { CheckEnd } from './check-end.ts'
import type { Side } from './findings.ts'
import type { CheckJob } from './job.ts'

/** IAC, then WILL, WONT, DO or DONT. */
const telnet = /\xff[\xfb-\xfe]/

/** What is known of a failure that looks like this. */
export function recognised(
  job: CheckJob,
  side: Side,
  end: Extract<CheckEnd, { kind: 'fail' }>,
  segmentation: string | undefined,
): readonly string[] {
  return [...fromBytes(job, side, end), ...fromSegmentation(side, segmentation)]
}

function fromBytes(
  job: CheckJob,
  side: Side,
  { came, flaw, expected }: Extract<CheckEnd, { kind: 'fail' }>,
): readonly string[] {
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

function fromSegmentation(side: Side, segmentation: string | undefined): readonly string[] {
  if (segmentation === undefined || segmentation === 'whole') return []
  const who = side === 'server' ? 'server' : 'client'
  if (segmentation === 'reset') {
    return ['Another connection was reset in the middle of a message: it must end that one alone.']
  }
  if (segmentation === 'late') {
    return ['The second half of a message came late: wait for it, however long it takes.']
  }
  if (segmentation === 'joined') {
    return [
      `You took one read for one message: the ${who} does this right when each message comes alone, but several may come in one read.`,
    ]
  }
  return [
    `You took one read for one message: the ${who} does this right when a message comes in one piece, but it may come in several.`,
  ]
}

function visibleStart(text: string): string {
  return /^[ -~]*$/.test(text) ? text.replaceAll('\\', '\\\\') : '\0'
}
