import { expect, test } from '@jest/globals'
import { hashOf, placeOf, properHash, tokenOf, viewNames } from './address.ts'

test('a place is its address, and back', () => {
  const place = { view: 'wires', chosen: { name: 'bob & ann', text: 'grüße #1?' } } as const
  expect(placeOf(hashOf(place), viewNames)).toEqual(place)
  expect(hashOf({ view: 'room', chosen: { projector: '' } })).toBe('#/room')
})

test.each(['', '#', '#/', '#/nowhere', '#k=abc'])('%j is the first view', (hash) => {
  expect(placeOf(hash, viewNames).view).toBe('room')
  expect(placeOf(hash, ['join']).view).toBe('join')
})

test('what is not allowed is not shown', () => {
  expect(placeOf('#/wires?name=bob', ['join']).view).toBe('join')
})

test('the token is what the gateway printed', () => {
  expect([tokenOf('#k=aB-_9'), tokenOf('#/room'), tokenOf('#k=')]).toEqual([
    'aB-_9',
    undefined,
    undefined,
  ])
})

test.each([
  ['#/nonsense', '#/room'],
  ['#/nonsense?projector=1', '#/room?projector=1'],
  ['#/lab?dialect=vu', '#/lab?dialect=vu'],
  ['', ''],
  ['#k=abc', '#k=abc'],
])('the address %j becomes %j', (hash, proper) => {
  expect(properHash(hash, viewNames)).toBe(proper)
})
