import type { Session, SessionSummary } from './sessions.ts'

/** Where the browser keeps, for this tab and over a reload, who was logged in. */
const KEY = 'parley-logged-in'

/** Notes who is logged in: if the page is loaded again, they are told that they no longer are. */
export function noteLoggedIn(sessions: readonly SessionSummary[]): void {
  const noted = sessions.map(({ dialect, mode, name }) => ({ dialect, mode, name }))
  try {
    if (noted.length === 0) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, JSON.stringify(noted))
  } catch {}
}

/** Who was logged in when this page was loaded again. A tab that was copied has lost nobody. */
export function loggedOutByReload(): readonly SessionSummary[] {
  try {
    const noted = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    const [entry] = performance.getEntriesByType('navigation')
    const isReload = entry !== undefined && 'type' in entry && entry.type === 'reload'
    return isReload && noted !== null ? summariesIn(noted) : []
  } catch {
    return []
  }
}

/** Those of the lost for whom nothing has been typed in a new session. */
export function stillLost(
  lost: readonly SessionSummary[],
  sessions: readonly Pick<Session, 'dialect' | 'mode' | 'isUsed'>[],
): readonly SessionSummary[] {
  return lost.filter(({ dialect, mode }) => {
    return !sessions.some((one) => one.isUsed && one.dialect === dialect && one.mode === mode)
  })
}

function summariesIn(noted: string): readonly SessionSummary[] {
  const value: unknown = JSON.parse(noted)
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('dialect' in one)) return []
    const name = 'name' in one && typeof one.name === 'string' ? one.name : undefined
    const mode = 'mode' in one && one.mode === 'raw' ? 'raw' : 'text'
    return typeof one.dialect === 'string' ? [{ dialect: one.dialect, mode, name }] : []
  })
}
