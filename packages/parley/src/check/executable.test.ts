import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { refuseUnlessExecutable } from './executable.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const right = join(folder, 'right')
const plain = join(folder, 'plain')
const path = [join(folder, 'none'), plain, right].join(':')

beforeAll(() => {
  for (const one of [right, plain]) mkdirSync(one)
  for (const name of ['client', 'other']) writeFileSync(join(plain, name), '#!/bin/sh\n')
  writeFileSync(join(right, 'client'), '#!/bin/sh\n')
  chmodSync(join(right, 'client'), 0o700)
})

test.each(['client', join(folder, 'right', 'client')])('%s can be started', (word) => {
  expect(() => refuseUnlessExecutable(word, path)).not.toThrow()
})

test.each([
  ['missing', 'there is no such program'],
  [join(folder, 'missing'), 'there is no such program'],
  [join(folder, 'plain', 'client', 'below'), 'there is no such program'],
  [folder, 'there is no such program'],
  ['other', 'it is not executable'],
  [join(folder, 'plain', 'client'), 'it is not executable'],
])('%s cannot', (word, why) => {
  expect(() => refuseUnlessExecutable(word, path)).toThrow(
    new UsageError(`cannot start ${word}: ${why}`),
  )
})
