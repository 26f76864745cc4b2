import { Buffer } from 'node:buffer'
import type { Event } from '@parley/contract'
import { cutText, utf8Width } from '@parley/framing'
import { type Faulty, type Toy, ToySession, toy } from './toy.ts'
import { escaped } from './toy-client.ts'

/** No line of the server is longer, in bytes. */
const LINE = 400

/** What a sender's name leaves of a line; an escaped character may take twice its own width. */
function roomBeside(from: string): number {
  return LINE - Buffer.byteLength(`MSG ${from} \n`)
}

function pieces(text: string, from: string): readonly string[] {
  return cutText(text.toWellFormed(), roomBeside(from), (code) => {
    return escaped(String.fromCodePoint(code)).length > 1 && code < 0x80 ? 2 : utf8Width(code)
  })
}

/** Writes a long text as several messages. */
class NarrowSession extends ToySession {
  override rendered(event: Event): string {
    if (event.kind !== 'direct' && event.kind !== 'public') return super.rendered(event)
    const verb = event.kind === 'direct' ? 'MSG' : 'PUB'
    const cut = this.cut(event.text, event.from)
    return cut.map((piece) => `${verb} ${event.from} ${escaped(piece)}\n`).join('')
  }

  cut(text: string, from: string): readonly string[] {
    return pieces(text, from)
  }
}

function narrow(Session: typeof NarrowSession): Toy {
  return {
    ...toy,
    serve: (line, options) => new Session(line, options),
    carries: (options) => ({
      ...toy.carries(options),
      hears: (text, _to, names) => pieces(text, names?.from ?? ''),
    }),
  }
}

/** A toy with lines of at most 400 bytes, in which the sender's name leaves less room for the text. */
export const narrowToy: Toy = narrow(NarrowSession)

export const narrowFaulty: readonly Faulty[] = [
  {
    fault: 'cuts a text for a short name, whatever the sender’s',
    dialect: narrow(
      class extends NarrowSession {
        override cut(text: string): readonly string[] {
          return pieces(text, 'bob')
        }
      },
    ),
    caughtBy: 'names are true',
    finding: /"Zoë" says "x+"… \(391 characters\) to one: expected .*"text":"x"\}\], came/,
  },
]
