import { readFileSync } from 'node:fs'

/** The version of this package, wherever the program was started from. */
export function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version }: Readonly<Record<string, unknown>> = JSON.parse(text)
  return String(version)
}
