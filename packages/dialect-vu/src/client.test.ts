import { RecordingClientLine } from '@parley/conformance'
import type { Command } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'
import { parseReply } from './parser.ts'

/** A client's session on a line that keeps everything; `hear` is the server speaking. */
function opened(settings: object = {}) {
  const line = new RecordingClientLine()
  const session = client.open(line, options.parse(settings))
  const hear = (...lines: readonly string[]) => {
    for (const one of lines) session.take(parseReply(one))
  }
  return { line, session, hear, written: line.writes, reports: line.reports }
}

const login: Command = { kind: 'login', name: 'alice', cap: 0 }
const list: Command = { kind: 'list' }
const send: Command = { kind: 'send', to: 'bob', text: 'hi' }
const broadcast: Command = { kind: 'broadcast', text: 'hi' }

describe('what is asked', () => {
  test('is ready at once: the server sends no greeting (2)', () => {
    const { session, reports, written } = opened()
    session.begin()
    expect(reports).toEqual([{ kind: 'ready' }])
    expect(written).toEqual([])
  })

  const said: readonly (readonly [Command, string])[] = [
    [login, 'HELLO-FROM alice\n'],
    [list, 'LIST\n'],
    [send, 'SEND bob hi\n'],
    [{ kind: 'send', to: 'bob', text: '  two  ' }, 'SEND bob   two  \n'],
    [broadcast, 'SEND * hi\n'],
  ]
  test.each(said)('%j', (command, bytes) => {
    const { session, written } = opened()
    expect(session.ask(command)).toBe(true)
    expect(written).toEqual([bytes])
  })

  const unsayable: readonly Command[] = [
    { kind: 'login', name: 'alice\nLIST', cap: 0 },
    { kind: 'send', to: 'bob', text: '' },
    { kind: 'send', to: 'bob', text: '   ' },
    { kind: 'send', to: 'bob', text: 'one\ntwo' },
    { kind: 'send', to: 'bob', text: 'one\r' },
    { kind: 'send', to: '', text: 'hi' },
    { kind: 'send', to: 'bob smith', text: 'hi' },
    { kind: 'send', to: 'bob\n', text: 'hi' },
    { kind: 'send', to: '*', text: 'hi' },
    { kind: 'broadcast', text: 'one\ntwo' },
    { kind: 'history', last: 5 },
    { kind: 'block', name: 'bob' },
    { kind: 'unblock', name: 'bob' },
  ]
  test.each(unsayable)('cannot send %j', (command) => {
    const { session, written, reports } = opened()
    expect(session.ask(command)).toBe(false)
    expect(written).toEqual([])
    expect(reports).toEqual([])
  })

  test('a strict listener has no broadcast (6.1)', () => {
    expect(opened({ strict: true }).session.ask(broadcast)).toBe(false)
  })

  test('a text may be as long as the line allows with the longest name (1.2)', () => {
    const { session } = opened({ maxLine: 512 })
    const ask = (text: string) => session.ask({ kind: 'send', to: 'bob', text })
    expect(ask('a'.repeat(250))).toBe(true)
    expect(ask('a'.repeat(251))).toBe(false)
    expect(ask('é'.repeat(125))).toBe(true)
    expect(ask('é'.repeat(126))).toBe(false)
  })

  test('logs out by closing (2.7)', () => {
    const { line, session, written, reports } = opened()
    expect(session.ask({ kind: 'logout' })).toBe(true)
    expect(line.closes).toBe(1)
    expect(written).toEqual([])
    expect(reports).toEqual([{ kind: 'done', command: 'logout' }])
  })

  test('limits unanswered commands', () => {
    const { session, written } = opened()
    while (written.length <= 65_536 && session.ask(list));
    expect(written).toHaveLength(65_536)
  })
})

describe('what is reported', () => {
  test('replies belong to commands in order, with deliveries in between', () => {
    const { session, reports, hear } = opened()
    for (const command of [login, send, list, broadcast, send]) session.ask(command)
    hear('HELLO alice', 'DELIVERY bob first', 'SEND-OK', 'LIST-OK alice,bob')
    hear('DELIVERY bob second', 'SEND-OK', 'BAD-DEST-USER')
    expect(reports).toEqual([
      { kind: 'done', command: 'login' },
      { kind: 'heard', from: 'bob', text: 'first' },
      { kind: 'done', command: 'send' },
      { kind: 'done', command: 'list', names: ['alice', 'bob'] },
      { kind: 'heard', from: 'bob', text: 'second' },
      { kind: 'done', command: 'broadcast' },
      { kind: 'refused', command: 'send', text: 'BAD-DEST-USER' },
    ])
  })

  const refused: readonly (readonly [Command, string])[] = [
    [login, 'IN-USE'],
    [login, 'BUSY'],
    [login, 'BAD-RQST-BODY'],
    [login, 'BAD_RQST_BODY'],
    [list, 'BAD-RQST-HDR'],
    [list, 'BAD_RQST_HDR'],
    [send, 'BAD-DEST-USER'],
    [send, 'UNKNOWN'],
    [broadcast, 'BAD-DEST-USER'],
  ]
  test.each(refused)('%j is refused with %s', (command, text) => {
    const { session, reports, hear } = opened()
    session.ask(command)
    hear(text)
    expect(reports).toEqual([{ kind: 'refused', command: command.kind, text }])
  })

  test('accepts another login after a refused one', () => {
    const { session, reports, hear } = opened()
    session.ask(login)
    hear('IN-USE')
    session.ask(login)
    hear('HELLO alice')
    expect(reports.at(-1)).toEqual({ kind: 'done', command: 'login' })
  })

  test('a list from before 2022, with spaces and empty names (5.2, 5.3)', () => {
    const { session, reports, hear } = opened()
    session.ask(list)
    hear('WHO_OK alice , bob,')
    expect(reports).toEqual([{ kind: 'done', command: 'list', names: ['alice', 'bob'] }])
  })

  test('an unexpected reply completes no command', () => {
    const { session, reports, hear } = opened()
    session.ask(list)
    hear('SEND-OK', 'HELLO alice', 'BUSY', 'hi', 'LIST-OK alice', 'LIST-OK alice', 'BAD-RQST-HDR')
    expect(reports).toEqual([
      { kind: 'nonsense', text: 'SEND-OK' },
      { kind: 'nonsense', text: 'HELLO alice' },
      { kind: 'refused', command: undefined, text: 'BUSY' },
      { kind: 'nonsense', text: 'hi' },
      { kind: 'done', command: 'list', names: ['alice'] },
      { kind: 'nonsense', text: 'LIST-OK alice' },
      { kind: 'refused', command: undefined, text: 'BAD-RQST-HDR' },
    ])
  })
})
