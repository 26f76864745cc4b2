import type { Sandbox } from '@parley/grade'

/** Runs a command that this user can find and execute. */
const RUN = `command -v "$1" > /dev/null || { echo "$1: command not found" >&2; exit 127; }
exec "$@"`

/**
 * Started with a user, the most processes, `RUN` and a command. That user is given the folder in which it
 * runs, which is a copy, and the way to it: folders of temporary files are closed to other users.
 */
const SCRIPT = `user=$1 processes=$2 run=$3
shift 3
place=$PWD
while [ "$place" != / ]; do
  case \${place##*/} in parley-*) chmod o+x "$place" ;; esac
  place=$(dirname "$place")
done
chown -hR "$user" . && export HOME="$PWD" &&
exec prlimit --nproc="$processes" setpriv --reuid="$user" --regid="$(id -g "$user")" \\
  --clear-groups --no-new-privs -- sh -c "$run" sh "$@"`

/**
 * Programs run as another user of this machine, for which Parley has to be root. They cannot write
 * anything that is not theirs, nor read what others may not read; they do see the network.
 */
export function asUser(user: string): Sandbox {
  return {
    name: `user ${user}`,
    level: 'programs have run as another user, with the network of this machine',
    ownsPorts: false,
    endsAll: false,
    inside: undefined,
    confine: ({ words, limits }) => [
      ...['sh', '-c', SCRIPT, 'sh', user, String(limits.processes), RUN],
      ...words,
    ],
  }
}
