import { NONE } from '@parley/checks'
import type { Flaw, Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { type Clients, checks, LOGGED_IN, SENT } from './test-client.ts'

/** Written with \uXXXX it is over 1024 bytes; the request that has it is not. */
const LONG = `${'long words grüße 👩 '.repeat(29)}end`

/** The first half of a surrogate pair without the second one, or something that was no UTF-8. */
const CUT = /\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|\ufffd/i

const HUGE = 70 * 1024

const MOST = 1024

/** A text arrives, whole or in parts; each part is looked at. */
async function arrives(
  clients: Clients,
  text: string,
  wrong: (bytes: Uint8Array) => string | undefined,
) {
  const [one, other] = await clients.pair()
  await one.say('message', { message: text, user: other.name })
  let heard = ''
  while (heard !== text) {
    await other.wire.find(
      'the next part of the text',
      (frame) => frame.kind === 'received' || frame.kind === 'nonsense',
      ({ frame, bytes, text: json }) => {
        const at = Math.max(0, json.indexOf('"message"'))
        const why = wrong(bytes)
        if (why !== undefined) return { why, at }
        if (frame.kind === 'received') heard += frame.text
        const isPart = frame.kind === 'received' && frame.text !== '' && text.startsWith(heard)
        return isPart ? undefined : { why: 'it is no part of the text', at }
      },
    )
  }
}

function tooLarge({ length }: Uint8Array): string | undefined {
  return length <= MOST ? undefined : `it has ${length} bytes`
}

/** What no client waits for is passed over. */
function isAnswer({ kind }: Reply): boolean {
  return kind !== 'presence' && kind !== 'received' && kind !== 'line-end'
}

function named({ text }: Heard<Reply>): Flaw | undefined {
  return text.includes('"action"') ? undefined : { why: 'it has no action', at: 0 }
}

export const sizeChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.3',
    title: 'keeps an object within 1024 bytes',
    hint: 'Send objects of 1024 bytes at most: readers take no more at once.',
    needs: ['ghostr-4.1'],
    async run(clients) {
      await arrives(clients, 'A message of some length. '.repeat(30), tooLarge)
    },
  },
  {
    id: 'ghostr-1.3d',
    title: 'cuts a long text between characters',
    hint: 'Cut a long text between characters.',
    needs: ['ghostr-4.1'],
    async run(clients) {
      await arrives(clients, LONG, (bytes) =>
        CUT.test(new TextDecoder().decode(bytes)) ? 'a character is cut' : undefined,
      )
    },
  },
  {
    id: 'ghostr-1.3c',
    title: 'delivers a long text in several objects',
    hint: 'Send a long text in parts, each an object of 1024 bytes at most, in order.',
    needs: ['ghostr-4.1', 'ghostr-1.3', 'ghostr-1.3d'],
    async run(clients) {
      await arrives(clients, LONG, tooLarge)
    },
  },
  {
    id: 'ghostr-1.3b',
    title: 'writes an action in every object',
    hint: 'Put an action into every object that you send.',
    needs: [...SENT, 'ghostr-4.3', 'ghostr-4.4'],
    async run(clients) {
      const [one, other] = await clients.pair()
      const requests = [
        ['message', { message: 'hello', user: other.name }],
        ['broadcast', { message: 'hi' }],
        ['whoelse', {}],
      ] as const
      for (const [action, fields] of requests) {
        await one.say(action, fields)
        await one.wire.find(`the answer to ${action}`, isAnswer, named)
      }
      const isHeard = (frame: Reply) =>
        frame.kind === 'nonsense' || (frame.kind === 'received' && frame.from === one.name)
      await other.wire.find('receive_message', isHeard, named)
      await other.wire.find('receive_broadcast', isHeard, named)
    },
  },
])

export const endlessObjectChecks = checks(NONE, [
  {
    id: 'ghostr-1.2c',
    title: 'closes a connection whose object never ends',
    hint: 'Close the connection if an object has not ended after 64 KiB.',
    async run(clients) {
      const one = await clients.connect()
      await one.wire.say(`{"action": "${'x'.repeat(HUGE)}`)
      await one.wire.closes()
    },
  },
])
