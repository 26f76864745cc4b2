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
 *                / "event" SP json    ; what the engine tells the session
 *                / "now" SP time      ; 2016-03-14T12:34:56, local; wakes the session if it is time
 *                / "close" SP reason  ; the session closes the line
 */
import type { Buffer } from 'node:buffer'
import type { CloseReason, Command, CommandKind, Event } from '@parley/contract'
import { readBytes } from './notation.ts'
import { isAnswerTo, isCloseReason, isCommand, isEvent } from './shapes.ts'

/** `line`: where it stands, counted from 1. */
export type Step = { readonly line: number } & (
  | { readonly kind: 'C' | 'S'; readonly bytes: Buffer }
  | { readonly kind: 'ask'; readonly command: Command }
  /** `to`: the kind of the command that it answers. */
  | { readonly kind: 'answer'; readonly to: CommandKind; readonly answer: unknown }
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
      case 'event':
        return { line, kind: verb, event: eventOf(readJson(rest)) }
      case 'now':
        return { line, kind: verb, time: this.#moved(timeOf(rest.trim())) }
      case 'close':
        return { line, kind: verb, reason: this.#close(rest.trim()) }
    }
    throw new Error(`${JSON.stringify(verb)} is no step: C, S, ask, answer, event, now or close`)
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

/** JSON in which strings under `time` and `since` are local times, given in milliseconds. */
function readJson(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    const isTime = (key === 'time' || key === 'since') && typeof value === 'string'
    return isTime ? timeOf(value) : value
  })
}

function timeOf(text: string): number {
  const time = localTime.test(text) ? new Date(text).getTime() : Number.NaN
  if (Number.isNaN(time)) throw new Error(`${JSON.stringify(text)} is no YYYY-MM-DDThh:mm:ss`)
  return time
}
