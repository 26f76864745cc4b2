import { Buffer } from 'node:buffer'
import type { Findings } from '@parley/kit'
import * as z from 'zod'

/** How bytes stand in the text; nothing else in findings has this key. */
const packed = z.strictObject({ $bytes: z.string() })

/** Findings as text, which `readFindings` understands. */
export function findingsText(findings: Findings): string {
  return `${JSON.stringify(findings, (_key, value: unknown) => {
    return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value
  })}\n`
}

/** What `findingsText` has written, by the same version. Throws a `SyntaxError` where it is no JSON. */
export function readFindings(text: string): Findings {
  const findings: Findings = JSON.parse(text, (_key, value: unknown) => {
    const { success, data } = packed.safeParse(value)
    return success ? new Uint8Array(Buffer.from(data.$bytes, 'base64')) : value
  })
  return findings
}
