/**
 * Transcripts: what goes over one connection, one step a line.
 *
 *     transcript = *( comment / blank ) [ options ] [ whole-only ] *( step / comment / blank )
 *     comment    = "#" any text
 *     options    = "options" SP json
 *     whole-only = "whole-only" SP reason
 *     step       = "C" SP bytes       ; from the client
 *                / "S" SP bytes       ; one frame, written by the session
 *                / "ask" SP json      ; the command that the session asks
 *                / "answer" SP json   ; what the engine says to the oldest unanswered one
 *                / "stand-in" SP json ; the names for which the session wants places
 *                / "ports" SP json    ; what the host gives: a port or null for each
 *                / "event" SP json    ; what the engine tells the session
 *                / "now" SP time      ; 2016-03-14T12:34:56, local; wakes the session if it is time;
 *                                     ; as the first step: when the client connects
 *                / "close" SP reason  ; the session closes the line
 */
import type { Buffer } from 'node:buffer'
import type { CloseReason, Command, CommandKind, Event } from '@parley/contract'
import { isNames, isPorts } from './guards.ts'
import { readBytes } from './notation.ts'
import { isAnswerTo, isCloseReason, isCommand, isEvent } from './type-guards.ts'

/** `line`: where it stands, counted from 1. */
export type Step = { readonly line: number } & (
  | { readonly kind: 'C' | 'S'; readonly bytes: Buffer }
  | { readonly kind: 'ask'; readonly command: Command }
  /** `to`: the kind of the command that it answers. */
  | { readonly kind: 'answer'; readonly to: CommandKind; readonly answer: unknown }
  | { readonly kind: 'stand-in'; readonly names: readonly string[] }
  | { readonly kind: 'ports'; readonly answer: unknown }
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'now'; readonly time: number }
  | { readonly kind: 'close'; readonly reason: CloseReason }
)

export interface Transcript {
  /** For the dialect's own `options.parse`. */
  readonly options: unknown
  /** Why only the plain way of playing it is tried; undefined: all ways are. */
  readonly wholeOnly: string | undefined
  readonly steps: readonly Step[]
}

const verbs = 'C, S, ask, answer, stand-in, ports, event, now or close'

const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/

/** The clock of every transcript and of every pipe starts here, in local time. */
export const START = timeOf('2016-03-14T12:34:56')

/** Reads a transcript. Throws an error that begins with `line N: ` where it is not one. */
export function readTranscript(text: string): Transcript {
  const reading = new Reading()
  text.split('\n').forEach((line, index) => {
    if (line.startsWith('#') || line.trim() === '') return
    const blank = line.indexOf(' ')
    const verb = blank < 0 ? line : line.slice(0, blank)
    const rest = blank < 0 ? '' : line.slice(blank + 1)
    try {
      reading.take(index + 1, verb, rest)
    } catch (error) {
      throw new Error(`line ${index + 1}: ${error instanceof Error ? error.message : error}`)
    }
  })
  return reading
}

/** What has been read of a transcript. */
class Reading implements Transcript {
  options: unknown = {}
  wholeOnly: string | undefined
  readonly steps: Step[] = []
  readonly #unanswered: CommandKind[] = []
  #places = 0
  #begun = false
  #now = START
  #closed = false

  take(line: number, verb: string, rest: string): void {
    if (rest === '') throw new Error(`nothing stands behind ${JSON.stringify(verb)}`)
    if (verb === 'options' || verb === 'whole-only') return this.#head(verb, rest)
    this.#begun = true
    if (this.#closed) throw new Error('nothing happens after close')
    this.steps.push(this.#step(line, verb, rest))
  }

  #head(verb: 'options' | 'whole-only', rest: string): void {
    if (this.#begun) throw new Error(`${verb} stands before the first step`)
    if (verb === 'options') this.options = readJson(rest)
    else this.wholeOnly = rest
  }

  #step(line: number, verb: string, rest: string): Step {
    switch (verb) {
      case 'C':
      case 'S':
        return { line, kind: verb, bytes: readBytes(rest) }
      case 'ask':
        return { line, kind: verb, command: this.#command(readJson(rest)) }
      case 'answer':
        return { line, kind: verb, ...this.#answer(readJson(rest)) }
      case 'stand-in':
        return { line, kind: verb, names: this.#wanted(readJson(rest)) }
      case 'ports':
        return { line, kind: verb, answer: this.#given(readJson(rest)) }
      case 'event':
        return { line, kind: verb, event: eventOf(readJson(rest)) }
      case 'now':
        return { line, kind: verb, time: this.#moved(timeOf(rest.trim())) }
      case 'close':
        return { line, kind: verb, reason: this.#close(rest.trim()) }
    }
    throw new Error(`${JSON.stringify(verb)} is no step: ${verbs}`)
  }

  #command(value: unknown): Command {
    if (!isCommand(value)) throw new Error('this is no command of the contract')
    this.#unanswered.push(value.kind)
    return value
  }

  #answer(answer: unknown): { readonly to: CommandKind; readonly answer: unknown } {
    const to = this.#unanswered.shift()
    if (to === undefined) throw new Error('nothing was asked that is not answered')
    if (!isAnswerTo(to, answer)) throw new Error(`the contract has no such answer to ${to}`)
    return { to, answer }
  }

  #wanted(names: unknown): readonly string[] {
    if (!isNames(names)) throw new Error('this is no list of names')
    this.#places += 1
    return names
  }

  #given(ports: unknown): unknown {
    if (this.#places === 0) throw new Error('no places were wanted that are not given')
    if (!isPorts(ports)) throw new Error('this is no list of ports')
    this.#places -= 1
    return ports
  }

  #moved(time: number): number {
    if (time < this.#now) throw new Error('the clock does not go back')
    this.#now = time
    return time
  }

  #close(reason: string): CloseReason {
    if (!isCloseReason(reason)) throw new Error(`${JSON.stringify(reason)} is no close reason`)
    this.#closed = true
    return reason
  }
}

function eventOf(value: unknown): Event {
  if (!isEvent(value)) throw new Error('this is no event of the contract')
  return value
}

const timeKeys: readonly string[] = ['time', 'since', 'posted', 'until']

/** JSON in which strings under the keys of times are local times, given in milliseconds. */
function readJson(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    return timeKeys.includes(key) && typeof value === 'string' ? timeOf(value) : value
  })
}

function timeOf(text: string): number {
  const time = localTime.test(text) ? new Date(text).getTime() : Number.NaN
  if (Number.isNaN(time)) throw new Error(`${JSON.stringify(text)} is no YYYY-MM-DDThh:mm:ss`)
  return time
}
