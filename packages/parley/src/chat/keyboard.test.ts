import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { Keyboard } from './keyboard.ts'

/** A keyboard whose lines come from a pipe; what it delivers and shows is kept. */
function piped() {
  const input = new PassThrough()
  const output = new PassThrough()
  const log: string[] = []
  let changed: () => void = () => {}
  const note = (what: string) => {
    log.push(what)
    changed()
  }
  const streams = { input, output, errors: output, mode: 'pipe', colour: false } as const
  const keyboard = new Keyboard(streams, {
    typed: (line) => note(line),
    help: () => 'what can be typed',
    ended: () => note('ended'),
    leave: () => note('leaves'),
    breakOff: () => note('breaks off'),
  })
  const until = async (count: number) => {
    while (log.length < count) {
      await new Promise<void>((resolve) => {
        changed = resolve
      })
    }
    return log
  }
  return { input, output, keyboard, log, until }
}

test('a line comes for each prompt, and the end only after the last of them', async () => {
  const { input, keyboard, log, until } = piped()
  input.end('one\ntwo\n')
  await once(input, 'end')
  keyboard.prompt('')
  expect(await until(1)).toEqual(['one'])
  expect(log).toEqual(['one'])
  keyboard.prompt('')
  expect(await until(3)).toEqual(['one', 'two', 'ended'])
  keyboard.prompt('')
  expect(log).toHaveLength(3)
})

test('prompts do not stand in a pipe’s way, but for those that always stand', () => {
  const { output, keyboard } = piped()
  keyboard.prompt('> ')
  keyboard.prompt('Password: ', 'secret')
  keyboard.prompt('Enter your login: ', 'always')
  keyboard.show('welcome', 'said')
  expect(String(output.read())).toBe('Enter your login: welcome\n')
})

test('/help is answered and not delivered', async () => {
  const { input, output, keyboard, until } = piped()
  input.write('/help\nhello\n')
  keyboard.prompt('')
  expect(await until(1)).toEqual(['hello'])
  expect(String(output.read())).toBe('what can be typed\n')
})

test('who prompts while taking a line is given the next one, however many there are', async () => {
  const input = new PassThrough()
  const taken: string[] = []
  const over = new Promise<void>((resolve) => {
    const output = new PassThrough()
    const streams = { input, output, errors: output, mode: 'pipe', colour: false } as const
    const keyboard = new Keyboard(streams, {
      typed: (line) => {
        taken.push(line)
        keyboard.prompt('')
      },
      help: () => '',
      ended: resolve,
      leave() {},
      breakOff() {},
    })
    input.end('x\n'.repeat(60_000))
    keyboard.prompt('')
  })
  await over
  expect(taken).toHaveLength(60_000)
})

test('what is typed far ahead is neither lost nor read without end', async () => {
  const { input, keyboard, log, until } = piped()
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`)
  input.end(`${lines.join('\n')}\n`)
  for (let count = 1; count <= lines.length; count++) {
    keyboard.prompt('')
    await until(count)
  }
  expect(log).toEqual(lines)
})

/** A keyboard at a terminal that has no escape sequences; `raw` has each change of its keys. */
function plain() {
  const input = new PassThrough()
  const output = new PassThrough()
  const log: string[] = []
  const raw: boolean[] = []
  const streams = { input, output, errors: output, mode: 'plain', colour: false } as const
  const setRaw = (isRaw: boolean) => void raw.push(isRaw)
  const keyboard = new Keyboard(
    { ...streams, setRaw },
    {
      typed: (line) => log.push(line),
      help: () => '',
      ended: () => log.push('ended'),
      leave: () => log.push('leaves'),
      breakOff: () => log.push('breaks off'),
    },
  )
  return { input, output, keyboard, log, raw }
}

test('a plain terminal shows its prompt again below a message, and no escape sequence', async () => {
  const { input, output, keyboard, log } = plain()
  keyboard.prompt('Name: ')
  keyboard.show('hello', 'said')
  input.write('bob\n')
  await new Promise((resolve) => setImmediate(resolve))
  keyboard.show('bye', 'trouble')
  expect(log).toEqual(['bob'])
  expect(String(output.read())).toBe('Name: \nhello\nName: bye\n')
})

test('a plain terminal gives a secret key by key, and Ctrl-C at once', async () => {
  const { input, output, keyboard, log, raw } = plain()
  const typed = async (keys: string) => {
    input.write(keys)
    await new Promise((resolve) => setImmediate(resolve))
  }
  keyboard.prompt('Password: ', 'secret')
  await typed('wrong\u0015sek\u007fcret\r')
  expect([log, raw]).toEqual([['secret'], [true, false]])
  keyboard.prompt('Again: ', 'secret')
  await typed('\u0003')
  await typed('\u0003')
  await typed('\u0004')
  expect(log).toEqual(['secret', 'leaves', 'breaks off'])
  expect(String(output.read())).toBe('Password: \nAgain: ')
})
