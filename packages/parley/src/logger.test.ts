import { unforgeable } from './logger.ts'

test('no text looks like a second entry of the log, or moves the cursor', () => {
  const forged = 'in a call: "x"\n12:00:00 info root logged in\r\u001b[1A\u2028\u009b2J'
  expect(unforgeable(forged)).toBe(
    'in a call: "x"\n    12:00:00 info root logged in\ufffd\ufffd[1A\ufffd\ufffd2J',
  )
})
