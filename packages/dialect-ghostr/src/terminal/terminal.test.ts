import { PipedLine } from './testing/piped-line.ts'
import { asked, CLOSED, HANS, hans, LOGOUT, LOST, PLACE, SUCCESS, TAKEN } from './testing/wire.ts'

describe('an answer', () => {
  test('is waited for before the next line, and what comes meanwhile is shown', () => {
    const line = hans().type('whoelse')
    line.hear('{"action": "receive_message", "from": "yoda", "message": "hi"}')
    expect(line.seen()).toEqual(['> {"action": "whoelse"}', 'said: yoda : hi'])
    line.hear('{"action": "whoelse", "reply": ["yoda"], "more": true}')
    expect(line.seen()).toEqual([])
    line.hear('{"action": "whoelse", "reply": ["luke"]}')
    expect(line.seen()).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('is not waited for without end, and is shown when it comes', () => {
    const line = hans().type('whoelse')
    line.seen()
    expect(line.pass(9999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    line.hear('{"action": "whoelse", "reply": []}')
    expect(line.seen()).toEqual(['plain: Currently online:'])
  })

  test('that does not come stands in nobody’s way, and is not waited for again', () => {
    const line = hans().type('whoelse').pass(10_000)
    line.seen()
    expect(line.type('block yoda').seen()).toEqual(['> {"action": "block", "user": "yoda"}'])
    line.hear('{"action": "block", "status": "SUCCESS"}')
    expect(line.seen()).toEqual(['aside: yoda is blocked', '? '])
    expect(line.type('whoelse').pass(99).seen()).toEqual(['> {"action": "whoelse"}'])
    expect(line.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    line.hear('{"action": "whoelse", "reply": []}').type('whoelse').seen()
    line.hear('{"action": "whoelse", "reply": []}').type('whoelse').seen()
    expect(line.pass(9999).seen()).toEqual([])
    line.hear('{"action": "whoelse", "reply": []}').leave()
    expect(line.hear('{"action": "logout", "reply": "LOGGED_OUT"}').lose().seen()).toEqual([
      'plain: Currently online:',
      '? ',
      LOGOUT,
      'plain: You are logged out',
      LOST,
      'end 1',
    ])
  })

  test('leaves the pace between two requests (1.3)', () => {
    const line = hans({ pace: 50 }).type('whoelse').hear('{"action": "whoelse", "reply": []}')
    line.type('whoelse')
    expect(line.seen().filter((one) => one.startsWith('>'))).toHaveLength(1)
    expect(line.pass(49).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['> {"action": "whoelse"}'])
  })
})

describe('the end', () => {
  test('is a logout', () => {
    const line = hans().type('logout')
    expect(line.seen()).toEqual([LOGOUT])
    line.hear('{"action": "logout", "reply": "logged out"}').lose().leave()
    expect(line.seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['closes', (line: PipedLine) => line.lose()],
    ['says nothing', (line: PipedLine) => line.pass(1000)],
    ['refuses', (line: PipedLine) => line.hear('{"action": "logout", "reply": "Unknown action"}')],
  ])('comes also if the server %s', (_how, act) => {
    const line = hans().type('logout')
    line.seen()
    expect(act(line).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('comes with the timeout', () => {
    const line = hans().hear('{"action": "timeout"}').lose().type('whoelse')
    expect(line.seen()).toEqual(['plain: You are timed out', 'end 0'])
  })

  test('comes once what is outstanding has been answered', () => {
    const line = hans().type('whoelse').leave()
    expect(line.seen()).toEqual(['> {"action": "whoelse"}'])
    line.hear('{"action": "whoelse", "reply": []}')
    expect(line.seen()).toEqual(['plain: Currently online:', LOGOUT])
  })

  test('does not wait for an answer for long', () => {
    const line = hans().type('whoelse').leave()
    line.seen()
    expect(line.pass(4999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual([LOGOUT, 'plain: You are logged out', LOST, 'end 1'])
  })

  test.each([
    ['a login is confirmed', SUCCESS, ['plain: You are logged in', LOGOUT]],
    [
      'one is refused',
      '{"action": "login", "status": "INVALID_PASSWORD"}',
      [LOGOUT, 'trouble: Invalid password.', 'end 1'],
    ],
  ])('comes once %s', (_what, answer, expected) => {
    const line = asked()
    line.seen()
    expect(line.leave().seen()).toEqual([])
    expect(line.hear(answer).seen()).toEqual(expected)
  })

  test('does not wait for a login for long', () => {
    const line = asked()
    line.seen()
    expect(line.leave().pass(4999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })

  test('does not wait for a call for long', () => {
    const line = hans().type('startprivate yoda').hear(PLACE).leave()
    line.seen()
    expect(line.pass(5000).seen()).toEqual([LOGOUT])
    expect(line.pass(1000).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['before there is a connection', new PipedLine(), ['end 0']],
    ['at the name', new PipedLine().connect(), [LOGOUT, 'end 0']],
    ['at the password', new PipedLine().connect().type('hans'), [LOGOUT, 'end 0']],
    ['at once', hans(), [LOGOUT]],
  ])('%s', (_when, line, expected) => {
    line.seen()
    expect(line.leave().leave().seen()).toEqual(expected)
  })

  test.each([
    ['at the name', new PipedLine().connect()],
    ['at the password', new PipedLine().connect().type('hans')],
    ['at the login', asked()],
    ['after a wrong password', asked().hear('{"action": "login", "status": "INVALID_PASSWORD"}')],
    [
      'after a login behind a refusal',
      asked()
        .hear(TAKEN)
        .type(...HANS)
        .hear(SUCCESS),
    ],
    ['later', hans()],
    ['before an answer', hans().type('whoelse')],
    ['while somebody waits to leave', hans().type('whoelse').leave()],
  ])('is told if the server closes %s', (_when, line) => {
    line.seen()
    line.lose().lose().type('x').hear(SUCCESS).called({ kind: 'call-opened', name: 'x' })
    expect(line.pass(60_000).seen()).toEqual([CLOSED, 'end 1'])
  })
})
