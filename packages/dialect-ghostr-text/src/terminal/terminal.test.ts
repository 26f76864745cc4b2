import { Buffer } from 'node:buffer'
import { NEED_MORE, type TerminalLine, type TerminalSession } from '@parley/contract'
import type { Reply } from '../frames.ts'
import { dialect } from '../index.ts'

/** A person and a server, and all that happens between them, a line each. */
class Desk implements TerminalLine {
  now = 1_700_000_000_000
  readonly port = undefined
  readonly log: string[] = []
  readonly #session: TerminalSession<Reply>
  readonly #options
  #splitter
  #wakeTime = Number.POSITIVE_INFINITY

  constructor(settings: object = {}) {
    this.#options = dialect.options.parse({ pace: 0, ...settings })
    this.#splitter = dialect.client.splitter(this.#options)
    this.#session = dialect.terminal.open(this, this.#options)
  }

  show(text: string, tone = 'plain'): void {
    this.log.push(`${tone}: ${text}`)
  }
  prompt(words: string, manner?: string): void {
    this.log.push(manner === undefined ? `? ${words}` : `? ${words}(${manner})`)
  }
  write(frame: Uint8Array | string): void {
    this.log.push(`> ${frame}`)
  }
  close(): void {
    this.log.push('close')
  }
  reconnect(): void {
    this.log.push('reconnect')
  }
  end(status: 0 | 1): void {
    this.log.push(`end ${status}`)
  }
  wakeAt(time: number): void {
    this.#wakeTime = time
  }
  call(): void {}
  speak(): boolean {
    return false
  }
  hangUp(): boolean {
    return false
  }
  sendFile(): void {}

