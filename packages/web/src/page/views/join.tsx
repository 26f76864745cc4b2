import type { ViewProps } from '../app.tsx'
import { Empty } from '../parts/empty.tsx'

export function JoinView(_props: ViewProps & { readonly offered?: unknown }) {
  return <Empty title="Join" />
}
