import { RecordingClientLine } from '@parley/conformance'
import { Malformed, NEED_MORE } from '@parley/contract'
import { dialect } from './index.ts'

/** A client and what it makes of a server's bytes. */
function client() {
  const options = dialect.options.parse({})
  const line = new RecordingClientLine()
  const session = dialect.client.open(line, options)
  const splitter = dialect.client.splitter(options)
  session.begin()
  const reads = (bytes: string) => {
    splitter.push(new TextEncoder().encode(bytes))
    for (;;) {
      const reply = splitter.next(1_000_000)
      if (reply === NEED_MORE || reply instanceof Malformed) return
      session.take(reply)
    }
  }
  reads('> OK - Welcome to the Love Letter Server\nSupported commands are: LOGIN <user>\n\n\n')
  return { session, reads, line }
}

const writes = ({ line }: ReturnType<typeof client>) => line.writes
const reports = ({ line }: ReturnType<typeof client>) => line.reports

test('5.1: one command is under way at a time, and lines wait until they are asked for', () => {
  const one = client()
  one.session.ask({ kind: 'login', name: 'olivia', cap: 0 })
  one.session.ask({ kind: 'send', to: 'bob', text: 'a\nb' })
  one.session.ask({ kind: 'send', to: 'ann', text: 'c' })
  expect(writes(one)).toEqual(['LOGIN olivia\n'])
  one.reads('> OK - Hello olivia\n')
  expect(writes(one).slice(1)).toEqual(['MESSAGE bob\n'])
  one.reads('> OK - Send Message, end with XOXOXO\n')
  expect(writes(one).slice(2)).toEqual(['a\nb\nXOXOXO\n'])
  one.reads('> ERROR - Recipient does not exist\n> ERROR - Invalid recipient username, try again\n')
  expect(writes(one).slice(3)).toEqual(['MESSAGE ann\n'])
  expect(reports(one)).toEqual([
    { kind: 'ready' },
    { kind: 'done', command: 'login' },
    { kind: 'refused', command: 'send', text: 'Recipient does not exist' },
    { kind: 'refused', command: 'send', text: 'Invalid recipient username, try again' },
  ])
})

const listing = '> OK - Data Available...\n127.0.0.1:1 | olivia\n127.0.0.1:2 | bob\r\n'
const listed = { kind: 'done', command: 'list', names: ['olivia', 'bob'] }

test.each([
  ['a silence', (one: ReturnType<typeof client>) => one.session.wake?.(0)],
  ['a reply', (one: ReturnType<typeof client>) => one.reads('> OK - Hello\n')],
  ['a message', (one: ReturnType<typeof client>) => one.reads('> INBOUND MESSAGE - SENDER: x\n')],
])('5.1: a list ends with %s', (_what, end) => {
  const one = client()
  one.session.ask({ kind: 'list' })
  one.reads(listing)
  expect(reports(one)).toEqual([{ kind: 'ready' }])
  end(one)
  expect(reports(one)[1]).toEqual(listed)
})

test('4.1: a message of the original, which repeats its closing line and may lack the last "> "', () => {
  const one = client()
  one.reads(
    '> INBOUND MESSAGE - SENDER: bob\r\n> RECIPIENT: olivia\r\n> hi\r\n> love you XOXOXO\r\n',
  )
  one.reads('> INBOUND MESSAGE - SENDER: bob\n> RECIPIENT: everyone\n> OK - so\n> XOXOXO\n> \n')
  expect(reports(one).slice(1)).toEqual([
    { kind: 'heard', from: 'bob', text: 'hi\nlove you', to: 'me' },
    { kind: 'heard', from: 'bob', text: 'OK - so', to: 'everyone' },
  ])
})

test.each(['a\rb', 'XOXOXO', 'x\nlove XOXOXO \ny', 'x'.repeat(65_537)])(
  'what would not arrive as it is cannot be said: %j',
  (text) => {
    const one = client()
    expect(one.session.ask({ kind: 'send', to: 'bob', text })).toBe(false)
    expect(writes(one)).toEqual([])
  },
)

test('1.4: a line of a body that was too long is a notice; the message has an answer of its own', () => {
  const one = client()
  one.session.ask({ kind: 'send', to: 'bob', text: 'x' })
  one.session.ask({ kind: 'send', to: 'bob', text: 'y' })
  one.reads('> OK - Send Message, end with XOXOXO\n> ERROR - Line too long\n')
  one.reads('> ERROR - Message too long\n')
  expect(reports(one).slice(1)).toEqual([
    { kind: 'notice', text: 'Line too long' },
    { kind: 'refused', command: 'send', text: 'Message too long' },
  ])
  expect(writes(one)).toEqual(['MESSAGE bob\n', 'x\nXOXOXO\n', 'MESSAGE bob\n'])
})

test('3.6: a row that has no name in it is none of the list', () => {
  const one = client()
  one.session.ask({ kind: 'list' })
  one.reads(
    '> OK - Data Available...\n127.0.0.1:1 | bob \r\nnonsense\n1 | a,b\n::1:2 | Zo\u00eb\n> \n',
  )
  expect(reports(one).slice(1)).toEqual([
    { kind: 'done', command: 'list', names: ['bob', 'Zo\u00eb'] },
  ])
})

test('what waits for a silent server is bounded by its length too', () => {
  const one = client()
  const text = `${'x'.repeat(60_000)}`
  let taken = 0
  while (taken < 10_000 && one.session.ask({ kind: 'send', to: 'bob', text })) taken += 1
  expect(taken).toBeGreaterThan(100)
  expect(taken).toBeLessThan(600)
})
