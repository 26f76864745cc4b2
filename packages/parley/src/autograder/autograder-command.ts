import { join, resolve } from 'node:path'
import type { Argv } from 'yargs'
import { UsageError } from '../errors.ts'
import { flagOf } from '../flags.ts'
import { seedOf } from '../grade/course.ts'
import { courseFiles } from './course-files.ts'
import { GITHUB_FOLDER, githubFiles, SHORTEST_MINUTES, WORKFLOW } from './github-folder.ts'
import { gradescopeFiles, SHORTEST_TIMEOUT } from './gradescope-folder.ts'
import { writeOwnPackage } from './own-package.ts'
import { runAlone, runFlags } from './run-command.ts'
import { refuseThere, writeFolder } from './write-folder.ts'

interface FolderFlags {
  readonly course?: string | undefined
  readonly out?: string | undefined
  readonly force?: boolean | undefined
  readonly seed?: number | undefined
  readonly timeout?: number | undefined
}

/** `parley autograder …`. `leaveWith` ends the program with a status. */
export function autograderCommands(args: Argv, leaveWith: (status: number) => void) {
  return args
    .command(
      'gradescope [course]',
      'Write a folder that Gradescope checks submissions with',
      (given) =>
        folderFlags(given).option('timeout', {
          type: 'number',
          default: 600,
          requiresArg: true,
          describe: 'the timeout in the settings of the assignment there, in seconds',
        }),
      (flags) => writeGradescope(flags),
    )
    .command(
      'github [course]',
      'Write a workflow that checks what a student pushes to GitHub',
      (given) =>
        folderFlags(given).option('timeout', {
          type: 'number',
          default: 900,
          requiresArg: true,
          describe: 'how long a run may take in all, in seconds',
        }),
      (flags) => writeGithub(flags),
    )
    .command(
      'run <course> <submission>',
      'Grade one submission, as the two others have it done',
      runFlags,
      async (flags) => leaveWith(await runAlone(flags)),
    )
    .demandCommand(1, 'autograder: one of gradescope, github and run is needed')
}

function folderFlags(args: Argv) {
  return args
    .positional('course', {
      type: 'string',
      default: 'course.yaml',
      describe: 'YAML or JSON file, as for parley grade',
    })
    .option('out', flagOf('out', 'a folder', 'where the files are written'))
    .option('force', { type: 'boolean', describe: 'replace files that are there' })
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'decides all that is random, for every student (default: one that is drawn now)',
    })
}

async function writeGradescope(flags: FolderFlags): Promise<void> {
  const folder = outOf(flags)
  const timeout = secondsOf(flags.timeout, SHORTEST_TIMEOUT)
  const seed = seedOf(flags.seed, undefined)
  const course = asFiles(await courseFiles(flags.course ?? ''))
  refuseThere(folder, ['setup.sh', 'run_autograder', ...course.keys()], flags.force === true)
  const packageFile = await writeOwnPackage(folder)
  await writeFolder(
    folder,
    new Map([...course, ...gradescopeFiles({ packageFile, timeout, seed })]),
  )
  tell(folder, 'zip the files in it, not the folder, and upload that as the autograder', seed)
}

async function writeGithub(flags: FolderFlags): Promise<void> {
  const folder = outOf(flags)
  const minutes = Math.floor(secondsOf(flags.timeout, 60 * SHORTEST_MINUTES) / 60)
  const seed = seedOf(flags.seed, undefined)
  const course = asFiles(await courseFiles(flags.course ?? ''), `${GITHUB_FOLDER}/`)
  refuseThere(folder, [WORKFLOW, ...course.keys()], flags.force === true)
  const packageFile = await writeOwnPackage(join(folder, GITHUB_FOLDER))
  await writeFolder(folder, new Map([...course, ...githubFiles({ packageFile, minutes, seed })]))
  tell(folder, 'commit .github to the repository from which those of the students are made', seed)
}

function tell(folder: string, next: string, seed: number): void {
  process.stdout.write(`seed ${seed}\n${folder} is written: ${next}\n`)
}

function asFiles(texts: ReadonlyMap<string, string>, prefix = '') {
  return new Map([...texts].map(([name, text]) => [`${prefix}${name}`, { text }] as const))
}

function outOf({ out }: FolderFlags): string {
  if (out === undefined)
    throw new UsageError('autograder: --out is needed: where to write the files')
  return resolve(out)
}

function secondsOf(said = 0, least: number): number {
  if (Number.isInteger(said) && said >= least && said <= 21_600) return said
  throw new UsageError(`--timeout: expected whole seconds, ${least} to 21600`)
}
