import { Buffer } from 'node:buffer'
import { RecordingClientLine } from '@parley/conformance'
import { type Command, NEED_MORE, type Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'

/** A client’s session; nothing is paced but where a test asks. */
function opened(settings: object = {}) {
  const line = new RecordingClientLine()
  const parsed = options.parse({ pace: 0, ...settings })
  const splitter = client.splitter(parsed)
  const session = client.open(line, parsed)
  return {
    line,
    session,
    /** What the server says. */
    read: (text: string) => {
      splitter.push(Buffer.from(text))
      for (;;) {
        const reply = splitter.next(1_048_576)
        if (reply === NEED_MORE || !('kind' in reply)) return
        session.take(reply)
      }
    },
    ask: (...commands: readonly Command[]) => commands.map((command) => session.ask(command)),
    /** So much time passes. */
    pass: (milliseconds: number) => {
      line.now += milliseconds
      session.wake?.(line.now)
    },
    /** What has been reported, and written, since the last look. */
    seen: () => line.reports.splice(0),
    written: () => line.writes.splice(0),
  }
}

/** The same, logged in as hans. */
function hans(settings: object = {}) {
  const one = opened(settings)
  one.ask(login)
  one.pass(100)
  one.read('TYPE: LOGON;;RET: 1;;NEW: 0;;ERR: 0;;')
  one.pass(100)
  one.read('TYPE: AUTH;;PASW: 1;;ATMP: 3;;')
  one.pass(100)
  one.seen()
  one.written()
  return one
}

const login: Command = { kind: 'login', name: 'hans', cap: 0, password: 'falcon*solo' }
const list: Command = { kind: 'list' }
const send = (to: string, text = 'hi'): Command => ({ kind: 'send', to, text })
const broadcast: Command = { kind: 'broadcast', text: 'hi all' }
const done = (command: Command['kind']): Report => ({ kind: 'done', command })
const notice = (text: string): Report => ({ kind: 'notice', text })
const refused = (command: Command['kind'] | undefined, text: string): Report => {
  return { kind: 'refused', command, text }
}

const whoElse = 'TYPE: WHOELSE;;FROM: hans;;'
const toYoda = 'TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: hi;;'
const toAll = 'TYPE: BROADCAST;;FROM: hans;;BODY: hi all;;'

describe('what is asked', () => {
  const said: readonly (readonly [Command, string])[] = [
    [send('yoda', 'at 10:30;;'), 'TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: at 10∶30;;'],
    [
      { kind: 'send', to: 'yoda', text: 'psst', private: true },
      'TYPE: PRIVMSG;;TO: yoda;;FROM: hans;;BODY: psst;;',
    ],
    [broadcast, toAll],
    [list, whoElse],
    [{ kind: 'listSince', since: -1 }, ''],
    [{ kind: 'block', name: 'yoda' }, 'TYPE: BLOCK;;WHO: yoda;;BLOCKER: hans;;'],
    [{ kind: 'unblock', name: 'yoda' }, 'TYPE: UNBLOCK;;WHO: yoda;;BLOCKER: hans;;'],
    [{ kind: 'findPeer', name: 'yoda' }, 'TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;'],
    [{ kind: 'logout' }, 'TYPE: LOGOUT;;WHO: hans;;'],
  ]
  test.each(said.filter(([, bytes]) => bytes !== ''))('%j', (command, bytes) => {
    const { ask, written } = hans()
    expect(ask(command)).toEqual([true])
    expect(written()).toEqual([bytes])
  })

  test('the span of a listSince, in whole seconds', () => {
    const { ask, written, line, read, seen } = hans()
    ask({ kind: 'listSince', since: line.now - 99_001 })
    expect(written()).toEqual(['TYPE: WHOELSESINCE;;WHEN: 100;;FROM: hans;;'])
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda;;')
    expect(seen()).toEqual([{ kind: 'done', command: 'listSince', names: ['yoda'] }])
  })

  const unsayable: readonly Command[] = [
    send('no name'),
    send(''),
    send('yoda', 'x'.repeat(960)),
    { kind: 'block', name: 'a;;b' },
    { kind: 'login', name: 'a: b', cap: 0 },
    { kind: 'login', name: 'hans', cap: 0, password: 'a:b' },
    { kind: 'login', name: 'hans', cap: 0, password: 'a;' },
    { kind: 'login', name: 'hans', cap: 0, password: 'x'.repeat(1024) },
    { kind: 'history', last: 5 },
    { kind: 'announcePeer', transport: 'tcp', port: 4000 },
  ]
  test.each(unsayable)('cannot be said: %j', (command) => {
    const { ask, written, seen } = hans()
    expect(ask(command)).toEqual([false])
    expect(written()).toEqual([])
    expect(seen()).toEqual([])
  })
})

describe('a login (9.1, 9.2)', () => {
  test('is two messages, with NEW as the server has it', () => {
    const { ask, read, written, seen } = opened()
    expect(ask({ kind: 'login', name: 'leia', cap: 0 })).toEqual([true])
    expect(written()).toEqual(['TYPE: LOGON;;WHO: leia;;'])
    read('TYPE: LOGON;;RET: 1;;NEW: 1;;ERR: 0;;')
    expect(written()).toEqual(['TYPE: AUTH;;WHO: leia;;PASW: parley;;NEW: 1;;'])
    expect(seen()).toEqual([])
    read('TYPE: AUTH;;PASW: 1;;ATMP: 3;;')
    expect(seen()).toEqual([done('login')])
  })

  test('is refused at either', () => {
    const { ask, read, seen } = opened()
    ask(login)
    read('TYPE: LOGON;;RET: 0;;NEW: 0;;ERR: Error. hans is already logged in;;')
    expect(seen()).toEqual([refused('login', 'Error. hans is already logged in')])
    ask(login)
    read('TYPE: LOGON;;RET: 1;;NEW: 0;;ERR: 0;;TYPE: AUTH;;PASW: 0;;ATMP: 2;;')
    expect(seen()).toEqual([refused('login', 'PASW: 0;;ATMP: 2;;')])
  })
})

describe('what is answered only where it fails (8.2)', () => {
  test('is done after a second of quiet', () => {
    const { ask, pass, seen, line } = hans()
    ask(send('yoda'))
    expect(line.wakes.at(-1)).toBe(line.now + 1000)
    pass(999)
    expect(seen()).toEqual([])
    pass(1)
    expect(seen()).toEqual([done('send')])
  })

  test('is done when a later message is answered', () => {
    const { ask, read, written, seen } = hans()
    ask(broadcast, list)
    expect(written()).toEqual([toAll, whoElse])
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda;;')
    expect(seen()).toEqual([
      done('broadcast'),
      { kind: 'done', command: 'list', names: ['hans', 'yoda'] },
    ])
  })

  test('waits for the one before it, which is asked after', () => {
    const { ask, read, written, seen, pass } = hans()
    ask(send('yoda'), broadcast)
    expect(written()).toEqual([toYoda, whoElse])
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda;;')
    expect(seen()).toEqual([done('send')])
    expect(written()).toEqual([toAll])
    pass(1000)
    expect(seen()).toEqual([done('broadcast')])
  })

  const failures: readonly (readonly [string, string])[] = [
    [
      'TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;',
      'Error. yoda does not exist',
    ],
    [
      'TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;',
      'yoda has blocked you',
    ],
    ['TYPE: ERROR;;OF: MSG;;ERR: Error. Try again later;;', 'Error. Try again later'],
  ]
  test.each(failures)('fails by %j', (answer, text) => {
    const { ask, read, seen, pass } = hans()
    ask(send('yoda'), { kind: 'block', name: 'luke' })
    read(answer)
    expect(seen()).toEqual([refused('send', text)])
    read('TYPE: BLOCK;;WHO: luke;;BLOCKER: hans;;RET: 1;;ERR: 0;;')
    expect(seen()).toEqual([done('block')])
    pass(5000)
    expect(seen()).toEqual([])
  })

  test('what is told later, or of somebody else, is a notice', () => {
    const { ask, read, seen, pass } = hans()
    ask(send('yoda'))
    read('TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. luke does not exist;;')
    read('TYPE: BLOCK;;WHO: hans;;BLOCKER: luke;;RET: 0;;ERR: luke has blocked you;;')
    pass(1000)
    read('TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;')
    expect(seen()).toEqual([
      notice('Error. luke does not exist'),
      notice('luke has blocked you'),
      done('send'),
      notice('yoda has blocked you'),
    ])
  })

  test('a broadcast that somebody misses for a block is done, and told of (9.9)', () => {
    const missed = 'Your message could not be delivered to some recipients'
    const block = `TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: ${missed};;`
    const { ask, read, seen, pass } = hans()
    ask(broadcast)
    read(block)
    pass(1000)
    expect(seen()).toEqual([notice(missed), done('broadcast')])
    ask(send('yoda'))
    read(block)
    pass(1000)
    expect(seen()).toEqual([notice(missed), done('send')])
  })

  test('the client’s own question may fail', () => {
    const { ask, read, seen, written } = hans()
    ask(send('yoda'), broadcast)
    written()
    read('TYPE: ERROR;;OF: WHOELSE;;ERR: Error. Try again later;;')
    expect(seen()).toEqual([done('send')])
    expect(written()).toEqual([toAll])
  })
})

describe('answers', () => {
  test('one message is unanswered at a time', () => {
    const { ask, read, written, seen } = hans()
    ask(list, { kind: 'unblock', name: 'yoda' }, list)
    expect(written()).toEqual([whoElse])
    read('TYPE: ERROR;;OF: WHOELSE;;ERR: Error. Try again later;;')
    expect(seen()).toEqual([refused('list', 'Error. Try again later')])
    expect(written()).toEqual(['TYPE: UNBLOCK;;WHO: yoda;;BLOCKER: hans;;'])
    read('TYPE: UNBLOCK;;WHO: yoda;;BLOCKER: hans;;RET: 0;;ERR: Error. yoda is not blocked;;')
    expect(seen()).toEqual([refused('unblock', 'Error. yoda is not blocked')])
    expect(written()).toEqual([whoElse])
  })

  test('a list that goes on is one list, and ends where nothing more comes', () => {
    const { ask, read, seen, pass } = hans()
    ask(list, list)
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda\n;;TYPE: WHOELSE;;FROM: hans;;BODY: luke;;')
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['hans', 'yoda', 'luke'] }])
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda\n;;')
    pass(1000)
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['hans', 'yoda'] }])
  })

  test('where a user takes calls', () => {
    const { ask, read, seen } = hans()
    const find: Command = { kind: 'findPeer', name: 'yoda' }
    ask(find, find)
    read("TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 1;;DEST: ('∶∶1', 32876);;")
    read('TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 0;;DEST: ;;')
    const place = { address: '::1', port: 32876 }
    expect(seen()).toEqual([
      { kind: 'done', command: 'findPeer', place },
      refused('findPeer', 'RET: 0'),
    ])
  })

  test('a logout is over when it is answered, or after a second', () => {
    const answered = hans()
    answered.ask({ kind: 'logout' })
    answered.read('TYPE: LOGOUT;;WHO: hans;;')
    expect(answered.seen()).toEqual([done('logout')])
    expect(answered.line.closes).toBe(0)
    const silent = hans()
    silent.ask({ kind: 'logout' })
    silent.pass(1000)
    expect(silent.seen()).toEqual([done('logout')])
    expect(silent.line.closes).toBe(1)
  })

  test('nobody asked for', () => {
    const { read, seen } = hans()
    read('TYPE: WHOELSE;;FROM: hans;;BODY: yoda\nluke;;')
    read('TYPE: ERROR;;OF: TYPE;;ERR: Error. Unknown type;;')
    read('TYPE: AUTH;;PASW: 1;;ATMP: 3;;')
    read('TYPE: TIMEOUT;;WHO: hans;;')
    expect(seen()).toEqual([
      notice('yoda, luke'),
      refused(undefined, 'Error. Unknown type'),
      { kind: 'nonsense', text: 'AUTH' },
      notice('TIMEOUT'),
    ])
  })
})

