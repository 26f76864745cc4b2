/** Of a longer stretch the beginning and the end are shown, in characters. */
const LONGEST = 160
const END = 60

/** The text, or its beginning and its end where it is long. */
export function abridged(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= LONGEST) return text
  return `${characters.slice(0, END).join('')} … ${characters.slice(-END).join('')}`
}
