import { COURSE } from './course-files.ts'
import type { FolderFile } from './write-folder.ts'

/** The release of Node that is installed where the image has none that is new enough. */
const NODE = 'v22.20.0'

/** The oldest Node on which Parley runs. */
const OLDEST = 20

/** So long before Gradescope ends everything Parley has to be done, or is ended, in seconds. */
const RESERVE = 60
const LAST_MOMENT = 20

/** The shortest timeout in which something can be checked, in seconds. */
export const SHORTEST_TIMEOUT = 2 * RESERVE

/** What the folder is made of; `timeout`: Gradescope's, in seconds. */
export interface GradescopeWish {
  readonly packageFile: string
  readonly timeout: number
  readonly seed: number
}

/** What stands in `results.json` until Parley has written it anew. */
const unfinished = JSON.stringify({
  score: 0,
  output:
    'The autograder has not finished. This says nothing about your program: ask the course staff, who see why.',
  output_format: 'text',
  stdout_visibility: 'hidden',
})

/** The two programs that Gradescope runs. */
export function gradescopeFiles(wish: GradescopeWish): ReadonlyMap<string, FolderFile> {
  return new Map([
    ['setup.sh', { text: setupScript(wish), isProgram: true }],
    ['run_autograder', { text: runScript(wish), isProgram: true }],
  ])
}

function setupScript({ packageFile }: GradescopeWish): string {
  return `#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image.
set -euo pipefail

# To try it elsewhere: another folder than /autograder, and a user that there is.
base=\${AUTOGRADER:-/autograder}
student=\${STUDENT:-student}

# What the programs of students are built and run with: take away what your course does not use.
packages=(python3 gcc libc6-dev make default-jdk-headless)

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends ca-certificates curl util-linux "\${packages[@]}"

release=${NODE}
if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < ${OLDEST} ? 1 : 0)'; } > /dev/null 2>&1; then
  case $(uname -m) in
    x86_64) archive=node-$release-linux-x64.tar.gz ;;
    aarch64) archive=node-$release-linux-arm64.tar.gz ;;
    *) echo "there is no Node for $(uname -m) here" >&2; exit 1 ;;
  esac
  cd "$(mktemp -d)"
  curl -fsSLO "https://nodejs.org/dist/$release/$archive"
  curl -fsSL "https://nodejs.org/dist/$release/SHASUMS256.txt" | grep " $archive\\$" | sha256sum --check -
  tar -xzf "$archive" -C /usr/local --strip-components=1
fi

npm install --prefix "$base/parley" --offline --omit=optional --no-audit --no-fund \\
  "$base/source/${packageFile}"
id "$student" > /dev/null 2>&1 || useradd --create-home "$student"
`
}

function runScript({ timeout, seed }: GradescopeWish): string {
  return `#!/usr/bin/env bash
# Gradescope runs this as root for each submission. It needs no network.
set -u
umask 022

# To try it elsewhere: another folder than /autograder, a user that there is, another deadline.
base=\${AUTOGRADER:-/autograder}
student=\${STUDENT:-student}
# In seconds: Gradescope ends everything after ${timeout}, and nobody gets points then.
deadline=\${DEADLINE:-${timeout - RESERVE}}

# The student's program must not read the rubric or write the results.
mkdir -p "$base/results"
chmod 700 "$base/source" "$base/results"
results=$base/results/results.json
cat > "$results" << 'END'
${unfinished}
END

user=()
if [ "$(id -u)" = 0 ]; then user=(--user "$student"); fi
cd "$base" || exit
timeout --kill-after=5 "$((deadline + ${RESERVE - LAST_MOMENT}))" \\
  "$base/parley/node_modules/.bin/parley" autograder run source/${COURSE} submission \\
  "\${user[@]}" --seed ${seed} --deadline "$deadline" --gradescope "$results"
status=$?
# 1: the program is not right in everything.
if [ "$status" -gt 1 ]; then echo "parley has ended with status $status" >&2; fi
exit 0
`
}
