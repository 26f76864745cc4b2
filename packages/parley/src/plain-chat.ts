/** What a plain `parley chat` says. */
interface PlainChat {
  readonly dialect: string
  readonly place?: string
  readonly address?: string
  readonly port?: string
}

const flags: ReadonlyMap<string, 'address' | 'port'> = new Map([
  ['-a', 'address'],
  ['--address', 'address'],
  ['-p', 'port'],
  ['--port', 'port'],
])

/**
 * Reads `chat <dialect> [place]`, with `-a <host>` and `-p <port>` anywhere behind `chat`. Undefined
 * for whatever else is said, right or wrong: that is for the whole command line’s parser, which takes
 * longer to load than a client takes to start.
 */
export function plainChat(words: readonly string[]): PlainChat | undefined {
  const [command, ...rest] = words
  if (command !== 'chat') return undefined
  const said: { address?: string; port?: string } = {}
  const places: string[] = []
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    const flag = flags.get(word)
    const value = flag === undefined ? word : (rest[++at] ?? '')
    if (!isPlain(value) || (flag !== undefined && said[flag] !== undefined)) return undefined
    if (flag === undefined) places.push(value)
    else said[flag] = value
  }
  const [dialect, place, ...more] = places
  if (dialect === undefined || more.length > 0) return undefined
  return { dialect, ...(place === undefined ? {} : { place }), ...said }
}

/** Whether the word is no flag, and something. */
function isPlain(word: string): boolean {
  return word !== '' && !word.startsWith('-')
}
