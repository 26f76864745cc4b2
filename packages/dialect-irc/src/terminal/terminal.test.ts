import { PipedLine } from '@parley/line-terminal/testing'
import { dialect } from '../index.ts'

test('a login, a message, a list and a goodbye (8)', () => {
  const line = new PipedLine(dialect).connect().type('alice').type('')
  expect(line.seen()).toEqual([
    '? Username: ',
    '? Password: (secret)',
    '> NICK alice\r\n',
    '> USER parley 0 * :alice\r\n',
  ])
  line.hear(':s 001 alice :Welcome\r\n:s 422 alice :No MOTD\r\n:s 366 alice #parley :End\r\n')
  expect(line.seen()).toEqual(['> JOIN #parley\r\n', 'plain: You are logged in', '? '])
  line.hear(':bob!u@h PRIVMSG #parley :hi all\r\n')
  expect(line.seen()).toEqual(['said: bob : hi all'])
  line.type('/msg bob hello').pass(0)
  expect(line.seen()).toEqual(['> PRIVMSG bob :hello\r\n', '> PING :p2\r\n'])
  line.hear(':s PONG s :p2\r\n').type('/quit')
  expect(line.seen()).toEqual(['? ', '> QUIT\r\n'])
  line.hear('ERROR :Closing link: Client quit\r\n')
  expect(line.seen()).toEqual(['plain: You are logged out', 'end 0'])
})
