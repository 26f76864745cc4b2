import { CheckEnded } from './check-end.ts'
import { CheckLog } from './check-log.ts'
import { DrivenUser } from './driven-user.ts'
import { defaultDriver } from './driver.ts'
import { echo } from './testing/echo.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

function person() {
  return new DrivenUser(defaultDriver(echo), new CheckLog(() => 0), new AdaptiveTimeouts())
}

test.each([
  ['a colour', '\u001b[1;31m'],
  ['a title that ends with BEL', '\u001b]0;title\u0007'],
  ['a title that ends with ST', '\u001b]0;title\u001b\\'],
])('%s is not shown, wherever it is cut', (_what, sequence) => {
  const whole = `${sequence}red`
  for (let cut = 0; cut <= whole.length; cut += 1) {
    const one = person()
    one.shown(whole.slice(0, cut))
    one.shown(whole.slice(cut))
    expect(one.output).toBe('red')
  }
})

test('of very much that is shown, a part is kept', () => {
  const one = person()
  for (let count = 0; count < 40; count += 1) one.shown('y'.repeat(64 * 1024))
  expect(one.output.length).toBe(1024 * 1024)
})

test('a file is sent as the driver says, and a check is skipped where it does not', () => {
  const log = new CheckLog(() => 0)
  const typed: string[] = []
  const program = {
    isBlind: false,
    type: (line: string) => void typed.push(line),
    hangUp() {},
    async kill() {},
  }
  const driver = { ...defaultDriver(echo), file: ['FILE {to}', '{file}'] }
  const one = new DrivenUser(driver, log, new AdaptiveTimeouts())
  one.begin(program)
  one.sendFile('steve', 'clip.mp4')
  expect(typed).toEqual(['FILE steve', 'clip.mp4'])
  let end: unknown
  try {
    person().sendFile('steve', 'clip.mp4')
  } catch (error) {
    end = error instanceof CheckEnded ? error.end : error
  }
  expect(end).toEqual({ kind: 'skip', reason: 'the driver does not say how a file is sent' })
})

test('what is typed at once after the welcome is typed a moment later, in order', async () => {
  const typed: string[] = []
  const one = person()
  const second = new Promise<void>((resolve) => {
    one.begin({
      isBlind: false,
      type(line) {
        typed.push(line)
        if (line === 'two') resolve()
      },
      hangUp() {},
      async kill() {},
    })
  })
  one.shown('welcome ann')
  await one.welcomed('ann')
  one.type('one')
  one.type('two')
  expect(typed).toEqual([])
  await second
  expect(typed).toEqual(['one', 'two'])
})

test('what was typed just after the welcome comes before the end of the input', async () => {
  const done: string[] = []
  const program = {
    isBlind: false,
    type: (line: string) => void done.push(line),
    hangUp: () => void done.push('the end'),
    async kill() {},
  }
  const one = person()
  one.begin(program)
  one.shown('welcome ann')
  await one.welcomed('ann')
  one.type('one')
  one.hangUp()
  expect(done).toEqual(['one', 'the end'])
})
