/** An element, its attributes and what is in it; a string is text. */
export interface Xml {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | number | undefined>>
  readonly content?: readonly (Xml | string)[]
}

/** A whole XML 1.0 document in UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, '')}`
}

function element({ name, attributes = {}, content = [] }: Xml, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
    .join('')
  if (content.length === 0) return `${indent}<${name}${written}/>\n`
  if (content.some((each) => typeof each === 'string')) {
    const inner = content.map((each) => (typeof each === 'string' ? text(each) : element(each, '')))
    return `${indent}<${name}${written}>${inner.join('')}</${name}>\n`
  }
  const inner = content.map((each) =>
    typeof each === 'string' ? text(each) : element(each, `${indent}  `),
  )
  return `${indent}<${name}${written}>\n${inner.join('')}${indent}</${name}>\n`
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** For XML and HTML alike: between tags and in a quoted attribute. */
export function escapeMarkup(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities.get(character) ?? '')
}

/** What XML 1.0 has no way to say, as control characters, becomes U+FFFD. */
function text(value: string): string {
  return escapeMarkup(
    value.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD'),
  ).replaceAll('\r', '&#13;')
}

/** Line ends and tabs are said by their numbers, or a parser would make spaces of them. */
function attribute(value: string): string {
  return text(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}
