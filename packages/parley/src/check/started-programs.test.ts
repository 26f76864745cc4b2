import { UsageError } from '../errors.ts'
import { refuseWithoutTerminals } from './started-programs.ts'

test.each([
  ['a program that is not there', 'no-such-program'],
  ['another program of that name', 'echo'],
])('a terminal is refused with %s', (_, command) => {
  expect(() => refuseWithoutTerminals('--pty', command)).toThrow(
    new UsageError('--pty: the program "script" of util-linux is needed, and is not here'),
  )
})
