import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownFolder } from './own-folder.ts'

/** The version of this package, wherever the program was started from. */
export function ownVersion(): string {
  const text = readFileSync(join(ownFolder, 'package.json'), 'utf8')
  const { version }: Readonly<Record<string, unknown>> = JSON.parse(text)
  return String(version)
}
