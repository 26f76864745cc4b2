import { Buffer } from 'node:buffer'
import { type ClientLine, type Command, NEED_MORE, type Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'

/** A client’s session whose writes and reports are kept; nothing is paced but where a test asks. */
function opened(settings: object = {}) {
  const written: string[] = []
  const reports: Report[] = []
  const wakes: number[] = []
  const parsed = options.parse({ pace: 0, ...settings })
  const splitter = client.splitter(parsed)
  const line = {
    now: 0,
    write: (frame) => written.push(String(frame)),
    report: (report) => reports.push(report),
    close: () => {},
    wakeAt: (time) => wakes.push(time),
  } satisfies ClientLine
  const session = client.open(line, parsed)
  const read = (text: string) => {
    splitter.push(Buffer.from(text))
    for (;;) {
      const reply = splitter.next(1_048_576)
      if (reply === NEED_MORE || !('kind' in reply)) return
      session.take(reply)
    }
  }
  const say = (response: string, content: unknown, sender: unknown = 'server', room?: string) => {
    read(JSON.stringify({ timestamp: '2016-03-14T12:34:56', sender, response, content, room }))
  }
  return {
    line,
    session,
    written,
    wakes,
    read,
    say,
    /** What has been reported since the last look. */
    seen: () => reports.splice(0),
    ask: (...commands: readonly Command[]) => commands.map((command) => session.ask(command)),
    info: (content: unknown) => say('info', content),
    error: (content: unknown) => say('error', content),
    message: (from: string, content: unknown) => say('message', content, from),
    infoOf: (room: string, content: string) => say('info', content, 'server', room),
    messageIn: (room: string, from: string, content: string) => say('message', content, from, room),
  }
}

/** The same, logged in as alice. */
function alice(settings: object = {}) {
  const one = opened(settings)
  one.ask(login)
  one.info('Login successful')
  one.seen()
  return one
}

const login: Command = { kind: 'login', name: 'alice', cap: 0 }
const logout: Command = { kind: 'logout' }
const list: Command = { kind: 'list' }
const history: Command = { kind: 'history', last: 5 }
const broadcast = (text: string): Command => ({ kind: 'broadcast', text })
const send = (to: string, text: string): Command => ({ kind: 'send', to, text })
const done = (command: Command['kind']): Report => ({ kind: 'done', command })
const heard = (from: string, text: string): Report => ({ kind: 'heard', from, text })
const notice = (text: string): Report => ({ kind: 'notice', text })

describe('what is asked (8.1)', () => {
  test('is ready at once: the server sends no greeting', () => {
    const { session, seen, written } = opened()
    session.begin()
    expect(seen()).toEqual([{ kind: 'ready' }])
    expect(written).toEqual([])
  })

  const said: readonly (readonly [Command, string])[] = [
    [login, '{"request":"login","content":"alice"}'],
    [logout, '{"request":"logout","content":null}'],
    [
      broadcast('hei {på} "deg"'),
      '{"request":"msg","content":"hei \\u007bp\\u00e5\\u007d \\"deg\\""}',
    ],
    [broadcast(' @bob hi'), '{"request":"msg","content":" @bob hi"}'],
    [broadcast('@a,b hi'), '{"request":"msg","content":"@a,b hi"}'],
    [list, '{"request":"names","content":null}'],
    [send('bob', ' two  spaces '), '{"request":"msg","content":"@bob  two  spaces "}'],
    [{ kind: 'block', name: 'bob' }, '{"request":"block","content":"bob"}'],
    [{ kind: 'unblock', name: 'bob' }, '{"request":"unblock","content":"bob"}'],
    [history, '{"request":"history","content":null}'],
  ]
  test.each(said)('%j', (command, bytes) => {
    const plain = opened()
    expect(plain.ask(command)).toEqual([true])
    expect(plain.written).toEqual([bytes])
    const ended = opened({ terminator: 'lf' })
    expect(ended.ask(command)).toEqual([true])
    expect(ended.written).toEqual([`${bytes}\n`])
  })

  const unsayable: readonly Command[] = [
    broadcast(''),
    broadcast(' \n\u0085'),
    broadcast('@bob hi'),
    send('bob', ''),
    send('bob', ' \t'),
    send('bob smith', 'hi'),
    send('', 'hi'),
    broadcast('x'.repeat(971)),
    broadcast('å'.repeat(162)),
    send('bob', 'x'.repeat(953)),
    { kind: 'login', name: 'x'.repeat(1000), cap: 0 },
  ]
  test.each(unsayable)('cannot send %j', (command) => {
    const { ask, written, seen } = opened()
    expect(ask(command)).toEqual([false])
    expect(written).toEqual([])
    expect(seen()).toEqual([])
  })

  test('limits a request to 1000 bytes by default', () => {
    expect(opened().ask(broadcast('x'.repeat(970)), send('bob', 'x'.repeat(952)))).toEqual([
      true,
      true,
    ])
    expect(opened({ maxObject: 0 }).ask(broadcast('x'.repeat(50_000)))).toEqual([true])
    expect(opened({ terminator: 'lf' }).ask(broadcast('x'.repeat(970)))).toEqual([false])
  })

  test('a strict listener has no extensions, and @bob is text (6)', () => {
    const { ask, written } = opened({ strict: true })
    const block: Command = { kind: 'block', name: 'bob' }
    expect(ask(send('bob', 'hi'), history, block, broadcast('@bob hi'))).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(written).toEqual(['{"request":"msg","content":"@bob hi"}'])
  })

  test('limits unanswered commands', () => {
    const { ask, written } = opened()
    while (ask(list)[0] === true && written.length <= 65_536);
    expect(written).toHaveLength(65_536)
  })

  test('100 ms apart', () => {
    const { ask, written, session, wakes, line } = opened({ pace: 50 })
    expect(ask(login, list, logout)).toEqual([true, true, true])
    expect(written).toHaveLength(1)
    expect(wakes.at(-1)).toBe(100)
    session.wake?.(99)
    expect(written).toHaveLength(1)
    session.wake?.(100)
    expect(written).toHaveLength(2)
    expect(wakes.at(-1)).toBe(200)
    line.now = 200
    session.wake?.(200)
    expect(written.map((one) => JSON.parse(one).request)).toEqual(['login', 'names', 'logout'])
    line.now = 300
    ask(login)
    expect(written).toHaveLength(4)
  })
})

describe('replies are matched to commands (8.2)', () => {
  test('replies come in order, with events in between', () => {
    const { ask, info, error, message, seen } = opened()
    ask(login, broadcast('hi'), list, send('bob', 'psst'), send('bob', 'psst'), logout)
    info('Login successful')
    message('bob', 'hi')
    info('bob has logged in')
    message('alice', 'hi')
    info('alice, bob')
    message('bob', '(private) yo')
    info('Sent to bob')
    error('User has blocked you')
    info('bob has logged out')
    info('Logout successful')
    expect(seen()).toEqual([
      done('login'),
      heard('bob', 'hi'),
      { kind: 'presence', name: 'bob', online: true },
      done('broadcast'),
      { kind: 'done', command: 'list', names: ['alice', 'bob'] },
      heard('bob', '(private) yo'),
      done('send'),
      { kind: 'refused', command: 'send', text: 'User has blocked you' },
      { kind: 'presence', name: 'bob', online: false },
      done('logout'),
    ])
  })

  const answers: readonly (readonly [Command, info: string])[] = [
    [login, 'Login successful'],
    [login, 'You are now logged in as alice'],
    [login, 'alice has logged in'],
    [login, ''],
    [logout, 'Logout successful'],
    [logout, 'bye'],
    [send('bob', 'hi'), 'Sent to bob'],
    [{ kind: 'block', name: 'bob' }, 'Blocked bob'],
    [{ kind: 'unblock', name: 'bob' }, 'Unblocked bob'],
    [history, 'No history'],
  ]
  test.each(answers)('%j is completed by %j', (command, text) => {
    const { ask, info, seen } = opened()
    ask(command)
    info(text)
    expect(seen()).toEqual([done(command.kind)])
  })

  test.each([login, list, broadcast('hi'), send('bob', 'hi'), history])(
    '%j is refused',
    (command) => {
      const { ask, error, seen } = opened()
      ask(command)
      error('no')
      expect(seen()).toEqual([{ kind: 'refused', command: command.kind, text: 'no' }])
    },
  )

  test('accepts another login after a refused one', () => {
    const { ask, error, info, seen, message } = opened()
    ask({ ...login, name: 'bob' })
    error('Username taken')
    ask(login)
    info('Login successful')
    ask(broadcast('hi'))
    message('bob', 'hi')
    message('alice', 'hi')
    expect(seen().slice(1)).toEqual([done('login'), heard('bob', 'hi'), done('broadcast')])
  })

  test('an unexpected reply is a notice and completes no command', () => {
    const { ask, info, error, say, seen } = alice()
    info('back in five minutes')
    ask(send('bob', 'hi'))
    info('message 3 was edited')
    info('Sent to bob')
    error('what?')
    say('names', ['alice'])
    say('dance', null)
    expect(seen()).toEqual([
      notice('back in five minutes'),
      notice('message 3 was edited'),
      done('send'),
      { kind: 'refused', command: undefined, text: 'what?' },
      notice('alice'),
      {
        kind: 'nonsense',
        text: '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"dance","content":null}',
      },
    ])
  })

  test('the next reply ends the wait for a copy', () => {
    const { ask, info, seen } = alice()
    ask(broadcast('one'), broadcast('two'), list)
    info('alice')
    expect(seen()).toEqual([
      done('broadcast'),
      done('broadcast'),
      { kind: 'done', command: 'list', names: ['alice'] },
    ])
  })

  test('no reply to a logout', () => {
    const { ask, message, session, wakes, seen, line } = alice()
    ask(logout)
    expect(wakes).toEqual([2000])
    message('bob', 'hi')
    line.now = 1999
    session.wake?.(1999)
    expect(seen()).toEqual([heard('bob', 'hi')])
    session.wake?.(2000)
    expect(seen()).toEqual([done('logout')])
    session.wake?.(5000)
    expect(seen()).toEqual([])
  })
})

describe('the copy of one’s own message (3.6)', () => {
  test('in several parts is one reply (1.5)', () => {
    const { ask, message, seen } = alice()
    ask(broadcast('one two three '), broadcast('one'))
    message('alice', 'one ')
    message('bob', 'two')
    message('alice', 'two')
    message('alice', ' three')
    message('alice', 'one')
    message('alice', 'one')
    expect(seen()).toEqual([
      heard('bob', 'two'),
      done('broadcast'),
      done('broadcast'),
      heard('alice', 'one'),
    ])
  })

  test('may be cleaned or trimmed by the server', () => {
    const { ask, message, seen } = alice()
    ask(broadcast('a\u001bb\r\nc '), broadcast('  x'), broadcast('a\u001b'))
    message('alice', 'a\ufffdb\nc')
    message('alice', 'x')
    message('alice', 'a\u001b')
    expect(seen()).toEqual([done('broadcast'), done('broadcast'), done('broadcast')])
  })

  test('is not a message with the same beginning', () => {
    const { ask, message, seen } = alice()
    ask(broadcast('one two'))
    message('alice', 'one')
    message('alice', '')
    message('alice', 'other')
    message('alice', 'one')
    message('alice', 'one two')
    expect(seen()).toEqual([
      heard('alice', ''),
      heard('alice', 'one'),
      heard('alice', 'other'),
      heard('alice', 'one'),
      done('broadcast'),
    ])
  })

  test('of a text to one user is a refusal: it went to everyone (6.1)', () => {
    const { ask, message, seen } = alice()
    ask(send('nobody', 'hi'), broadcast('hi'))
    message('alice', '@nobody hi')
    message('alice', 'hi')
    expect(seen()).toEqual([
      { kind: 'refused', command: 'send', text: '@nobody hi' },
      done('broadcast'),
    ])
  })

  test('is not the message to oneself', () => {
    const { ask, info, message, seen } = alice()
    ask(send('alice', 'hi'))
    info('Sent to alice')
    message('alice', '(private) hi')
    expect(seen()).toEqual([done('send'), heard('alice', '(private) hi')])
  })
})

describe('names (3.7, 8.2)', () => {
  const lists: readonly (readonly [response: string, content: unknown])[] = [
    ['info', 'alice, bob'],
    ['info', 'alice,bob , '],
    ['info', 'alice\nbob\n'],
    ['info', ['alice', 'bob']],
    ['names', ['alice', 'bob']],
    ['names', 'alice, bob'],
  ]
  test.each(lists)('%s %j', (response, content) => {
    const { ask, say, seen } = alice()
    ask(list)
    say(response, content)
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['alice', 'bob'] }])
  })

  test('continue in the next info', () => {
    const { ask, info, message, seen } = alice()
    ask(list, list)
    info('alice, bob,')
    message('bob', 'hi')
    info('bob has logged out')
    info('carol')
    info('alice')
    expect(seen()).toEqual([
      heard('bob', 'hi'),
      { kind: 'presence', name: 'bob', online: false },
      { kind: 'done', command: 'list', names: ['alice', 'bob', 'carol'] },
      { kind: 'done', command: 'list', names: ['alice'] },
    ])
  })

  test('are not what the server says on its own between a login and the list', () => {
    const { ask, info, seen } = alice()
    ask(list)
    info('what you say can be seen, private messages too')
    expect(seen()).toEqual([])
    info('alice, bob')
    expect(seen()).toEqual([
      { kind: 'notice', text: 'what you say can be seen, private messages too' },
      { kind: 'done', command: 'list', names: ['alice', 'bob'] },
    ])
  })

  test('without the own name are a list where nothing follows, or something else', () => {
    const { ask, say, info, session, seen, wakes } = alice()
    ask(list)
    info('bob')
    expect(wakes).toEqual([2000])
    session.wake?.(2000)
    ask(list, list)
    info('bob')
    info('carol')
    say('error', 'no')
    expect(seen()).toEqual([
      ...[['bob'], ['bob'], ['carol']].map((names) => ({ kind: 'done', command: 'list', names })),
      { kind: 'refused', command: undefined, text: 'no' },
    ])
  })

  test('after a comma without a continuation', () => {
    const { ask, info, session, seen, wakes } = alice()
    ask(list)
    info('alice, bob,')
    expect(wakes).toEqual([2000])
    session.wake?.(2000)
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['alice', 'bob'] }])
  })
})

