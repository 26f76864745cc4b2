import { PipedLine, response } from './testing/piped-line.ts'

const AT = '[12:34:56]'
const NOW = '[00:01:02]'

/** About a room (6.6). */
function room(word: string, content: string, sender: string): string {
  return `${response(word, content, sender).slice(0, -1)},"room":"#tea"}`
}

const shown: readonly (readonly [string, ...string[]])[] = [
  [response('info', 'Login successful'), `aside: ${AT} * Login successful`],
  [response('error', 'Not logged in'), `trouble: ${AT} ! Not logged in`],
  [response('message', 'hi all', 'bob'), `said: ${AT} bob: hi all`],
  [room('message', 'hi', 'bob'), `said: ${AT} #tea bob: hi`],
  [room('message', 'hi', '#tea bob'), `said: ${AT} #tea "#tea bob": hi`],
  [response('message', 'hi', '#tea bob'), `said: ${AT} "#tea bob": hi`],
  [room('info', 'Joined #tea', 'server'), `aside: ${AT} * Joined #tea`],
  [response('msg', 'héi 🎈', 'Zoë'), `said: ${AT} Zoë: héi 🎈`],
  [response('message', '(private) psst', 'bob'), `said: ${AT} bob: (private) psst`],
  [response('message', 'hi', null), `said: ${AT} server: hi`],
  [response('message', null, 'bob'), `said: ${AT} bob: `],
  [response('info', 'hi', null), `aside: ${AT} * hi`],
  [response('info', ['alice', 'bob']), `aside: ${AT} * alice, bob`],
  [response('info', 'alice,bob'), `aside: ${AT} * alice,bob`],
  [response('info', 'alice\nbob'), `aside: ${AT} * alice\n           bob`],
  [response('names', ['alice', 'bob']), `aside: ${AT} * alice, bob`],
  [response('names', 'alice,bob'), `aside: ${AT} * alice, bob`],
  [response('info', null), `aside: ${AT} * `],
  ['{"Response":"Info","CONTENT":"x","TimeStamp":"01:02:03"}', 'aside: [01:02:03] * x'],
  ['{"response":"info","content":"x"}', `aside: ${NOW} * x`],
  ['{"timestamp":null,"response":"error","content":"x"}', `trouble: ${NOW} ! x`],
  ['{"timestamp":[9],"response":"names","content":"x"}', `aside: ${NOW} * x`],
  ['{"timestamp":"?","response":"message","sender":"bob","content":"x"}', `said: ${NOW} bob: x`],
]

describe('what is shown (7.3)', () => {
  test.each(shown)('%j', (object, ...screen) => {
    const line = PipedLine.loggedIn().hear(object)
    expect(line.screen).toEqual(screen)
    expect(line.said).toEqual([])
    expect(line.deeds).toEqual([])
  })

  test.each([
    ['a number', 1457958896],
    ['a fraction', 1457958896.25],
    ['milliseconds', 1457958896000],
    ['a number in a text', '1457958896.25'],
  ])('a time that is %s, in the zone of who reads', (_what, timestamp) => {
    const [clock] = new Date(1457958896000).toTimeString().split(' ')
    const object = { timestamp, sender: null, response: 'info', content: 'x' }
    const line = PipedLine.loggedIn().hear(JSON.stringify(object))
    expect(line.screen).toEqual([`aside: [${clock}] * x`])
  })

  test('reads objects that are cut and joined anywhere', () => {
    const bytes = new TextEncoder().encode(shown.map(([object]) => object).join('\r\n'))
    const screen = shown.flatMap(([, ...lines]) => lines)
    expect(PipedLine.loggedIn().hear(bytes).screen).toEqual(screen)
    for (let at = 1; at < bytes.length; at++) {
      const line = PipedLine.loggedIn().hear(bytes.slice(0, at)).hear(bytes.slice(at))
      expect(line.screen).toEqual(screen)
    }
    const slow = PipedLine.loggedIn()
    for (const byte of bytes) slow.hear(Uint8Array.of(byte))
    expect(slow.screen).toEqual(screen)
  })
})

