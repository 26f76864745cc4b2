import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { type Place, placeOf, properHash, type ViewName } from './model/address.ts'
import { type ListPlace, ScrollPlaces } from './model/scroll-places.ts'

/** Where somebody reads in the long list of a view, and how the view says so. */
export interface Reading {
  /** Where the list begins that is shown next: as it was left, where somebody has gone back to it. */
  readonly start: ListPlace | undefined
  at(place: ListPlace | undefined): void
}

/** Where the page is, from its address. A new place begins at its top; one gone back to is as it was left. */
export function usePlace(views: readonly ViewName[]): { place: Place; reading: Reading } {
  const [places] = useState(() => new ScrollPlaces(history.state))
  const [read] = useState<{ now: ListPlace | undefined }>({ now: undefined })
  const [shown, setShown] = useState({
    ...{ hash: location.hash, entry: places.state.entry, top: 0 },
    list: read.now,
  })
  useEffect(() => {
    const correct = () => {
      history.replaceState(places.state, '', properHash(location.hash, views))
    }
    const changed = () => {
      const before = places.state.entry
      const left = { top: content()?.scrollTop ?? 0, list: read.now }
      const next = places.go(history.state, left)
      const { entry } = places.state
      correct()
      if (entry !== before) read.now = undefined
      setShown((now) => {
        const { top, list } = entry === before ? { top: now.top, list: undefined } : next
        return { hash: location.hash, entry, top, list }
      })
    }
    correct()
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [places, views])
  useLayoutEffect(() => {
    const scrolled = content()
    if (scrolled !== null) scrolled.scrollTop = shown.top
  }, [shown.entry])
  const place = useMemo(() => placeOf(shown.hash, views), [shown.hash, views])
  const reading = useMemo(() => {
    const at = (now: ListPlace | undefined) => {
      read.now = now
    }
    return { start: shown.list, at }
  }, [shown.list])
  return { place, reading }
}

function content(): HTMLElement | null {
  return document.getElementById('main')
}
