import { counted } from './words.ts'

/** More options, or a longer one in characters, the gateway does not take. */
const MOST_OPTIONS = 20
const LONGEST = 300

/** What a server is said to be set to, as somebody has typed it: `key=value` each, with blanks between. */
export function optionsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** What is wrong with such a text before it is asked for; undefined where nothing is. */
export function optionsTrouble(text: string): string | undefined {
  const words = optionsIn(text)
  const wrong = words.find((word) => !/^[\w.-]+=/.test(word))
  if (wrong !== undefined) return `An option is key=value, with no blanks; “${wrong}” is none.`
  if (words.length > MOST_OPTIONS) {
    return `There may be ${counted(MOST_OPTIONS, 'option')}; these are ${words.length}.`
  }
  const isLong = words.some(({ length }) => length > LONGEST)
  return isLong ? `An option has at most ${counted(LONGEST, 'character')}.` : undefined
}

/** The text with these options too, in the place of what it says of the same keys. */
export function withOptions(text: string, more: readonly string[]): string {
  const keyOf = (word: string) => word.split('=', 1)[0]
  const keys = more.map(keyOf)
  return [...optionsIn(text).filter((word) => !keys.includes(keyOf(word))), ...more].join(' ')
}
