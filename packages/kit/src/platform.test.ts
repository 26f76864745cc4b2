import { platformNote } from './platform.ts'
import { signalGroup } from './process-group.ts'

test('on Linux there is nothing to note', () => {
  expect(platformNote('linux')).toBeUndefined()
})

test('on another Unix the kit says what it does not see', () => {
  expect(platformNote('darwin')).toBe(
    'Parley sees less of programs on darwin than on Linux: it connects to a server to learn whether it listens, does not see which other port it listens on or that it uses a whole processor, and does not wait for what it has started in the background.',
  )
})

test('on Windows the kit says besides what it leaves running', () => {
  expect(platformNote('win32')).toMatch(
    / A program that is ended leaves behind what it has started: Windows has no process groups\.$/,
  )
})

test.each([
  ['all processes of a group', true, -7],
  ['the first process, where there are no groups', false, 7],
])('a signal goes to %s', (_, hasGroups, expected) => {
  const sent: unknown[] = []
  signalGroup(7, 'SIGTERM', { hasGroups, kill: (...words) => sent.push(words) })
  expect(sent).toEqual([[expected, 'SIGTERM']])
})
