import { Buffer } from 'node:buffer'
import { NONE } from '@parley/checks'
import { NEED_MORE } from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import { pickle } from '../../serializer.ts'
import { calling, dumped, EMPTY_LINE, listing, notText, type Protocol } from '../python-pickles.ts'
import { MUCH_LATER, posted, said } from '../texts.ts'
import { type Clients, checks, POSTING, type ToomClient } from './test-client.ts'

/** The start of a pickle. */
const HALF = dumped(3, 'MSG', 'the rest is silence').subarray(0, 20)

/** So long a server has to read the start of a request, in milliseconds. */
const READ = 20

/** Bytes that are no pickle. */
const GARBAGE: readonly Uint8Array[] = [
  Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  Buffer.from('{"type": "MSG", "body": "hello"}'),
  Buffer.of(0xff, 0xfe, 0xfd, 0x00, 0x2e),
  notText('MSG'),
]

/** Expects that pickles of these protocols are read. */
async function areRead(
  clients: Clients,
  rule: 'toom-1.2a' | 'toom-1.2b',
  protocols: readonly Protocol[],
): Promise<void> {
  const ann = await clients.user()
  for (const protocol of protocols) {
    await ann.wire.say(dumped(protocol, 'MSG', `${clients.word()} grüßt`))
    await ann.postedAt(rule)
  }
}

/** The keys of the dictionary and the kinds of their values. */
function kindsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const splitter = new PickleSplitter()
  splitter.push(bytes)
  const found = splitter.next(bytes.length)
  if (found === NEED_MORE || !('entries' in found)) return {}
  return Object.fromEntries([...found.entries].map(([key, value]) => [key, typeof value]))
}

async function areDictionaries(clients: Clients, rule: 'toom-1.1' | 'toom-1.1b'): Promise<void> {
  const wire = await clients.stage.connect()
  const isRight = ({ bytes }: { bytes: Uint8Array }) => {
    const { type, body } = kindsOf(bytes)
    if (type === undefined || body === undefined) return { why: 'it has no such keys' }
    return rule === 'toom-1.1b' && type !== 'string' ? { why: 'the type is no string' } : undefined
  }
  await wire.expect('a pickled dictionary with type and body', isRight)
  await wire.say(dumped(3, 'LOGIN', `${clients.word()} some-password`))
  await wire.expect('a pickled dictionary with type and body', isRight)
}

/** Expects that the client is still served. */
async function goesOn(client: ToomClient, text: string): Promise<void> {
  await client.exchange(['MSG', text], ['MSGACK', posted], 'toom-1.2')
}

export const pickleChecks = checks(NONE, [
  {
    id: 'toom-1.1',
    title: 'writes pickled dictionaries',
    hint: "As soon as somebody has connected, send pickle.dumps({'type': ..., 'body': ...}) and nothing else: no text, no length before it.",
    run: (clients) => areDictionaries(clients, 'toom-1.1'),
  },
  {
    id: 'toom-1.1b',
    title: 'writes a string as the type of a reply',
    hint: 'Put a string under type, an empty one if there is nothing to say there.',
    needs: ['toom-1.1'],
    run: (clients) => areDictionaries(clients, 'toom-1.1b'),
  },
  {
    id: 'toom-1.4',
    title: 'writes pickles that older versions of Python can read',
    hint: 'Give pickle.dumps the protocol 3, which every Python 3 can read.',
    needs: ['toom-1.1'],
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.expect('a pickle of protocol 3 or earlier', ({ bytes }) => {
        const [first, protocol = 0] = bytes
        return first === 0x80 && protocol > 3
          ? { why: `the protocol is ${protocol}`, at: 1 }
          : undefined
      })
    },
  },
])

export const unaskedChecks = checks(POSTING, [
  {
    id: 'toom-1.5',
    title: 'sends nothing that was not asked for',
    hint: 'Send nothing when somebody else posts or comes: the client would take it for the reply to its next command.',
    async run(clients) {
      const ann = await clients.user()
      await ann.nothing()
      const bob = await clients.user()
      await bob.post(`${clients.word()} to everyone`)
      await ann.nothing('toom-1.5')
    },
  },
])

export const replyChecks = checks(POSTING, [
  {
    id: 'toom-1.5a',
    title: 'sends one reply to each request',
    hint: 'Answer each request exactly once, in the order in which they came, in one send.',
    needs: ['toom-3.5a', 'toom-3.5b'],
    async run(clients) {
      const ann = await clients.user()
      await ann.exchange(['MSG', clients.word()], ['MSGACK', posted])
      await ann.exchange(['RDM', MUCH_LATER], ['RDM', said.nothing])
      await ann.exchange(['RDM', 'x'], ['RDM-F', said.readForm])
      await ann.users('toom-1.5a')
      await ann.nothing('toom-1.5a')
      await ann.nothing('toom-1.5a')
    },
  },
  {
    id: 'toom-1.5a.ended',
    title: 'answers after the client closed its sending half',
    hint: 'When recv gives no more bytes, answer first what you have read.',
    async run(clients) {
      const ann = await clients.user()
      await ann.request('MSG', clients.word())
      ann.wire.end()
      await ann.expect('MSGACK', posted)
    },
  },
])

