import type { Tone } from '@parley/contract'
import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'

export const STAMP = '2016-03-14T12:34:56'

/** One object of a server. */
export function response(word: string, content: unknown, sender: unknown = 'server'): string {
  return JSON.stringify({ timestamp: STAMP, sender, response: word, content })
}

/**
 * `screen` has all that is shown, with its tone where it has one, `said` a `word content` for each
 * request, `deeds` the rest.
 */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  /** The first minutes of a day that is not that of `STAMP`. */
  override now = new Date(2020, 0, 2, 0, 1, 2).getTime()
  protected override readonly leavesUnprompted = true
  readonly screen: string[] = []
  readonly said: string[] = []
  /** What the server answers at once to each request. */
  server: (request: string) => string | undefined = () => undefined

  constructor(settings: object = {}) {
    super(dialect, { pace: 0, ...settings })
  }

  static connected(settings: object = {}): PipedLine {
    return new PipedLine(settings).connect()
  }

  /** One who has logged in as alice. */
  static loggedIn(settings: object = {}): PipedLine {
    const line = PipedLine.connected(settings).type('login alice').info('Login successful')
    for (const log of [line.screen, line.said, line.deeds]) log.length = 0
    return line
  }

  info(text: unknown): this {
    return this.hear(response('info', text))
  }

  error(text: unknown): this {
    return this.hear(response('error', text))
  }

  message(from: unknown, text: unknown): this {
    return this.hear(response('message', text, from))
  }

  override show(text: string, tone: Tone = 'plain'): void {
    this.screen.push(tone === 'plain' ? text : `${tone}: ${text}`)
  }

  override prompt(words: string, mode?: 'always' | 'secret'): void {
    if (words === '' && mode === undefined) this.want()
    else super.prompt(words, mode)
  }

  override write(frame: Uint8Array | string): void {
    const { request, content } = JSON.parse(String(frame))
    this.said.push(content === null ? request : `${request} ${content}`)
    const answer = this.server(request)
    if (answer !== undefined) this.hear(answer)
  }
}
