import { PipedLine } from './testing/piped-line.ts'

test.each([
  ['!join #tea', 'JOIN #tea\n', 'JOIN-OK #Tea\n', 'You are in the room #Tea\n'],
  ['!leave #tea', 'LEAVE #tea\n', 'LEAVE-OK\n', 'You have left the room\n'],
  ['!rooms', 'ROOMS\n', 'ROOMS-OK #a,#b\n', 'There are 2 rooms:\n#a\n#b\n'],
  ['!who #tea', 'LIST #tea\n', 'LIST-OK ann\n', 'There are 1 online users:\nann\n'],
  [
    '!who  #tea',
    'LIST #tea\n',
    'BAD-RQST-HDR\n',
    'Error: Unknown issue in previous message header.\n',
  ],
  ['@#tea hello', 'SEND #tea hello\n', 'SEND-OK\n', 'The message was sent successfully\n'],
  [
    '@#tea hello',
    'SEND #tea hello\n',
    'BAD-DEST-ROOM\n',
    'There is no such room, or you are not in it\n',
  ],
  ['!kick bob #tea why', 'KICK bob #tea why\n', 'KICK-OK\n', 'The user was put out\n'],
  ['!ban bob #tea 10', 'BAN bob #tea 10\n', 'FORBIDDEN\n', 'You are not allowed to do that\n'],
  ['!unban bob #tea', 'UNBAN bob #tea\n', 'UNBAN-OK\n', 'The user is not banned any more\n'],
  ['!bans', 'BANS\n', 'BANS-OK\n', 'There are 0 banned users:\n'],
])('%s is sent, and its answer shown (4.6)', (typed, said, answer, shown) => {
  const line = PipedLine.loggedIn()
  line.type(typed)
  expect(line.said).toBe(said)
  line.hear(answer)
  expect(line.screen).toBe(shown)
  line.type('!quit')
  expect(line.deeds.at(-1)).toBe('end 0')
})

test.each(['!join', '!joined #tea', '!who is there', '!kick'])('%s does no harm', (typed) => {
  const line = PipedLine.loggedIn()
  line.type(typed)
  expect(line.said).toMatch(/^(?:JOIN\n|KICK\n)?$/)
})

test('a message of a room is shown with its room (4.7)', () => {
  const line = PipedLine.loggedIn()
  line.hear('DELIVERY bob#tea hello\n')
  expect(line.screen).toBe(`From bob#tea: hello\n`)
})
