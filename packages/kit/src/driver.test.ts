import { driverPartSchema, driverSchema, filled } from './driver.ts'

test('places are filled in; what has no value stays as it is', () => {
  expect(filled('{name}: {text} {constructor} {none}', { name: 'ann', text: 'hi' })).toBe(
    'ann: hi {constructor} {none}',
  )
})

const driver = {
  login: ['{name}', '{password}'],
  send: ['@{to} {text}'],
  heard: '{from}: {text}',
  list: ['!who'],
  leave: ['!quit'],
}

test('a driver is read', () => {
  expect(driverSchema.parse({ ...driver, list: ['{"request": "names"}'] })).toMatchObject({
    ready: '',
    welcome: '',
    send: ['@{to} {text}'],
  })
})

test.each([
  [{ login: ['{username}'] }, '{username} here; there are {name} and {password}'],
  [{ send: ['{TO} {text}'] }, '{TO} here; there are {to} and {text}'],
  [{ heard: '{name}: {text}' }, '{name} here; there are {from} and {text}'],
  [{ welcome: 'Hi {user_name}' }, '{user_name} here; there are {name}'],
  [{ list: ['!who {HOST}'] }, '{HOST} here; there is none for this key'],
])('a placeholder that has no value there is refused: %j', (part, words) => {
  const { error } = driverSchema.safeParse({ ...driver, ...part })
  expect(error?.issues.map(({ message }) => message)).toEqual([`there is no placeholder ${words}`])
})

test('of a driver of which some keys are said the others are missing, and not empty', () => {
  expect(driverPartSchema.parse({ ready: '> ' })).toEqual({ ready: '> ' })
})
