import type { Tone } from '@parley/contract'
import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'
import { BANNER, COMPOSE } from './wire.ts'

/** `screen` is all that a pipe would show, `tones` how, `said` all that the server got, `deeds` the rest. */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  screen = ''
  said = ''
  tones: Tone[] = []
  prompts = 0
  /** What stands before the line that was prompted for last. */
  prompted = ''

  constructor(settings: object = {}) {
    super(dialect, settings)
  }

  /** One whom the server has greeted, with nothing of that on the screen. */
  static greeted(settings: object = {}): PipedLine {
    return new PipedLine(settings).connect().hear(BANNER).forget()
  }

  static loggedIn(settings: object = {}): PipedLine {
    return PipedLine.greeted(settings).type('LOGIN bob').hear('> OK - Hello bob\n').forget()
  }

  /** One who has begun a message to ann. */
  static composing(settings: object = {}): PipedLine {
    return PipedLine.loggedIn(settings).type('MESSAGE ann').hear(COMPOSE).forget()
  }

  forget(): this {
    this.screen = ''
    this.said = ''
    this.tones = []
    return this
  }

  override show(text: string, tone: Tone = 'plain'): void {
    this.screen += `${text}\n`
    this.tones.push(tone)
  }

  override prompt(words: string, mode?: 'always' | 'secret'): void {
    if (this.isWanted) throw new Error('a line is prompted for twice')
    if (mode === 'always') this.screen += words
    this.prompts += 1
    this.prompted = words
    this.want()
  }

  override write(frame: Uint8Array | string): void {
    this.said += String(frame)
  }
}
