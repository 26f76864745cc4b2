import { PipedLine } from './testing/piped-line.ts'

const ORIGINAL =
  'trouble: What was typed is not one of: login <name>, logout, msg <text>, names, help'
const USAGE = `${ORIGINAL}, @<name> <text>, history, block <name>, unblock <name>, or about rooms (/help)`
const NO_TEXT = 'trouble: Nothing was said: there is no text.'
const NO_NAME = 'trouble: Nothing was said: there is no name.'
const NO_ROOM = 'trouble: Nothing was said: there is no room.'
const NOT_A_NAME = 'trouble: Nothing was said: nobody can be called so.'
const TOO_LONG = 'trouble: Nothing was said: it is too long for a request of 1000 bytes.'
const NOT_HERE = 'trouble: Nothing was said: a strict server does not have that.'

describe('what is typed (7.1)', () => {
  const typed: readonly (readonly [string, string])[] = [
    ['login alice', 'login alice'],
    [' LOGIN  al ice ', 'login al ice'],
    ['login !', 'login !'],
    ['logout', 'logout'],
    ['Logout ', 'logout'],
    ['names', 'names'],
    ['help', 'help'],
    ['msg hello  all ', 'msg hello  all '],
    ['msg  two', 'msg  two'],
    ['msg\thi', 'msg hi'],
    ['MSG names', 'msg names'],
    ['msg @', 'msg @'],
    ['msg @bob', 'msg @bob'],
    ['msg @bob ', 'msg @bob '],
    ['msg @a,b hi', 'msg @a,b hi'],
    ['msg @bob  hi', 'msg @bob  hi'],
    ['@bob hi there ', 'msg @bob hi there '],
    ['@bob  hi', 'msg @bob  hi'],
    ['@Zoë hei', 'msg @Zoë hei'],
    ['history', 'history'],
    ['block bob ', 'block bob'],
    ['join #tea ', 'join #tea'],
    ['LEAVE #tea', 'leave #tea'],
    ['rooms', 'rooms'],
    ['#tea hi ', 'msg #tea hi '],
    ['msg #tea  hi', 'msg #tea  hi'],
    ['msg #lobby hi', 'msg #lobby hi'],
    ['names #tea', 'names #tea'],
    ['history #tea', 'history #tea'],
    ['kick bob #tea too loud', 'kick bob #tea too loud'],
    ['ban bob #tea 10 too loud', 'ban bob #tea 10 too loud'],
    ['unban bob', 'unban bob'],
    ['bans', 'bans'],
    ['bans #tea', 'bans #tea'],
    ['remove bob 2016-03-14T12:34:56', 'remove bob 2016-03-14T12:34:56'],
    ['unblock bob', 'unblock bob'],
    [`msg ${'x'.repeat(970)}`, `msg ${'x'.repeat(970)}`],
  ]
  test.each(typed)('%j asks %j', (line, said) => {
    const there = PipedLine.connected().type(line, 'names')
    expect(there.said).toEqual([said])
    expect(there.screen).toEqual([])
    expect(there.deeds).toEqual([])
  })

  const mistakes: readonly (readonly [string, string])[] = [
    ['dance', USAGE],
    ['hello bob', USAGE],
    ['msghi', USAGE],
    ['names please', USAGE],
    ['logout now', USAGE],
    ['help me', USAGE],
    ['history 5', USAGE],
    ['constructor', USAGE],
    ['\u001b[A', USAGE],
    ['msg', NO_TEXT],
    ['msg   ', NO_TEXT],
    ['@bob', NO_TEXT],
    ['@bob  ', NO_TEXT],
    ['@ hi', NOT_A_NAME],
    ['@a,b hi', NOT_A_NAME],
    ['login', NO_NAME],
    ['login ', NO_NAME],
    ['block', NO_NAME],
    ['join', NO_ROOM],
    ['leave tea', NO_ROOM],
    ['bans tea', NO_ROOM],
    ['kick', NO_NAME],
    ['ban ', NO_NAME],
    ['remove', NO_NAME],
    ['rooms please', USAGE],
    ['#tea', NO_TEXT],
    ['unblock ', NO_NAME],
    [`msg ${'x'.repeat(971)}`, TOO_LONG],
    [`msg @bob ${'x'.repeat(953)}`, TOO_LONG],
    [`login ${'x'.repeat(1000)}`, TOO_LONG],
  ]
  test.each(mistakes)('%j is not sent', (line, shown) => {
    const there = PipedLine.connected().type(line, 'names')
    expect(there.screen).toEqual([shown])
    expect(there.said).toEqual(['names'])
  })

  test('ignores an empty line', () => {
    const line = PipedLine.connected().type('', ' \t', 'names')
    expect(line.screen).toEqual([])
    expect(line.said).toEqual(['names'])
  })

  test('accepts less for a strict server (6)', () => {
    const line = PipedLine.connected({ strict: true })
    line.type('@bob psst', 'history', 'block bob', 'unblock bob', 'dance')
    expect(line.screen).toEqual([NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE, ORIGINAL])
    const ofRooms = [
      '#tea hi',
      'join #tea',
      'names #tea',
      'history #tea',
      'rooms',
      'kick bob',
      'remove bob',
    ]
    line.type(...ofRooms, 'msg @bob hi')
    expect(line.screen.slice(5)).toEqual(ofRooms.map(() => NOT_HERE))
    expect(line.said).toEqual(['msg @bob hi'])
  })

  test('is sent 100 ms apart (8.1)', () => {
    const line = PipedLine.connected({ pace: 50 }).type('login alice', 'names', 'logout')
    line.info('Login successful')
    expect(line.pass(99).said).toEqual(['login alice'])
    expect(line.pass(1).said).toEqual(['login alice', 'names'])
    line.pass(200).info('alice')
    expect(line.said).toEqual(['login alice', 'names', 'logout'])
  })
})
