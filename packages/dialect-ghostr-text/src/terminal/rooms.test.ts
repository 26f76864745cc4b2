import { hans } from './testing/wire.ts'

const done = (type: string) => `TYPE: ${type};;WHO: luke;;ROOM: #tea;;RET: 1;;ERR: 0;;`

/** What is typed, what is written for it, an answer, what is shown. */
const exchanges: readonly (readonly [string, string, string, string])[] = [
  [
    'join #tea',
    'TYPE: JOIN;;WHO: hans;;ROOM: #tea;;',
    'TYPE: JOIN;;WHO: hans;;ROOM: #tea;;RET: 1;;ERR: 0;;',
    'aside: You are in #tea',
  ],
  [
    'join #tea',
    'TYPE: JOIN;;WHO: hans;;ROOM: #tea;;',
    'TYPE: JOIN;;WHO: hans;;ROOM: #tea;;RET: 0;;ERR: Error. hans is banned;;',
    'trouble: Error. hans is banned',
  ],
  [
    'leave #tea',
    'TYPE: LEAVE;;WHO: hans;;ROOM: #tea;;',
    'TYPE: LEAVE;;WHO: hans;;ROOM: #tea;;RET: 1;;ERR: 0;;',
    'aside: You have left #tea',
  ],
  [
    'rooms',
    'TYPE: ROOMS;;FROM: hans;;',
    'TYPE: ROOMS;;FROM: hans;;BODY: #milk\n#tea;;',
    'plain: Rooms:\n#milk\n#tea',
  ],
  [
    'members #tea',
    'TYPE: MEMBERS;;ROOM: #tea;;FROM: hans;;',
    'TYPE: MEMBERS;;ROOM: #tea;;FROM: hans;;BODY: yo\n;;TYPE: MEMBERS;;ROOM: #tea;;FROM: hans;;BODY: da;;',
    'plain: In #tea:\nyo\nda',
  ],
  [
    'members #tea',
    'TYPE: MEMBERS;;ROOM: #tea;;FROM: hans;;',
    'TYPE: ERROR;;OF: MEMBERS;;ERR: Error. No such room;;',
    'trouble: Error. No such room',
  ],
  [
    'kick luke #tea too loud',
    'TYPE: KICK;;WHO: luke;;ROOM: #tea;;FROM: hans;;BODY: too loud;;',
    done('KICK'),
    'aside: luke was put out',
  ],
  [
    'kick luke',
    'TYPE: KICK;;WHO: luke;;ROOM: #lobby;;FROM: hans;;BODY: ;;',
    'TYPE: KICK;;WHO: luke;;ROOM: #lobby;;RET: 0;;ERR: Error. You are not a moderator;;',
    'trouble: Error. You are not a moderator',
  ],
  [
    'ban luke #tea 10 too loud',
    'TYPE: BAN;;WHO: luke;;ROOM: #tea;;FROM: hans;;MINUTES: 10;;BODY: too loud;;',
    done('BAN'),
    'aside: luke is banned',
  ],
  [
    'unban luke #tea',
    'TYPE: UNBAN;;WHO: luke;;ROOM: #tea;;FROM: hans;;',
    done('UNBAN'),
    'aside: luke is not banned any more',
  ],
  [
    'bans #tea',
    'TYPE: BANS;;ROOM: #tea;;FROM: hans;;',
    'TYPE: BANS;;ROOM: #tea;;FROM: hans;;BODY: luke;;',
    'plain: Banned:\nluke',
  ],
  [
    'mute luke #tea',
    'TYPE: MUTE;;WHO: luke;;ROOM: #tea;;FROM: hans;;MINUTES: 0;;',
    done('MUTE'),
    'aside: luke is muted',
  ],
  [
    'unmute luke #tea',
    'TYPE: UNMUTE;;WHO: luke;;ROOM: #tea;;FROM: hans;;',
    done('UNMUTE'),
    'aside: luke is not muted any more',
  ],
]

test.each(exchanges)('%j', (typed, written, answer, shown) => {
  const line = hans().type(typed)
  expect(line.seen()).toEqual([`> ${written}`])
  expect(line.hear(answer).seen()).toEqual([shown, '? '])
})

test.each(exchanges)('%j is no command of the original', (typed) => {
  const line = hans({ strict: true }).type(typed)
  expect(line.seen()).toEqual(['trouble: Error. Invalid command', '? '])
})

test('what is said in a room is answered only where it fails', () => {
  const line = hans().type('say #tea hi: #milk')
  expect(line.seen()).toEqual(['> TYPE: MSG;;FROM: hans;;TO: #tea;;BODY: hi∶ #milk;;', '? '])
  line.hear('TYPE: ERROR;;OF: MSG;;ERR: Error. You are not in that room;;')
  expect(line.seen()).toEqual(['trouble: Error. You are not in that room'])
})

test('a room that a field cannot hold cannot be named', () => {
  expect(hans().type('join #a:b').seen()).toEqual(['trouble: Error. Message is too long', '? '])
})

/** What comes by itself, and what is shown. */
const heard: readonly (readonly [string, string])[] = [
  ['TYPE: MSG;;FROM: yoda;;TO: #tea;;BODY: hi;;', 'said: yoda in #tea : hi'],
  ['TYPE: MSG;;FROM: yoda;;TO: broadcast;;BODY: #tea hi;;', 'said: yoda : #tea hi'],
  ['TYPE: JOINED;;WHO: luke;;ROOM: #tea;;', 'aside: server : luke has come into #tea'],
  [
    'TYPE: LEFT;;WHO: luke;;ROOM: #tea;;BY: luke;;BODY: bye;;',
    'aside: server : luke has left #tea: bye',
  ],
  [
    'TYPE: LEFT;;WHO: luke;;ROOM: #tea;;BY: yoda;;BODY: ;;',
    'aside: server : yoda has put luke out of #tea',
  ],
  [
    'TYPE: MSG;;FROM: server;;TO: #tea;;BODY: yoda set the topic∶ x;;',
    'aside: server : #tea: yoda set the topic∶ x',
  ],
]
test.each(heard)('%s', (bytes, shown) => {
  expect(hans().hear(bytes).seen()).toEqual([shown])
})
