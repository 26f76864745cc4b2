import type { Dissector, Framing } from '@parley/contract'
import { framings } from './framings.ts'
import { readers } from './readers.ts'
import { runtime } from './runtime.ts'

/** A dialect as the dissector shows it. */
export interface DissectedDialect {
  readonly name: string
  readonly defaultPort: number
  readonly dissector: Dissector
}

/**
 * One Lua file for Wireshark with a dissector of each dialect. `version`: of the program that writes it.
 * It runs with Lua 5.2 to 5.4, which is what Wireshark has had since 1.12.
 */
export function luaDissectors(dialects: readonly DissectedDialect[], version: string): string {
  const head = `-- Chat protocols of Parley ${version}. Written by \`parley wireshark\`: changes are lost.\n`
  const parts = [head, framings, readers, runtime, ...dialects.map(registration)]
  return `${parts
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function registration({ name, defaultPort, dissector }: DissectedDialect): string {
  const { framing, begins, block, lua } = dissector
  const title = `Parley ${name}`
  const isUtf8 = isText(framing)
  const said = { name, title, port: defaultPort, framing: { ...framing, isUtf8 }, begins, block }
  return `do
  local dialect = ${luaValue(said)}
  function dialect.read(frame, side, put, fail)
${lua.trim().replace(/^/gm, '    ')}
  end
  register(dialect)
end
`
}

/** Whether a frame is UTF-8 throughout; a Telnet command in a line is not. */
function isText(framing: Framing): boolean {
  switch (framing.family) {
    case 'json':
    case 'fields':
      return true
    case 'lines':
      return framing.telnet !== true
    case 'pickles':
    case 'length':
    case 'netstrings':
      return false
  }
}

/** A value as a Lua expression; what is undefined is left out. */
function luaValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return luaString(value)
  if (Array.isArray(value)) return `{ ${value.map(luaValue).join(', ')} }`
  if (typeof value !== 'object' || value === null) return 'nil'
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{ ${entries.map(([key, one]) => `[${luaString(key)}] = ${luaValue(one)}`).join(', ')} }`
}

/** Each character of it is one byte. */
function luaString(text: string): string {
  const inner = text.replace(/[^ !#-[\]-~]/g, (character) => {
    return `\\${String(character.charCodeAt(0)).padStart(3, '0')}`
  })
  return `"${inner}"`
}
