import { PipedLine } from './testing/piped-line.ts'
import { asked, CLOSED, LOGIN, SUCCESS } from './testing/wire.ts'

describe('a login', () => {
  test('asks for a name and a password, once there is a connection', () => {
    const line = new PipedLine()
    expect(line.seen()).toEqual([])
    expect(line.connect().seen()).toEqual(['? Username: '])
    expect(line.type('hans').seen()).toEqual(['? Password: (secret)'])
    expect(line.type('falcon*solo').seen()).toEqual([LOGIN])
    expect(line.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test('says that no private chats are taken where there is no port', () => {
    const line = new PipedLine()
    line.port = undefined
    expect(line.connect().type('hans', 'falcon*solo').seen().at(-1)).toMatch(/"private_port": 0}$/)
  })

  test('with a wrong password goes on with the whole of it on the same connection', () => {
    const line = asked()
    line.seen()
    for (const password of ['wrong', 'falcon*solo']) {
      line.hear('{"action": "login", "status": "INVALID_PASSWORD"}')
      expect(line.seen()).toEqual(['? Invalid password. Please try again: (secret)'])
      line.type(password)
      expect(line.seen()).toEqual([LOGIN.replace('falcon*solo', password)])
    }
    expect(line.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test.each([
    ['INVALID_PASSWORD_BLOCKED', 'Your account has been blocked. Please try again later'],
    ['BLOCKED', 'Your account is blocked due to multiple login failures. Please try again later'],
  ])('that is answered %s is the last', (status, text) => {
    const line = asked()
    line.seen()
    line.hear(`{"action": "login", "status": "${status}"}`).lose().type('hans').leave()
    expect(line.seen()).toEqual([`trouble: ${text}`, 'end 1'])
  })

  test('of who is online asks for a name again, on the same connection if it stays', () => {
    const line = asked()
    line.seen()
    line.hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}')
    expect(line.seen()).toEqual(['trouble: Error. User is already logged in', '? Username: '])
    expect(line.type('yoda', 'wise').seen()).toEqual([
      '? Password: (secret)',
      LOGIN.replace('hans', 'yoda').replace('falcon*solo', 'wise'),
    ])
  })

  test('of who is online asks for a name again, on a new connection if it does not', () => {
    const line = asked().hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}').lose()
    line.seen()
    expect(line.type('hans', 'falcon*solo').seen()).toEqual(['? Password: (secret)', 'reconnect'])
    expect(line.connect().seen()).toEqual([LOGIN])
    expect(line.lose().seen()).toEqual([CLOSED, 'end 1'])
  })

  test('is said again if the server closes behind a refusal, and once only', () => {
    const line = asked().hear('{"action": "login", "status": "ALREADY_LOGGED_IN"}')
    line.type('hans', 'falcon*solo').seen()
    expect(line.lose().seen()).toEqual(['reconnect'])
    expect(line.connect().seen()).toEqual([LOGIN])
    expect(line.hear(SUCCESS).seen()).toEqual(['plain: You are logged in', '? '])
  })

  test.each([
    ['{"action": "login", "status": "USERNAME_NOT_EXIST"}', 'Error. User does not exist'],
    ['{"action": "login", "status": "no\\u001b[2J\\nno"}', 'Error. no\ufffd[2J\ufffdno'],
    ['{"action": "login", "reply": "Unknown action"}', 'Error. Unknown action'],
  ])('that is answered %s begins again', (reply, text) => {
    const line = asked()
    line.seen()
    expect(line.hear(reply).seen()).toEqual([`trouble: ${text}`, '? Username: '])
  })

  test('is not said without a name, or with one that has blanks', () => {
    const line = new PipedLine().connect()
    line.seen()
    const refused = ['trouble: Error. That cannot be a username', '? Username: ']
    expect(line.type('', '  ', 'ha ns').seen()).toEqual([...refused, ...refused, ...refused])
    expect(line.type(' hans ', 'falcon*solo').seen()).toEqual(['? Password: (secret)', LOGIN])
  })

  test('goes back to the name with an empty password', () => {
    const line = new PipedLine().connect().type('hsan')
    line.seen()
    expect(line.type('').seen()).toEqual(['? Username: '])
  })

  test('is not said where it does not fit into an object', () => {
    const line = new PipedLine().connect().type('hans')
    line.seen()
    expect(line.type('x'.repeat(1024)).seen()).toEqual([
      'trouble: Error. Username and password are too long',
      '? Username: ',
    ])
  })

  test('is not waited for without end', () => {
    const line = asked()
    line.seen()
    expect(line.pass(29_999).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })
})
