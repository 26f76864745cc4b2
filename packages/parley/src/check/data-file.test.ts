import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { driverSchema } from '@parley/kit'
import { UsageError } from '../usage.ts'
import { readData } from './data-file.ts'

const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'driver.yaml')

test.each([
  ['logn: [x]', 'logn: there is no such setting'],
  ['login: 7', 'login: expected array'],
  ['just text', 'the file: expected object'],
  ['login: [x', 'Flow sequence'],
])('a driver file that says %j', async (text, words) => {
  writeFileSync(path, text)
  const read = readData(path, '--driver', (input) => driverSchema.partial().parse(input))
  await expect(read).rejects.toThrow(UsageError)
  await expect(read).rejects.toThrow(`${path}: ${words}`)
})

test('a file that is something else is not quoted at length', async () => {
  writeFileSync(path, 'words '.repeat(100))
  await expect(readData(path, '--driver', (input) => driverSchema.parse(input))).rejects.toThrow(
    new UsageError(`${path}: the file: expected object, received string`),
  )
})
