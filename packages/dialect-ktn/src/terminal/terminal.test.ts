import { readFileSync } from 'node:fs'
import { terminal } from './terminal.ts'
import { PipedLine, response, STAMP } from './testing/piped-line.ts'

const ORIGINAL =
  'trouble: What was typed is not one of: login <name>, logout, msg <text>, names, help'
const USAGE = `${ORIGINAL}, @<name> <text>, history, block <name>, unblock <name>, or about rooms (/help)`
const NO_TEXT = 'trouble: Nothing was said: there is no text.'
const NO_ROOM = 'trouble: Nothing was said: there is no room.'
const NO_NAME = 'trouble: Nothing was said: there is no name.'
const NOT_A_NAME = 'trouble: Nothing was said: nobody can be called so.'
const TOO_LONG = 'trouble: Nothing was said: it is too long for a request of 1000 bytes.'
const NOT_HERE = 'trouble: Nothing was said: a strict server does not have that.'
const CLOSED = 'failure: The server has closed the connection.'
const SILENT = 'trouble: The server does not answer.'
const LOST = 'failure: The server does not answer: 1 request got no answer and may be lost.'
const AT = '[12:34:56]'

describe('the next line waits for the reply', () => {
  const answers: readonly (readonly [string, string])[] = [
    ['login alice', response('info', 'Login successful')],
    ['login alice', response('info', 'alice has logged in')],
    ['login alice', response('error', 'Username taken')],
    ['names', response('info', 'alice')],
    ['names', response('names', ['alice'])],
    ['names', response('error', 'Not logged in')],
    ['help', response('info', 'anything')],
    ['help', response('error', 'Unknown request')],
    ['msg hi ', response('message', 'hi', 'alice')],
    ['msg hi', response('error', 'no')],
    ['@bob hi', response('info', 'Sent to bob')],
    ['@bob hi', response('message', '@bob hi', 'alice')],
    ['@bob hi', response('error', 'User has blocked you')],
    ['msg @bob hi', response('info', 'Sent to bob')],
    ['history', response('history', [])],
    ['history', response('message', 'old', 'bob')],
    ['history', response('info', 'No history')],
    ['block bob', response('info', 'Blocked bob')],
    ['unblock bob', response('info', 'Unblocked bob')],
    ['block bob', response('error', 'No such user')],
    ['logout', response('error', 'no')],
  ]
  test.each(answers)('%j: %j', (typed, answer) => {
    const line = PipedLine.loggedIn().type(typed, 'names')
    line.info('carl has logged in').message('carl', 'hello')
    const alreadyOver = typed === 'history' ? 2 : 1
    expect(line.said).toHaveLength(alreadyOver)
    expect(line.hear(answer).said.at(-1)).toBe('names')
    expect(line.said).toHaveLength(2)
    const quick = PipedLine.loggedIn()
    quick.server = () => (quick.said.length === 1 ? answer : undefined)
    expect(quick.type(typed, 'names').said).toHaveLength(2)
  })

  test('a list that continues (3.7)', () => {
    const line = PipedLine.loggedIn().type('names', 'help').info('alice, bob,')
    expect(line.said).toEqual(['names'])
    expect(line.info('carl').said).toEqual(['names', 'help'])
  })

  test('the parts of a long message (1.5)', () => {
    const line = PipedLine.loggedIn().type('msg one two', 'names').message('alice', 'one ')
    expect(line.said).toEqual(['msg one two'])
    expect(line.message('alice', 'two').said).toEqual(['msg one two', 'names'])
  })

  const timeouts: readonly (readonly [string, seconds: number, trouble: readonly string[]])[] = [
    ['login bob', 10, [SILENT]],
    ['names', 10, [SILENT]],
    ['help', 10, [SILENT]],
    ['block bob', 10, [SILENT]],
    ['unblock bob', 10, [SILENT]],
    ['msg hi', 2, []],
    ['@bob hi', 2, []],
    ['history', 2, []],
  ]
  test.each(timeouts)('%j times out after %d s', (typed, seconds, trouble) => {
    const line = PipedLine.loggedIn().type(typed, 'dance', 'names')
    expect(line.pass(seconds * 1000 - 1).screen).toEqual([])
    line.pass(1)
    expect(line.screen).toEqual([...trouble, USAGE])
    expect(line.said.at(-1)).toBe('names')
    expect(line.info('alice').type('help').said.at(-1)).toBe('help')
  })

  test('other responses do not extend the timeout', () => {
    const line = PipedLine.loggedIn().type('names', 'help')
    for (let second = 0; second < 9; second++) line.info('bob has logged in').pass(1000)
    expect(line.said).toEqual(['names'])
    expect(line.info('bob has logged in').pass(1000).said).toEqual(['names', 'help'])
  })

  test.each([
    ['msg hi', 2000, 'message', 'hi', 'alice'],
    ['block bob', 10_000, 'info', 'Blocked bob', 'server'],
  ])('what got no answer to %j is not waited for again, until it gives one', (...row) => {
    const [typed, time, word, text, from] = row
    const line = PipedLine.loggedIn().type(typed, typed, typed, typed, 'names')
    expect(line.pass(time).said).toEqual([typed, typed])
    expect(line.pass(100).said).toEqual([typed, typed, typed])
    line.hear(response(word, text, from))
    expect(line.said).toEqual([typed, typed, typed, typed])
    expect(line.pass(time - 1).said).toHaveLength(4)
    expect(line.pass(1).said.at(-1)).toBe('names')
  })

  test('a late reply is shown and completes no later request', () => {
    const line = PipedLine.loggedIn().type('names', '@bob hi', 'help').pass(10_000)
    expect(line.said).toEqual(['names', 'msg @bob hi'])
    expect(line.info('alice, bob').said).toEqual(['names', 'msg @bob hi'])
    expect(line.info('Sent to bob').said).toEqual(['names', 'msg @bob hi', 'help'])
    expect(line.screen).toEqual([SILENT, `aside: ${AT} * alice, bob`, `aside: ${AT} * Sent to bob`])
  })

  test('recognises own messages after a login without a reply', () => {
    const line = PipedLine.connected().type('login alice').pass(10_000).type('msg hi', 'names')
    expect(line.message('alice', 'hi').said).toEqual(['login alice', 'msg hi', 'names'])
  })
})

