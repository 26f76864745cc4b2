import type { ViewProps } from '../app.tsx'
import { Empty } from '../parts/empty.tsx'

export function LabView(_props: ViewProps & { readonly offered?: unknown }) {
  return <Empty title="Lab" />
}
