import { rmSync } from 'node:fs'

/** After all tests: removes the bundle of `test-setup.ts`. */
export default function tearDown(): void {
  const folder = process.env.TEST_BUNDLE
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
