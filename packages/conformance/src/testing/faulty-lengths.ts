import { Buffer } from 'node:buffer'
import {
  type Answer,
  type Event,
  Malformed,
  NEED_MORE,
  type NeedMore,
  type ServerDialect,
  type Splitter,
} from '@parley/contract'
import { bigEndian, decodeBytes, LengthSplitter, mapped } from '@parley/framing'
import { LengthSession, type Message, toyWith } from './length-toys.ts'

/** A splitter of netstrings that is kept simple, to be wrong in one way. */
class SimpleSplitter implements Splitter<Message> {
  bytes: Buffer = Buffer.alloc(0)

  push(chunk: Uint8Array): void {
    this.bytes = Buffer.concat([this.bytes, chunk])
  }

  next(bound: number): Message | NeedMore | Malformed {
    const colon = this.bytes.indexOf(':')
    if (colon < 0) return this.withoutColon(bound)
    const start = colon + 1
    const length = Number(this.bytes.toString('latin1', 0, colon))
    if (!Number.isInteger(length)) return new Malformed('malformed')
    if (start + length + 1 > bound) return this.tooLong()
    return this.content(start, length)
  }

  withoutColon(bound: number): NeedMore | Malformed {
    if (!/^\d*$/.test(this.bytes.toString('latin1'))) return new Malformed('malformed')
    return this.bytes.length > bound ? new Malformed('frame-too-long') : NEED_MORE
  }

  tooLong(): NeedMore | Malformed {
    return new Malformed('frame-too-long')
  }

  content(start: number, length: number): Message | NeedMore | Malformed {
    const end = start + length
    if (this.bytes.length <= end) return NEED_MORE
    if (this.bytes[end] !== ','.charCodeAt(0)) return new Malformed('malformed')
    const found = decodeBytes(this.bytes.subarray(start, end))
    this.bytes = this.bytes.subarray(end + 1)
    return found
  }
}

interface FaultyLength {
  readonly fault: string
  readonly dialect: ServerDialect
  readonly caughtBy: string
  readonly finding: RegExp
}

/** The toy with a splitter of its own, which is right. */
export const simpleToy: ServerDialect = toyWith(LengthSession, () => new SimpleSplitter())

/** Two bytes of length before each message, and no bound but what they can say. */
export const boundlessTwoByteToy: ServerDialect = toyWith(LengthSession, () => {
  const splitter = mapped(new LengthSplitter(bigEndian(2)), decodeBytes)
  return { push: (chunk) => splitter.push(chunk), next: () => splitter.next(65_537) }
})

