import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type Tone } from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'

/** A reply as a server on a newer Python might write it. */
export function pickled(type: string, body: string): Buffer {
  return Buffer.concat([
    Buffer.from([0x80, 4, 0x7d, 0x28]),
    ...['type', type, 'body', body].map((text) => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(Buffer.byteLength(text))
      return Buffer.concat([Buffer.of(0x58), length, Buffer.from(text)])
    }),
    Buffer.from('u.'),
  ])
}

export const BANNER = pickled('', 'Successfully connected to server')

/** `screen` has all prompts and texts, `said` a `TYPE|body` for each request, `deeds` the rest. */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  readonly screen: string[] = []
  readonly said: string[] = []

  /** One with a connection, which waits for the server. */
  static connected(pace = 0, port: number | undefined = undefined): PipedLine {
    const line = new PipedLine(dialect, { pace })
    line.port = port
    return line.connect()
  }

  /** One who has logged in as jess and can type a command. */
  static loggedIn(pace = 0, port: number | undefined = undefined): PipedLine {
    const line = PipedLine.connected(pace, port)
    return line.hear(BANNER).type('jess', '123').reply('LOGIN-A', '').forget()
  }

  forget(): this {
    for (const log of [this.screen, this.said, this.deeds]) log.length = 0
    return this
  }

  reply(type: string, body: string): this {
    return this.hear(pickled(type, body))
  }

  override show(text: string, tone: Tone = 'plain'): void {
    this.screen.push(tone === 'plain' ? text : `${tone}: ${text}`)
  }

  override prompt(words: string, mode?: 'always' | 'secret'): void {
    this.screen.push(mode === undefined ? `<${words}>` : `<${words}> ${mode}`)
    this.want()
  }

  override write(frame: Uint8Array | string): void {
    const splitter = new PickleSplitter()
    splitter.push(Buffer.from(frame))
    const request = splitter.next(2048)
    if (request === NEED_MORE || request instanceof Malformed) throw new Error('no pickle')
    this.said.push(`${request.entries.get('type')}|${request.entries.get('body')}`)
  }
}
