import { hueOf } from '../hues.ts'
import { plainGlyphs } from '../model/bytes.ts'

/** The name of a dialect in its colour. */
export function Tag({ dialect }: { readonly dialect: string }) {
  return <span class={`tag ${hueOf(dialect)}`}>{dialect}</span>
}

/** Text of a user: it cannot turn round what stands beside it, nor itself. */
export function UserText({ text }: { readonly text: string }) {
  return (
    <bdi class="user-text">
      {plainGlyphs(text).map(({ kind, text: piece }, index) =>
        kind === 'text' ? (
          piece
        ) : (
          <span key={index} class="escape">
            {piece}
          </span>
        ),
      )}
    </bdi>
  )
}
