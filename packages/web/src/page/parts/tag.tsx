import { hueOf } from '../hues.ts'

/** The name of a dialect in its colour. */
export function Tag({ dialect }: { readonly dialect: string }) {
  return <span class={`tag ${hueOf(dialect)}`}>{dialect}</span>
}

/** Text of a user: it cannot turn round what stands beside it. */
export function UserText({ text }: { readonly text: string }) {
  return <bdi class="user-text">{text}</bdi>
}
