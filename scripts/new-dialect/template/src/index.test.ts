import { conform } from '@parley/conformance'
import { dialect } from './index.ts'

conform(dialect, { says: ['NAME alice\n', 'SAY hello\n', 'TELL bob hello\n', 'WHO\n'] })
