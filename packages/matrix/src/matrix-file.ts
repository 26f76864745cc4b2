import { driverPartSchema, misspeltPlace, noSuchPlace } from '@parley/kit'
import * as z from 'zod'

const name = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[^×\p{Cc}]+$/u, 'a name may not contain × or control characters')

const words = z
  .array(z.string())
  .min(1)
  .max(100)
  .superRefine((said, context) => {
    const wrong = misspeltPlace(said)
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: noSuchPlace(wrong) })
  })

const variables = z.record(z.string().min(1), z.string()).superRefine((said, context) => {
  const wrong = misspeltPlace(Object.values(said))
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: noSuchPlace(wrong) })
})

/** The only one that a program knows. */
const port = z.number().int().min(1).max(65_535)

const clientSchema = z.strictObject({
  name,
  dialect: z.string(),
  /** `{host}` and `{port}` stand for the server’s place; both are added where neither occurs. */
  command: words,
  /** Its keys, or a file of them, beside the file of the matrix; else the dialect’s. */
  driver: z.union([driverPartSchema, z.string()]).default({}),
  /** What is typed to be shown what waits; else the dialect’s own, if it has any. */
  poll: z.string().optional(),
  pty: z.boolean().default(false),
  /** Beside the file of the matrix. */
  cwd: z.string().optional(),
  env: variables.default({}),
  /** Where it connects to, if that cannot be said to it. */
  port: port.optional(),
})

/** What only a server has that is started here. */
const ofCommands = ['cwd', 'env', 'port', 'wait', 'fresh'] as const

const accounts = z
  .array(z.strictObject({ name: z.string().min(1), password: z.string() }))
  .min(2)
  .optional()

const serverSchema = z
  .strictObject({
    name,
    dialect: z.string(),
    command: words.optional(),
    /** `host:port` of one that runs already; without a port it is the dialect’s. */
    address: z.string().min(1).optional(),
    /** Those that can log in at it; else those of the file. */
    accounts,
    cwd: z.string().optional(),
    env: variables.optional(),
    /** Where it listens, if that cannot be said to it. */
    port: port.optional(),
    /** How long it may take until it listens, in seconds. */
    wait: z.number().min(0).max(600).optional(),
    /** Whether it is started afresh for each cell. */
    fresh: z.boolean().optional(),
  })
  .refine(({ command, address }) => (command === undefined) !== (address === undefined), {
    error: 'one of command and address is needed',
  })
  .superRefine((said, context) => {
    if (said.command !== undefined) return
    const key = ofCommands.find((one) => said[one] !== undefined)
    if (key === undefined) return
    const message = 'only with a command: a server with an address is started by somebody else'
    context.addIssue({ code: 'custom', path: [key], message })
  })

const matrixSchema = z
  .strictObject({
    clients: z.array(clientSchema).min(1),
    servers: z.array(serverSchema).default([]),
    /** Whether Parley’s own gateway is one of the servers, for clients of every dialect. */
    gateway: z.boolean().default(false),
    repeat: z.number().int().min(1).max(100).optional(),
    /** Whether the programs of cells that fail are checked, for the blame. */
    checks: z.boolean().default(true),
    /** Those that can log in at the servers; else accounts are made by logging in. */
    accounts,
    /** By dialect: its options, as the programs are said to have them. */
    options: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  })
  .superRefine(({ clients, servers, gateway }, context) => {
    if (servers.length === 0 && !gateway) {
      context.addIssue({ code: 'custom', path: ['servers'], message: 'there is no server' })
    }
    for (const [side, parties] of Object.entries({ clients, servers })) {
      for (const [index, party] of parties.entries()) {
        if (parties.findIndex((one) => one.name === party.name) === index) continue
        const message = `there are two of the name "${party.name}"`
        context.addIssue({ code: 'custom', path: [side, index, 'name'], message })
      }
    }
  })

export type MatrixFile = Readonly<z.infer<typeof matrixSchema>>

/** What a file says; throws a ZodError where it is wrong. */
export function parseMatrixFile(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): MatrixFile {
  return matrixSchema.parse(input, context)
}
