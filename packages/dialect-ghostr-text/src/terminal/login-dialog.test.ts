import { PipedLine } from './testing/piped-line.ts'
import {
  AGAIN,
  AUTH,
  asked,
  CLOSED,
  KNOWN,
  LOGON,
  named,
  RIGHT,
  refusedLogon,
  wrong,
} from './testing/wire.ts'

describe('a login', () => {
  test('asks for a name and a password, once there is a connection', () => {
    const line = new PipedLine()
    expect(line.seen()).toEqual([])
    expect(line.connect().seen()).toEqual(['? Username: '])
    expect(line.type('hans').seen()).toEqual(['? Password: (secret)'])
    expect(line.type('falcon*solo').seen()).toEqual([LOGON])
    expect(line.hear(KNOWN).seen()).toEqual([AUTH])
    expect(line.hear(RIGHT).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test('of a new name makes the account', () => {
    const line = named()
    line.seen()
    line.hear('TYPE: LOGON;;RET: 1;;NEW: 1;;ERR: 0;;')
    expect(line.seen()).toEqual([AUTH.replace('NEW: 0', 'NEW: 1')])
  })

  test('with a wrong password goes on with the whole of it on the same connection', () => {
    const line = asked()
    line.seen()
    expect(line.hear(wrong(2)).seen()).toEqual([AGAIN])
    expect(line.type('falcon*solo').seen()).toEqual([LOGON])
    expect(line.hear(KNOWN).hear(wrong(1)).seen()).toEqual([AUTH, AGAIN])
    line.type('falcon*solo').hear(KNOWN).seen()
    expect(line.hear(wrong(0)).lose().type('hans').leave().seen()).toEqual([
      'trouble: Your account has been blocked. Please try again later',
      'end 1',
    ])
  })

  const BLOCKED =
    'trouble: Your account is blocked due to multiple login failures. Please try again later'
  test('of who is still blocked is the last', () => {
    const atPassword = asked()
    const atName = named()
    atPassword.seen()
    atName.seen()
    expect(atPassword.hear(wrong(0)).seen()).toEqual([BLOCKED, 'end 1'])
    atName.hear(refusedLogon('Error. hans is blocked after wrong passwords'))
    expect(atName.seen()).toEqual([BLOCKED, 'end 1'])
  })

  test.each([
    ['Error. hans is already logged in', 'Error. User is already logged in'],
    ['Error. hans is not free', 'Error. hans is not free'],
    ['no\u001b\nno', 'Error. no\ufffd\ufffdno'],
    ['', 'Error. The login was refused'],
  ])('that is refused with %j asks for a name again', (why, text) => {
    const line = named()
    line.seen()
    expect(line.hear(refusedLogon(why)).seen()).toEqual([`trouble: ${text}`, '? Username: '])
    expect(line.type('yoda', 'wise').seen().at(-1)).toBe('> TYPE: LOGON;;WHO: yoda;;')
  })

  test('is made on a new connection where the server has closed the old one', () => {
    const line = named().hear(refusedLogon('Error. hans is already logged in')).lose()
    line.seen()
    expect(line.type('hans', 'falcon*solo').seen()).toEqual(['? Password: (secret)', 'reconnect'])
    expect(line.connect().seen()).toEqual([LOGON])
    expect(line.lose().seen()).toEqual([CLOSED, 'end 1'])
  })

  test('is said again if the server closes behind a refusal, and once only', () => {
    const line = named().hear(refusedLogon('Error. hans is already logged in'))
    line.type('hans', 'falcon*solo').seen()
    expect(line.lose().seen()).toEqual(['reconnect'])
    expect(line.connect().hear(KNOWN).hear(RIGHT).seen()).toEqual([
      LOGON,
      AUTH,
      'plain: You are logged in',
      '? ',
    ])
  })

  test.each(['', '  ', 'ha ns', 'ha:ns', 'ha;;ns'])('has no name %j', (name) => {
    const line = new PipedLine().connect()
    line.seen()
    expect(line.type(name).seen()).toEqual([
      'trouble: Error. That cannot be a username',
      '? Username: ',
    ])
  })

  test.each(['a:b', 'a;;b', 'a;', 'x'.repeat(1024)])('has no password %.10j', (password) => {
    const line = new PipedLine().connect().type('hans')
    line.seen()
    expect(line.type(password).seen()).toEqual([
      'trouble: Error. That password cannot be sent',
      '? Username: ',
    ])
  })

  test('goes back to the name with an empty password', () => {
    const line = new PipedLine().connect().type('hsan')
    line.seen()
    expect(line.type('').seen()).toEqual(['? Username: '])
  })

  test('is not waited for without end', () => {
    const line = named()
    line.seen()
    expect(line.pass(29_999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })
})
