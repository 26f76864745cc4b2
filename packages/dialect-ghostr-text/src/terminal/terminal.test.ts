import { PipedLine } from './testing/piped-line.ts'
import {
  AUTH,
  asked,
  block,
  CLOSED,
  chatting,
  HANS,
  hans,
  KNOWN,
  LOGOUT,
  LOST,
  NAMES,
  named,
  PLACE,
  PRIVREQ,
  RIGHT,
  TAKEN,
  wrong,
} from './testing/wire.ts'

describe('an answer', () => {
  test('is waited for before the next line, and what comes meanwhile is shown', () => {
    const line = hans().type('whoelse')
    line.hear('TYPE: LOGGEDIN;;WHO: yoda;;')
    expect(line.seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;', 'aside: yoda is logged in'])
    expect(line.hear('TYPE: WHOELSE;;FROM: hans;;BODY: yoda\n;;').seen()).toEqual([])
    line.hear('TYPE: WHOELSE;;FROM: hans;;BODY: luke;;')
    expect(line.seen()).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('is not waited for without end, and is shown when it comes', () => {
    const line = hans().type('whoelse')
    line.seen()
    expect(line.pass(9999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    expect(line.hear(NAMES).seen()).toEqual(['plain: Currently online:\nyoda\nluke'])
  })

  test('that does not come stands in nobody’s way, and is not waited for again', () => {
    const line = hans().type('whoelse').pass(10_000)
    line.seen()
    expect(line.type('block yoda').seen()).toEqual([`> ${block('')}`])
    expect(line.hear(block('RET: 1;;ERR: 0;;')).seen()).toEqual(['aside: yoda is blocked', '? '])
    expect(line.type('whoelse').pass(99).seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;'])
    expect(line.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    line.hear(NAMES).type('whoelse').hear(NAMES).type('whoelse').seen()
    expect(line.pass(9999).seen()).toEqual([])
    line.hear(NAMES).leave().lose()
    expect(line.seen().slice(-2)).toEqual([LOST, 'end 1'])
  })

  test('leaves the pace between two messages (8.1)', () => {
    const line = hans({ pace: 50 }).type('whoelse').hear(NAMES).type('whoelse')
    expect(line.seen().filter((one) => one.startsWith('>'))).toHaveLength(1)
    expect(line.pass(99).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;'])
  })
})

describe('a private chat', () => {
  test('is begun, spoken in, and stopped', () => {
    const line = hans().type('startprivate yoda').hear(PLACE)
    expect(line.seen()).toEqual([
      PRIVREQ,
      'aside: yoda is at 127.0.0.1, port 32876',
      'aside: Private connection connected',
      '? ',
    ])
    expect(line.type('private yoda psst').seen()).toEqual([
      '> TYPE: PRIVMSG;;TO: yoda;;FROM: hans;;BODY: psst;;',
      '? ',
    ])
    expect(line.type('stopprivate yoda').seen()).toEqual([
      'aside: Private connection stopped',
      '? ',
    ])
    expect(line.type('private yoda psst').seen()).toEqual([
      'trouble: Error. No private connection to yoda',
      '? ',
    ])
  })

  test('is one of several', () => {
    const line = chatting().type('startprivate luke').hear(PLACE.replace('yoda', 'luke'))
    line.seen()
    line.type('stopprivate yoda', 'private luke a')
    expect(line.seen()).toContain('> TYPE: PRIVMSG;;TO: luke;;FROM: hans;;BODY: a;;')
  })

  test('may be refused to', () => {
    const line = chatting().type('private yoda psst')
    line.seen()
    line.hear('TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;')
    expect(line.seen()).toEqual(['trouble: Error. That user blocked you'])
  })
})

describe('the end', () => {
  test('is a logout', () => {
    const line = hans().type('logout')
    expect(line.seen()).toEqual([LOGOUT])
    line.hear('TYPE: LOGOUT;;WHO: hans;;').lose().leave()
    expect(line.seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['closes', (line: PipedLine) => line.lose()],
    ['says nothing', (line: PipedLine) => line.pass(2000)],
    ['refuses', (line: PipedLine) => line.hear('TYPE: ERROR;;OF: LOGOUT;;ERR: Error. No;;')],
  ])('comes also if the server %s', (_how, act) => {
    const line = hans().type('logout')
    line.seen()
    expect(act(line).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('comes with the timeout', () => {
    const line = hans().hear('TYPE: TIMEOUT;;WHO: hans;;').lose().type('whoelse')
    expect(line.seen()).toEqual(['plain: You are timed out', 'end 0'])
  })

  test('comes once what is outstanding has been answered', () => {
    const line = hans().type('whoelse').leave()
    line.seen()
    expect(line.hear(NAMES).seen()).toEqual(['plain: Currently online:\nyoda\nluke', LOGOUT])
  })

  test('comes behind a message, whose failure is still told', () => {
    const line = hans().type('message yoda a').leave()
    expect(line.seen().at(-1)).toBe(LOGOUT)
    line.hear('TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;')
    line.hear('TYPE: LOGOUT;;WHO: hans;;')
    expect(line.seen()).toEqual([
      'trouble: Error. User does not exist',
      'plain: You are logged out',
      'end 0',
    ])
  })

  test('comes once a login is confirmed', () => {
    const line = named()
    line.seen()
    expect(line.leave().hear(KNOWN).seen()).toEqual([AUTH])
    expect(line.hear(RIGHT).seen()).toEqual(['plain: You are logged in', LOGOUT])
  })

  test('comes once a login is refused', () => {
    const line = asked()
    line.seen()
    expect(line.leave().hear(wrong(2)).seen()).toEqual([
      LOGOUT,
      'trouble: Invalid password.',
      'end 1',
    ])
  })

  test.each([
    ['name', named()],
    ['password', asked()],
  ])('does not wait for the answer to the %s of a login for long', (_what, line) => {
    line.seen()
    expect(line.leave().pass(4999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })

  test('does not wait for an answer for long', () => {
    const line = hans().type('block yoda').leave()
    line.seen()
    expect(line.pass(4999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual([LOGOUT, 'plain: You are logged out', LOST, 'end 1'])
  })

  test.each([
    ['before there is a connection', new PipedLine(), ['end 0']],
    ['at the name', new PipedLine().connect(), ['> TYPE: LOGOUT;;WHO: ;;', 'end 0']],
    ['at the password', new PipedLine().connect().type('hans'), [LOGOUT, 'end 0']],
    ['at once', hans(), [LOGOUT]],
  ])('%s', (_when, line, expected) => {
    line.seen()
    expect(line.leave().leave().seen()).toEqual(expected)
  })

  test.each([
    ['at the name', new PipedLine().connect()],
    ['at the password', new PipedLine().connect().type('hans')],
    ['at the login', named()],
    ['at its password', asked()],
    ['after a wrong password', asked().hear(wrong(2))],
    [
      'after a login behind a refusal',
      named()
        .hear(TAKEN)
        .type(...HANS)
        .hear(KNOWN)
        .hear(RIGHT),
    ],
    ['later', hans()],
    ['before an answer', hans().type('whoelse')],
    ['while somebody waits to leave', hans().type('whoelse').leave()],
  ])('is told if the server closes %s', (_when, line) => {
    line.seen()
    line.lose().lose().type('x').hear(RIGHT)
    expect(line.pass(60_000).seen()).toEqual([CLOSED, 'end 1'])
  })
})
