import { Buffer } from 'node:buffer'
import { readTranscript } from './transcript.ts'

const noon = new Date(2016, 2, 14, 12, 0, 0).getTime()

test('every kind of step', () => {
  const { options, wholeOnly, steps } = readTranscript(`# vu 3.3
options {"strict":true,"maxLine":512}
whole-only the session looks at the size of a chunk

C HELLO-FROM  alice \\n
ask {"kind":"login","name":"alice","cap":0}
answer {"ok":true,"value":{"name":"alice"}}
S HELLO alice\\n
event {"kind":"direct","id":1,"time":"2016-03-14T12:00:00","from":"bob","to":"alice","text":"hi"}
now 2016-03-14T12:34:58
# the end
close logout
`)
  expect(options).toEqual({ strict: true, maxLine: 512 })
  expect(wholeOnly).toBe('the session looks at the size of a chunk')
  expect(steps).toEqual([
    { line: 5, kind: 'C', bytes: Buffer.from('HELLO-FROM  alice \n') },
    { line: 6, kind: 'ask', command: { kind: 'login', name: 'alice', cap: 0 } },
    { line: 7, kind: 'answer', to: 'login', answer: { ok: true, value: { name: 'alice' } } },
    { line: 8, kind: 'S', bytes: Buffer.from('HELLO alice\n') },
    {
      line: 9,
      kind: 'event',
      event: { kind: 'direct', id: 1, time: noon, from: 'bob', to: 'alice', text: 'hi' },
    },
    { line: 10, kind: 'now', time: noon + 34 * 60_000 + 58_000 },
    { line: 12, kind: 'close', reason: 'logout' },
  ])
})

test('nothing but comments is a transcript without steps', () => {
  expect(readTranscript('# nothing\n\n')).toMatchObject({
    options: {},
    wholeOnly: undefined,
    steps: [],
  })
})

test('times are times wherever they stand, and texts that look like them are texts', () => {
  const list = readTranscript(`ask {"kind":"list"}
answer {"ok":true,"value":[{"name":"a","via":"vu","peer":{"address":"::1","port":1},"since":"2016-03-14T12:00:00.250"}]}
event {"kind":"notice","time":1,"text":"2016-03-14T12:00:00"}`).steps
  expect(list[1]).toMatchObject({ answer: { value: [{ since: noon + 250 }] } })
  expect(list[2]).toMatchObject({ event: { time: 1, text: '2016-03-14T12:00:00' } })
})

test('times of edits are times, numbers stay numbers, and places are wanted and given', () => {
  const { steps } =
    readTranscript(`ask {"kind":"edit","number":1,"posted":"2016-03-14T12:00:00","text":"hi"}
ask {"kind":"listSince","since":1}
stand-in ["bob","carol"]
ports [50001,null]`)
  expect(steps).toEqual([
    { line: 1, kind: 'ask', command: { kind: 'edit', number: 1, posted: noon, text: 'hi' } },
    { line: 2, kind: 'ask', command: { kind: 'listSince', since: 1 } },
    { line: 3, kind: 'stand-in', names: ['bob', 'carol'] },
    { line: 4, kind: 'ports', answer: [50_001, null] },
  ])
})

test('answers go to asks in turn', () => {
  const { steps } = readTranscript(`ask {"kind":"list"}
ask {"kind":"history","last":5}
answer {"ok":true,"value":[]}
answer {"ok":false,"error":"store-failed"}`)
  expect(steps.slice(2)).toMatchObject([{ to: 'list' }, { to: 'history' }])
})

const login = 'ask {"kind":"login","name":"a","cap":0}'

test.each([
  ['X hello', 'line 1: "X" is no step: C, S, ask, answer, stand-in, ports, event, now or close'],
  ['C', 'line 1: nothing stands behind "C"'],
  ['S ', 'line 1: nothing stands behind "S"'],
  ['# one\n\nC a\\q', 'line 3: \\q is no escape: use \\n \\r \\t \\0 \\\\ \\xHH'],
  ['ask {"kind":"login"', /^line 1: .*JSON/],
  ['ask {"kind":"login","name":"a"}', 'line 1: this is no command of the contract'],
  ['ask {"kind":"logout","name":"a"}', 'line 1: this is no command of the contract'],
  ['answer {"ok":true,"value":null}', 'line 1: nothing was asked that is not answered'],
  [`${login}\nanswer {"ok":true,"value":null}`, 'line 2: the contract has no such answer to login'],
  [
    `${login}\nanswer {"ok":false,"error":"no"}`,
    'line 2: the contract has no such answer to login',
  ],
  ['stand-in "bob"', 'line 1: this is no list of names'],
  ['ports [50001]', 'line 1: no places were wanted that are not given'],
  ['stand-in ["bob"]\nports ["50001"]', 'line 2: this is no list of ports'],
  ['event {"kind":"direct","text":"hi"}', 'line 1: this is no event of the contract'],
  [
    'event {"kind":"notice","text":"hi","time":"noon"}',
    /^line 1: "noon" is no YYYY-MM-DDThh:mm:ss/,
  ],
  ['now 12:00', 'line 1: "12:00" is no YYYY-MM-DDThh:mm:ss'],
  ['now 2016-13-14T12:00:00', 'line 1: "2016-13-14T12:00:00" is no YYYY-MM-DDThh:mm:ss'],
  ['now 2016-03-14T12:00:00', 'line 1: the clock does not go back'],
  ['close noon', 'line 1: "noon" is no close reason'],
  ['close logout\nS bye\\n', 'line 2: nothing happens after close'],
  ['C a\noptions {}', 'line 2: options stands before the first step'],
  ['C a\nwhole-only so', 'line 2: whole-only stands before the first step'],
])('%j is no transcript', (text, message) => {
  expect(() => readTranscript(text)).toThrow(message)
})
