/** The deepest path that is written, and its longest part, in bytes of UTF-8. */
const MOST_PARTS = 24
const LONGEST_PART = 200

/**
 * What archives hold that nobody has put there on purpose, and what tools have made for themselves: a
 * virtual environment of Python, for one, works only where it was made.
 */
const machineMade = new Set([
  ...['__MACOSX', '.DS_Store', 'Thumbs.db', 'desktop.ini'],
  ...['.git', '.svn', '.idea', '.vscode', '.vs', '.gradle'],
  ...['venv', '.venv', '__pycache__', '.pytest_cache', '.mypy_cache'],
])

/** Where an entry of an archive goes, or why it goes nowhere. */
export type SafePath =
  | { readonly kind: 'path'; readonly parts: readonly string[] }
  /** Left out without a word. */
  | { readonly kind: 'machine-made' }
  | { readonly kind: 'refused'; readonly why: string }

/** The path of an entry within the folder that is unpacked into; never one that leads out of it. */
export function safePath(name: string): SafePath {
  const slashed = name.replaceAll('\\', '/')
  if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) {
    return { kind: 'refused', why: 'its path is absolute' }
  }
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return { kind: 'refused', why: 'its path leads out of the archive' }
  if (parts.some((part) => machineMade.has(part) || part.startsWith('._'))) {
    return { kind: 'machine-made' }
  }
  if (parts.length === 0) return { kind: 'refused', why: 'it has no name' }
  if (parts.length > MOST_PARTS) return { kind: 'refused', why: 'its path is too deep' }
  const plain = parts.map((part) => part.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '_'))
  if (plain.some((part) => new TextEncoder().encode(part).length > LONGEST_PART)) {
    return { kind: 'refused', why: 'its name is too long' }
  }
  return { kind: 'path', parts: plain }
}
