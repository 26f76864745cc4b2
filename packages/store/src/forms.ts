import type { Form } from '@parley/contract'
import type { Row } from './database.ts'

/** How a kept text is meant; undefined for a plain message. */
export function formIn(row: Row, index: number): Form | undefined {
  const form = row.text(index)
  return form === 'action' || form === 'notice' ? form : undefined
}
