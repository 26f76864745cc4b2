import { Buffer } from 'node:buffer'
import { hans } from './testing/wire.ts'

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
  const line = hans().type(typed)
  expect(line.seen()).toEqual([`> ${request}`])
  const answered = shown === '' ? ['? '] : [shown, '? ']
  expect(line.hear(reply).seen()).toEqual(answered)
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
  const line = hans().type('broadcast hi')
  expect(line.seen()).toEqual([sent])
  expect(line.hear(`{"action": "broadcast", ${counts}}`).seen()).toEqual(shown)
})

test('an unblock is said of whom the server has blocked, and of nobody else (8.1)', () => {
  const line = hans()
  const never = ['trouble: Error. User was never blocked', '? ']
  expect(line.type('unblock yoda').seen()).toEqual(never)
  line.type('block yoda').hear('{"action": "block", "status": "USER_NOT_EXIST"}').seen()
  expect(line.type('unblock yoda').seen()).toEqual(never)
  line.type('block yoda').hear('{"action": "block", "status": "SUCCESS"}').seen()
  expect(line.type('unblock yoda').seen()).toEqual(['> {"action": "unblock", "user": "yoda"}'])
  line.hear('{"action": "unblock", "status": "SUCCESS"}')
  expect(line.seen()).toEqual(['aside: yoda is unblocked', '? '])
  expect(line.type('unblock yoda').seen()).toEqual(never)
})

test('a server may not know of the block', () => {
  const line = hans().type('block yoda').hear('{"action": "block", "status": "SUCCESS"}')
  line.type('unblock yoda').seen()
  line.hear('{"action": "unblock", "status": "USER_ALREADY_UNBLOCKED"}')
  expect(line.seen()).toEqual(['trouble: Error. User was never blocked', '? '])
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
  const line = hans().hear(`${bytes}\n`)
  expect(line.seen()).toEqual([shown])
  line.type('whoelse').hear('{"action": "whoelse", "reply": []}')
  expect(line.seen()).toEqual(['> {"action": "whoelse"}', 'plain: Currently online:', '? '])
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
    const line = hans().hear(all.subarray(0, at)).hear(all.subarray(at))
    expect(line.seen()).toEqual(shown)
  }
})
