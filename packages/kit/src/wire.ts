import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { Heard, Judge, Splitter, Wire } from '@parley/contract'
import { Changes } from './changes.ts'
import { endCheck, judged } from './check-end.ts'
import { escapeBytes, firstDifference } from './escape-bytes.ts'
import { ReceiveBuffer } from './receive-buffer.ts'
import { lookedAgain, passed, restTime, searchTime, wireLimits } from './timing.ts'
import type { Reader } from './tolerance.ts'
import { othersPassed, type WireEnd, whyMissing } from './wire-end.ts'
import type { WireHost } from './wire-host.ts'
import { type SeenWire, WireRecord } from './wire-record.ts'

/** One connection to the program that is checked, over TCP. */
export class TcpWire<Frame> implements Wire<Frame> {
  readonly #socket: Socket
  readonly #host: WireHost
  readonly #label: string
  readonly #inbox: ReceiveBuffer<Frame>
  readonly #record = new WireRecord()
  readonly #read: Reader
  #held: Uint8Array[] = []
  #end: WireEnd = 'open'
  #isEnded = false
  /** `over`: what comes is passed over, and no frame is heard any more; `ending`: so, but counted. */
  #reading: 'on' | 'paused' | 'over' | 'ending' = 'on'
  /** Whether it is the program that has to close. */
  #closing: 'either' | 'program' = 'either'
  #spokeAt: number | undefined
  #heardAt = Number.NEGATIVE_INFINITY
  readonly #changes = new Changes()