describe('leaving (8.1)', () => {
  test('before there is a connection, or without a login', () => {
    const line = new PipedLine().leave().connect().type('names')
    expect(line.deeds).toEqual(['end 0'])
    expect(PipedLine.connected().eof().deeds).toEqual(['end 0'])
    expect(PipedLine.connected().type('login x').error('no').eof().said).toEqual(['login x'])
    expect([...line.said, ...line.screen]).toEqual([])
  })

  test('a user logs out first', () => {
    const line = PipedLine.loggedIn().leave().leave()
    expect(line.said).toEqual(['logout'])
    expect(line.deeds).toEqual([])
    line.message('bob', 'wait').info('Logout successful').info('late')
    expect(line.screen).toEqual([`said: ${AT} bob: wait`, `aside: ${AT} * Logout successful`])
    expect(line.deeds).toEqual(['end 0'])
  })

  test('logout, as it is typed', () => {
    const line = PipedLine.loggedIn().type('logout', 'names').eof().info('bye')
    expect(line.said).toEqual(['logout'])
    expect(line.screen).toEqual([`aside: ${AT} * bye`])
    expect(line.deeds).toEqual(['end 0'])
    expect(line.leave().lose().wake().pass(20_000).deeds).toEqual(['end 0'])
  })

  test.each([
    ['typed', PipedLine.loggedIn().type('logout')],
    ['typed and left', PipedLine.loggedIn().type('logout').eof()],
    ['left', PipedLine.loggedIn().eof()],
  ])('a logout that is %s needs no answer', (_how, line) => {
    expect(line.pass(1999).deeds).toEqual([])
    expect(line.pass(1).deeds).toEqual(['end 0'])
    expect(line.pass(20_000).deeds).toEqual(['end 0'])
    expect(line.said).toEqual(['logout'])
    expect(line.screen).toEqual([])
  })

  test.each([
    ['typed and left', PipedLine.loggedIn().type('logout').eof()],
    ['left', PipedLine.loggedIn().eof()],
  ])('a refused logout that is %s', (_how, line) => {
    expect(line.error('no').deeds).toEqual(['end 0'])
    expect(line.said).toEqual(['logout'])
    expect(line.screen).toEqual([`trouble: ${AT} ! no`])
  })

  test('waits for outstanding replies', () => {
    const line = PipedLine.loggedIn().type('dance', 'names').eof().message('bob', 'hi').leave()
    expect(line.said).toEqual(['names'])
    line.info('alice')
    expect(line.said).toEqual(['names', 'logout'])
    expect(line.info('bye').deeds).toEqual(['end 0'])
    expect(line.screen).toEqual([
      USAGE,
      `said: ${AT} bob: hi`,
      `aside: ${AT} * alice`,
      `aside: ${AT} * bye`,
    ])
  })

  test.each([
    ['names', 5000, true],
    ['help', 5000, true],
    ['msg hi', 2000, false],
  ])('with %j outstanding, no longer than that', (typed, time, isLost) => {
    const line = PipedLine.loggedIn().type(typed).pass(10).eof()
    expect(line.pass(time - 11).said).toHaveLength(1)
    expect(line.pass(11).said.at(-1)).toBe('logout')
    expect(line.pass(2000).deeds).toEqual([isLost ? 'end 1' : 'end 0'])
    expect(line.screen.includes(LOST)).toBe(isLost)
  })

  test('with a login outstanding', () => {
    const welcome = PipedLine.connected().type('login alice').eof().info('hi')
    expect(welcome.said).toEqual(['login alice', 'logout'])
    const refused = PipedLine.connected().type('login alice').eof().error('Username taken')
    expect(refused.said).toEqual(['login alice'])
    expect(refused.deeds).toEqual(['end 1'])
    const silent = PipedLine.connected().type('login alice').eof().pass(5000)
    expect(silent.said).toEqual(['login alice', 'logout'])
    expect(silent.pass(2000).deeds).toEqual(['end 1'])
    expect(silent.screen).toEqual([SILENT, LOST])
  })

  test('drops lines typed meanwhile', () => {
    const line = PipedLine.loggedIn().leave().type('names')
    expect(line.said).toEqual(['logout'])
  })

  test('sends all lines of a pipe in order', () => {
    const names = Array.from({ length: 300 }, (_, index) => `block user${index}`)
    const line = PipedLine.loggedIn()
    line.server = (request) => response('info', request === 'block' ? 'Blocked x' : 'bye')
    line.type(...names).eof()
    expect(line.said).toEqual([...names, 'logout'])
    expect(line.deeds).toEqual(['end 0'])
  })

  test('ignores a wake without a timer', () => {
    const line = PipedLine.loggedIn().type('names').wake()
    expect([...line.screen, ...line.deeds]).toEqual([])
    expect(line.said).toEqual(['names'])
  })
})

