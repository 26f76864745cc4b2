import { Buffer } from 'node:buffer'
import type { Person } from '@parley/contract'
import { CheckEnded } from './check-end.ts'
import type { CheckLog } from './check-log.ts'
import { type Driver, filled } from './driver.ts'
import { escapeText } from './escape-bytes.ts'
import type { Program, ProgramOwner } from './program.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'

/** The most that is kept of what a program shows, in characters. */
const MOST_SHOWN = 1024 * 1024

/** A program that has shown nothing more for so long waits for somebody, in milliseconds. */
const STANDSTILL = 1000

/**
 * Nobody types in the instant in which a login is confirmed, and programs show that before they are ready
 * for it: so long after it nothing is typed, in milliseconds.
 */
const AFTER_WELCOME = 30

/** What a terminal would obey: colours, the cursor, titles. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g

/** One of these of which the end has not been read; a title may be as long as this. */
const openEscape = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]{0,200}\u001b?)?$/

interface Beside {
  /** Sends what the kit has held back, before anything is waited for. */
  readonly flush?: () => Promise<void>
  readonly isUsual?: boolean
}

/** Somebody in front of a client that runs. */
export class DrivenUser implements Person, ProgramOwner {
  readonly isUsual: boolean
  readonly #driver: Driver
  readonly #log: CheckLog
  readonly #timeouts: AdaptiveTimeouts
  readonly #flush: () => Promise<void>
  #program: Program | undefined
  #shown = ''
  /** The beginning of an escape sequence, read without its end. */
  #unread = ''
  #looked = 0
  #isReady = false
  readonly #held: string[] = []
  /** When what was typed after the welcome may go to the program, in the time of the log. */
  #typesFrom = 0
  #typing: NodeJS.Timeout | undefined
  #status: number | undefined
  #howEnded = ''
  #listeners: (() => void)[] = []

  constructor(
    driver: Driver,
    log: CheckLog,
    timeouts: AdaptiveTimeouts,
    { flush = async () => {}, isUsual = true }: Beside = {},
  ) {
    this.#driver = driver
    this.isUsual = isUsual
    this.#flush = flush
    this.#log = log
    this.#timeouts = timeouts
  }

