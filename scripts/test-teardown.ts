import { rmSync } from 'node:fs'

/** After all tests: removes the bundle of `test-setup.ts`, and what the tests have left behind. */
export default function tearDown(): void {
  for (const folder of [process.env.TEST_BUNDLE, process.env.TEST_SCRATCH]) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}
