/**
 * A word of a command as a shell takes it. What cannot be seen, such as a line end, is written as `$'\n'`,
 * which bash, zsh and ksh read, so that a report can show the command on one line.
 */
export function shellQuote(word: string): string {
  if (/^[\w./:@+-][\w./:@=+-]*$/.test(word)) return word
  if (!unseen.test(word)) return `'${word.replaceAll("'", "'\\''")}'`
  const escaped = word.replace(/[\\']/g, '\\$&').replace(new RegExp(unseen, 'gu'), bytesOf)
  return `$'${escaped}'`
}

/** Line ends, and control and format characters. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u

/** In octal, which ends after three digits whatever follows. */
function bytesOf(character: string): string {
  if (character === '\n') return '\\n'
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('')
}