export const faultyLengths: readonly FaultyLength[] = [
  {
    fault: 'has no bound on a frame',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override next(): Message | NeedMore | Malformed {
            return super.next(Number.MAX_SAFE_INTEGER)
          }
        })(),
    ),
    caughtBy: 'notices oversize',
    finding: /bytes of one frame pass a bound of 256$/,
  },
  {
    fault: 'has no bound on the digits of a length',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override withoutColon(): NeedMore {
            return NEED_MORE
          }
        })(),
    ),
    caughtBy: 'notices oversize',
    finding: /digits without end pass a bound of 256$/,
  },
  {
    fault: 'passes over a frame that is too long as if it had ended',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override tooLong(): NeedMore {
            const at = this.bytes.indexOf('1:?,')
            this.bytes = at < 0 ? Buffer.from('99999:') : this.bytes.subarray(at)
            return NEED_MORE
          }
        })(),
    ),
    caughtBy: 'reads on after oversize',
    finding: /in chunks of 1000: what is asked: expected \[\], came \["list"\]$/,
  },
  {
    fault: 'reads a length in UTF-16 units',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override content(start: number, length: number): Message | NeedMore | Malformed {
            const text = this.bytes.toString('utf8', start)
            return super.content(start, Buffer.byteLength(text.slice(0, length)))
          }
        })(),
    ),
    caughtBy: 'takes any text',
    finding: /^\{\}: "grüße ☃ 😀": what is asked behind it: expected \["send"\], came \[\]$/,
  },
  {
    fault: 'keeps the chunk of its caller',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override push(chunk: Uint8Array): void {
            if (this.bytes.length > 0) return super.push(chunk)
            this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
          }
        })(),
    ),
    caughtBy: 'transcript of what a client says',
    finding: /byte by byte: line 1: expected ask/,
  },
  {
    fault: 'carries out half a frame',
    dialect: toyWith(
      LengthSession,
      () =>
        new (class extends SimpleSplitter {
          override content(start: number, length: number): Message | NeedMore | Malformed {
            const end = Math.min(this.bytes.length, start + length)
            const found = decodeBytes(this.bytes.subarray(start, end))
            this.bytes = this.bytes.subarray(end + 1)
            return found
          }
        })(),
    ),
    caughtBy: 'leaves half frames',
    finding: /carried out before its end: 6:=/,
  },
  {
    fault: 'does not clean what is said',
    dialect: toyWith(
      class extends LengthSession {
        override cleaned(text: string): string {
          return text
        }
      },
    ),
    caughtBy: 'takes any text',
    finding: /^\{\}: "one\\rtwo": what is asked is not clean: \{"kind":"send"/,
  },
  {
    fault: 'writes a length in UTF-16 units',
    dialect: toyWith(
      class extends LengthSession {
        override say(message: string): void {
          this.line.write(`${message.length}:${message},`)
        }
      },
    ),
    caughtBy: 'cannot be forged',
    finding: /to one: a reader also finds/,
  },
  {
    fault: 'tells nothing of a message to one',
    dialect: toyWith(
      class extends LengthSession {
        override hear(event: Event): void {
          if (event.kind !== 'direct') super.hear(event)
        }
      },
    ),
    caughtBy: 'tells messages',
    finding: /^\{\}: nothing is written for a message to one$/,
  },
  {
    fault: 'tells nothing of the sender',
    dialect: toyWith(
      class extends LengthSession {
        override hear(event: Event): void {
          super.hear('from' in event ? { ...event, from: '' } : event)
        }
      },
    ),
    caughtBy: 'tells messages',
    finding: /^\{\}: the sender bob is not in what is written for a message to one: /,
  },
  {
    fault: 'tells nothing of the text',
    dialect: toyWith(
      class extends LengthSession {
        override hear(event: Event): void {
          super.hear(event.kind === 'public' ? { ...event, text: '' } : event)
        }
      },
    ),
    caughtBy: 'tells messages',
    finding: /^\{\}: the text is not in what is written for a message to everyone: /,
  },
  {
    fault: 'writes a private message as one to everyone',
    dialect: toyWith(
      class extends LengthSession {
        override hear(event: Event): void {
          if (event.kind === 'direct') this.say(`${event.from}"${event.text}`)
          else super.hear(event)
        }
      },
    ),
    caughtBy: 'tells messages',
    finding: /^\{\}: a message to one is written as one to everyone is: /,
  },
  {
    fault: 'leaves out the mark of a notice',
    dialect: toyWith(
      class extends LengthSession {
        override hear(event: Event): void {
          if (event.kind === 'notice') this.say(event.text)
          else super.hear(event)
        }
      },
    ),
    caughtBy: 'cannot be forged',
    finding: /^\{\}: a notice of the text .* is read as a message of bob$/,
  },
  {
    fault: 'says nothing to a refusal',
    dialect: toyWith(
      class extends LengthSession {
        override answer(answer: Answer<unknown>): void {
          if (answer.ok) super.answer(answer)
        }
      },
    ),
    caughtBy: 'writes every refusal',
    finding: /nothing is written for "9?\d*:/,
  },
  {
    fault: 'writes after it has closed an idle connection',
    dialect: toyWith(
      class extends LengthSession {
        override wake(now: number): void {
          super.wake(now)
          if (this.pings > 3) this.say('*idle')
        }
      },
    ),
    caughtBy: 'server survives anything',
    finding: /wrote "5:\*idle," after closing/,
  },
]
