import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const right = readFileSync(
  fileURLToPath(new URL('students/servers/vu/select-loop.py', import.meta.url)),
  'utf8',
)

/** What hostile programs are told, so that they need not search for it. */
interface Target {
  /** Files that no program of a student may read. */
  readonly secrets: readonly string[]
  /** A file into which none may write. */
  readonly results: string
  /** Stands in the command of what they leave behind. */
  readonly token: string
}

/** Lines of Python, by what they try. */
type Attempts = Readonly<Record<string, string>>

/** A right server that runs these lines of Python first. */
export function serverAfter(...lines: readonly string[]): string {
  return [...lines, right].join('\n')
}

/** What comes to nothing, so that the server after it is right; it exits where it could read a secret. */
export function harmlessAttempts({ secrets, results, token }: Target): Attempts {
  return {
    'kill -1': `import os
try: os.kill(-1, 9)
except OSError: pass`,
    'reads secrets': `import os
for path in ${JSON.stringify(secrets)}:
    try:
        if open(path).read(): os._exit(3)
    except OSError: pass`,
    'forges results': `import os
try: open(${JSON.stringify(results)}, 'a').write('forged')
except OSError: pass
print('{"state":"graded"}', flush=True)
for fd in range(3, 64):
    try: os.write(fd, b'{"state":"graded"}')
    except OSError: pass`,
    'double fork': `import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: os.execvpe('sleep', ['sleep', '${token}'], {'PATH': '/usr/bin:/bin'})
    os._exit(0)`,
    'endless output': `import threading, sys
def say():
    while True: sys.stderr.write('x' * 65536)
threading.Thread(target=say, daemon=True).start()`,
  }
}

/** What a limit ends. */
export const boundedAttempts = {
  'fork bomb': `import os
while True:
    try: os.fork()
    except OSError: pass`,
  'four gigabytes': `kept = [b'x' * (1 << 24) + bytes([n]) for n in range(256)]`,
  'endless start': `while True: pass`,
} as const
