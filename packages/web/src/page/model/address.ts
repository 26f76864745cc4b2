/** Where the page is: its view and what is chosen there, as the part of its address behind `#`. */

export const viewNames = ['room', 'wires', 'join', 'compare', 'lab', 'checks'] as const
export type ViewName = (typeof viewNames)[number]

export interface Place {
  readonly view: ViewName
  readonly chosen: Readonly<Record<string, string>>
}

/** `#/wires?name=bob`; what is no view is the first one that is allowed. */
export function placeOf(hash: string, allowed: readonly ViewName[]): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const view = allowed.find((name) => name === path) ?? allowed[0] ?? 'compare'
  return { view, chosen: Object.fromEntries(new URLSearchParams(query)) }
}

/** The address of what is shown for `hash`: where that names no view at all, that of the view shown instead. */
export function properHash(hash: string, allowed: readonly ViewName[]): string {
  const [path = ''] = hash.replace(/^#\/?/, '').split('?', 1)
  const isKnown = path === '' || viewNames.some((name) => name === path)
  return isKnown || tokenOf(hash) !== undefined ? hash : hashOf(placeOf(hash, allowed))
}

export function hashOf({ view, chosen }: Place): string {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''))
  return query.size === 0 ? `#/${view}` : `#/${view}?${query}`
}

/** The token with which the gateway printed the address; undefined where there is none. */
export function tokenOf(hash: string): string | undefined {
  return /^#k=([\w-]+)$/.exec(hash)?.[1]
}
