import { listed } from './words.ts'

/** An escape that `typedBytes` knows, or in the group one that it does not. */
const escapes = /\\x[0-9a-fA-F]{2}|\\[nrt0\\]|(\\(?:x[^\\]{0,2}|[^\\]?))/gu

/** What may surprise in the bytes that a line becomes, as `typedBytes` reads it: sentences for who types it. */
export function typedNotes(line: string): readonly string[] {
  const found = [...line.matchAll(escapes)]
  const unknown = new Set(found.flatMap(([, one]) => (one === undefined ? [] : [one])))
  const hasBreak = found.some(({ 0: text, index }) => {
    return text === '\\n' && index + text.length < line.length
  })
  return [
    ...(unknown.size === 0
      ? []
      : [
          `${listed([...unknown])} ${unknown.size === 1 ? 'is no escape and goes' : 'are no escapes and go'} out as typed. For a backslash type \\\\.`,
        ]),
    ...(hasBreak
      ? [
          '\\n within the line goes out as a line break. For a backslash and an n, as in a JSON string, type \\\\n.',
        ]
      : []),
  ]
}
