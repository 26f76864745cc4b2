import { misspeltPlace, noSuchPlace } from '@parley/kit'
import * as z from 'zod'

/** A command, as a list of its words. */
export const commandWords = z
  .array(z.string())
  .min(1)
  .max(200)
  .superRefine((said, context) => {
    const wrong = misspeltPlace(said)
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: noSuchPlace(wrong) })
  })

export const portNumber = z.number().int().min(1).max(65_535)

/** A path that does not lead out of the submission. */
const innerFolder = z
  .string()
  .refine((path) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'), {
    error: 'expected a folder within the submission',
  })

/** How a program is built and started, as staff (`overrides`) or a student (`parley.yaml`) says it. */
export const startSchema = z.strictObject({
  /** The words of the command that builds it; run before the first start. */
  build: commandWords.optional(),
  /** `{host}` and `{port}` stand for where a server listens, or where a client connects to. */
  command: commandWords,
  /** Where it is built and started, within the submission. */
  cwd: innerFolder.default('.'),
  env: z.record(z.string().min(1), z.string()).default({}),
  /** The only port that it knows, where `{port}` cannot be said to it. */
  port: portNumber.optional(),
})

/** How a program is built and started. */
export type Start = Readonly<z.infer<typeof startSchema>>