test('what is heard', () => {
  const { read, seen } = hans()
  read('TYPE: MSG;;FROM: yoda;;TO: hans;;BODY: hi;;')
  read('TYPE: MSG;;FROM: yoda;;TO: broadcast;;BODY: hi all;;')
  read('TYPE: PRIVMSG;;TO: hans;;FROM: yoda;;BODY: psst;;')
  read('TYPE: MSG;;FROM: server;;TO: hans;;BODY: a file has arrived;;')
  read('TYPE: LOGGEDIN;;WHO: luke;;TYPE: LOGGEDOUT;;WHO: yoda;;')
  expect(seen()).toEqual([
    { kind: 'heard', from: 'yoda', text: 'hi', to: 'me' },
    { kind: 'heard', from: 'yoda', text: 'hi all', to: 'everyone' },
    { kind: 'heard', from: 'yoda', text: 'psst', to: 'me' },
    notice('a file has arrived'),
    { kind: 'presence', name: 'luke', online: true },
    { kind: 'presence', name: 'yoda', online: false },
  ])
})

test('messages are 100 ms apart (8.1)', () => {
  const { ask, read, written, pass, line } = hans({ pace: 50 })
  ask(send('yoda'), list)
  expect(written()).toEqual([toYoda])
  expect(line.wakes.at(-1)).toBe(line.now + 100)
  pass(99)
  expect(written()).toEqual([])
  pass(1)
  expect(written()).toEqual([whoElse])
  read('TYPE: WHOELSE;;FROM: hans;;BODY: ;;')
  ask(list)
  expect(written()).toEqual([])
  pass(100)
  expect(written()).toEqual([whoElse])
})
