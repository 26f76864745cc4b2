import { conform } from '@parley/conformance'
import { dialect } from './index.ts'

conform(dialect, { fixtures: new URL('../fixtures/', import.meta.url) })
