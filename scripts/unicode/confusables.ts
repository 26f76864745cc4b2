/**
 * Writes packages/contract/src/confusables.ts from Unicode's list of characters that look alike:
 *
 *     npx tsx scripts/unicode/confusables.ts confusables.txt > packages/contract/src/confusables.ts
 *
 * The input is https://www.unicode.org/Public/security/<version>/confusables.txt (UTS 39). Nothing
 * needs it but this script: the written file is committed. Characters that no name can have, and
 * those that compatibility decomposition (NFKD) maps to the same result, are left out.
 */
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'

/** Characters of a line of the written file, less the line end. */
const LINE = 96

const neverInNames = /[\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point},!@#$%^&*|:;"'\\<>]/u

const text = readFileSync(argv[2] ?? 'confusables.txt', 'utf8')
const version = /^# Version: (\S+)$/m.exec(text)?.[1]
const copyright = /^# © (\d{4})/m.exec(text)?.[1]
if (version === undefined || copyright === undefined) throw new Error('not a confusables.txt')

const all = new Map<string, string>()
for (const [, source = '', target = ''] of text.matchAll(/^([0-9A-F]+) ;\t([0-9A-F ]+) ;/gm)) {
  all.set(charactersOf(source), charactersOf(target))
}

const kept = [...all].filter(([source, target]) => {
  if (neverInNames.test(source)) return false
  const plain = source.normalize('NFKD')
  if (plain === source) return true
  return plain !== source.normalize('NFD') && mapped(plain) !== mapped(target.normalize('NFKD'))
})

function charactersOf(codes: string): string {
  return codes
    .split(' ')
    .map((code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .join('')
}

function mapped(characters: string): string {
  return [...characters]
    .map((one) => all.get(one) ?? one)
    .join('')
    .normalize('NFKD')
}

function codesOf(characters: string): string {
  return [...characters].map((one) => (one.codePointAt(0) ?? 0).toString(36)).join('.')
}

function entries(): readonly string[] {
  let last = 0
  return kept
    .map(([source, target]) => ({ at: source.codePointAt(0) ?? 0, target }))
    .sort((one, other) => one.at - other.at)
    .map(({ at, target }) => {
      const step = (at - last).toString(36)
      last = at
      return `${step}=${codesOf(target)}`
    })
}

function folded(words: readonly string[]): string {
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    if (line.length + 1 + word.length > LINE) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}

stdout.write(`/**
 * Made by scripts/unicode/confusables.ts from confusables.txt ${version} of Unicode Technical Standard 39.
 * © ${copyright} Unicode, Inc.; licence: packages/contract/UNICODE-LICENSE.txt.
 */
export const CONFUSABLES_VERSION = '${version}'

/**
 * Ascending, separated by blanks and line ends: how much higher the character's code point is than
 * the one before, "=", and the code points that stand for how it looks, joined by "."; in base 36.
 */
export const confusables = \`
${folded(entries())}
\`
`)
