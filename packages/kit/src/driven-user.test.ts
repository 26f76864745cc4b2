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
