import { useEffect, useState } from 'preact/hooks'
import { spoken } from '../hues.ts'
import { noteLoggedIn } from './lost-sessions.ts'
import { Sessions, type SessionsOwner } from './sessions.ts'
import { socketTransport } from './socket-transport.ts'

/** A page that is not shown draws no pictures: its title is kept right so often, in milliseconds. */
const HIDDEN = 1000

/** The connections of this page. They outlive the views; the browser asks before the page goes. */
export function useSessions(): Sessions {
  const [, draw] = useState(0)
  const [sessions] = useState(() => makeSessions(() => draw((count) => count + 1)))
  const { loggedIn } = sessions
  const summary = JSON.stringify(loggedIn.map(({ dialect, mode, name }) => [dialect, mode, name]))
  useEffect(() => noteLoggedIn(sessions.loggedIn), [sessions, summary])
  const isLoggedIn = loggedIn.length > 0
  useEffect(() => {
    if (!isLoggedIn) return
    const ask = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isLoggedIn])
  useEffect(() => {
    const turned = () => {
      sessions.isPageSeen = !document.hidden
    }
    document.addEventListener('visibilitychange', turned)
    return () => document.removeEventListener('visibilitychange', turned)
  }, [sessions])
  return sessions
}

function makeSessions(draw: () => void): Sessions {
  let isDue = false
  const owner: SessionsOwner = {
    get now() {
      return Date.now()
    },
    connect: socketTransport,
    wakeIn: (milliseconds, wake) => {
      const timer = setTimeout(wake, milliseconds)
      return () => clearTimeout(timer)
    },
    changed: () => {
      if (isDue) return
      isDue = true
      const next = () => {
        isDue = false
        draw()
      }
      if (document.hidden) setTimeout(next, HIDDEN)
      else requestAnimationFrame(next)
    },
  }
  return new Sessions((name) => spoken.find((one) => one.name === name), owner)
}
