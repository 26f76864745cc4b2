import type { Phrases } from '@parley/contract'
import { PASSWORD } from '../../compare/conversation.ts'
import { type Example, firstLines } from '../join/first-lines.ts'

/** What to type first in a terminal, in its own words: to log in, and after that to talk. */
export function FirstSteps(props: {
  readonly phrases: Phrases
  readonly example: Example
  readonly isLoggedIn: boolean
}) {
  const { phrases, example, isLoggedIn } = props
  const lines = firstLines(phrases, example)
  if (!isLoggedIn) {
    return (
      <section class="first" aria-label="What to type first">
        <p>
          To log in as {example.name}, type <Typed lines={lines.login} />
          {lines.login.includes(PASSWORD) && ' (a password: choose your own)'}
        </p>
      </section>
    )
  }
  return (
    <section class="first" aria-label="What to type next">
      <p>
        To write to {example.to}, type <Typed lines={lines.send} />
      </p>
      {lines.broadcast.length > 0 && (
        <p>
          To write to everyone, type <Typed lines={lines.broadcast} />
        </p>
      )}
      {lines.list.length > 0 && (
        <p>
          To see who is online, type <Typed lines={lines.list} />
        </p>
      )}
    </section>
  )
}

/** Lines that are typed one after the other. */
function Typed({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <span key={index}>
          {index > 0 && ', then '}
          <kbd dir="ltr">{line}</kbd>
        </span>
      ))}
    </>
  )
}
