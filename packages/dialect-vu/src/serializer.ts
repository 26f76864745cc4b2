/**
 * What is written, a line each, ended by `\n` alone (1.1). By a server:
 *
 *     HELLO alice     LIST-OK alice,bob     SEND-OK     DELIVERY alice text
 *     JOIN-OK #tea    ROOMS-OK #milk,#tea   LEAVE-OK    DELIVERY alice#tea text
 *
 * and the refusals of replies.ts; by a client:
 *
 *     HELLO-FROM alice     LIST     WHO     SEND bob text     SEND * text     SEND #tea text
 *     JOIN #tea     LEAVE #tea     LIST #tea     ROOMS     KICK bob #tea     BAN bob #tea 10 too loud
 */
import { memoLast } from '@parley/framing'
import type { RoomWord } from './frames.ts'

const RETURN = 13

/** 2.1: `name` as the user typed it. */
export function hello(name: string): string {
  return `HELLO ${name}\n`
}

/** 3.1, and 5.3 for those who asked with `WHO`. */
export function nameList(word: 'LIST-OK' | 'WHO-OK', names: readonly string[]): string {
  return `${word} ${names.join(',')}\n`
}

/** 3.3. */
export const SEND_OK = 'SEND-OK\n'

/** A turn of the gateway brings many messages of one sender in a row. */
const prefix = memoLast((from: string) => `DELIVERY ${from} `)

/** 3.3 and 6.2: a frame for each line of the text. */
export function deliveries(from: string, text: string): readonly string[] {
  const before = prefix(from)
  if (isBody(text)) return [`${before}${text}\n`]
  return text.split('\n').map((line) => `${before}${withoutReturns(line) || ' '}\n`)
}

/** Whether the text fits on one line unchanged. */
function isBody(text: string): boolean {
  return text !== '' && !text.includes('\n') && text.charCodeAt(text.length - 1) !== RETURN
}

/** 1.1: a reader would take a `\r` at the end for a part of the line's end. */
function withoutReturns(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === RETURN) end -= 1
  return line.slice(0, end)
}

/** Who says something in a room: no name has a `#` in it, so that nobody is called so (6.5). */
export function inRoom(name: string, room: string | undefined): string {
  return room === undefined ? name : `${name}${room}`
}

/** 6.5 to 6.7. */
export function confirmed(word: RoomWord, names: readonly string[] = []): string {
  return names.length === 0 ? `${word}\n` : `${word} ${names.join(',')}\n`
}

/** 2.1. */
export function helloFrom(name: string): string {
  return `HELLO-FROM ${name}\n`
}

/** 3.1. */
export const LIST = 'LIST\n'

/** 5.3: the same for older servers. */
export const WHO = 'WHO\n'

/** A request of 6.5 to 6.7. */
export function request(word: string, argument?: string): string {
  return argument === undefined ? `${word}\n` : `${word} ${argument}\n`
}

/** 3.3; to `*` or a room, which can be no user's name, 6.1 and 6.5. */
export function send(to: string, text: string): string {
  return `SEND ${to} ${text}\n`
}
