import { filled } from './driver.ts'

test('places are filled in; what has no value stays as it is', () => {
  expect(filled('{name}: {text} {constructor} {none}', { name: 'ann', text: 'hi' })).toBe(
    'ann: hi {constructor} {none}',
  )
})
