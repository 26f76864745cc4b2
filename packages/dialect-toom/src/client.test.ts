import { Buffer } from 'node:buffer'
import type { ClientLine, Command, Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'

const time = new Date('2026-11-20T22:55:14').getTime()
const DATE = '20 Nov 2026 22:55:14'

/** A client’s session whose writes and reports are kept; nothing is paced but where a test asks. */
function opened(settings: object = {}) {
  const written: string[] = []
  const reports: Report[] = []
  const wakes: number[] = []
  const parsed = options.parse({ pace: 0, ...settings })
  const line = {
    now: 0,
    write: (frame) => written.push(read(Buffer.from(frame))),
    report: (report) => reports.push(report),
    close: () => {},
    wakeAt: (at) => wakes.push(at),
  } satisfies ClientLine
  const session = client.open(line, parsed)
  return {
    line,
    session,
    wakes,
    /** What has been written since the last look: type and body. */
    said: () => written.splice(0),
    /** What has been reported since the last look. */
    seen: () => reports.splice(0),
    ask: (...commands: readonly Command[]) => commands.map((command) => session.ask(command)),
    reply: (type: string, body = '') => session.take({ kind: 'reply', type, body }),
  }
}

function read(bytes: Buffer): string {
  const splitter = client.splitter(options.parse({}))
  splitter.push(bytes)
  const frame = splitter.next(2048)
  const isReply = typeof frame === 'object' && 'kind' in frame && frame.kind === 'reply'
  return isReply ? `${frame.type} ${frame.body}` : 'nonsense'
}

/** The same, logged in as alice. */
function alice(settings: object = {}) {
  const one = opened(settings)
  one.session.begin()
  one.reply('', 'Successfully connected to server')
  one.ask(login)
  one.reply('LOGIN-A')
  one.said()
  one.seen()
  return one
}

const login: Command = { kind: 'login', name: 'alice', cap: 0, password: 'pass word' }
const list: Command = { kind: 'list' }
const past: Command = { kind: 'historySince', since: time + 999, most: 100 }
const port: Command = { kind: 'announcePeer', transport: 'udp', port: 46_299 }
const broadcast = (text: string): Command => ({ kind: 'broadcast', text })
const send = (to: string, text: string): Command => ({ kind: 'send', to, text })
const done = (command: Command['kind']): Report => ({ kind: 'done', command })
const heard = (from: string, text: string, to: 'me' | 'everyone' = 'me'): Report => {
  return { kind: 'heard', from, text, to }
}

describe('what is asked', () => {
  const said: readonly (readonly [Command, string])[] = [
    [{ kind: 'logout' }, 'OUT '],
    [broadcast(' hi '), 'MSG  hi '],
    [broadcast('@a,b hi'), 'MSG @a,b hi'],
    [send('bob', ' two  spaces '), 'MSG @bob  two  spaces '],
    [list, 'ATU '],
    [{ kind: 'findPeer', name: 'bob' }, 'ATU '],
    [past, `RDM ${DATE}`],
    [{ kind: 'edit', number: 3, posted: time, text: ' new' }, `EDT 3 ${DATE}  new`],
    [{ kind: 'remove', number: 3, posted: time }, `DLT 3 ${DATE}`],
    [{ kind: 'joinRoom', room: '#tea' }, 'JOIN #tea'],
    [{ kind: 'leaveRoom', room: '#tea' }, 'LEAVE #tea'],
    [{ kind: 'rooms' }, 'ROOMS '],
    [{ kind: 'list', room: '#tea' }, 'ATU #tea'],
    [{ kind: 'broadcast', room: '#tea', text: ' hi ' }, 'MSG #tea  hi '],
    [{ ...past, room: '#tea' }, `RDM #tea ${DATE}`],
    [{ kind: 'remove', room: '#tea', number: 3, posted: time }, `DLT #tea 3 ${DATE}`],
    [
      { kind: 'edit', room: '#tea', number: 3, posted: time, text: ' new' },
      `EDT #tea 3 ${DATE}  new`,
    ],
    [{ kind: 'kick', name: 'bob', room: '#tea', reason: 'too loud' }, 'KICK bob #tea too loud'],
    [{ kind: 'ban', name: 'bob', room: '#tea', for: 60_000 }, 'BAN bob #tea 1'],
    [{ kind: 'unban', name: 'bob' }, 'UNBAN bob'],
    [{ kind: 'bans' }, 'BANS '],
    [{ kind: 'bans', room: '#tea' }, 'BANS #tea'],
    [port, 'UDP_PORT 46299'],
  ]
  test.each(said)('%j', (command, bytes) => {
    const one = alice()
    expect(one.ask(command)).toEqual([true])
    expect(one.said()).toEqual([bytes])
  })

  const unsayable: readonly Command[] = [
    broadcast(''),
    broadcast(' \n\u0085'),
    broadcast('@bob hi'),
    broadcast('x'.repeat(2012)),
    send('bob', ''),
    send('bob', ' '),
    send('bob smith', 'hi'),
    send('', 'hi'),
    send('bob', 'x'.repeat(1994)),
    { kind: 'login', name: '', cap: 0 },
    { kind: 'login', name: 'a b', cap: 0 },
    { kind: 'login', name: 'x'.repeat(3000), cap: 0 },
    { kind: 'edit', number: 1, posted: time, text: ' ' },
    { kind: 'announcePeer', transport: 'tcp', port: 5000 },
    { kind: 'enquire', name: 'bob' },
    { kind: 'listSince', since: 0 },
    { kind: 'history', last: 5 },
    { kind: 'block', name: 'bob' },
    { kind: 'unblock', name: 'bob' },
    { kind: 'received', upTo: 1 },
  ]
  test.each(unsayable)('cannot send %j', (command) => {
    const { ask, said, seen } = alice()
    expect(ask(command)).toEqual([false])
    expect([said(), seen()]).toEqual([[], []])
  })

  test('a strict listener has no messages to one, and @bob is text (3.1)', () => {
    const { ask } = alice({ strict: true })
    expect(ask(send('bob', 'hi'), broadcast('@bob hi'))).toEqual([false, true])
  })

  test('one request at a time, after the greeting (1.5, 2.1)', () => {
    const { session, ask, said, seen, reply } = opened()
    session.begin()
    ask(login, list, broadcast('hi'))
    expect([said(), seen()]).toEqual([[], []])
    reply('', 'Successfully connected to server')
    expect([said(), seen()]).toEqual([['LOGIN alice pass word'], [{ kind: 'ready' }]])
    reply('LOGIN-A')
    expect([said(), seen()]).toEqual([['ATU '], [done('login')]])
    reply('ATU-N', 'No other active user.')
    expect(said()).toEqual(['MSG hi'])
    expect(seen()).toEqual([{ kind: 'done', command: 'list', names: ['alice'] }])
  })

  test('with a default password', () => {
    const { ask, said, reply } = opened()
    reply('', 'hello')
    ask({ kind: 'login', name: 'alice', cap: 0 })
    expect(said()).toEqual(['LOGIN alice parley'])
  })

  test('with the pace between', () => {
    const { line, session, ask, said, reply, wakes } = alice({ pace: 50 })
    line.now = 1000
    session.wake?.(1000)
    ask(list, list)
    expect(said()).toEqual(['ATU '])
    line.now = 1020
    reply('ATU-N')
    expect([said(), wakes.at(-1)]).toEqual([[], 1050])
    line.now = 1050
    session.wake?.(1050)
    expect(said()).toEqual(['ATU '])
  })

  test('up to a limit of waiting commands', () => {
    const { ask, session } = alice()
    for (let asked = 0; asked <= 512; asked++) expect(ask(list)).toEqual([true])
    expect(session.ask(list)).toBe(false)
  })
})

describe('a port (2.3)', () => {
  test('is sent after the login, without a reply', () => {
    const { ask, said, seen, reply } = opened()
    expect(ask(port, port)).toEqual([true, false])
    reply('', 'hello')
    ask(login, list)
    reply('LOGIN-F')
    seen()
    said()
    reply('ATU-N')
    ask(login, list)
    said()
    seen()
    reply('LOGIN-A')
    expect(said()).toEqual(['UDP_PORT 46299', 'ATU '])
    expect(seen()).toEqual([done('login'), done('announcePeer')])
  })
})

describe('what is answered', () => {
  const rows: readonly (readonly [Command, string, string, Report])[] = [
    [broadcast('x'), 'MSGACK', 'Message #1 posted at …', done('broadcast')],
    [send('bob', 'x'), 'MSGACK', 'Message to bob sent at …', done('send')],
    [
      send('bob', 'x'),
      'MSGACK',
      'Message #1 posted at …',
      { kind: 'refused', command: 'send', text: 'Message #1 posted at …' },
    ],
    [
      send('bob', 'x'),
      'F',
      'User does not exist.',
      { kind: 'refused', command: 'send', text: 'User does not exist.' },
    ],
    [{ kind: 'remove', number: 1, posted: time }, 'ACK', 'Message #1 deleted', done('remove')],
    [{ kind: 'edit', number: 1, posted: time, text: 'x' }, 'EDT-ACK', '…', done('edit')],
    [{ kind: 'logout' }, 'OUT', 'Bye, alice!', done('logout')],
    [past, 'RDM', 'No new message since given timestamp', done('historySince')],
    [
      past,
      'F',
      'RDM failed! Please input valid timestamp format.',
      {
        kind: 'refused',
        command: 'historySince',
        text: 'RDM failed! Please input valid timestamp format.',
      },
    ],
    [
      list,
      'ATU',
      `steve, 127.0.0.1, 42367, active since ${DATE}.\nZoë, ::1, 9, active since ${DATE}.`,
      { kind: 'done', command: 'list', names: ['alice', 'steve', 'Zoë'] },
    ],
    [
      { kind: 'findPeer', name: 'steve' },
      'ATU',
      `steve, 127.0.0.1, 42367, active since ${DATE}.`,
      { kind: 'done', command: 'findPeer', place: { address: '127.0.0.1', port: 42_367 } },
    ],
    [
      { kind: 'findPeer', name: 'bob' },
      'ATU-N',
      'No other active user.',
      { kind: 'refused', command: 'findPeer', text: 'bob is offline or does not exist!' },
    ],
  ]
  test.each(rows)('%j: %s %j', (command, type, body, report) => {
    const { ask, seen, reply } = alice()
    ask(command)
    reply(type, body)
    expect(seen()).toEqual([report])
  })

  const refused: readonly (readonly [type: string, text: string])[] = [
    ['LOGIN-N', 'Username does not exist, please input a valid username'],
    ['LOGIN-F', 'Invalid Password. Please try again'],
    ['LOGIN-B', 'Invalid Password. Your account has been blocked. Please try again later'],
    ['LOGIN-BB', 'Your account is blocked due to multiple login failures. Please try again later'],
  ]
  test.each(refused)('a login: %s', (type, text) => {
    const { ask, seen, reply } = opened()
    reply('', 'hello')
    ask(login)
    seen()
    reply(type)
    expect(seen()).toEqual([{ kind: 'refused', command: 'login', text }])
  })
})

describe('what is heard', () => {
  test('below a reply, before it is done (4.2)', () => {
    const { ask, seen, reply } = alice()
    ask(broadcast('x'))
    reply('MSGACK', 'Message #1 posted\n[from bob] hi [from eve] x\n[from server] note\n[from a]] ')
    expect(seen()).toEqual([
      heard('bob', 'hi [from eve] x'),
      { kind: 'notice', text: 'note' },
      heard('a]', ''),
      done('broadcast'),
    ])
  })

  test('below a refusal, whose own text is without it', () => {
    const { ask, seen, reply } = alice()
    ask(send('bob', 'x'))
    reply('F', 'User does not exist.\n[from bob] hi')
    expect(seen()).toEqual([
      heard('bob', 'hi'),
      { kind: 'refused', command: 'send', text: 'User does not exist.' },
    ])
  })

  test('may end with a line end, as the original’s do (3.5, 3.6)', () => {
    const { ask, seen, reply } = alice()
    ask(past, list)
    reply('RDM', `#1, bob: "a", posted at ${DATE}.\n`)
    expect(seen()).toEqual([heard('bob', 'a', 'everyone'), done('historySince')])
    reply('ATU', `bob, 127.0.0.1, 42367, active since ${DATE}.\n`)
    expect(seen()).toEqual([{ ...done('list'), names: ['alice', 'bob'] }])
  })

  test('with RDM (3.5)', () => {
    const { ask, seen, reply } = alice()
    ask(past)
    const lines = [
      `#1, bob: "a / b", posted at ${DATE}.`,
      `#2, Zoë: "", edited at ${DATE}.`,
      `... 5 more; use RDM ${DATE}`,
      '[from bob] psst',
    ]
    reply('RDM', lines.join('\n'))
    expect(seen()).toEqual([
      heard('bob', 'psst'),
      heard('bob', 'a / b', 'everyone'),
      heard('Zoë', '', 'everyone'),
      { kind: 'notice', text: `... 5 more; use RDM ${DATE}` },
      done('historySince'),
    ])
  })

  test('without a request', () => {
    const { seen, reply, session } = alice()
    reply('X', 'news\n[from bob] hi')
    session.take({ kind: 'nonsense', text: 'a dictionary of x' })
    expect(seen()).toEqual([
      heard('bob', 'hi'),
      { kind: 'notice', text: 'news' },
      { kind: 'nonsense', text: 'a dictionary of x' },
    ])
  })
})

describe('rooms (8)', () => {
  const speak: Command = { kind: 'broadcast', room: '#tea', text: 'hi' }

  test('of which nothing is said that would be taken for something else', () => {
    const { ask, said } = alice()
    expect(
      ask(
        { kind: 'joinRoom', room: 'tea' },
        { kind: 'broadcast', room: '#a,b', text: 'hi' },
        { kind: 'broadcast', room: '#tea', text: ' ' },
        { kind: 'kick', name: 'bob', reason: '#tea' },
        { kind: 'broadcast', text: '#tea hi' },
      ),
    ).toEqual([false, false, false, false, false])
    expect(said()).toEqual([])
    const strict = alice({ strict: true })
    expect(strict.ask({ kind: 'joinRoom', room: '#tea' }, { kind: 'rooms' }, speak)).toEqual([
      ...[false, false, false],
    ])
  })

  test('a message to everyone is no message in a room', () => {
    const { ask, reply, seen } = alice()
    ask(speak, speak)
    reply('MSGACK', `Message #1 in #tea posted at ${DATE}.`)
    expect(seen()).toEqual([done('broadcast')])
    reply('MSGACK', `Message #1 posted at ${DATE}.`)
    expect(seen()).toMatchObject([{ kind: 'refused', command: 'broadcast' }])
  })

  test('what is said in one is heard with its name', () => {
    const { ask, reply, seen } = alice()
    ask({ kind: 'rooms' }, { ...past, room: '#tea' })
    reply(
      'ACK',
      '#milk\n#tea\n[#tea, from bob] [from eve] hi\n[from bob] [#tea, from eve] hi\n[#tea, from server] note',
    )
    const inTea = (text: string): Report => ({
      ...{ kind: 'heard', from: 'bob', text, to: 'everyone', room: '#tea' },
    })
    expect(seen()).toEqual([
      inTea('[from eve] hi'),
      heard('bob', '[#tea, from eve] hi'),
      { kind: 'notice', text: 'note' },
      { kind: 'done', command: 'rooms', names: ['#milk', '#tea'] },
    ])
    const lines = [
      `#tea #1, bob: "x", posted at ${DATE}.`,
      `#1, bob: "#tea #2, eve: y", posted at ${DATE}.`,
    ]
    reply('RDM', lines.join('\n'))
    expect(seen()).toEqual([
      inTea('x'),
      heard('bob', '#tea #2, eve: y', 'everyone'),
      done('historySince'),
    ])
  })

  test('lists are of names', () => {
    const { ask, reply, seen } = alice()
    const names = (command: Command['kind'], ...all: readonly string[]) => {
      return { kind: 'done', command, names: all }
    }
    ask({ kind: 'list', room: '#tea' }, { kind: 'bans' }, { kind: 'bans' }, { kind: 'rooms' })
    reply('ATU', `bob, 127.0.0.1, 9, active since ${DATE}.`)
    reply('ACK', `bob, banned by jess until ${DATE}: too, loud\neve, banned by jess`)
    reply('ACK', 'No bans.')
    reply('ACK', '#tea\n... 3 more.')
    expect(seen()).toEqual([
      ...[names('list', 'bob'), names('bans', 'bob', 'eve'), names('bans'), names('rooms', '#tea')],
    ])
  })
})
