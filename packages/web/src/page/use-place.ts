import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { type Place, placeOf, properHash, type ViewName } from './model/address.ts'
import { ScrollPlaces } from './model/scroll-places.ts'

/** Where the page is, from its address. A new place begins at its top; one gone back to is as it was left. */
export function usePlace(views: readonly ViewName[]): Place {
  const [places] = useState(() => new ScrollPlaces(history.state))
  const [shown, setShown] = useState({ hash: location.hash, entry: places.state.entry, top: 0 })
  useEffect(() => {
    const correct = () => {
      history.replaceState(places.state, '', properHash(location.hash, views))
    }
    const changed = () => {
      const before = places.state.entry
      const top = places.go(history.state, content()?.scrollTop ?? 0)
      const { entry } = places.state
      correct()
      setShown((now) => {
        return { hash: location.hash, entry, top: entry === before ? now.top : top }
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
  return useMemo(() => placeOf(shown.hash, views), [shown.hash, views])
}

function content(): HTMLElement | null {
  return document.getElementById('main')
}
