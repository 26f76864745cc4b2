import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const right = readFileSync(
  fileURLToPath(new URL('students/servers/vu/select-loop.py', import.meta.url)),
  'utf8',
)

/** What hostile programs are told, so that they need not search for it. */
export interface Target {
  /** Which no program of a student may read. */
  readonly secrets: readonly string[]
  /** Into which none may write. */
  readonly results: string
  /** Which stands in the command of what they leave behind. */
  readonly token: string
}

/** The files of a submission, by their names. */
export type Files = Readonly<Record<string, string>>

/** Does something before it is a right server. */
const after = (lines: string): Files => ({ 'server.py': `${lines}\n${right}` })

/** A right server. */
export const rightServer: Files = { 'server.py': right }

/** Servers that try to do harm, by what they do; those of `harmless` are right ones besides. */
export function hostileServers({ secrets, results, token }: Target): {
  readonly harmless: Readonly<Record<string, Files>>
  readonly bounded: Readonly<Record<string, Files>>
} {
  return {
    harmless: {
      'kill -1': after('import os\ntry: os.kill(-1, 9)\nexcept OSError: pass'),
      'reads the rubric': after(`import os
for path in ${JSON.stringify(secrets)}:
    try:
        if open(path).read(): os._exit(3)
    except OSError: pass`),
      'forges results': after(`import os
try: open(${JSON.stringify(results)}, 'a').write('forged')
except OSError: pass
print('{"state":"graded"}', flush=True)
for fd in range(3, 64):
    try: os.write(fd, b'{"state":"graded"}')
    except OSError: pass`),
      'double fork': after(`import os
if os.fork() == 0:
    os.setsid()
    os.environ.clear()
    if os.fork() == 0: os.execvpe('sleep', ['sleep', '${token}'], {'PATH': '/usr/bin:/bin'})
    os._exit(0)`),
      'endless output': after(`import threading, sys
def say():
    while True: sys.stderr.write('x' * 65536)
threading.Thread(target=say, daemon=True).start()`),
    },
    bounded: {
      'fork bomb': after(`import os
while True:
    try: os.fork()
    except OSError: pass`),
      'four gigabytes': after(`kept = [b'x' * (1 << 24) for _ in range(256)]`),
      'endless build': {
        ...rightServer,
        Makefile: `all:\n\twhile true; do sleep ${token}; done\n\nrun:\n\tpython3 server.py $(PORT)\n`,
      },
    },
  }
}
