import { useEffect } from 'preact/hooks'

/** Escape ends what is on, wherever the focus is. */
export function useEscape(isOn: boolean, end: () => void): void {
  useEffect(() => {
    if (!isOn) return
    const pressed = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) end()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  })
}
