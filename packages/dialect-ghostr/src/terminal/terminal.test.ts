import { Buffer } from 'node:buffer'
import {
  type CallLine,
  NEED_MORE,
  type Peer,
  type TerminalLine,
  type TerminalSession,
} from '@parley/contract'
import { calls } from '../call.ts'
import type { Reply } from '../frames.ts'
import { dialect } from '../index.ts'

/** A person and a server, and all that happens between them, a line each. */
class Desk implements TerminalLine {
  now = 1_700_000_000_000
  port: number | undefined = 54_523
  readonly log: string[] = []
  readonly spoken: string[] = []
  readonly calls = new Set<string>()
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
  call(name: string, { address, port }: Peer): void {
    this.log.push(`call ${name} ${address}:${port}`)
    this.calls.add(name)
  }
  speak(name: string, from: string, text: string): boolean {
    if (this.calls.has(name)) this.spoken.push(`${name}: ${calls.speech?.(from, text)}`)
    return this.calls.has(name)
  }
  hangUp(name: string): boolean {
    return this.calls.delete(name)
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
      const reply = this.#splitter.next(4_194_304)
      if (reply === NEED_MORE || !('kind' in reply)) return this
      this.#session.take(reply)
    }
  }
  called(news: Parameters<TerminalSession<Reply>['called']>[0]): this {
    this.#session.called(news)
    return this
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

const HANS = ['hans', 'falcon*solo']
const TAKEN = '{"action": "login", "status": "ALREADY_LOGGED_IN"}'
const SUCCESS = '{"action": "login", "status": "SUCCESS"}'
const LOGIN =
  '> {"action": "login", "username": "hans", "password": "falcon*solo", "private_port": 54523}'
const LOGOUT = '> {"action": "logout"}'
const LOST = 'failure: The server does not answer: 1 request got no answer and may be lost.'
const CLOSED = 'failure: The server has closed the connection.'
const PLACE =
  '{"action": "startprivate", "reply": "SUCCESS", "address": "127.0.0.1", "port": 48603, "username": "yoda"}'

const asked = () => new Desk().connect().type('hans', 'falcon*solo')

/** Hans, logged in, who has looked. */
function hans(settings: object = {}): Desk {
  const desk = new Desk(settings).connect().type('hans', 'falcon*solo').hear(SUCCESS)
  desk.pass(1000).seen()
  return desk
}

/** Hans, in a chat with yoda. */
function chatting(settings: object = {}): Desk {
  const desk = hans(settings).type('startprivate yoda').hear(PLACE)
  desk.called({ kind: 'call-opened', name: 'yoda' }).pass(1000).seen()
  return desk
}

describe('a login', () => {
  test('asks for a name and a password, once there is a connection', () => {
    const desk = new Desk()
    expect(desk.seen()).toEqual([])
    expect(desk.connect().seen()).toEqual(['? Username: '])
    expect(desk.type('hans').seen()).toEqual(['? Password: (secret)'])
    expect(desk.type('falcon*solo').seen()).toEqual([LOGIN])
    expect(desk.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test('says that no private chats are taken where there is no port', () => {
    const desk = new Desk()
    desk.port = undefined
    expect(desk.connect().type('hans', 'falcon*solo').seen().at(-1)).toMatch(/"private_port": 0}$/)
  })

  test('with a wrong password goes on with the whole of it on the same connection', () => {
    const desk = asked()
    desk.seen()
    for (const password of ['wrong', 'falcon*solo']) {
      desk.hear('{"action": "login", "status": "INVALID_PASSWORD"}')
      expect(desk.seen()).toEqual(['? Invalid password. Please try again: (secret)'])
      desk.type(password)
      expect(desk.seen()).toEqual([LOGIN.replace('falcon*solo', password)])
    }
    expect(desk.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test.each([
    ['INVALID_PASSWORD_BLOCKED', 'Your account has been blocked. Please try again later'],
    ['BLOCKED', 'Your account is blocked due to multiple login failures. Please try again later'],
  ])('that is answered %s is the last', (status, text) => {
    const desk = asked()
    desk.seen()
    desk.hear(`{"action": "login", "status": "${status}"}`).lose().type('hans').leave()
    expect(desk.seen()).toEqual([`trouble: ${text}`, 'end 1'])
  })

  test('of who is online asks for a name again, on the same connection if it stays', () => {
    const desk = asked()
    desk.seen()
    desk.hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}')
    expect(desk.seen()).toEqual(['trouble: Error. User is already logged in', '? Username: '])
    expect(desk.type('yoda', 'wise').seen()).toEqual([
      '? Password: (secret)',
      LOGIN.replace('hans', 'yoda').replace('falcon*solo', 'wise'),
    ])
  })

  test('of who is online asks for a name again, on a new connection if it does not', () => {
    const desk = asked().hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}').lose()
    desk.seen()
    expect(desk.type('hans', 'falcon*solo').seen()).toEqual(['? Password: (secret)', 'reconnect'])
    expect(desk.connect().seen()).toEqual([LOGIN])
    expect(desk.lose().seen()).toEqual([CLOSED, 'end 1'])
  })

  test('is said again if the server closes behind a refusal, and once only', () => {
    const desk = asked().hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}')
    desk.type('hans', 'falcon*solo').seen()
    expect(desk.lose().seen()).toEqual(['reconnect'])
    expect(desk.connect().seen()).toEqual([LOGIN])
    expect(desk.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test.each([
    ['{"action": "login", "status": "USERNAME_NOT_EXIST"}', 'Error. User does not exist'],
    ['{"action": "login", "status": "no\\u001b[2J\\nno"}', 'Error. no\ufffd[2J\ufffdno'],
    ['{"action": "login", "reply": "Unknown action"}', 'Error. Unknown action'],
  ])('that is answered %s begins again', (reply, text) => {
    const desk = asked()
    desk.seen()
    expect(desk.hear(reply).seen()).toEqual([`trouble: ${text}`, '? Username: '])
  })

  test('is not said without a name, or with one that has blanks', () => {
    const desk = new Desk().connect()
    desk.seen()
    const refused = ['trouble: Error. That cannot be a username', '? Username: ']
    expect(desk.type('', '  ', 'ha ns').seen()).toEqual([...refused, ...refused, ...refused])
    expect(desk.type(' hans ', 'falcon*solo').seen()).toEqual(['? Password: (secret)', LOGIN])
  })

  test('goes back to the name with an empty password', () => {
    const desk = new Desk().connect().type('hsan')
    desk.seen()
    expect(desk.type('').seen()).toEqual(['? Username: '])
  })

  test('is not said where it does not fit into an object', () => {
    const desk = new Desk().connect().type('hans')
    desk.seen()
    expect(desk.type('x'.repeat(1024)).seen()).toEqual([
      'trouble: Error. Username and password are too long',
      '? Username: ',
    ])
  })

  test('is not waited for without end', () => {
    const desk = asked()
    desk.seen()
    expect(desk.pass(29_999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })
})

/** What is typed, what is written for it, an answer, what is shown. */
const exchanges: readonly (readonly [string, string, string, string])[] = [
  [
    'message yoda Hey  "Dude" ',
    '{"action": "message", "message": "Hey  \\"Dude\\" ", "user": "yoda"}',
    '{"action": "message", "status": "SUCCESS"}',
    '',
  ],
  ...[
    ['MESSAGE_SELF', 'Error. Cannot message yourself'],
    ['USER_NOT_EXIST', 'Error. User does not exist'],
    ['USER_BLOCKED', 'Error. That user blocked you'],
    ['EVIL\\u0007', 'Error. EVIL\ufffd'],
  ].map(([status, text]): [string, string, string, string] => [
    'message yoda hi',
    '{"action": "message", "message": "hi", "user": "yoda"}',
    `{"action": "message", "status": "${status}"}`,
    `trouble: ${text}`,
  ]),
  [
    'whoelse',
    '{"action": "whoelse"}',
    '{"action": "whoelse", "reply": ["yoda", "lu\\nke", "hans"]}',
    'plain: Currently online:\nyoda\nlu\ufffdke',
  ],
  [
    'whoelse  ',
    '{"action": "whoelse"}',
    '{"action": "whoelse", "reply": []}',
    'plain: Currently online:',
  ],
  [
    'whoelsesince 100',
    '{"action": "whoelsesince", "since": "100"}',
    '{"action": "whoelsesince", "reply": ["yoda"]}',
    'plain: Currently online since:\nyoda',
  ],
  [
    'whoelsesince 999999999',
    '{"action": "whoelsesince", "since": "999999999"}',
    '{"action": "whoelsesince", "reply": "Try again later"}',
    'trouble: Error. Try again later',
  ],
  [
    'block yoda',
    '{"action": "block", "user": "yoda"}',
    '{"action": "block", "status": "SUCCESS"}',
    'aside: yoda is blocked',
  ],
  ...[
    ['MESSAGE_SELF', 'Error. Cannot block yourself'],
    ['USER_NOT_EXIST', 'Error. User does not exist'],
    ['USER_ALREADY_BLOCKED', 'Error. User is already blocked'],
  ].map(([status, text]): [string, string, string, string] => [
    'block yoda',
    '{"action": "block", "user": "yoda"}',
    `{"action": "block", "status": "${status}"}`,
    `trouble: ${text}`,
  ]),
  ...[
    ['USER_SELF', 'Error. Cannot message yourself'],
    ['USER_NOT_EXIST', 'Error. User does not exist'],
    ['USER_BLOCKED', 'Error. That user blocked you'],
    ['USER_OFFLINE', 'Error. That user is offline'],
    ['Unknown action', 'Error. Unknown action'],
  ].map(([word, text]): [string, string, string, string] => [
    'startprivate yoda',
    '{"action": "startprivate", "user": "yoda"}',
    `{"action": "startprivate", "reply": "${word}"}`,
    `trouble: ${text}`,
  ]),
]

test.each(exchanges)('%s: %s, answered %s', (typed, request, reply, shown) => {
  const desk = hans().type(typed)
  expect(desk.seen()).toEqual([`> ${request}`])
  const answered = shown === '' ? ['? '] : [shown, '? ']
  expect(desk.hear(reply).seen()).toEqual(answered)
})

const sent = '> {"action": "broadcast", "message": "hi"}'
test.each([
  ['"n_sent": 1, "n_blocked": 0', ['aside: sent to 1 user(s)', '? ']],
  ['"n_sent": "2"', ['aside: sent to 2 user(s)', '? ']],
  [
    '"n_sent": 0, "n_blocked": 3',
    [
      'aside: sent to 0 user(s)',
      'trouble: Your message could not be delivered to some recipients',
      '? ',
    ],
  ],
])('a broadcast is answered %s (4.3)', (counts, shown) => {
  const desk = hans().type('broadcast hi')
  expect(desk.seen()).toEqual([sent])
  expect(desk.hear(`{"action": "broadcast", ${counts}}`).seen()).toEqual(shown)
})

test('an unblock is said of whom the server has blocked, and of nobody else (8.1)', () => {
  const desk = hans()
  const never = ['trouble: Error. User was never blocked', '? ']
  expect(desk.type('unblock yoda').seen()).toEqual(never)
  desk.type('block yoda').hear('{"action": "block", "status": "USER_NOT_EXIST"}').seen()
  expect(desk.type('unblock yoda').seen()).toEqual(never)
  desk.type('block yoda').hear('{"action": "block", "status": "SUCCESS"}').seen()
  expect(desk.type('unblock yoda').seen()).toEqual(['> {"action": "unblock", "user": "yoda"}'])
  desk.hear('{"action": "unblock", "status": "SUCCESS"}')
  expect(desk.seen()).toEqual(['aside: yoda is unblocked', '? '])
  expect(desk.type('unblock yoda').seen()).toEqual(never)
})

test('a server may not know of the block', () => {
  const desk = hans().type('block yoda').hear('{"action": "block", "status": "SUCCESS"}')
  desk.type('unblock yoda').seen()
  desk.hear('{"action": "unblock", "status": "USER_ALREADY_UNBLOCKED"}')
  expect(desk.seen()).toEqual(['trouble: Error. User was never blocked', '? '])
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
  ['startprivate no,body', 'Error. User does not exist'],
  [`message yoda ${'x'.repeat(1024)}`, 'Error. Message is too long'],
  [`broadcast ${'x'.repeat(1024)}`, 'Error. Message is too long'],
])('%.30s cannot be said', (typed, text) => {
  expect(hans().type(typed).seen()).toEqual([`trouble: ${text}`, '? '])
})

/** What comes by itself, and what is shown. */
const heard: readonly (readonly [string, string])[] = [
  ['{"action": "receive_message", "from": "yoda", "message": "Hey Dude"}', 'said: yoda : Hey Dude'],
  ['{"action": "receive_broadcast", "from": "yoda", "message": "hå"}', 'said: yoda : hå'],
  [
    '{"action": "receive_message", "from": "yoda\\n", "message": "a\\u001b[2J\\r\\nluke : b"}',
    'said: yoda\ufffd : a\ufffd[2J\n    luke : b',
  ],
  [
    '{"action": "receive_message", "from": "server", "message": "Goodbye"}',
    'aside: server : Goodbye',
  ],
  ['{"action": "login_broadcast", "from": "yoda", "message": ""}', 'aside: yoda is logged in'],
  [
    '{"action": "logout_broadcast", "from": "yo\\u0007da", "message": ""}',
    'aside: yo\ufffdda is logged out',
  ],
  [
    '{"action": "da\\nnce"}',
    'trouble: The server said what is not understood: {"action": "da\\nnce"}',
  ],
  ['hello', 'trouble: The server said what is not understood: (garbage)'],
  [
    '{"action": "block", "status": "SUCCESS"}',
    'trouble: The server said what is not understood: an answer to block, which was not asked',
  ],
]

test.each(heard)('%s', (bytes, shown) => {
  const desk = hans().hear(`${bytes}\n`)
  expect(desk.seen()).toEqual([shown])
  desk.type('whoelse').hear('{"action": "whoelse", "reply": []}')
  expect(desk.seen()).toEqual(['> {"action": "whoelse"}', 'plain: Currently online:', '? '])
})

test('what comes is the same wherever it is cut or joined', () => {
  const all = Buffer.from(
    heard
      .slice(0, 6)
      .map(([bytes]) => bytes)
      .join(''),
  )
  const shown = heard.slice(0, 6).map(([, text]) => text)
  for (const at of all.keys()) {
    const desk = hans().hear(all.subarray(0, at)).hear(all.subarray(at))
    expect(desk.seen()).toEqual(shown)
  }
})

describe('an answer', () => {
  test('is waited for before the next line, and what comes meanwhile is shown', () => {
    const desk = hans().type('whoelse')
    desk.hear('{"action": "receive_message", "from": "yoda", "message": "hi"}')
    expect(desk.seen()).toEqual(['> {"action": "whoelse"}', 'said: yoda : hi'])
    desk.hear('{"action": "whoelse", "reply": ["yoda"], "more": true}')
    expect(desk.seen()).toEqual([])
    desk.hear('{"action": "whoelse", "reply": ["luke"]}')
    expect(desk.seen()).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('is not waited for without end, and is shown when it comes', () => {
    const desk = hans().type('whoelse')
    desk.seen()
    expect(desk.pass(9999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    desk.hear('{"action": "whoelse", "reply": []}')
    expect(desk.seen()).toEqual(['plain: Currently online:'])
  })

  test('that does not come stands in nobody’s way, and is not waited for again', () => {
    const desk = hans().type('whoelse').pass(10_000)
    desk.seen()
    expect(desk.type('block yoda').seen()).toEqual(['> {"action": "block", "user": "yoda"}'])
    desk.hear('{"action": "block", "status": "SUCCESS"}')
    expect(desk.seen()).toEqual(['aside: yoda is blocked', '? '])
    expect(desk.type('whoelse').pass(99).seen()).toEqual(['> {"action": "whoelse"}'])
    expect(desk.pass(1).seen()).toEqual(['trouble: The server does not answer.', '? '])
    desk.hear('{"action": "whoelse", "reply": []}').type('whoelse').seen()
    desk.hear('{"action": "whoelse", "reply": []}').type('whoelse').seen()
    expect(desk.pass(9999).seen()).toEqual([])
    desk.hear('{"action": "whoelse", "reply": []}').leave()
    expect(desk.hear('{"action": "logout", "reply": "LOGGED_OUT"}').lose().seen()).toEqual([
      'plain: Currently online:',
      '? ',
      LOGOUT,
      'plain: You are logged out',
      LOST,
      'end 1',
    ])
  })

  test('leaves the pace between two requests (1.3)', () => {
    const desk = hans({ pace: 50 }).type('whoelse').hear('{"action": "whoelse", "reply": []}')
    desk.type('whoelse')
    expect(desk.seen().filter((one) => one.startsWith('>'))).toHaveLength(1)
    expect(desk.pass(49).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['> {"action": "whoelse"}'])
  })
})

describe('a private chat', () => {
  test('is opened, spoken in, and stopped', () => {
    const desk = hans().type('startprivate yoda').hear(PLACE)
    const request = '> {"action": "startprivate", "user": "yoda"}'
    expect(desk.seen()).toEqual([request, 'call yoda 127.0.0.1:48603'])
    desk.called({ kind: 'call-opened', name: 'yoda' })
    expect(desk.seen()).toEqual(['aside: Private connection connected', '? '])
    expect(desk.type('private yoda psst "a"').seen()).toEqual(['? '])
    expect(desk.spoken).toEqual(['yoda: {"from": "hans", "message": "psst \\"a\\""}'])
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
    const desk = chatting().type('startprivate luke').hear(PLACE)
    desk.called({ kind: 'call-opened', name: 'luke' })
    desk.type('private luke a', 'private yoda b', 'stopprivate yoda', 'private luke c')
    expect(desk.spoken).toEqual([
      'luke: {"from": "hans", "message": "a"}',
      'yoda: {"from": "hans", "message": "b"}',
      'luke: {"from": "hans", "message": "c"}',
    ])
  })

  test('is stopped by the other side', () => {
    const desk = chatting().called({ kind: 'call-ended', name: 'yoda' })
    expect(desk.seen()).toEqual(['aside: Private connection stopped'])
    expect(desk.type('private yoda x').seen()[0]).toBe(
      'trouble: Error. No private connection to yoda',
    )
  })

  test('may not come about', () => {
    const desk = hans().type('startprivate yoda').hear(PLACE)
    desk.seen()
    desk.called({ kind: 'call-failed', name: 'yoda', why: 'connect ECONNREFUSED' })
    expect(desk.seen()).toEqual([
      'trouble: Error. No private connection to yoda: connect ECONNREFUSED',
      '? ',
    ])
  })

  test('that comes about late is not waited for', () => {
    const desk = hans().type('startprivate yoda').hear(PLACE)
    desk.seen()
    expect(desk.pass(10_000).seen()).toEqual(['? '])
    desk.called({ kind: 'call-opened', name: 'yoda' })
    expect(desk.seen()).toEqual(['aside: Private connection connected'])
    expect(desk.type('private yoda x').seen()).toEqual(['? '])
  })

  test('has a pace, so that no two objects are in one segment', () => {
    const desk = chatting({ pace: 50 }).type('private yoda x')
    expect(desk.pass(49).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['? '])
  })

  test('takes no text that does not fit into an object', () => {
    const desk = chatting().type(`private yoda ${'x'.repeat(1000)}`)
    expect(desk.seen()).toEqual(['trouble: Error. Message is too long', '? '])
    expect(desk.spoken).toEqual([])
  })

  test.each([
    ['hans', 'psst', 'said: hans (private): psst'],
    ['ha\nns', 'a\u001b\nb', 'said: ha\ufffdns (private): a\ufffd\n    b'],
    ['', 'psst', 'said: *unknown* (private): psst'],
  ])('to this one is heard: %j %j', (from, text, shown) => {
    expect(hans().called({ kind: 'call-said', from, text }).seen()).toEqual([shown])
  })

  test('has no files', () => {
    const desk = hans().called({ kind: 'file-sent', to: 'yoda', file: 'a' })
    desk.called({ kind: 'file-failed', file: 'a', why: 'missing' })
    expect(desk.called({ kind: 'file-received', from: 'yoda', file: 'a' }).seen()).toEqual([])
  })
})

describe('what a client says in a private chat (6.1)', () => {
  const objects: readonly (readonly [string, string, string])[] = [
    ['{"from": "hans", "message": "psst"}', 'hans', 'psst'],
    ['{"message": "psst"}', '', 'psst'],
    ['{"from": 7, "message": "psst"}', '', 'psst'],
    ['{"from": "ha\\u001b\\nns", "message": "psst"}', 'ha\ufffd\ufffdns', 'psst'],
    [`{"from": "${'😀'.repeat(100)}", "message": "psst"}`, '😀'.repeat(64), 'psst'],
  ]
  test.each(objects)('%.40s', (bytes, from, text) => {
    const said: string[][] = []
    const line: CallLine = {
      now: 0,
      say: (...one) => said.push(one),
      file: () => {},
      bytes: () => {},
      fileEnd: () => {},
      refuseFile: () => {},
      close: () => {},
      wakeAt: () => {},
    }
    calls.answer(line, dialect.options.parse({})).take(Buffer.from(bytes))
    expect(said).toEqual([[text, from]])
  })

  test('is one object', () => {
    expect(calls.speech?.('hans', 'på\n')).toBe('{"from": "hans", "message": "p\\u00e5\\n"}')
  })
})

describe('the end', () => {
  test('is a logout', () => {
    const desk = hans().type('logout')
    expect(desk.seen()).toEqual([LOGOUT])
    desk.hear('{"action": "logout", "reply": "logged out"}').lose().leave()
    expect(desk.seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['closes', (desk: Desk) => desk.lose()],
    ['says nothing', (desk: Desk) => desk.pass(1000)],
    ['refuses', (desk: Desk) => desk.hear('{"action": "logout", "reply": "Unknown action"}')],
  ])('comes also if the server %s', (_how, act) => {
    const desk = hans().type('logout')
    desk.seen()
    expect(act(desk).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('comes with the timeout', () => {
    const desk = hans().hear('{"action": "timeout"}').lose().type('whoelse')
    expect(desk.seen()).toEqual(['plain: You are timed out', 'end 0'])
  })

  test('comes once what is outstanding has been answered', () => {
    const desk = hans().type('whoelse').leave()
    expect(desk.seen()).toEqual(['> {"action": "whoelse"}'])
    desk.hear('{"action": "whoelse", "reply": []}')
    expect(desk.seen()).toEqual(['plain: Currently online:', LOGOUT])
  })

  test('does not wait for an answer for long', () => {
    const desk = hans().type('whoelse').leave()
    desk.seen()
    expect(desk.pass(4999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual([LOGOUT, 'plain: You are logged out', LOST, 'end 1'])
  })

  test.each([
    ['a login is confirmed', SUCCESS, ['plain: You are logged in', LOGOUT]],
    [
      'one is refused',
      '{"action": "login", "status": "INVALID_PASSWORD"}',
      [LOGOUT, 'trouble: Invalid password.', 'end 1'],
    ],
  ])('comes once %s', (_what, answer, expected) => {
    const desk = asked()
    desk.seen()
    expect(desk.leave().seen()).toEqual([])
    expect(desk.hear(answer).seen()).toEqual(expected)
  })

  test('does not wait for a login for long', () => {
    const desk = asked()
    desk.seen()
    expect(desk.leave().pass(4999).seen()).toEqual([])
    expect(desk.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })

  test('does not wait for a call for long', () => {
    const desk = hans().type('startprivate yoda').hear(PLACE).leave()
    desk.seen()
    expect(desk.pass(5000).seen()).toEqual([LOGOUT])
    expect(desk.pass(1000).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test.each([
    ['before there is a connection', new Desk(), ['end 0']],
    ['at the name', new Desk().connect(), [LOGOUT, 'end 0']],
    ['at the password', new Desk().connect().type('hans'), [LOGOUT, 'end 0']],
    ['at once', hans(), [LOGOUT]],
  ])('%s', (_when, desk, expected) => {
    desk.seen()
    expect(desk.leave().leave().seen()).toEqual(expected)
  })

  test.each([
    ['at the name', new Desk().connect()],
    ['at the password', new Desk().connect().type('hans')],
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
  ])('is told if the server closes %s', (_when, desk) => {
    desk.seen()
    desk.lose().lose().type('x').hear(SUCCESS).called({ kind: 'call-opened', name: 'x' })
    expect(desk.pass(60_000).seen()).toEqual([CLOSED, 'end 1'])
  })
})
