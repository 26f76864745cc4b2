import { basename } from 'node:path'
import { retired, retiredFiles } from './names.ts'

const word = new RegExp(`\\b(${Object.keys(retired).join('|')})\\b`, 'g')

/** What a file says by a name that was given up: a line for each, as `path:line: what`. */
export function retiredIn(path: string, text: string): readonly string[] {
  const found: string[] = []
  const file = retiredFiles[basename(path).replace(/(\.test)?\.ts$/, '')]
  if (file !== undefined) found.push(`${path}: this file name is retired; use ${file}.ts`)
  for (const [index, line] of text.split('\n').entries()) {
    for (const [name] of line.matchAll(word)) {
      found.push(`${path}:${index + 1}: "${name}" is retired; use ${retired[name]}`)
    }
  }
  return found
}
