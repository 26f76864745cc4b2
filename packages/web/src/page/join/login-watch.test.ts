import { expect, test } from '@jest/globals'
import { LoginWatch } from './login-watch.ts'

const asked = { login: (name: string) => [name, 'pw'], welcome: () => 'Welcome!' }
const commanded = {
  login: (name: string) => [`LOGIN ${name}`],
  welcome: (name: string) => `Hello ${name}`,
}

test('one who has answered the question for a name is logged in once welcomed', () => {
  const watch = new LoginWatch(asked)
  watch.typed('alice')
  expect(watch.name).toBeUndefined()
  watch.shown('Welcome!')
  expect([watch.name, watch.hasTalked]).toEqual(['alice', false])
  watch.typed('hello bob')
  watch.shown('bob: Welcome!')
  expect([watch.name, watch.hasTalked]).toEqual(['alice', true])
})

test('a login is a command in any case, and another one changes the name', () => {
  const watch = new LoginWatch(commanded)
  watch.typed('hello')
  watch.shown('Hello hello')
  expect(watch.name).toBeUndefined()
  watch.typed('login alice ')
  watch.shown('> Hello alice')
  watch.typed('LOGIN bob')
  watch.shown('> refused')
  expect(watch.name).toBe('alice')
  watch.shown('> Hello bob')
  expect(watch.name).toBe('bob')
})
