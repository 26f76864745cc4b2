/**
 * A text on one line, in which nothing can act on a terminal or reorder what is read: line ends,
 * control and format characters and lone surrogates are made visible, as `\n`, `\x1b`, `\u{202e}`.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, escaped)
}

function escaped(character: string): string {
  const known = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }[character]
  if (known !== undefined) return known
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  return hex.length > 2 ? `\\u{${hex}}` : `\\x${hex.padStart(2, '0')}`
}