  /** What has happened since the last look. */
  seen(): string[] {
    return this.log.splice(0)
  }
  connect(): this {
    this.#splitter = dialect.client.splitter(this.#options)
    this.#session.connected()
    return this
  }
  type(...lines: readonly string[]): this {
    for (const line of lines) this.#session.typed(line)
    return this
  }
  hear(bytes: Uint8Array | string): this {
    this.#splitter.push(Buffer.from(bytes))
    for (;;) {
      const reply = this.#splitter.next(65_536)
      if (reply === NEED_MORE || !('kind' in reply)) return this
      this.#session.take(reply)
    }
  }
  lose(): this {
    this.#session.closed()
    return this
  }
  leave(): this {
    this.#session.leave()
    return this
  }
  /** Lets so many milliseconds pass. */
  pass(time: number): this {
    const until = this.now + time
    while (this.#wakeTime <= until) {
      this.now = Math.max(this.now, this.#wakeTime)
      this.#wakeTime = Number.POSITIVE_INFINITY
      this.#session.wake(this.now)
    }
    this.now = until
    return this
  }
}

const KNOWN = 'TYPE: LOGON;;RET: 1;;NEW: 0;;ERR: 0;;'
const RIGHT = 'TYPE: AUTH;;PASW: 1;;ATMP: 3;;'
const wrong = (left: number) => `TYPE: AUTH;;PASW: 0;;ATMP: ${left};;`
const refusedLogon = (why: string) => `TYPE: LOGON;;RET: 0;;NEW: 0;;ERR: ${why};;`

const TAKEN = refusedLogon('Error. hans is already logged in')
const HANS = ['hans', 'falcon*solo']

const LOGON = '> TYPE: LOGON;;WHO: hans;;'
const AUTH = '> TYPE: AUTH;;WHO: hans;;PASW: falcon*solo;;NEW: 0;;'
const LOGOUT = '> TYPE: LOGOUT;;WHO: hans;;'
const LOST = 'failure: The server does not answer: 1 request got no answer and may be lost.'
const CLOSED = 'failure: The server has closed the connection.'
const AGAIN = '? Invalid password. Please try again: (secret)'
const PRIVREQ = '> TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;'
const PLACE = "TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 1;;DEST: ('127.0.0.1', 32876);;"
const NAMES = 'TYPE: WHOELSE;;FROM: hans;;BODY: yoda\nhans\nluke;;'

const named = () => new Desk().connect().type('hans', 'falcon*solo')
const asked = () => named().hear(KNOWN)

/** Hans, logged in, who has looked. */
function hans(settings: object = {}): Desk {
  const desk = new Desk(settings).connect().type('hans', 'falcon*solo')
  desk.pass(1000).hear(KNOWN).pass(1000).hear(RIGHT).pass(1000).seen()
  return desk
}

/** Hans, in a chat with yoda. */
function chatting(): Desk {
  const desk = hans().type('startprivate yoda').hear(PLACE)
  desk.seen()
  return desk
}

describe('a login', () => {
  test('asks for a name and a password, once there is a connection', () => {
    const desk = new Desk()
    expect(desk.seen()).toEqual([])
    expect(desk.connect().seen()).toEqual(['? Username: '])
    expect(desk.type('hans').seen()).toEqual(['? Password: (secret)'])
    expect(desk.type('falcon*solo').seen()).toEqual([LOGON])
    expect(desk.hear(KNOWN).seen()).toEqual([AUTH])
    expect(desk.hear(RIGHT).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test('of a new name makes the account', () => {
    const desk = named()
    desk.seen()
    desk.hear('TYPE: LOGON;;RET: 1;;NEW: 1;;ERR: 0;;')
    expect(desk.seen()).toEqual([AUTH.replace('NEW: 0', 'NEW: 1')])
  })

  test('with a wrong password goes on with the whole of it on the same connection', () => {
    const desk = asked()
    desk.seen()
    expect(desk.hear(wrong(2)).seen()).toEqual([AGAIN])
    expect(desk.type('falcon*solo').seen()).toEqual([LOGON])
    expect(desk.hear(KNOWN).hear(wrong(1)).seen()).toEqual([AUTH, AGAIN])
    desk.type('falcon*solo').hear(KNOWN).seen()
    expect(desk.hear(wrong(0)).lose().type('hans').leave().seen()).toEqual([
      'trouble: Your account has been blocked. Please try again later',
      'end 1',
    ])
  })

  const BLOCKED =
    'trouble: Your account is blocked due to multiple login failures. Please try again later'
  test('of who is still blocked is the last', () => {
    const atPassword = asked()
    const atName = named()
    atPassword.seen()
    atName.seen()
    expect(atPassword.hear(wrong(0)).seen()).toEqual([BLOCKED, 'end 1'])
    atName.hear(refusedLogon('Error. hans is blocked after wrong passwords'))
    expect(atName.seen()).toEqual([BLOCKED, 'end 1'])
  })

  test.each([
    ['Error. hans is already logged in', 'Error. User is already logged in'],
    ['Error. hans is not free', 'Error. hans is not free'],
    ['no\u001b\nno', 'Error. no\ufffd\ufffdno'],
    ['', 'Error. The login was refused'],
  ])('that is refused with %j asks for a name again', (why, text) => {
    const desk = named()
    desk.seen()
    expect(desk.hear(refusedLogon(why)).seen()).toEqual([`trouble: ${text}`, '? Username: '])
    expect(desk.type('yoda', 'wise').seen().at(-1)).toBe('> TYPE: LOGON;;WHO: yoda;;')
  })

  test('is made on a new connection where the server has closed the old one', () => {
    const desk = named().hear(refusedLogon('Error. hans is already logged in')).lose()
    desk.seen()
    expect(desk.type('hans', 'falcon*solo').seen()).toEqual(['? Password: (secret)', 'reconnect'])
    expect(desk.connect().seen()).toEqual([LOGON])
    expect(desk.lose().seen()).toEqual([CLOSED, 'end 1'])
  })

  test('is said again if the server closes behind a refusal, and once only', () => {
    const desk = named().hear(refusedLogon('Error. hans is already logged in'))
    desk.type('hans', 'falcon*solo').seen()
    expect(desk.lose().seen()).toEqual(['reconnect'])
    expect(desk.connect().hear(KNOWN).hear(RIGHT).seen()).toEqual([
      LOGON,
      AUTH,
      'plain: You are logged in',
      '? ',
    ])
  })

  test.each(['', '  ', 'ha ns', 'ha:ns', 'ha;;ns'])('has no name %j', (name) => {
    const desk = new Desk().connect()
    desk.seen()
    expect(desk.type(name).seen()).toEqual([
      'trouble: Error. That cannot be a username',
      '? Username: ',
    ])
  })

  test.each(['a:b', 'a;;b', 'a;', 'x'.repeat(1024)])('has no password %.10j', (password) => {
    const desk = new Desk().connect().type('hans')
    desk.seen()
    expect(desk.type(password).seen()).toEqual([
      'trouble: Error. That password cannot be sent',
      '? Username: ',
    ])
  })

  test('goes back to the name with an empty password', () => {
    const desk = new Desk().connect().type('hsan')
    desk.seen()
    expect(desk.type('').seen()).toEqual(['? Username: '])
  })

  test('is not waited for without end', () => {
    const desk = named()
    desk.seen()
    expect(desk.pass(29_999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })
})

const block = (fields: string) => `TYPE: BLOCK;;WHO: yoda;;BLOCKER: hans;;${fields}`
const unblock = (fields: string) => `TYPE: UNBLOCK;;WHO: yoda;;BLOCKER: hans;;${fields}`

/** What is typed, what is written for it, an answer, what is shown. */
const exchanges: readonly (readonly [string, string, string, string])[] = [
  ['whoelse', 'TYPE: WHOELSE;;FROM: hans;;', NAMES, 'plain: Currently online:\nyoda\nluke'],
  [
    'whoelse ',
    'TYPE: WHOELSE;;FROM: hans;;',
    'TYPE: WHOELSE;;FROM: hans;;BODY: ;;',
    'plain: Currently online:',
  ],
  [
    'whoelse',
    'TYPE: WHOELSE;;FROM: hans;;',
    'TYPE: ERROR;;OF: WHOELSE;;ERR: Error. Try again later;;',
    'trouble: Error. Try again later',
  ],
  [
    'whoelsesince 100',
    'TYPE: WHOELSESINCE;;WHEN: 100;;FROM: hans;;',
    NAMES,
    'plain: Currently online since:\nyoda\nluke',
  ],
  ['block yoda', block(''), block('RET: 1;;ERR: 0;;'), 'aside: yoda is blocked'],
  ['unblock yoda', unblock(''), unblock('RET: 1;;ERR: 0;;'), 'aside: yoda is unblocked'],
  ...[
    ['Error. Cannot block self', 'Error. Cannot block yourself'],
    ['Error. yoda does not exist', 'Error. User does not exist'],
    ['Error. yoda already blocked', 'Error. User is already blocked'],
    ['odd\u0007', 'Error. odd\ufffd'],
  ].map(([why, text]): [string, string, string, string] => [
    'block yoda',
    block(''),
    block(`RET: 0;;ERR: ${why};;`),
    `trouble: ${text}`,
  ]),
  [
    'unblock yoda',
    unblock(''),
    unblock('RET: 0;;ERR: Error. yoda is not blocked;;'),
    'trouble: Error. User was never blocked',
  ],
  [
    'startprivate yoda',
    PRIVREQ.slice(2),
    'TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 0;;',
    'trouble: Error. That user does not exist, is offline, or blocked you',
  ],
]

test.each(exchanges)('%s: %s, answered %j', (typed, request, reply, shown) => {
  const desk = hans().type(typed)
  expect(desk.seen()).toEqual([`> ${request}`])
  expect(desk.hear(reply).seen()).toEqual([shown, '? '])
})

describe('a message', () => {
  const MSG = '> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: Hey  Dude ;;'

  test('is answered only where it fails, and nothing waits for it', () => {
    const desk = hans().type('message yoda Hey  Dude ')
    expect(desk.seen()).toEqual([MSG, '? '])
    expect(desk.pass(10_000).seen()).toEqual([])
  })

  test('to everyone, too', () => {
    const desk = hans().type('broadcast hi all')
    expect(desk.seen()).toEqual(['> TYPE: BROADCAST;;FROM: hans;;BODY: hi all;;', '? '])
  })

  test.each([
    [
      'TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;',
      'Error. User does not exist',
    ],
    [
      'TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;',
      'Error. That user blocked you',
    ],
    ['TYPE: ERROR;;OF: MSG;;ERR: Error. Message too long;;', 'Error. Message too long'],
  ])('fails with %s', (reply, text) => {
    const desk = hans().type('message yoda hi')
    desk.seen()
    expect(desk.hear(reply).seen()).toEqual([`trouble: ${text}`])
    desk.type('whoelse').hear(NAMES)
    expect(desk.seen().slice(1)).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('waits for the one before it, so that the end is not far', () => {
    const desk = hans().type('message yoda a', 'message yoda b')
    expect(desk.seen()).toEqual([
      '> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: a;;',
      '? ',
      '> TYPE: WHOELSE;;FROM: hans;;',
    ])
    expect(desk.hear(NAMES).seen()).toEqual(['> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: b;;', '? '])
  })

  test('that fails before the answer to what was asked next is shown first', () => {
    const desk = hans().type('message yoda a', 'whoelse')
    desk.seen()
    desk.hear('TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;').hear(NAMES)
    expect(desk.seen()).toEqual([
      'trouble: Error. User does not exist',
      'plain: Currently online:\nyoda\nluke',
      '? ',
    ])
  })
})

const invalid: readonly string[] = [
  ...['', ' ', 'dance', 'WHOELSE', ' whoelse', 'whoelse now', 'logout now', 'constructor'],
  ...['message', 'message yoda', 'message yoda ', 'message yoda   ', 'broadcast', 'broadcast  '],
  ...['whoelsesince', 'whoelsesince x', 'whoelsesince -1', 'whoelsesince 1e3'],
  ...['block', 'block a b', 'unblock', 'startprivate', 'private yoda', 'private', 'stopprivate'],
]
test.each(invalid)('%j is no command', (typed) => {
  expect(hans().type(typed).seen()).toEqual(['trouble: Error. Invalid command', '? '])
})

test.each([
  ['block no,body', 'Error. User does not exist'],
  ['message no,body hi', 'Error. User does not exist'],
  [`message yoda ${'x'.repeat(1024)}`, 'Error. Message is too long'],
  [`broadcast ${'x'.repeat(1024)}`, 'Error. Message is too long'],
  ['private yoda psst', 'Error. No private connection to yoda'],
  ['stopprivate yoda', 'Error. No private connection to yoda'],
])('%.30s cannot be said', (typed, text) => {
  expect(hans().type(typed).seen()).toEqual([`trouble: ${text}`, '? '])
})

/** What comes by itself, and what is shown. */
const heard: readonly (readonly [string, string])[] = [
  ['TYPE: MSG;;FROM: yoda;;TO: hans;;BODY: Hey Dude;;', 'said: yoda : Hey Dude'],
  ['TYPE: MSG;;FROM: yoda;;TO: broadcast;;BODY: hå;;', 'said: yoda : hå'],
  [
    'TYPE: MSG;;FROM: yo\nda;;TO: hans;;BODY: a\u001b[2J\r\nluke ∶ b;;',
    'said: yo\ufffdda : a\ufffd[2J\n    luke ∶ b',
  ],
  ['TYPE: MSG;;FROM: server;;TO: hans;;BODY: Goodbye;;', 'aside: server : Goodbye'],
  ['TYPE: PRIVMSG;;TO: hans;;FROM: yoda;;BODY: psst;;', 'said: yoda (private): psst'],
  ['TYPE: PRIVMSG;;TO: hans;;FROM: server;;BODY: psst;;', 'aside: server : psst'],
  ['TYPE: PRIVSTOP;;TO: hans;;FROM: yoda;;RET: 1;;', 'aside: Private connection stopped'],
  ['TYPE: LOGGEDIN;;WHO: yoda;;', 'aside: yoda is logged in'],
  ['TYPE: LOGGEDOUT;;WHO: yo\u0007da;;', 'aside: yo\ufffdda is logged out'],
  [
    'TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;',
    'aside: server : yoda has blocked you',
  ],
  ['TYPE: DANCE;;', 'trouble: The server said what is not understood: TYPE: DANCE'],
  [RIGHT, 'trouble: The server said what is not understood: AUTH'],
  ['TYPE: ERROR;;OF: TYPE;;ERR: Error. Unknown type;;', 'trouble: Error. Unknown type'],
]

test.each(heard)('%j', (bytes, shown) => {
  const desk = hans().hear(bytes)
  expect(desk.seen()).toEqual([shown])
  desk.type('whoelse').hear(NAMES)
  expect(desk.seen().slice(1)).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
})

test('what comes is the same wherever it is cut or joined', () => {
  const all = Buffer.from(heard.map(([bytes]) => bytes).join(''))
  const shown = heard.map(([, text]) => text)
  for (const at of all.keys()) {
    const desk = hans().hear(all.subarray(0, at)).hear(all.subarray(at))
    expect(desk.seen()).toEqual(shown)
  }
})

describe('an answer', () => {
  test('is waited for before the next line, and what comes meanwhile is shown', () => {
    const desk = hans().type('whoelse')
    desk.hear('TYPE: LOGGEDIN;;WHO: yoda;;')
    expect(desk.seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;', 'aside: yoda is logged in'])
    expect(desk.hear('TYPE: WHOELSE;;FROM: hans;;BODY: yoda\n;;').seen()).toEqual([])
    desk.hear('TYPE: WHOELSE;;FROM: hans;;BODY: luke;;')
    expect(desk.seen()).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('is not waited for without end, and is shown when it comes', () => {
    const desk = hans().type('whoelse')
    desk.seen()
    expect(desk.pass(9999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    expect(desk.hear(NAMES).seen()).toEqual(['plain: Currently online:\nyoda\nluke'])
  })

  test('that does not come stands in nobody’s way, and is not waited for again', () => {
    const desk = hans().type('whoelse').pass(10_000)
    desk.seen()
    expect(desk.type('block yoda').seen()).toEqual([`> ${block('')}`])
    expect(desk.hear(block('RET: 1;;ERR: 0;;')).seen()).toEqual(['aside: yoda is blocked', '? '])
    expect(desk.type('whoelse').pass(99).seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;'])
    expect(desk.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    desk.hear(NAMES).type('whoelse').hear(NAMES).type('whoelse').seen()
    expect(desk.pass(9999).seen()).toEqual([])
    desk.hear(NAMES).leave().lose()
    expect(desk.seen().slice(-2)).toEqual([LOST, 'end 1'])
  })

  test('leaves the pace between two messages (8.1)', () => {
    const desk = hans({ pace: 50 }).type('whoelse').hear(NAMES).type('whoelse')
    expect(desk.seen().filter((one) => one.startsWith('>'))).toHaveLength(1)
    expect(desk.pass(99).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['> TYPE: WHOELSE;;FROM: hans;;'])
  })
})

describe('a private chat', () => {
  test('is begun, spoken in, and stopped', () => {
    const desk = hans().type('startprivate yoda').hear(PLACE)
    expect(desk.seen()).toEqual([
      PRIVREQ,
      'aside: yoda is at 127.0.0.1, port 32876',
      'aside: Private connection connected',
      '? ',
    ])
    expect(desk.type('private yoda psst').seen()).toEqual([
      '> TYPE: PRIVMSG;;TO: yoda;;FROM: hans;;BODY: psst;;',
      '? ',
    ])
    expect(desk.type('stopprivate yoda').seen()).toEqual([
      'aside: Private connection stopped',
      '? ',
    ])
    expect(desk.type('private yoda psst').seen()).toEqual([
      'trouble: Error. No private connection to yoda',
      '? ',
    ])
  })

  test('is one of several', () => {
    const desk = chatting().type('startprivate luke').hear(PLACE.replace('yoda', 'luke'))
    desk.seen()
    desk.type('stopprivate yoda', 'private luke a')
    expect(desk.seen()).toContain('> TYPE: PRIVMSG;;TO: luke;;FROM: hans;;BODY: a;;')
  })

  test('may be refused to', () => {
    const desk = chatting().type('private yoda psst')
    desk.seen()
    desk.hear('TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;')
    expect(desk.seen()).toEqual(['trouble: Error. That user blocked you'])
  })
})

describe('the end', () => {
  test('is a logout', () => {
    const desk = hans().type('logout')
    expect(desk.seen()).toEqual([LOGOUT])
    desk.hear('TYPE: LOGOUT;;WHO: hans;;').lose().leave()
    expect(desk.seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['closes', (desk: Desk) => desk.lose()],
    ['says nothing', (desk: Desk) => desk.pass(2000)],
    ['refuses', (desk: Desk) => desk.hear('TYPE: ERROR;;OF: LOGOUT;;ERR: Error. No;;')],
  ])('comes also if the server %s', (_how, act) => {
    const desk = hans().type('logout')
    desk.seen()
    expect(act(desk).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('comes with the timeout', () => {
    const desk = hans().hear('TYPE: TIMEOUT;;WHO: hans;;').lose().type('whoelse')
    expect(desk.seen()).toEqual(['plain: You are timed out', 'end 0'])
  })

  test('comes once what is outstanding has been answered', () => {
    const desk = hans().type('whoelse').leave()
    desk.seen()
    expect(desk.hear(NAMES).seen()).toEqual(['plain: Currently online:\nyoda\nluke', LOGOUT])
  })

  test('comes behind a message, whose failure is still told', () => {
    const desk = hans().type('message yoda a').leave()
    expect(desk.seen().at(-1)).toBe(LOGOUT)
    desk.hear('TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;')
    desk.hear('TYPE: LOGOUT;;WHO: hans;;')
    expect(desk.seen()).toEqual([
      'trouble: Error. User does not exist',
      'plain: You are logged out',
      'end 0',
    ])
  })

  test('comes once a login is confirmed', () => {
    const desk = named()
    desk.seen()
    expect(desk.leave().hear(KNOWN).seen()).toEqual([AUTH])
    expect(desk.hear(RIGHT).seen()).toEqual(['plain: You are logged in', LOGOUT])
  })

  test('comes once a login is refused', () => {
    const desk = asked()
    desk.seen()
    expect(desk.leave().hear(wrong(2)).seen()).toEqual([
      LOGOUT,
      'trouble: Invalid password.',
      'end 1',
    ])
  })

  test.each([
    ['name', named()],
    ['password', asked()],
  ])('does not wait for the answer to the %s of a login for long', (_what, desk) => {
    desk.seen()
    expect(desk.leave().pass(4999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })

  test('does not wait for an answer for long', () => {
    const desk = hans().type('block yoda').leave()
    desk.seen()
    expect(desk.pass(4999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual([LOGOUT, 'plain: You are logged out', LOST, 'end 1'])
  })

  test.each([
    ['before there is a connection', new Desk(), ['end 0']],
    ['at the name', new Desk().connect(), ['> TYPE: LOGOUT;;WHO: ;;', 'end 0']],
    ['at the password', new Desk().connect().type('hans'), [LOGOUT, 'end 0']],
    ['at once', hans(), [LOGOUT]],
  ])('%s', (_when, desk, expected) => {
    desk.seen()
    expect(desk.leave().leave().seen()).toEqual(expected)
  })

  test.each([
    ['at the name', new Desk().connect()],
    ['at the password', new Desk().connect().type('hans')],
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
  ])('is told if the server closes %s', (_when, desk) => {
    desk.seen()
    desk.lose().lose().type('x').hear(RIGHT)
    expect(desk.pass(60_000).seen()).toEqual([CLOSED, 'end 1'])
  })
})
