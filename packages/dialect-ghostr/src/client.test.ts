import { Buffer } from 'node:buffer'
import { type ClientLine, type Command, NEED_MORE, type Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'

const noon = new Date('2016-03-14T12:34:56').getTime()

/** A client’s session whose writes and reports are kept; nothing is paced but where a test asks. */
function opened(settings: object = {}) {
  const written: string[] = []
  const reports: Report[] = []
  const wakes: number[] = []
  const parsed = options.parse({ pace: 0, ...settings })
  const splitter = client.splitter(parsed)
  const line = {
    now: noon,
    write: (frame) => written.push(String(frame)),
    report: (report) => reports.push(report),
    close: () => {},
    wakeAt: (time) => wakes.push(time),
  } satisfies ClientLine
  const session = client.open(line, parsed)
  return {
    line,
    session,
    wakes,
    read: (text: string) => {
      splitter.push(Buffer.from(text))
      for (;;) {
        const reply = splitter.next(1_048_576)
        if (reply === NEED_MORE || !('kind' in reply)) return
        session.take(reply)
      }
    },
    /** What has been written since the last look. */
    sent: () => written.splice(0),
    /** What has been reported since the last look. */
    seen: () => reports.splice(0),
    ask: (...commands: readonly Command[]) => commands.map((command) => session.ask(command)),
  }
}

/** The same, logged in as hans. */
function hans(settings: object = {}) {
  const one = opened(settings)
  one.ask(login)
  one.read('{"action": "login", "status": "SUCCESS"}')
  one.seen()
  one.sent()
  one.line.now += 1000
  return one
}

const login: Command = { kind: 'login', name: 'hans', cap: 0, password: 'falcon*solo' }
const list: Command = { kind: 'list' }
const findYoda: Command = { kind: 'findPeer', name: 'yoda' }
const done = (command: Command['kind']): Report => ({ kind: 'done', command })
const refused = (command: Command['kind'], text: string): Report => ({
  kind: 'refused',
  command,
  text,
})

describe('a login (2.1)', () => {
  test('has always a private_port (8.1)', () => {
    const { session, ask, sent, seen } = opened()
    session.begin()
    expect(seen()).toEqual([{ kind: 'ready' }])
    expect(ask(login)).toEqual([true])
    expect(sent()).toEqual([
      '{"action": "login", "username": "hans", "password": "falcon*solo", "private_port": 0}',
    ])
  })

  test('has some password where none is given', () => {
    const { ask, sent } = opened()
    ask({ kind: 'login', name: 'hans', cap: 0 })
    expect(sent()).toEqual([
      '{"action": "login", "username": "hans", "password": "parley", "private_port": 0}',
    ])
  })

  test('has the port that was announced before it', () => {
    const { ask, sent, seen } = opened()
    expect(ask({ kind: 'announcePeer', transport: 'tcp', port: 54_523 }, login)).toEqual([
      true,
      true,
    ])
    expect(seen()).toEqual([done('announcePeer')])
    expect(sent()).toEqual([
      '{"action": "login", "username": "hans", "password": "falcon*solo", "private_port": 54523}',
    ])
  })

  test('can announce nothing but TCP, and nothing afterwards', () => {
    const { ask } = opened()
    expect(ask({ kind: 'announcePeer', transport: 'udp', port: 1 })).toEqual([false])
    expect(hans().ask({ kind: 'announcePeer', transport: 'tcp', port: 1 })).toEqual([false])
    expect(ask(login, { kind: 'announcePeer', transport: 'tcp', port: 1 })).toEqual([true, false])
  })

  test.each(['INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED', 'BLOCKED', 'ALREADY_LOGGED_IN'])(
    'may be answered %s',
    (status) => {
      const { ask, read, seen } = opened()
      ask(login)
      read(`{"action": "login", "status": "${status}"}`)
      expect(seen()).toEqual([refused('login', status)])
      expect(ask(login)).toEqual([true])
    },
  )

  test('is not done where the name does not exist (2.2)', () => {
    const { ask, read, seen } = opened()
    ask(login)
    read('{"action": "login", "status": "USERNAME_NOT_EXIST"}')
    expect(seen()).toEqual([refused('login', 'USERNAME_NOT_EXIST')])
  })
})

const place = { address: '127.0.0.1', port: 48_603 }

/** A command, what is written for it, an answer, what is reported. */
const exchanges: readonly (readonly [Command, string, string, Report])[] = [
  [
    { kind: 'send', to: 'yoda', text: 'Hey "Dude"' },
    '{"action": "message", "message": "Hey \\"Dude\\"", "user": "yoda"}',
    '{"action": "message", "status": "SUCCESS"}',
    done('send'),
  ],
  [
    { kind: 'send', to: 'yoda', text: '' },
    '{"action": "message", "message": "", "user": "yoda"}',
    '{"action":"message","status":"USER_BLOCKED"}',
    refused('send', 'USER_BLOCKED'),
  ],
  [
    { kind: 'broadcast', text: 'hå' },
    '{"action": "broadcast", "message": "h\\u00e5"}',
    '{"action": "broadcast", "n_sent": 1, "n_blocked": 0}',
    done('broadcast'),
  ],
  [
    list,
    '{"action": "whoelse"}',
    '{"action": "whoelse", "reply": ["yoda"]}',
    { kind: 'done', command: 'list', names: ['hans', 'yoda'] },
  ],
  [
    { kind: 'listSince', since: noon - 99_500 },
    '{"action": "whoelsesince", "since": "101"}',
    '{"action": "whoelsesince", "reply": ["luke", 7]}',
    { kind: 'done', command: 'listSince', names: ['luke'] },
  ],
  [
    { kind: 'block', name: 'yoda' },
    '{"action": "block", "user": "yoda"}',
    '{"action": "block", "status": "USER_ALREADY_BLOCKED"}',
    refused('block', 'USER_ALREADY_BLOCKED'),
  ],
  [
    findYoda,
    '{"action": "startprivate", "user": "yoda"}',
    '{"action": "startprivate", "reply": "SUCCESS", "address": "127.0.0.1", "port": "48603", "username": "yoda"}',
    { kind: 'done', command: 'findPeer', place },
  ],
  [
    findYoda,
    '{"action": "startprivate", "user": "yoda"}',
    '{"action": "startprivate", "reply": "USER_OFFLINE"}',
    refused('findPeer', 'USER_OFFLINE'),
  ],
  [
    { kind: 'logout' },
    '{"action": "logout"}',
    '{"action": "logout", "reply": "logged out"}',
    done('logout'),
  ],
  [
    { kind: 'logout' },
    '{"action": "logout"}',
    '{"action": "logout", "reply": "You are not logged in"}',
    refused('logout', 'You are not logged in'),
  ],
  [
    list,
    '{"action": "whoelse"}',
    '{"action": "whoelse", "reply": "Unknown action"}',
    refused('list', 'Unknown action'),
  ],
]

test.each(exchanges)('%j', (command, frame, reply, report) => {
  const { ask, sent, read, seen } = hans()
  expect(ask(command)).toEqual([true])
  expect(sent()).toEqual([frame])
  read(reply)
  expect(seen()).toEqual([report])
})

describe('one request is in flight (8.1)', () => {
  test('and others wait for its answer', () => {
    const { ask, sent, read, seen } = hans()
    expect(ask(list, findYoda, { kind: 'logout' })).toEqual([true, true, true])
    expect(sent()).toEqual(['{"action": "whoelse"}'])
    read('{"action": "whoelse", "reply": []}')
    expect(sent()).toEqual(['{"action": "startprivate", "user": "yoda"}'])
    read('{"action": "startprivate", "reply": "USER_SELF"}')
    expect(sent()).toEqual(['{"action": "logout"}'])
    expect(seen()).toEqual([
      { kind: 'done', command: 'list', names: ['hans'] },
      refused('findPeer', 'USER_SELF'),
    ])
  })

  test('and for the pace', () => {
    const { line, session, ask, sent, read, wakes } = hans({ pace: 50 })
    ask(list, list)
    read('{"action": "whoelse", "reply": []}')
    expect(sent()).toEqual(['{"action": "whoelse"}'])
    expect(wakes).toEqual([line.now + 50])
    line.now += 50
    session.wake?.(line.now)
    expect(sent()).toEqual(['{"action": "whoelse"}'])
  })

  test('and not without end', () => {
    const { ask } = hans()
    const most = Array.from({ length: 4097 }, () => list)
    expect(ask(...most).every(Boolean)).toBe(true)
    expect(ask(list)).toEqual([false])
  })
})

test('a list goes on where it says so (4.4)', () => {
  const { ask, read, seen } = hans()
  ask(list, list)
  read('{"action": "whoelse", "reply": ["a", "b"], "more": true}')
  read('{"action": "receive_message", "from": "yoda", "message": "hi"}')
  read('{"action": "whoelse", "reply": ["c"]}')
  read('{"action": "whoelse", "reply": ["d"]}')
  expect(seen()).toEqual([
    { kind: 'heard', from: 'yoda', text: 'hi', to: 'me' },
    { kind: 'done', command: 'list', names: ['hans', 'a', 'b', 'c'] },
    { kind: 'done', command: 'list', names: ['hans', 'd'] },
  ])
})

describe('what cannot be said', () => {
  const commands: readonly Command[] = [
    { kind: 'history', last: 5 },
    { kind: 'historySince', since: 0, most: 5 },
    { kind: 'edit', number: 1, posted: 0, text: 'x' },
    { kind: 'remove', number: 1, posted: 0 },
    { kind: 'received', upTo: 1 },
    { kind: 'enquire', name: 'yoda' },
    { kind: 'send', to: 'no name', text: 'hi' },
    { kind: 'findPeer', name: '' },
    { kind: 'block', name: '' },
    { kind: 'unblock', name: 'yoda' },
    { kind: 'broadcast', text: 'x'.repeat(987) },
    { kind: 'send', to: 'yoda', text: 'x'.repeat(961) },
  ]
  test.each(commands)('%j', (command) => {
    const { ask, sent } = hans()
    expect(ask(command)).toEqual([false])
    expect(sent()).toEqual([])
  })

  test('an unblock of whom one has not blocked: real servers die of it (8.1)', () => {
    const { ask } = hans()
    const unblock: Command = { kind: 'unblock', name: 'yoda' }
    expect(ask({ kind: 'block', name: 'yoda' }, unblock, unblock)).toEqual([true, true, false])
  })
})

describe('what nobody asked for', () => {
  const rows: readonly (readonly [string, Report])[] = [
    [
      '{"action": "receive_message", "from": "yoda", "message": "hi"}',
      { kind: 'heard', from: 'yoda', text: 'hi', to: 'me' },
    ],
    [
      '{"action":"receive_broadcast","message":"hi","from":"yoda"}',
      { kind: 'heard', from: 'yoda', text: 'hi', to: 'everyone' },
    ],
    [
      '{"action": "receive_message", "from": "server", "message": "hi"}',
      { kind: 'notice', text: 'hi' },
    ],
    [
      '{"action": "login_broadcast", "from": "yoda", "message": ""}',
      { kind: 'presence', name: 'yoda', online: true },
    ],
    [
      '{"action": "logout_broadcast", "from": "yoda", "message": ""}',
      { kind: 'presence', name: 'yoda', online: false },
    ],
    ['{"action": "timeout"}', { kind: 'notice', text: 'You are timed out' }],
    ['{"action": "dance"}', { kind: 'nonsense', text: '{"action": "dance"}' }],
    ['{"action": "receive_message"}', { kind: 'nonsense', text: '{"action": "receive_message"}' }],
    ['{"action": }', { kind: 'nonsense', text: '{"action": }' }],
    ['hello', { kind: 'nonsense', text: '(garbage)' }],
    [
      '{"action": "message", "status": "SUCCESS"}',
      { kind: 'nonsense', text: 'an answer to message, which was not asked' },
    ],
    [
      '{"action": "startprivate", "reply": "SUCCESS", "address": "x", "port": 0}',
      {
        kind: 'nonsense',
        text: '{"action": "startprivate", "reply": "SUCCESS", "address": "x", "port": 0}',
      },
    ],
  ]
  test.each(rows)('%s', (bytes, report) => {
    const { ask, read, seen } = hans()
    ask(list)
    read(`${bytes}\n`)
    expect(seen()).toEqual([report])
    read('{"action": "whoelse", "reply": []}')
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['hans'] }])
  })
})