describe('a history (8.2)', () => {
  const past = { timestamp: 1, sender: 'bob', response: 'message', content: 'hi' }
  const forms: readonly unknown[] = [
    [JSON.stringify(past)],
    [past],
    JSON.stringify([past]),
    past,
    JSON.stringify(past),
  ]
  test.each(forms)('%j', (content) => {
    const before = opened()
    before.ask(login)
    before.say('history', content)
    before.info('Login successful')
    expect(before.seen()).toEqual([heard('bob', 'hi'), done('login')])
    const after = alice()
    after.say('history', content)
    after.ask(history)
    after.say('history', content)
    expect(after.seen()).toEqual([heard('bob', 'hi'), heard('bob', 'hi'), done('history')])
  })

  test('as ordinary messages', () => {
    const { ask, message, seen } = alice()
    ask(history)
    message('bob', 'one')
    message('alice', 'two')
    expect(seen()).toEqual([done('history'), heard('bob', 'one'), heard('alice', 'two')])
  })
})

test('line ends and garbage between responses', () => {
  const { ask, read, seen } = opened()
  ask(login)
  read('Welcome!\r\n\n{"response":"info"}\n\n{"response":"info","content":"x"}\n\0')
  expect(seen()).toEqual([{ kind: 'nonsense', text: '(garbage)' }, done('login'), notice('x')])
})

