/** What the names begin with under which the kit's own users log in, in the order in which they are taken. */
const STEMS = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gil', 'hal', 'ida', 'jon'] as const

/** The name of a user in a check; `index`: how many others it has before; `number`: from 0 on. */
export function helperName(index: number, number: number): string {
  const stem = STEMS[index % STEMS.length] ?? 'kim'
  return `${stem}${number.toString(36).padStart(6, '0').slice(-6)}`
}

const names = new RegExp(`(?:${STEMS.join('|')})[0-9a-z]{6}`, 'g')

/** The text with `*` in the place of such names, which are others in each check. */
export function withoutNames(text: string): string {
  return text.replace(names, '*')
}
