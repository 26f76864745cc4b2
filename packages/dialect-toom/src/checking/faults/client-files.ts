import type { CallLine, CallSession, CallSide } from '@parley/contract'
import { faultOf, terminalSession } from '@parley/faulty'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'
import { type ToomFault, terminalFault } from './mutations.ts'

type Calls = CallSide<Options>
type Announced = NonNullable<ReturnType<NonNullable<Calls['announcement']>>>

function withCalls(change: (calls: Calls) => Partial<Calls>): ToomFault['apply'] {
  return (dialect) => {
    const { calls } = dialect
    return calls === undefined ? dialect : { ...dialect, calls: { ...calls, ...change(calls) } }
  }
}

/** What a file is announced with, and in what pieces it goes, is changed. */
function withAnnouncement(change: (announced: Announced) => Announced): ToomFault['apply'] {
  return withCalls(({ announcement }) => ({
    announcement(from, file) {
      const announced = announcement?.(from, file)
      return change(announced ?? { head: [], piece: 1 })
    },
  }))
}

/** The line of a call with some of its methods replaced. */
function lineWith(line: CallLine, change: Partial<CallLine>): CallLine {
  return {
    get now() {
      return line.now
    },
    say: (text, claimed) => line.say(text, claimed),
    file: (name, claimed) => line.file(name, claimed),
    bytes: (bytes) => line.bytes(bytes),
    fileEnd: () => line.fileEnd(),
    refuseFile: (name, why) => line.refuseFile(name, why),
    close: () => line.close(),
    wakeAt: (time) => line.wakeAt(time),
    ...change,
  }
}

const callsFault = faultOf(withCalls)
const announcementFault = faultOf(withAnnouncement)

export const clientFileFaults: readonly ToomFault[] = [
  terminalFault('sends-upd', 'sends UPD to the server', ['toom-5.1'], (session, write) => ({
    typed: (line) => {
      if (line.startsWith('UPD ')) write(pickle('UPD', line.slice(4)))
      else session.typed(line)
    },
  })),
  announcementFault(
    'label-alone',
    'begins a file with its label, without a name',
    ['toom-5.2'],
    ({ head, piece }) => ({ head: head.slice(1), piece }),
  ),
  announcementFault(
    'file-name-alone',
    'does not put its name before that of a file',
    ['toom-5.2a'],
    ({ head: [name = '', label = ''], piece }) => ({
      head: [name, String(label).replace(`${name}_`, '')],
      piece,
    }),
  ),
  announcementFault(
    'long-pieces',
    'sends 8192 bytes of a file at once',
    ['toom-5.2b'],
    ({ head }) => ({ head, piece: 8192 }),
  ),
  callsFault(
    'endless-files',
    'waits a minute for the end of a file',
    ['toom-5.2c'],
    ({ answer }) => ({
      answer: (line, options) =>
        answer(lineWith(line, { wakeAt: (time) => line.wakeAt(time + 60_000) }), options),
    }),
  ),
  callsFault(
    'no-empty-files',
    'makes a file with its first bytes',
    ['toom-5.3a'],
    ({ answer }) => ({
      answer(line, options) {
        let isEmpty = true
        const own = lineWith(line, {
          file(name, claimed) {
            isEmpty = true
            line.file(name, claimed)
          },
          bytes(bytes) {
            isEmpty = false
            line.bytes(bytes)
          },
          fileEnd() {
            if (isEmpty) line.refuseFile('', 'bad-name')
            else line.fileEnd()
          },
        })
        return answer(own, options)
      },
    }),
  ),
  {
    name: 'mixes-files',
    what: 'takes all datagrams for one file',
    breaks: ['toom-5.3b'],
    apply(dialect) {
      let only: CallSession | undefined
      const forgetful = terminalSession(dialect, () => {
        only = undefined
        return {}
      })
      return withCalls(({ answer }) => ({
        answer(line, options) {
          only ??= answer(line, options)
          return only
        },
      }))(forgetful)
    },
  },
]