  begin(program: Program): void {
    this.#program = program
    if (program.isBlind || this.#driver.ready === '') this.#isReady = true
  }

  get hasEnded(): boolean {
    return this.#status !== undefined
  }

  get output(): string {
    return this.#shown
  }

  shown(text: string): void {
    this.#log.text('shown', '', text)
    const room = MOST_SHOWN - this.#shown.length
    if (room > 0) this.#shown += this.#plain(text).slice(0, room)
    if (!this.#isReady) this.#lookForReady()
    this.changed()
  }

  ended(status: number, how = `exit status ${status}`): void {
    this.#status = status
    this.#howEnded = how
    this.#log.text('event', '', `the client has ended: ${how}`)
    this.changed()
  }

  /** Something has happened that somebody may wait for. */
  changed(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }

  login(name: string, password = 'secret'): void {
    this.#say(this.#driver.login, { name, password })
  }

  send(to: string, text: string): void {
    this.#say(this.#driver.send, { to, text })
  }

  list(): void {
    this.#say(this.#driver.list, {})
  }

  sendFile(to: string, file: string): void {
    if (this.#driver.file.length === 0) {
      throw new CheckEnded({ kind: 'skip', reason: 'the driver does not say how a file is sent' })
    }
    this.#say(this.#driver.file, { to, file })
  }

  leave(): void {
    this.#say(this.#driver.leave, {})
  }

  type(...lines: readonly string[]): void {
    this.#held.push(...lines)
    if (!this.#isReady) return
    const pause = this.#typesFrom - this.#log.time
    if (pause <= 0) this.#typeHeld()
    else this.#typing ??= setTimeout(() => this.#typeHeld(), pause)
  }

  hangUp(): void {
    clearTimeout(this.#typing)
    if (this.#isReady) this.#typeHeld()
    this.#log.text('event', '', 'the input ended')
    this.#program?.hangUp()
  }

  /** Until the driver’s own words say that a line may be typed; till then none is. */
  async ready(): Promise<void> {
    if (!this.#isReady)
      await this.until(() => this.#isReady || this.hasEnded, this.#timeouts.answer)
    if (!this.#isReady) throw this.#missing(this.#readiness, undefined)
  }

  /** Until it is so, or the program has ended, or has shown something and goes no further by itself. */
  async settles(isSo: () => boolean, time: number, standstill = STANDSTILL): Promise<void> {
    const isOver = () => isSo() || this.hasEnded
    await this.until(() => isOver() || this.#shown !== '', time)
    for (let length = -1; !isOver() && length < this.#shown.length; ) {
      length = this.#shown.length
      await this.until(() => isOver() || this.#shown.length > length, standstill)
    }
  }

  /** The log tells of what could not be typed. */
  close(): void {
    clearTimeout(this.#typing)
    if (this.#isReady || this.#held.length === 0) return
    this.#log.text('event', '', `nothing was typed: expected that ${this.#readiness}`)
  }

  async shows(text: string, rule?: string): Promise<void> {
    if (this.#program?.isBlind === true) return
    const found = () => this.#shown.indexOf(text, this.#looked)
    await this.until(() => found() >= 0, this.#timeouts.answer)
    const at = found()
    if (at < 0) throw this.#missing(`the client shows ${escapeText(text)}`, rule)
    this.#looked = at + text.length
  }

  async reads(text: string, rule?: string): Promise<void> {
    if (this.#program?.isBlind === true) return
    const isDecided = () => {
      this.#passEmptyLines()
      const rest = this.#shown.slice(this.#looked)
      return !text.startsWith(rest) || rest.length >= text.length
    }
    await this.until(isDecided, this.#timeouts.answer)
    if (!this.#shown.startsWith(text, this.#looked)) {
      throw this.#missing(escapeText(text), rule, text)
    }
    this.#looked += text.length
  }

  /** Many programs show an empty line behind a message, which says nothing. */
  #passEmptyLines(): void {
    while (this.#shown[this.#looked] === '\n') this.#looked += 1
  }

  async welcomed(name: string, rule?: string): Promise<void> {
    await this.shows(filled(this.#driver.welcome, { name }), rule)
    this.#typesFrom = this.#log.time + AFTER_WELCOME
  }

  async heard(from: string, text: string, rule?: string): Promise<void> {
    await this.shows(filled(this.#driver.heard, { from, text }), rule)
  }

  async heardByAll(from: string, text: string, rule?: string): Promise<void> {
    const { heardByAll = this.#driver.heard } = this.#driver
    await this.shows(filled(heardByAll, { from, text }), rule)
  }

  async ends(rule?: string): Promise<number> {
    if (this.#program?.isBlind === true) return 0
    await this.until(() => this.#status !== undefined, this.#timeouts.answer)
    if (this.#status === undefined) throw this.#missing('the client ends', rule)
    return this.#status
  }

  /** Waits for a condition, for so long at most. */
  async until(isSo: () => boolean, time: number): Promise<void> {
    await this.#flush()
    const deadline = this.#log.time + time
    while (!isSo() && this.#log.time < deadline) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, deadline - this.#log.time))
        this.#listeners.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  #lookForReady(): void {
    const at = this.#shown.indexOf(this.#driver.ready)
    if (at < 0) return
    this.#looked = at + this.#driver.ready.length
    this.#isReady = true
    this.#typeHeld()
  }

  #typeHeld(): void {
    this.#typing = undefined
    for (const line of this.#held.splice(0)) {
      this.#log.text('typed', '', line)
      this.#program?.type(line)
    }
  }

  get #readiness(): string {
    return `the client shows ${escapeText(this.#driver.ready)}`
  }

  /** The text without what a terminal would obey; the beginning of such waits for its end. */
  #plain(text: string): string {
    const plain = (this.#unread + text).replaceAll(escapes, '')
    const at = plain.search(openEscape)
    this.#unread = at < 0 ? '' : plain.slice(at)
    return (at < 0 ? plain : plain.slice(0, at)).replaceAll('\r', '')
  }

  #say(lines: readonly string[], values: Readonly<Record<string, string>>): void {
    this.type(...lines.map((line) => filled(line, values)))
  }

  #missing(expected: string, rule: string | undefined, wanted = ''): CheckEnded {
    const rest = this.#shown.slice(this.#looked)
    const came = rest === '' ? undefined : Buffer.from(rest, 'utf8')
    const hasEnded = this.#status === undefined ? '' : `; it has ended: ${this.#howEnded}`
    const why =
      came === undefined ? `nothing was shown${hasEnded}` : `something else was${hasEnded}`
    const at = wanted === '' ? undefined : Buffer.byteLength(sameStart(wanted, rest))
    return new CheckEnded({
      kind: 'fail',
      rule,
      expected,
      came,
      flaw: { why, ...(at === undefined ? {} : { at }) },
      ...(this.#status === undefined ? { time: 'late' } : {}),
    })
  }
}

function sameStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}
