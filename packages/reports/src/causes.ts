import { Buffer } from 'node:buffer'
import { crashOf, crashWords, escapeBytes, type Side, withoutNames } from '@parley/kit'
import { judgedLog } from './check-details.ts'
import { type CheckView, crashEnd, type FailureView } from './view-model.ts'
import { alikeKey } from './wording.ts'

/**
 * What points to the cause for which a check has not passed. Two checks are told as one where they have a
 * trace in common that is strong in one of them, whether they are a FAIL or a WARN.
 */
export interface Traces {
  readonly strong: readonly string[]
  readonly weak: readonly string[]
}

/** An end of the program, or what was recognised of it, explains all; else the bytes have to tell. */
export function tracesOf(check: CheckView, side: Side): Traces {
  const { cause, failure, hint } = check
  const end = crashEnd(check)
  if (end !== undefined) {
    const { kind, what, where } = crashOf(end)
    const isPlaced = kind === 'exception' && where !== undefined
    const words = isPlaced ? what : crashWords('server', end)
    return { strong: [`crash ${alikeKey(words)} ${isPlaced ? where : ''}`], weak: [] }
  }
  if (cause !== undefined) return { strong: [`cause ${cause}`], weak: [] }
  if (failure?.rule === undefined) return { strong: [], weak: [] }
  const advice = hint === undefined ? [] : [`advice ${failure.rule.id} ${hint}`]
  const bytes =
    side === 'server'
      ? ofWhiteSpace(failure, writesIn(judgedLog(check)))
      : ofClient(failure, writesIn(judgedLog(check)))
  return { ...bytes, strong: [...advice, ...bytes.strong] }
}

const DISPLAY = 'the client shows '

/** Of a client, which speaks first: what is wrong in the same way has one cause. */
function ofClient(failure: FailureView, writes: readonly Uint8Array[]): Traces {
  const { rule, why = '', expected } = failure
  const { strong, weak } = ofWhiteSpace(failure, writes)
  const isDisplay = expected?.startsWith(DISPLAY) === true
  const rest = isDisplay ? ofDisplay(failure) : [...strong, ...ofRequests(failure, writes)]
  const broken = `rule ${rule?.id} ${withoutNames(why).replace(/"[^"]*"/g, '""')}`
  const answer = answerOf(failure)
  return { strong: [broken, ...(answer === undefined ? [] : [answer]), ...rest], weak }
}

/**
 * What came, and in whose place; undefined where something else explains the check. For several FAILs of a
 * server that may have several causes, but a WARN is told with the FAIL.
 */
export function wrongAnswerOf(check: CheckView): string | undefined {
  const isExplained = check.cause !== undefined || crashEnd(check) !== undefined
  return isExplained || check.failure === undefined ? undefined : answerOf(check.failure)
}

function answerOf({ expected, came }: FailureView): string | undefined {
  if (expected === undefined || came === undefined || isBlank(came)) return undefined
  return `${withoutNames(expected)} became ${withoutNames(escapeBytes(came))}`
}

/** The same words that a client does not show; or that it shows nothing, whatever it was told. */
function ofDisplay({ expected = '', came }: FailureView): readonly string[] {
  const words = withoutNames(expected.slice(DISPLAY.length))
  return [
    ...(words === '*' ? [] : [`unshown ${words}`]),
    ...(came === undefined || isBlank(came) ? ['shows nothing'] : []),
  ]
}

/**
 * The same message where another was due, or none. Where it is only said that something is wrong with how
 * it is written, that is the last write.
 */
function ofRequests(failure: FailureView, writes: readonly Uint8Array[]): readonly string[] {
  const { came } = failure
  const within = (one: Uint8Array) => Buffer.from(one).includes(Buffer.from(came ?? ''))
  const wrong = came === undefined ? [] : [came, ...writes.filter(within).slice(-1)]
  return [...wrong, ...(isOfWriting(failure) ? writes.slice(-1) : [])]
    .filter((bytes) => !isBlank(bytes))
    .map((bytes) => `sent ${withoutNames(escapeBytes(bytes))}`)
}

const BLANKS = ['sent white space']

/**
 * White space where none was due; weak where it is only said that something is wrong with how a message
 * is written, and a write has a line end at its end.
 */
function ofWhiteSpace(failure: FailureView, writes: readonly Uint8Array[]): Traces {
  const { came } = failure
  if (came !== undefined) return { strong: isBlank(came) ? BLANKS : [], weak: [] }
  if (!isOfWriting(failure)) return { strong: [], weak: [] }
  if (writes.some(isBlank)) return { strong: BLANKS, weak: [] }
  return { strong: [], weak: writes.some((bytes) => bytes.at(-1) === 10) ? BLANKS : [] }
}

/** Whether a check has judged how a message is written, and not which one came. */
function isOfWriting({ expected, came }: FailureView): boolean {
  return expected === undefined && came === undefined
}

function writesIn(log: CheckView['log']): readonly Uint8Array[] {
  return log.flatMap((one) => (one.kind === 'came' ? [one.bytes] : []))
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
}
