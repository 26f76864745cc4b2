import { Buffer } from 'node:buffer'
import { block, hans, NAMES, PRIVREQ, RIGHT } from './testing/wire.ts'

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
  const line = hans().type(typed)
  expect(line.seen()).toEqual([`> ${request}`])
  expect(line.hear(reply).seen()).toEqual([shown, '? '])
})

describe('a message', () => {
  const MSG = '> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: Hey  Dude ;;'

  test('is answered only where it fails, and nothing waits for it', () => {
    const line = hans().type('message yoda Hey  Dude ')
    expect(line.seen()).toEqual([MSG, '? '])
    expect(line.pass(10_000).seen()).toEqual([])
  })

  test('to everyone, too', () => {
    const line = hans().type('broadcast hi all')
    expect(line.seen()).toEqual(['> TYPE: BROADCAST;;FROM: hans;;BODY: hi all;;', '? '])
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
    const line = hans().type('message yoda hi')
    line.seen()
    expect(line.hear(reply).seen()).toEqual([`trouble: ${text}`])
    line.type('whoelse').hear(NAMES)
    expect(line.seen().slice(1)).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
  })

  test('waits for the one before it, so that the end is not far', () => {
    const line = hans().type('message yoda a', 'message yoda b')
    expect(line.seen()).toEqual([
      '> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: a;;',
      '? ',
      '> TYPE: WHOELSE;;FROM: hans;;',
    ])
    expect(line.hear(NAMES).seen()).toEqual(['> TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: b;;', '? '])
  })

  test('that fails before the answer to what was asked next is shown first', () => {
    const line = hans().type('message yoda a', 'whoelse')
    line.seen()
    line.hear('TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. yoda does not exist;;').hear(NAMES)
    expect(line.seen()).toEqual([
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
  const line = hans().hear(bytes)
  expect(line.seen()).toEqual([shown])
  line.type('whoelse').hear(NAMES)
  expect(line.seen().slice(1)).toEqual(['plain: Currently online:\nyoda\nluke', '? '])
})

test('what comes is the same wherever it is cut or joined', () => {
  const all = Buffer.from(heard.map(([bytes]) => bytes).join(''))
  const shown = heard.map(([, text]) => text)
  for (const at of all.keys()) {
    const line = hans().hear(all.subarray(0, at)).hear(all.subarray(at))
    expect(line.seen()).toEqual(shown)
  }
})
