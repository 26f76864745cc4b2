import { Buffer } from 'node:buffer'
import type { Flaw, Heard } from '@parley/contract'
import type { Message, Reply } from '../../frames.ts'

/**
 * What a line must be, as a check writes it: `:ann JOIN #tea`, `:ann PRIVMSG bob :hello there`,
 * `401 nobody`, `353 * #tea`. Of a source the nickname counts, of a numeric what stands behind the
 * nickname of the reader; `*` is any parameter, `401|403` one of several commands, and what a line has
 * beyond that is free: servers word their texts and hosts as they like.
 */
export interface Wanted {
  readonly source: string | undefined
  readonly commands: readonly string[]
  readonly params: readonly string[]
  /** The last parameter to the byte; the others are compared in any letter case. */
  readonly text: string | undefined
}

export function wantedOf(line: string): Wanted {
  const [, source, commands = '', rest = ''] = /^(?::(\S+) )?(\S+) ?([\s\S]*)$/.exec(line) ?? []
  const [, middle = '', text] = /^(.*?)(?:(?:^| ):([\s\S]*))?$/.exec(rest) ?? []
  const params = middle.split(' ').filter((param) => param !== '')
  return { source, commands: commands.split('|'), params, text }
}

export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function nickOf({ source = '' }: Message): string {
  return source.replace(/!.*$/, '')
}

/** An error of the server: no message of the day is none. */
export function isError(frame: Reply): boolean {
  if (frame.kind !== 'message') return false
  return (/^[45]\d\d$/.test(frame.command) && frame.command !== '422') || frame.command === 'FAIL'
}

/** The parameters that count: of a numeric those behind the nickname. */
export function paramsOf({ command, params }: Message): readonly string[] {
  return /^\d{3}$/.test(command) ? params.slice(1) : params
}

const messages = ['PRIVMSG', 'NOTICE']

function isMessage({ command }: Message): boolean {
  return messages.includes(command)
}

/**
 * Whether the frame is what was wanted, or came in its place: an error, the end, what cannot be read, a
 * message of somebody who is in the check. `words`: their names.
 */
export function isMeant(frame: Reply, wanted: Wanted, words: ReadonlySet<string>): boolean {
  if (frame.kind !== 'message' || isError(frame) || frame.command === 'ERROR') return true
  const { commands, source } = wanted
  if (isMessage(frame) && commands.some((command) => messages.includes(command))) {
    return frame.source === undefined || words.has(nickOf(frame)) || nickOf(frame) === source
  }
  if (!commands.includes(frame.command)) return false
  if (source === undefined) return flawOfParams(frame, wanted) === undefined
  return frame.source === undefined || isSame(nickOf(frame), source)
}

/** What is wrong with it, as what was wanted. */
export function flawOf(heard: Heard<Reply>, wanted: Wanted): Flaw | undefined {
  const { frame, text } = heard
  if (frame.kind !== 'message') return { why: 'it cannot be read', at: 0 }
  const at = (word: string) => {
    const found = word === '' ? -1 : text.indexOf(word)
    return found < 0 ? {} : { at: Buffer.byteLength(text.slice(0, found)) }
  }
  const { command } = frame
  if (!wanted.commands.includes(command)) return { why: 'another line came', ...at(command) }
  if (wanted.source !== undefined && !isSame(nickOf(frame), wanted.source)) {
    return { why: 'it does not say who it is of', at: 0 }
  }
  const wrong = flawOfParams(frame, wanted)
  return wrong === undefined ? undefined : { why: 'a parameter is another', ...at(wrong) }
}

/** The first parameter that is another; `''` where one is missing. */
function flawOfParams(message: Message, { params, text }: Wanted): string | undefined {
  const came = paramsOf(message)
  const index = params.findIndex((param, at) => param !== '*' && !isSame(came[at] ?? '', param))
  if (index >= 0) return came[index] ?? ''
  if (text === undefined || came.at(-1) === text) return undefined
  return came.at(-1) ?? ''
}
