import { readFile } from 'node:fs/promises'

/** The files of the page, by the path that they are asked for with. */
const files = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/index.html': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/icon.svg': { name: 'icon.svg', type: 'image/svg+xml' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
} as const

/** For every answer: nothing from elsewhere, no framing, no guessing of types, nothing told to others. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

export interface Asset {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Undefined where the page has no such file. Rejects where the page has not been built. */
export async function assetAt(folder: URL, path: string): Promise<Asset | undefined> {
  const file = Object.entries(files).find(([known]) => known === path)?.[1]
  if (file === undefined) return undefined
  return { type: file.type, bytes: await readFile(new URL(file.name, folder)) }
}
