import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint, lineEnd } from '@parley/framing'

/** What follows the first word, as far as it is no plain field. */
const argument: ReadonlyMap<string, 'name' | 'name and body'> = new Map([
  ['HELLO-FROM', 'name'],
  ['SEND', 'name and body'],
  ['HELLO', 'name'],
  ['LIST-OK', 'name'],
  ['WHO-OK', 'name'],
  ['DELIVERY', 'name and body'],
  ['JOIN', 'name'],
  ['LEAVE', 'name'],
  ['LIST', 'name'],
  ['KICK', 'name and body'],
  ['BAN', 'name and body'],
  ['UNBAN', 'name'],
  ['BANS', 'name'],
  ['JOIN-OK', 'name'],
  ['ROOMS-OK', 'name'],
  ['BANS-OK', 'name'],
] as const)

/** A line that begins otherwise may hold anything a user has written: all of it is text. */
const word = /^[A-Za-z_-]*$/

/**
 * A line of either side: its first word, a name, a text (1 to 3). What follows a word that takes nothing, or that the
 * protocol does not have, is text too.
 */
export function annotate(frame: Uint8Array): readonly Part[] {
  const line = Buffer.from(frame).toString('latin1')
  const end = lineEnd(line)
  const paint = new FramePaint(line.length).paint(end, line.length, 'terminator')
  const verb = ends(line, 0, end)
  if (!word.test(line.slice(0, verb))) return paint.paint(0, end, 'body').parts
  paint.paint(0, verb, 'verb')
  const follows = argument.get(line.slice(0, verb))
  if (follows === undefined) paint.paint(verb + 1, end, 'body')
  if (follows === 'name') paint.paint(verb + 1, end, 'name')
  if (follows === 'name and body') {
    const name = ends(line, verb + 1, end)
    paint.paint(verb + 1, name, 'name').paint(name + 1, end, 'body')
  }
  return paint.parts
}

/** Where the word ends that begins there. */
function ends(line: string, from: number, end: number): number {
  const blank = line.indexOf(' ', from)
  return blank < 0 || blank > end ? end : blank
}
