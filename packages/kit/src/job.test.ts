import { readToken, tokenOf } from './job.ts'

test.each([
  [0, undefined, '0'],
  [35, undefined, 'z'],
  [4294967295, 'cut7', '1z141z3-cut7'],
  [71, 'joined', '1z-joined'],
])('seed %d and segmentation %s are the token %s', (seed, segmentation, token) => {
  expect(tokenOf(seed, segmentation)).toBe(token)
  expect(readToken(token)).toEqual({ seed, segmentation })
})

test.each(['', '-', 'A', '1 2', '1-', '1-7', 'zzzzzzzz', '1-cut7-x'])('%j is no token', (text) => {
  expect(readToken(text)).toBeUndefined()
})
