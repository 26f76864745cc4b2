import { conform } from '@parley/conformance'
import { dialect } from './index.ts'

// What a client says, one message after another. It changes with the protocol.
conform(dialect, { says: ['NAME alice\n', 'SAY hello\n', 'TELL bob hello\n', 'WHO\n'] })
