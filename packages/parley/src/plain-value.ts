/** A number or a truth value where it looks like one, else the text itself. */
export function plainValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}
