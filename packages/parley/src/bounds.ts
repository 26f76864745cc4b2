import type { Bound } from '@parley/contract'
import { memoryBounds } from '@parley/engine'
import { MOST_WAITING } from './capture-output.ts'
import { DRAIN_TIME } from './serve.ts'
import { MEMORY_FILES } from './storage.ts'

export const programBounds: Readonly<Record<string, readonly Bound[]>> = {
  'What is kept with `--data memory`': [
    ...memoryBounds,
    {
      what: 'files that are kept, all together',
      value: MEMORY_FILES,
      unit: 'bytes',
      option: '--keep fileBytes',
      past: 'a further one is not kept',
    },
  ],
  'Captures with `--pcap -`': [
    {
      what: 'packets that wait for whoever reads stdout',
      value: MOST_WAITING,
      unit: 'bytes',
      past: 'the capture ends, and the gateway goes on',
    },
  ],
  Stopping: [
    {
      what: 'the time for farewells after SIGTERM, SIGINT or SIGHUP, so that all is over within 5 s',
      value: DRAIN_TIME,
      unit: 'ms',
      past: 'who is left is cut off; a second signal ends the gateway at once',
    },
  ],
}
