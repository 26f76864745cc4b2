import { RecordingLine } from '@parley/conformance'
import { Malformed, NEED_MORE, type PublicMessage } from '@parley/contract'
import { dialect } from './index.ts'

const hello = '> OK - Hello olivia\n'
const compose = '> OK - Send Message, end with XOXOXO\n'

/** What the server writes for these bytes, after the login of olivia. */
function served(options: object, bytes: string, history: readonly PublicMessage[] = []) {
  const parsed = dialect.options.parse(options)
  const splitter = dialect.splitter(parsed)
  const line = new RecordingLine((command) => {
    if (command.kind === 'login') return { ok: true, value: { name: command.name } }
    return command.kind === 'history'
      ? { ok: true, value: history }
      : { ok: false, error: 'unknown-user' }
  })
  const session = line.serve(dialect, parsed)
  splitter.push(new TextEncoder().encode(`LOGIN olivia\n${bytes}`))
  for (;;) {
    const frame = splitter.next(dialect.wire(parsed).maxFrame)
    if (frame === NEED_MORE || frame instanceof Malformed) break
    session.take(frame)
  }
  return { written: line.writes, asked: line.asks.slice(1) }
}

test('1.4: a line over the limit is refused once, and reading goes on', () => {
  const { written } = served({ maxLine: 256 }, `${'x'.repeat(600)}\nHELP\n`)
  expect(written.slice(0, 2)).toEqual([hello, '> ERROR - Line too long\n'])
  expect(written).toHaveLength(3)
})

test('1.4: a line over the limit in a message spoils all of it', () => {
  const { written, asked } = served(
    { maxLine: 256 },
    `MESSAGE bob\nhi\n${'x'.repeat(600)}\nLOGOUT\nXOXOXO\n`,
  )
  expect(written).toEqual([
    hello,
    compose,
    '> ERROR - Line too long\n',
    '> ERROR - Message too long\n',
  ])
  expect(asked).toEqual([])
})

test('3.9: a message over maxBody is refused at its end', () => {
  const lines = `${'x'.repeat(100)}\n`.repeat(3)
  const { written, asked } = served({ maxBody: 256 }, `MESSAGE bob\n${lines}XOXOXO\n`)
  expect(written).toEqual([hello, compose, '> ERROR - Message too long\n'])
  expect(asked).toEqual([])
})

test('6.3: a row for each line, in UTC, and the newest that fit', () => {
  const time = Date.UTC(2026, 10, 20, 22, 55, 14)
  const said = (number: number, text: string): PublicMessage => ({
    kind: 'public',
    id: number,
    number,
    time,
    from: 'bob',
    text,
  })
  expect(served({}, 'HISTORY 2\n', [said(1, 'one\ntwo'), said(2, '')])).toEqual({
    written: [
      hello,
      '> OK - Data Available...\n' +
        '2026-11-20T22:55:14Z | bob | one\n2026-11-20T22:55:14Z | bob | two\n' +
        '2026-11-20T22:55:14Z | bob | \n',
    ],
    asked: [{ kind: 'history', last: 2 }],
  })
  const long = [said(1, 'old'), said(2, 'x'.repeat(300_000)), said(3, 'new')]
  expect(served({}, 'HISTORY\n', long).written[1]).toBe(
    '> OK - Data Available...\n2026-11-20T22:55:14Z | bob | old\n' +
      `2026-11-20T22:55:14Z | bob | ${'x'.repeat(74_999)}\u2026\n` +
      '2026-11-20T22:55:14Z | bob | new\n',
  )
})
