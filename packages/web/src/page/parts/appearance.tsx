import { useEffect, useState } from 'preact/hooks'

const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const words: Readonly<Record<Theme, string>> = {
  auto: 'Light or dark as the system is',
  light: 'Light',
  dark: 'Dark',
}

/** Switches for a room: large type, and light or dark. */
export function Appearance(props: {
  readonly projector: boolean
  readonly onProjector: () => void
}) {
  const [theme, setTheme] = useState<Theme>('auto')
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'auto') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
  return (
    <span class="appearance">
      <button
        type="button"
        class="quiet"
        aria-pressed={props.projector}
        title="Large type, to be read from the last row"
        onClick={props.onProjector}
      >
        Projector
      </button>
      <button type="button" class="quiet" title={words[theme]} onClick={() => setTheme(next)}>
        <svg viewBox="0 0 16 16" class="theme-mark" aria-hidden="true">
          <circle cx="8" cy="8" r="6.5" class="ring" />
          <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" class={`half ${theme}`} />
        </svg>
        <span class="hidden">{words[theme]}</span>
      </button>
    </span>
  )
}