export const streamChecks = checks(NONE, [
  {
    id: 'toom-1.2a',
    title: 'reads pickles of protocols 3 and 4',
    hint: 'Read what every Python 3 writes: protocol 4 from 3.8 on, protocol 3 before.',
    needs: ['toom-2.2', 'toom-3.1'],
    run: (clients) => areRead(clients, 'toom-1.2a', [3, 4]),
  },
  {
    id: 'toom-1.2',
    title: 'reads requests that are cut and joined anywhere',
    hint: 'TCP has no messages: read with pickle.load from socket.makefile("rb"), or keep what is not yet whole, and go on with what is left over; do not call pickle.loads on each recv.',
    needs: ['toom-1.2a', 'toom-1.5', 'toom-2.2', 'toom-3.1', 'toom-3.5'],
    segmented: true,
    async run(clients) {
      const text = `${clients.word()} grüßt 😀`
      const [ann, bob] = await clients.pair()
      await ann.postAndRead(text, bob, { rule: 'toom-1.2' })
    },
  },
  {
    id: 'toom-1.2.joined',
    title: 'answers both requests of one segment',
    hint: 'Behind one pickle the next may have come already: look at all that was read before you wait for more.',
    needs: ['toom-1.2a', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      const [first, second] = [dumped(4, 'MSG', clients.word()), dumped(3, 'MSG', clients.word())]
      await ann.wire.say(Buffer.concat([first, second, first]))
      for (let reply = 0; reply < 3; reply += 1) await ann.postedAt('toom-1.2')
    },
  },
  {
    id: 'toom-1.2.port',
    title: 'reads a command in one segment with the port',
    hint: 'UDP_PORT has no reply, so the next request may be in the same recv: do not throw away what is after it.',
    needs: ['toom-1.2a', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.logIn(clients.account())
      const port = pickle('UDP_PORT', clients.port())
      await ann.wire.say(Buffer.concat([port, dumped(4, 'MSG', clients.word())]))
      await ann.postedAt('toom-1.2')
    },
  },
  {
    id: 'toom-1.2.reset',
    title: 'serves others after a reset within a request',
    hint: 'Catch what recv and pickle throw, for each connection on its own, and close that one alone.',
    needs: ['toom-1.2a', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      const other = await clients.connect()
      await other.wire.say(HALF)
      await clients.stage.pass(READ)
      other.wire.reset()
      await goesOn(ann, clients.word())
      await clients.connect()
    },
  },
  {
    id: 'toom-1.2.garbage',
    title: 'serves others after bytes that are no pickle',
    hint: 'Catch every error of unpickling, and close the connection that it came over, not the server.',
    needs: ['toom-1.2a', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      for (const bytes of GARBAGE) {
        const other = await clients.connect()
        await other.wire.say(bytes)
        await goesOn(ann, clients.word())
      }
      await clients.connect()
    },
  },
  {
    id: 'toom-1.2b',
    title: 'reads pickles of protocols 0, 1, 2 and 5',
    hint: 'A client may have been told to write another protocol: your reader should know all of them.',
    needs: ['toom-1.2a', 'toom-2.2', 'toom-3.1'],
    run: (clients) => areRead(clients, 'toom-1.2b', [0, 1, 2, 5]),
  },
  {
    id: 'toom-1.3',
    title: 'refuses a pickle that calls a function',
    hint: 'pickle.loads runs whatever it is sent. Make a class of pickle.Unpickler whose find_class raises an error, and read with that.',
    needs: ['toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      const name = clients.word()
      await ann.wire.say(calling('body', [name, ' was here'], 'MSG'))
      await ann.wire.say(dumped(3, 'QWERTY', 'x'))
      for (const { frame } of await ann.wire.rest()) {
        if (frame.kind === 'reply' && frame.type === 'MSGACK') {
          clients.stage.fail('the function was called, and its result posted as a message')
        }
      }
    },
  },
  {
    id: 'toom-1.3a',
    title: 'refuses a pickle with other values than text and numbers',
    hint: 'Under body stands a string or a number; whoever sends a list is none of your clients: close.',
    needs: ['toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      await ann.wire.say(listing('MSG'))
      await ann.wire.closes()
    },
  },
  {
    id: 'toom-1.3b',
    title: 'reads an empty line with a string from the memo',
    hint: "pickle writes {'type': '', 'body': ''} with one empty string and a reference to it: keep the memo, or use pickle's own reader.",
    needs: ['toom-2.2', 'toom-3.8'],
    async run(clients) {
      const ann = await clients.user()
      await ann.wire.say(EMPTY_LINE)
      await ann.expect('', said.invalid)
      const name = clients.word()
      await ann.wire.say(dumped(4, 'QWERTY', name))
      await ann.expect('', said.invalid)
    },
  },
])
