import { hans } from './testing/wire.ts'

const done = (action: string) => `{"action": "${action}", "status": "SUCCESS"}`

/** What is typed, what is written for it, an answer, what is shown. */
const exchanges: readonly (readonly [string, string, string, string])[] = [
  [
    'join #tea',
    '{"action": "join", "room": "#tea"}',
    '{"action": "join", "status": "SUCCESS", "room": "#tea"}',
    'aside: You are in #tea',
  ],
  [
    'join #tea',
    '{"action": "join", "room": "#tea"}',
    '{"action": "join", "status": "USER_BANNED"}',
    'trouble: Error. You are banned from that room',
  ],
  [
    'leave  #tea ',
    '{"action": "leave", "room": "#tea"}',
    done('leave'),
    'aside: You have left #tea',
  ],
  [
    'rooms',
    '{"action": "rooms"}',
    '{"action": "rooms", "reply": ["#milk", "#te\\na"]}',
    'plain: Rooms:\n#milk\n#te\ufffda',
  ],
  [
    'members #tea',
    '{"action": "whoelse", "room": "#tea"}',
    '{"action": "whoelse", "reply": ["yoda"]}',
    'plain: In #tea:\nyoda',
  ],
  [
    'members #tea',
    '{"action": "whoelse", "room": "#tea"}',
    '{"action": "whoelse", "reply": "ROOM_NOT_EXIST"}',
    'trouble: Error. Room does not exist',
  ],
  [
    'say #tea  hi, #milk ',
    '{"action": "broadcast", "message": " hi, #milk ", "room": "#tea"}',
    '{"action": "broadcast", "n_sent": 1, "n_blocked": 0}',
    'aside: sent to 1 user(s)',
  ],
  [
    'say #tea hi',
    '{"action": "broadcast", "message": "hi", "room": "#tea"}',
    '{"action": "broadcast", "reply": "ROOM_NOT_JOINED"}',
    'trouble: Error. You are not in that room',
  ],
  [
    'kick luke #tea too loud ',
    '{"action": "kick", "user": "luke", "room": "#tea", "message": "too loud"}',
    done('kick'),
    'aside: luke was put out',
  ],
  [
    'kick luke',
    '{"action": "kick", "user": "luke"}',
    '{"action": "kick", "status": "NOT_MODERATOR"}',
    'trouble: Error. You are not a moderator',
  ],
  [
    'ban luke #tea 10 too loud',
    '{"action": "ban", "user": "luke", "room": "#tea", "minutes": 10, "message": "too loud"}',
    done('ban'),
    'aside: luke is banned',
  ],
  [
    'ban luke 10th time',
    '{"action": "ban", "user": "luke", "message": "10th time"}',
    done('ban'),
    'aside: luke is banned',
  ],
  [
    'ban luke #tea 0',
    '{"action": "ban", "user": "luke", "room": "#tea"}',
    done('ban'),
    'aside: luke is banned',
  ],
  [
    'unban luke #tea',
    '{"action": "unban", "user": "luke", "room": "#tea"}',
    done('unban'),
    'aside: luke is not banned any more',
  ],
  [
    'bans #tea',
    '{"action": "bans", "room": "#tea"}',
    '{"action": "bans", "reply": ["hans", "luke"]}',
    'plain: Banned:\nhans\nluke',
  ],
  ['bans', '{"action": "bans"}', '{"action": "bans", "reply": []}', 'plain: Banned:'],
  [
    'mute luke #tea 5',
    '{"action": "mute", "user": "luke", "room": "#tea", "minutes": 5}',
    done('mute'),
    'aside: luke is muted',
  ],
  [
    'unmute luke',
    '{"action": "unmute", "user": "luke"}',
    done('unmute'),
    'aside: luke is not muted any more',
  ],
]

test.each(exchanges)('%j', (typed, written, answer, shown) => {
  const line = hans().type(typed)
  expect(line.seen()).toEqual([`> ${written}`])
  expect(line.hear(answer).seen()).toEqual([shown, '? '])
})

const invalid: readonly string[] = [
  ...[
    'join',
    'join tea',
    'leave',
    'members',
    'members tea',
    'say #tea',
    'say #tea  ',
    'say tea hi',
  ],
  ...[
    'rooms #tea',
    'kick',
    'kick #tea',
    'ban',
    'unban luke tea',
    'mute luke #tea soon',
    'bans tea',
  ],
]
test.each(invalid)('%j is no command', (typed) => {
  expect(hans().type(typed).seen()).toEqual(['trouble: Error. Invalid command', '? '])
})

test.each(exchanges)('%j is no command of the original', (typed) => {
  expect(hans({ strict: true }).type(typed).seen()).toEqual([
    'trouble: Error. Invalid command',
    '? ',
  ])
})

/** What comes by itself, and what is shown. */
const heard: readonly (readonly [string, string])[] = [
  [
    '{"action": "receive_broadcast", "from": "yoda", "room": "#tea", "message": "hi"}',
    'said: yoda in #tea : hi',
  ],
  [
    '{"action": "receive_broadcast", "from": "yoda", "message": "#tea : hi"}',
    'said: yoda : #tea : hi',
  ],
  [
    '{"action": "receive_broadcast", "from": "yoda", "room": "#te\\na", "message": "hi"}',
    'said: yoda in #te\ufffda : hi',
  ],
  [
    '{"action": "join_broadcast", "from": "luke", "room": "#tea", "message": ""}',
    'aside: server : luke has come into #tea',
  ],
  [
    '{"action": "leave_broadcast", "from": "luke", "room": "#tea", "message": "bye"}',
    'aside: server : luke has left #tea: bye',
  ],
  [
    '{"action": "leave_broadcast", "from": "luke", "room": "#tea", "by": "yoda", "message": ""}',
    'aside: server : yoda has put luke out of #tea',
  ],
  [
    '{"action": "receive_broadcast", "from": "server", "room": "#tea", "message": "yoda set the topic: x"}',
    'aside: server : #tea: yoda set the topic: x',
  ],
]
test.each(heard)('%s', (bytes, shown) => {
  expect(hans().hear(bytes).seen()).toEqual([shown])
})