describe('a history (4, 8.2)', () => {
  const one = { timestamp: '2016-03-13T08:09:10', sender: 'bob', response: 'message', content: 'a' }
  const two = { timestamp: '11:12:13.5', sender: null, response: 'message', content: 'b\nc' }
  const texts = [JSON.stringify(one), JSON.stringify(two)]
  const forms: readonly unknown[] = [
    texts,
    [one, two],
    [one, texts[1]],
    JSON.stringify([one, two]),
    JSON.stringify(texts),
    texts.join(','),
    texts.join(', '),
    `${texts.join('\n')}\n`,
    `${texts.join(',\r\n')},`,
  ]
  const screen = ['said: [08:09:10] bob: a', 'said: [11:12:13] server: b\n           c']

  test.each(forms)('%j', (content) => {
    expect(PipedLine.loggedIn().hear(response('history', content)).screen).toEqual(screen)
    const early = PipedLine.connected().type('login alice', 'names')
    early.hear(response('history', content))
    expect(early.said).toEqual(['login alice'])
    early.info('Login successful')
    expect(early.said).toEqual(['login alice', 'names'])
    expect(early.screen).toEqual([...screen, `aside: ${AT} * Login successful`])
  })

  test('as ordinary messages', () => {
    const line = PipedLine.loggedIn().hear(texts.join(''))
    expect(line.screen).toEqual(screen)
  })

  test.each([[one], JSON.stringify(one), one])('of one message: %j', (content) => {
    const line = PipedLine.loggedIn().hear(response('history', content))
    expect(line.screen).toEqual(screen.slice(0, 1))
  })

  test('of texts without times', () => {
    const line = PipedLine.loggedIn().hear(response('history', ['bob: a', 7, null, { x: 1 }]))
    expect(line.screen).toEqual([`said: ${NOW} server: bob: a`, `said: ${NOW} server: 7`])
  })

  test('with the sender and the time outside the text', () => {
    const line = PipedLine.loggedIn().hear(response('history', 'hi', 'bob'))
    expect(line.screen).toEqual([`said: ${AT} bob: hi`])
  })

  test.each([[[]], [null], [''], ['[]']])('empty: %j', (content) => {
    expect(PipedLine.loggedIn().hear(response('history', content)).screen).toEqual([])
  })
})

describe('text cannot pass for another response', () => {
  test.each(['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'a further line after %j',
    (end) => {
      const line = PipedLine.loggedIn().message('bob', `x${end}${AT} eve: y`)
      expect(line.screen).toEqual([`said: ${AT} bob: x\n           ${AT} eve: y`])
    },
  )

  test('a control character', () => {
    const line = PipedLine.loggedIn().message('bob', '\u001b[2J\u0007\b\u009bH\u007f\ud800')
    expect(line.screen).toEqual([`said: ${AT} bob: \ufffd[2J\ufffd\ufffd\ufffdH\ufffd\ufffd`])
  })

  test.each([
    ['eve\n[12:34:56] bob', '"eve [12:34:56] bob"'],
    ['* hi', '"* hi"'],
    ['bob: hi', '"bob: hi"'],
    ['\u001b[2J', '"\ufffd[2J"'],
    [' ', '" "'],
    ['x'.repeat(1000), `"${'x'.repeat(100)}"`],
  ])('a sender %j', (from, name) => {
    expect(PipedLine.loggedIn().message(from, 'x').screen).toEqual([`said: ${AT} ${name}: x`])
  })
})

describe('nonsense', () => {
  const nonsense: readonly (readonly [string, string])[] = [
    ['Welcome!\n', '(garbage)'],
    ['{"response":"dance"}', '{"response":"dance"}'],
    ['{"a":1,\n"b":2}', '{"a":1, "b":2}'],
    ['{}', '{}'],
    ['{\u001b}', '{\ufffd}'],
    ['{"response":null,"content":[[]]}', '{"response":null,"content":[[]]}'],
    [`{"x":"${'y'.repeat(500)}"}`, `{"x":"${'y'.repeat(194)}`],
  ]
  test.each(nonsense)('%j', (text, quoted) => {
    const line = PipedLine.loggedIn().hear(text)
    expect(line.screen).toEqual([`trouble: The server said what is not understood: ${quoted}`])
    expect(line.deeds).toEqual([])
    expect(line.type('names').info('alice').type('help').said).toEqual(['names', 'help'])
  })

  test('that is not UTF-8', () => {
    const line = PipedLine.loggedIn().hear(Uint8Array.of(0x7b, 0xff, 0x7d))
    expect(line.screen).toEqual(['trouble: The server said what is not understood: (not-utf8)'])
  })

  test('is no reply, but shortens the timeout', () => {
    const line = PipedLine.loggedIn().type('names', 'help').hear('{}').hear('x').pass(1999)
    expect(line.said).toEqual(['names'])
    expect(line.pass(1).said).toEqual(['names', 'help'])
    expect(line.screen).toHaveLength(2)
  })
})