test.each([
  ['who is nobody yet', PipedLine.connected()],
  ['waiting for a login', PipedLine.connected().type('login alice')],
  ['refused', PipedLine.connected().type('login alice').error('Username taken')],
  ['logged in', PipedLine.loggedIn()],
  ['waiting for an answer', PipedLine.loggedIn().type('names')],
  ['waiting for one before going', PipedLine.loggedIn().type('names').eof()],
])('a server that closes on somebody %s', (_who, line) => {
  line.lose().info('late').wake().pass(20_000).leave().type('names')
  expect(line.screen.at(-1)).toBe(CLOSED)
  expect(line.deeds).toEqual(['end 1'])
})

test.each([
  ['typed', PipedLine.loggedIn().type('logout')],
  ['left', PipedLine.loggedIn().leave()],
])('a server that closes in place of an answer to a logout that was %s', (_how, line) => {
  line.lose()
  expect(line.screen).toEqual([])
  expect(line.deeds).toEqual(['end 0'])
})

test('reads a conversation that is cut and joined anywhere', () => {
  const objects = [
    response('error', 'Username taken'),
    response('info', 'Login successful'),
    response('history', [{ timestamp: STAMP, sender: 'bob', content: 'old' }]),
    response('message', 'hi', 'al'),
    response('info', 'bob, al'),
    response('info', 'Logout successful'),
  ]
  const bytes = new TextEncoder().encode(objects.join(''))
  for (let at = 1; at <= bytes.length; at++) {
    const line = PipedLine.connected().type('login bob', 'login al', 'msg hi', 'names', 'logout')
    line.hear(bytes.slice(0, at)).hear(bytes.slice(at))
    expect(line.said).toEqual(['login bob', 'login al', 'msg hi', 'names', 'logout'])
    expect(line.screen).toEqual([
      `trouble: ${AT} ! Username taken`,
      `aside: ${AT} * Login successful`,
      `said: ${AT} bob: old`,
      `said: ${AT} al: hi`,
      `aside: ${AT} * bob, al`,
      `aside: ${AT} * Logout successful`,
    ])
    expect(line.deeds).toEqual(['end 0'])
  }
})

test('explains all input and output, in help and in README.md', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const rows = terminal.help.map(({ typed }) => typed)
  expect(rows).toEqual([
    ...['login <name>', 'msg <text>', '@<name> <text>', 'names', 'history'],
    ...['block <name>', 'unblock <name>'],
    ...['join #room', '#room <text>', 'names #room', 'history #room', 'leave #room', 'rooms'],
    ...['kick <name> #room <why>', 'ban <name> #room 10 <why>', 'unban <name> #room'],
    ...['bans #room', 'remove <name> #room <time>', 'help', 'logout'],
  ])
  for (const typed of rows) expect(readme).toContain(`\`${typed}\``)
  for (const text of [NO_TEXT, NO_NAME, NO_ROOM, NOT_A_NAME, TOO_LONG, NOT_HERE, CLOSED, SILENT]) {
    expect(readme).toContain(`\`${text.slice('trouble: '.length)}\``)
  }
})
