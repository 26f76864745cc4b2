import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** So near to its end an element counts as being there, in pixels. */
const NEAR = 40

/**
 * Keeps an element scrolled to its end where it is there: when it gets longer (`length` is another), and
 * when its size changes, as it does with the size of the type. Gives what is to be called when it is scrolled.
 */
export function useEnd(place: RefObject<HTMLElement | null>, length: number): () => void {
  const isAtEnd = useRef(true)
  useEffect(() => toEnd(place.current, isAtEnd.current), [length])
  useEffect(() => {
    const { current } = place
    if (current === null) return
    const observer = new ResizeObserver(() => toEnd(current, isAtEnd.current))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return () => {
    const { current } = place
    if (current === null) return
    isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR
  }
}

function toEnd(element: HTMLElement | null, isAtEnd: boolean): void {
  if (element !== null && isAtEnd) element.scrollTop = element.scrollHeight
}
