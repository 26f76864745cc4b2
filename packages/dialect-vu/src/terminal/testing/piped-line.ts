import type { Tone } from '@parley/contract'
import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'

/**
 * `screen` is all that a pipe would show, `failures` what stderr would, `said` all that the server got,
 * `deeds` the rest. Time passes without a wake.
 */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  screen = ''
  failures = ''
  said = ''

  constructor() {
    super(dialect)
  }

  /** One with a connection, which is asked for a name. */
  static connected(): PipedLine {
    return new PipedLine().connect()
  }

  static loggedIn(): PipedLine {
    const line = PipedLine.connected().type('alice').hear('HELLO alice\n')
    line.screen = ''
    line.said = ''
    return line
  }

  later(time: number): this {
    this.now += time
    return this
  }

  override show(text: string, tone?: Tone): void {
    if (tone === 'failure') this.failures += `${text}\n`
    else this.screen += `${text}\n`
  }

  override prompt(words: string, mode?: 'always' | 'secret'): void {
    if (mode === 'always') this.screen += words
    this.want()
  }

  override write(frame: Uint8Array | string): void {
    this.said += String(frame)
  }

  override wakeAt(time: number): void {
    this.deeds.push(`wake in ${time - this.now}`)
  }
}