  constructor(socket: Socket, splitter: Splitter<Frame>, label: string, host: WireHost) {
    this.#socket = socket
    this.#host = host
    this.#label = label
    this.#inbox = new ReceiveBuffer(splitter)
    this.#read = host.reader()
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#came(chunk))
    socket.on('end', () => this.#over('closed', 'the program closed'))
    socket.on('error', (error) => this.#over('reset', `the connection broke: ${error.message}`))
    socket.on('close', () => this.#over('closed', 'closed'))
  }

  /** How the program has ended the connection. */
  get state(): WireEnd {
    return this.#end
  }

  get seen(): SeenWire {
    return this.#record.seen
  }

  async say(bytes: Uint8Array | string): Promise<void> {
    const said = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
    this.#host.said(said)
    this.#held.push(said)
    if (this.#host.segmentation.flow === 'each') await this.flush()
  }

  /** Sends what is held back. */
  async flush(): Promise<void> {
    if (this.#held.length === 0) return
    const pieces = this.#host.segmentation.cut(Buffer.concat(this.#held.splice(0)))
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) await passed(this.#pause)
      if (this.#socket.destroyed || this.#isEnded) return
      this.#host.log.bytes('sent', this.#label, piece)
      this.#record.sent(this.#host.log.time, piece)
      this.#socket.write(piece)
    }
    this.#spokeAt = this.#host.log.time
  }

  async hear(expected: Uint8Array | string, rule?: string): Promise<void> {
    const wanted = typeof expected === 'string' ? Buffer.from(expected, 'utf8') : expected
    const inbox = this.#inbox
    const isDecided = () =>
      firstDifference(wanted, inbox.bytes) !== undefined || inbox.bytes.length >= wanted.length
    await this.#until(isDecided, this.#host.timeouts.answer)
    const at = firstDifference(wanted, inbox.bytes)
    if (at === undefined && inbox.bytes.length >= wanted.length) {
      this.#answered()
      return inbox.skip(wanted.length)
    }
    const shown = escapeBytes(wanted)
    if (at === undefined) return this.#missing(shown, rule)
    if (this.#host.forgives(rule)) return void (await this.next(shown, rule))
    await this.#until(() => inbox.frames > 0, this.#host.timeouts.quiet)
    const came = inbox.first?.bytes.length ?? inbox.bytes.length
    const bytes = inbox.bytes.subarray(0, Math.max(came, at + 1))
    throw endCheck(rule, shown, bytes, { why: 'other bytes came', at })
  }

  next(expected: string, rule?: string): Promise<Heard<Frame>> {
    return this.#next(expected, rule, 0)
  }

  async #next(
    expected: string,
    rule: string | undefined,
    passedOver: number,
  ): Promise<Heard<Frame>> {
    const isDecided = () => this.#inbox.frames > 0 || this.#inbox.isUnreadable
    await this.#until(isDecided, this.#host.timeouts.answer)
    const heard = this.#inbox.take()
    if (heard === undefined) return this.#missing(expected, rule, passedOver)
    this.#answered()
    return heard
  }

  async expect(expected: string, judge: Judge<Frame>, rule?: string): Promise<Heard<Frame>> {
    const heard = await this.next(expected, rule)
    return judged(heard, expected, judge, rule, () => this.#host.forgives(rule))
  }

  async find(
    expected: string,
    isMeant: (frame: Frame) => boolean,
    judge: Judge<Frame> = () => undefined,
    rule?: string,
  ): Promise<Heard<Frame>> {
    const deadline = this.#host.log.time + searchTime(this.#host.timeouts.answer)
    for (let passedOver = 0; ; passedOver += 1) {
      const heard = await this.#next(expected, rule, passedOver)
      if (isMeant(heard.frame))
        return judged(heard, expected, judge, rule, () => this.#host.forgives(rule))
      if (this.#host.log.time > deadline) {
        throw endCheck(rule, expected, heard.bytes, { why: 'only other messages came' })
      }
    }
  }

  async rest(): Promise<readonly Heard<Frame>[]> {
    const all: Heard<Frame>[] = []
    const deadline = this.#host.log.time + restTime(this.#host.timeouts.answer)
    while (all.length < wireLimits.mostRest && this.#host.log.time < deadline) {
      const isMore = await this.#until(() => this.#inbox.frames > 0, this.#host.timeouts.quiet)
      const heard = this.#inbox.take()
      if (!isMore || heard === undefined) return all
      all.push(heard)
    }
    return all
  }

  async silent(rule?: string): Promise<void> {
    const { bytes } = this.#inbox
    const isHeard = () => this.#inbox.bytes.length > 0 || this.#end !== 'open'
    if (bytes.length === 0) await this.#until(isHeard, this.#host.timeouts.quiet)
    const came = this.#inbox.bytes
    if (came.length > 0) throw endCheck(rule, 'nothing', came, { why: 'something came', at: 0 })
    if (this.#end !== 'open') {
      throw endCheck(rule, 'nothing', undefined, { why: 'the connection was closed' })
    }
  }

  async closes(rule?: string): Promise<void> {
    this.#closing = 'program'
    await this.#until(() => this.#end !== 'open', this.#host.timeouts.answer)
    if (this.#end !== 'open') return
    this.#host.timeouts.missed()
    throw endCheck(rule, 'the connection is closed', undefined, { why: 'it stays open' }, 'late')
  }

  end(): void {
    if (this.#isEnded) return
    const done = () => {
      this.#ended('the kit ended its side')
      this.#socket.end()
    }
    if (this.#held.length === 0) done()
    else void this.flush().then(done)
  }

  reset(): void {
    this.#ended('the kit cut the connection')
    this.#socket.resetAndDestroy()
  }

  pause(): void {
    this.#reading = 'paused'
    this.#host.log.text('event', this.#label, 'the kit reads nothing')
    this.#socket.pause()
  }

  async passOver(): Promise<void> {
    this.#readOn()
    const { log, timeouts } = this.#host
    const deadline = log.time + wireLimits.longestRest
    for (let isMore = true; isMore && log.time < deadline; ) {
      const before = this.#heardAt
      isMore = await this.#until(() => this.#heardAt > before, timeouts.quiet)
    }
  }

  /**
   * Ends the connection, if it is not, and waits for the program to do so; for so long, and a while
   * longer after `leave`, by which its user goes.
   */
  async finish(time: number, leave: (() => void) | undefined): Promise<WireEnd> {
    const begun = this.#host.log.time
    const isOver = () => this.#end !== 'open'
    if (isOver() || this.#socket.destroyed) return this.#end
    if (this.#reading === 'paused') this.#readOn()
    else if (this.#reading === 'on') this.#reading = 'ending'
    this.end()
    const hasClosed = await this.#until(isOver, time)
    if (!hasClosed && leave !== undefined) {
      leave()
      await this.#until(isOver, wireLimits.leaving)
    }
    this.#socket.destroy()
    if (this.#end === 'open' && this.#heardAt > begun) return 'writing'
    return this.#end === 'closed' && !hasClosed ? 'left' : this.#end
  }

  /** Whether the way in which it ends says something of the program. */
  get isTelling(): boolean {
    const isCutByKit = this.#socket.destroyed && this.#end === 'open'
    return !isCutByKit && this.#closing === 'either'
  }

  get #pause(): number {
    const { timeouts, segmentation } = this.#host
    return segmentation.pause === 'short' ? timeouts.between : timeouts.delay
  }

  #readOn(): void {
    this.#reading = 'over'
    this.#host.log.text('event', this.#label, 'the kit passes over what comes')
    this.#socket.resume()
  }

  #came(chunk: Uint8Array): void {
    this.#heardAt = this.#host.log.time
    if (this.#reading === 'over') return this.#changes.tell()
    this.#host.log.bytes('came', this.#label, chunk)
    this.#record.received(this.#heardAt, chunk)
    const isKept =
      this.#reading === 'ending'
        ? !this.#record.isFlooded
        : this.#inbox.push(this.#read(chunk), this.#host.log.time)
    if (!isKept) {
      this.#over('full', 'the kit cut the connection: more came than it keeps')
      this.#socket.destroy()
    }
    this.#changes.tell()
  }

  #ended(words: string): void {
    this.#isEnded = true
    this.#record.ended(this.#host.log.time)
    this.#host.log.text('event', this.#label, words)
  }

  #over(how: 'closed' | 'reset' | 'full', words: string): void {
    if (this.#end !== 'open') return
    this.#end = how
    this.#record.over(how, this.#host.log.time)
    this.#host.log.text('event', this.#label, words)
    this.#changes.tell()
  }

  /** Whether the condition came about in that time. */
  async #until(isSo: () => boolean, time: number): Promise<boolean> {
    await this.#host.flush()
    const begun = this.#host.log.time
    const deadline = begun + time
    while (!isSo()) {
      if (this.#end !== 'open') return isSo()
      const left = deadline - this.#host.log.time
      if (left <= 0) {
        await lookedAgain()
        return isSo()
      }
      await this.#changes.next(left)
    }
    this.#host.timeouts.waited(this.#host.log.time - begun)
    return true
  }

  #answered(): void {
    if (this.#spokeAt === undefined) return
    this.#host.timeouts.answered(this.#host.log.time - this.#spokeAt)
    this.#spokeAt = undefined
  }

  #missing(expected: string, rule: string | undefined, passedOver = 0): never {
    const { bytes, isUnreadable } = this.#inbox
    if (this.#end === 'open') this.#host.timeouts.missed()
    const came = bytes.length === 0 ? undefined : bytes
    const flaw = { why: whyMissing(this.#end, came, isUnreadable) + othersPassed(passedOver) }
    const time = isUnreadable || this.#end !== 'open' ? undefined : 'late'
    throw endCheck(rule, expected, came, flaw, time)
  }
}
