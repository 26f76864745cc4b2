import { commandLineFault, refuseCommand, refuseOddSwitch } from './command-faults.ts'
import { UsageError } from './errors.ts'

test.each([
  [
    'Not enough non-option arguments: got 0, need at least 1',
    ['chat'],
    'a word is missing; --help',
  ],
  ['Not enough arguments following: timeout', ['check'], '--timeout: expected a number'],
  ['Did you mean chat?', ['chatt'], 'there is no such command; did you mean chat?'],
  [
    'Unknown argument: frobnicate',
    ['frobnicate'],
    'there is no command "frobnicate"; parley --help',
  ],
  [
    'Unknown argument: lsten',
    ['serve', '--lsten', 'vu'],
    'no flag --lsten; did you mean --listen?',
  ],
  ['Unknown argument: lsten', ['serve', '--lsten=vu'], 'no flag --lsten; did you mean --listen?'],
  ['Unknown arguments: pyt, x', ['check', '--pyt', '-x'], 'no flag --pyt; did you mean --pty?'],
  ['Unknown argument: x', ['chat', 'vu', '-x'], 'there is no flag -x; --help lists them'],
  [
    'Unknown argument: port',
    ['serve', '--port', '5'],
    'there is no flag --port; --help lists them',
  ],
  ['Unknown argument: extra', ['serve', 'extra'], '"extra" is not expected here; --help shows'],
])('%j of %j', (message, words, said) => {
  expect(commandLineFault(message, words, ['listen', 'host', 'pty', 'a'])).toContain(said)
})

test('where a word is missing, how the command is used is said', () => {
  const message = 'Not enough non-option arguments: got 0, need at least 1'
  const help = 'parley chat <dialect> [place]\n\nTalk to a server in one of the dialects\n'
  expect(commandLineFault(message, ['chat'], [], help)).toBe(
    'a word is missing: parley chat <dialect> [place]',
  )
})

test.each([
  [['serve', '--strict=yes'], '--strict: expected no value, or true or false, got "yes"'],
  [['serve', '--strict='], '--strict: expected no value, or true or false, got ""'],
  [['serve', '--no-strict=1'], '--strict: expected no value, or true or false, got "1"'],
])('%j: a switch is on or off', (words, said) => {
  expect(() => refuseOddSwitch(words, ['strict'])).toThrow(new UsageError(said))
})

test('what is said to a switch as it should be, to another flag or to another program is taken', () => {
  const words = ['serve', '--strict', '--strict=false', '--option=strict=yes', '--', '--strict=yes']
  expect(() => refuseOddSwitch(words, ['strict'])).not.toThrow()
})

test('a command behind -- is taken where it is started', () => {
  expect(() => refuseCommand(['check', 'client', 'vu'], ['python3', 'c.py'])).not.toThrow()
  expect(() => refuseCommand(['serve'], undefined)).not.toThrow()
  expect(() => refuseCommand(['check', 'server', 'vu'], ['python3', 's.py'])).not.toThrow()
  expect(() => refuseCommand(['chat', 'vu'], ['x', 'y'])).toThrow(
    new UsageError('chat: nothing is taken behind --, got "x y"'),
  )
})
