import { type LineTerminalSettings, lineTerminal } from './line-terminal.ts'
import { PipedLine } from './testing/index.ts'
import { toyClient } from './testing/toy-client.ts'

const options = { parse: (input: unknown) => input }

function piped(settings?: LineTerminalSettings): PipedLine<string, unknown> {
  return new PipedLine({ options, client: toyClient, terminal: lineTerminal(toyClient, settings) })
}

/** One who has logged in and has looked. */
function ann(settings?: LineTerminalSettings): PipedLine<string, unknown> {
  const line = piped(settings).connect().type('ann').hear('OK\n')
  line.seen()
  return line
}

describe('a login', () => {
  test('asks for a name and says it', () => {
    const line = piped().connect()
    expect(line.seen()).toEqual(['? Username: '])
    expect(line.type('ann').seen()).toEqual(['> NAME ann\n'])
    expect(line.hear('OK\n').seen()).toEqual(['plain: You are logged in', '? '])
  })

  test('asks for a password where the dialect has one', () => {
    const line = piped({ takesPassword: true }).connect().type('ann')
    expect(line.seen()).toEqual(['? Username: ', '? Password: (secret)'])
    expect(line.type('secret').seen()).toEqual(['> NAME ann secret\n'])
  })

  test('takes no password for none where it is optional, and asks for the name again elsewhere', () => {
    const optional = piped({ takesPassword: true, passwordIsOptional: true })
    expect(optional.connect().type('ann').type('').seen().at(-1)).toBe('> NAME ann\n')
    const needed = piped({ takesPassword: true })
    expect(needed.connect().type('ann').type('').seen().at(-1)).toBe('? Username: ')
  })

  test('that is refused asks for another name, over a new connection if the server closes', () => {
    const line = piped().connect().type('ann').hear('NO name\x1b-taken\n')
    expect(line.seen().slice(2)).toEqual(['trouble: Error. name\ufffd-taken', '? Username: '])
    expect(line.lose().type('bob').seen()).toEqual(['reconnect'])
    expect(line.connect().seen()).toEqual(['> NAME bob\n'])
  })

  test('does not send what cannot be a name', () => {
    const line = piped().connect().type('a b')
    expect(line.seen().slice(1)).toEqual([
      'trouble: Error. That cannot be a username',
      '? Username: ',
    ])
  })

  test('that gets no answer is given up after 30 seconds', () => {
    const line = piped().connect().type('ann').pass(29_999)
    line.seen()
    expect(line.pass(1).seen()).toEqual(['failure: The server does not answer.', 'end 1'])
  })
})

describe('a command', () => {
  test.each([
    ['message bob hi  you', '> TELL bob hi  you\n', 'OK\n', []],
    ['broadcast hi', '> SAY hi\n', 'OK\n', []],
    ['broadcast hi', '> SAY hi\n', 'NO too long\n', ['trouble: Error. too long']],
    ['whoelse', '> WHO\n', 'ON ann bob\n', ['plain: Currently online:\nbob']],
  ])('%j writes %j', (typed, written, answer, shown) => {
    const line = ann().type(typed)
    expect(line.seen()).toEqual([written])
    expect(line.hear(answer).seen()).toEqual([...shown, '? '])
  })

  test.each(['', 'block bob', 'message bob', 'toString', 'whoelse bob'])('is not %j', (typed) => {
    expect(ann().type(typed).seen()).toEqual(['trouble: Error. Invalid command', '? '])
  })

  test('that the dialect cannot say is not waited for', () => {
    const line = ann({ words: { block: 'block' } }).type('block bob')
    expect(line.seen()).toEqual(['trouble: Error. That cannot be said here', '? '])
  })

  test('has the words of the dialect', () => {
    const line = ann({ words: { message: 'tell', whoelse: 'who' } }).type('tell bob hi')
    expect(line.hear('OK\n').type('whoelse').seen()).toEqual([
      '> TELL bob hi\n',
      '? ',
      'trouble: Error. Invalid command',
      '? ',
    ])
  })

  test('that gets no answer is given up after 10 seconds, and the program fails', () => {
    const line = ann().type('broadcast hi').pass(10_000)
    expect(line.seen()).toEqual(['> SAY hi\n', 'trouble: The server does not answer.', '? '])
    line.type('logout').hear('OK\n').pass(5000)
    expect(line.seen().at(-1)).toBe('end 1')
  })
})

test('a message is shown in lines of its own, whatever it holds', () => {
  const line = ann().hear('MSG bob \x1b[2Jhi\u2028bob : no\n')
  expect(line.seen()).toEqual(['said: bob : \ufffd[2Jhi\n    bob : no'])
})

describe('leaving', () => {
  test('says goodbye and waits for its answer', () => {
    const line = ann().type('logout')
    expect(line.seen()).toEqual(['> BYE\n'])
    expect(line.hear('OK\n').seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('waits for an answer no longer than a second', () => {
    const line = ann().type('logout').pass(999)
    expect(line.seen()).toEqual(['> BYE\n'])
    expect(line.pass(1).seen()).toEqual(['plain: You are logged out', 'end 0'])
  })

  test('at the end of the input waits for what has no answer yet', () => {
    const line = ann().type('broadcast hi').leave()
    expect(line.seen()).toEqual(['> SAY hi\n'])
    expect(line.hear('OK\nOK\n').seen()).toEqual(['> BYE\n', 'plain: You are logged out', 'end 0'])
  })

  test('fails where the server closes before', () => {
    const closed = 'failure: The server has closed the connection.'
    expect(ann().lose().seen()).toEqual([closed, 'end 1'])
  })
})

test('help and phrases have the words of the dialect', () => {
  const { help, phrases } = lineTerminal(toyClient, {
    words: { message: 'tell', whoelse: 'who', logout: 'bye' },
  })
  expect(help.map(({ typed }) => typed)).toEqual(['tell user text', 'who', 'bye'])
  expect(phrases.login('ann', 'secret')).toEqual(['ann'])
  expect(phrases.send('bob', 'hi')).toEqual(['tell bob hi'])
  expect([phrases.list, phrases.leave]).toEqual([['who'], ['bye']])
  expect(phrases.heard('bob', 'hi')).toBe('bob : hi')
})