describe('rooms (6.6 to 6.9)', () => {
  const join: Command = { kind: 'joinRoom', room: '#tea' }
  const speak: Command = { kind: 'broadcast', room: '#tea', text: 'hi ' }
  const members: Command = { kind: 'list', room: '#tea' }
  const inTea = (from: string, text: string): Report => ({
    ...{ kind: 'heard', from, text, room: '#tea' },
  })
  const names = (command: Command['kind'], ...all: readonly string[]) => {
    return { kind: 'done', command, names: all }
  }

  const said: readonly (readonly [Command, string, string | null])[] = [
    [join, 'join', '#tea'],
    [{ kind: 'leaveRoom', room: '#tea' }, 'leave', '#tea'],
    [{ kind: 'rooms' }, 'rooms', null],
    [members, 'names', '#tea'],
    [speak, 'msg', '#tea hi '],
    [{ kind: 'history', room: '#tea', last: 5 }, 'history', '#tea'],
    [{ kind: 'kick', name: 'bob', room: '#tea', reason: 'too loud' }, 'kick', 'bob #tea too loud'],
    [{ kind: 'ban', name: 'bob', room: '#tea', for: 60_000 }, 'ban', 'bob #tea 1'],
    [{ kind: 'unban', name: 'bob' }, 'unban', 'bob'],
    [{ kind: 'bans' }, 'bans', null],
    [{ kind: 'bans', room: '#tea' }, 'bans', '#tea'],
  ]
  test.each(said)('%j is said', (command, request, content) => {
    const { ask, written } = alice()
    expect(ask(command)).toEqual([true])
    expect(written.slice(1)).toEqual([JSON.stringify({ request, content })])
  })

  const unsaid: readonly Command[] = [
    { kind: 'joinRoom', room: 'tea' },
    { kind: 'broadcast', room: '#a,b', text: 'hi' },
    { kind: 'broadcast', room: '#tea', text: ' ' },
    { kind: 'broadcast', text: '#tea hi' },
    { kind: 'kick', name: 'bob', reason: '#tea' },
  ]
  test.each(unsaid)('%j would be taken for something else', (command) => {
    expect(alice().ask(command)).toEqual([false])
  })

  test.each(said)('%j is not said with strict', (command) => {
    expect(alice({ strict: true }).ask(command)).toEqual([false])
  })

  test('what is about a room answers only what was asked of one', () => {
    const { ask, info, infoOf, seen } = alice()
    ask(list, join, members, { kind: 'rooms' }, { kind: 'bans' })
    infoOf('#tea', 'alice has joined #tea')
    expect(seen()).toEqual([notice('alice has joined #tea')])
    info('alice, bob')
    infoOf('#tea', 'bob has left #tea')
    infoOf('#tea', 'Joined #tea')
    infoOf('#tea', 'In #tea: alice, bob,')
    infoOf('#tea', 'In #tea: carl')
    info('Rooms: #milk, #tea')
    info('No bans')
    expect(seen()).toEqual([
      names('list', 'alice', 'bob'),
      notice('bob has left #tea'),
      done('joinRoom'),
      names('list', 'alice', 'bob', 'carl'),
      names('rooms', '#milk', '#tea'),
      names('bans'),
    ])
  })

  test('an own copy is the one that comes from the room', () => {
    const { ask, message, messageIn, seen } = alice()
    ask(speak, broadcast('hi'))
    message('alice', 'hi')
    expect(seen()).toEqual([heard('alice', 'hi')])
    messageIn('#tea', 'alice', 'hi')
    messageIn('#tea', 'alice', 'hi')
    expect(seen()).toEqual([done('broadcast'), inTea('alice', 'hi')])
    message('alice', 'hi')
    messageIn('#tea', 'bob', 'hi')
    expect(seen()).toEqual([done('broadcast'), inTea('bob', 'hi')])
  })

  test('parts of a copy are of one room', () => {
    const { ask, message, messageIn, seen } = alice()
    ask({ kind: 'broadcast', room: '#tea', text: 'one two' })
    messageIn('#tea', 'alice', 'one ')
    message('alice', 'two')
    expect(seen()).toEqual([inTea('alice', 'one '), heard('alice', 'two')])
  })

  test('on a server without rooms a message went to everyone', () => {
    const { ask, message, seen } = alice()
    ask(speak)
    message('alice', '#tea hi')
    expect(seen()).toEqual([{ kind: 'refused', command: 'broadcast', text: '#tea hi' }])
  })
})
