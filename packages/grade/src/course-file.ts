import { driverPartSchema } from '@parley/kit'
import * as z from 'zod'
import { commandWords, portNumber, startSchema } from './start-schema.ts'

/** Where the start of a program may come from, in the order in which the places are looked at. */
const sources = z.enum(['override', 'parley.yaml', 'run.sh', 'make-run', 'detect'])

export type StartSource = z.infer<typeof sources>

/** What is run of a language; `{main}` stands for its main file. */
const languageCommand = commandWords.optional()

const startRules = z.strictObject({
  order: z
    .array(sources)
    .min(1)
    .default(['override', 'parley.yaml', 'run.sh', 'make-run', 'detect']),
  python: languageCommand,
  node: languageCommand,
  java: languageCommand,
  c: languageCommand,
  cpp: languageCommand,
  go: languageCommand,
  rust: languageCommand,
  csharp: languageCommand,
  perl: languageCommand,
  ruby: languageCommand,
  /** By the id of a submission. */
  overrides: z.record(z.string(), startSchema).default({}),
})

/** What the course says of starting programs. */
export type StartRules = Readonly<z.infer<typeof startRules>>

const pattern = z
  .string()
  .superRefine((text, context) => {
    try {
      new RegExp(text, 'u')
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a regular expression' })
    }
  })
  .refine((text) => text.includes('(?<id>'), {
    error: 'expected a regular expression with a group (?<id>…)',
  })

const layout = z.union([z.enum(['moodle', 'canvas', 'folders']), z.strictObject({ pattern })])

/** How the folder of a class is laid out: which of its entries belong to whom. */
export type Layout = Readonly<z.infer<typeof layout>>

const assignment = z.strictObject({
  dialect: z.string(),
  side: z.enum(['server', 'client']).default('server'),
  /** A file beside that of the course. */
  rubric: z.string().optional(),
  /** Of the dialect, as the programs are said to have them. */
  options: z.record(z.string(), z.unknown()).default({}),
  /** Checks, rules or groups; empty: all. */
  only: z.array(z.string()).default([]),
  /** Those that can log in; else accounts are made by logging in. */
  accounts: z.array(z.strictObject({ name: z.string().min(1), password: z.string() })).default([]),
  /** What a client wants typed and what it shows; else as in the dialect's own terminal. */
  driver: driverPartSchema.default({}),
  /** Whether a client is started on a terminal. */
  pty: z.boolean().default(false),
  /** The port that a program knows of which no other is known; else the dialect's. */
  port: portNumber.optional(),
})

const seconds = (usual: number) => z.number().min(1).max(86_400).default(usual)

const limits = z.strictObject({
  buildSeconds: seconds(120),
  startSeconds: seconds(10),
  runSeconds: seconds(300),
  /** What all its processes have together. */
  memoryMiB: z.number().int().min(16).default(512),
  /** Threads count too: a Java machine alone has some thirty. */
  processes: z.number().int().min(4).default(256),
  /** So much of its output is read in a second, and of its errors; a program that prints more waits. */
  outputKiB: z.number().int().min(1).default(256),
})

/** What one submission may use. */
export type Limits = Readonly<z.infer<typeof limits>>

/** A header, or the place of the column, counted from 1. */
const column = z.union([z.string().trim().min(1), z.number().int().min(1)]).optional()

/** Which columns of the learning platform's file are which, where its headers are not known. */
const worksheet = z.strictObject({
  columns: z
    .strictObject({ id: column, name: column, grade: column, feedback: column })
    .prefault({}),
})

/** What somebody gives instead of what the rubric would, and why, for the student too. */
const mark = z.strictObject({ points: z.number().min(0), why: z.string().trim().min(1) })

const courseSchema = z.strictObject({
  assignment,
  layout: layout.default('folders'),
  start: startRules.prefault({}),
  limits: limits.prefault({}),
  sandbox: z.enum(['auto', 'bwrap', 'none']).default('auto'),
  /** How many submissions are graded at once. */
  parallel: z.number().int().min(1).max(64).default(1),
  policy: z
    .strictObject({
      /** What a program gets that does not build or does not start. */
      noStart: z.enum(['zero', 'blank']).default('zero'),
    })
    .prefault({}),
  /** By the id of a submission. */
  marks: z.record(z.string(), mark).default({}),
  worksheet: worksheet.prefault({}),
})

export type Course = Readonly<z.infer<typeof courseSchema>>

/** What a course file says; throws a ZodError where it is wrong. */
export function parseCourse(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): Course {
  return courseSchema.parse(input, context)
}
