import * as z from 'zod'

/** Of one plan. */
export const MOST_FAULTS = 100

/** The longest that something can be asked to wait, in milliseconds: a day. */
export const LONGEST_WAIT = 86_400_000

const wait = z.number().min(0).max(LONGEST_WAIT)

/** When a fault strikes; what is not said is any. */
const when = {
  /** The first connection that is made is 1. */
  connection: z.number().int().min(1).optional(),
  /** Who has sent the bytes that it strikes. */
  from: z.enum(['client', 'server']).optional(),
  /** The first frame of each direction is 1. */
  frame: z.number().int().min(1).optional(),
  /** So many bytes of the direction are sent when it strikes. */
  byte: z.number().int().min(1).optional(),
  /** Milliseconds since the connection was made. */
  after: wait.optional(),
  /** How often it strikes in one direction of one connection, at the most. */
  times: z.number().int().min(1).optional(),
  /** Of each frame that it could strike. */
  probability: z.number().min(0).max(1).optional(),
}

const kinds = [
  z.strictObject({
    fault: z.literal('cut'),
    /** Bytes of each piece. */
    size: z.number().int().min(1).max(65_536).default(1),
    /** Milliseconds between two pieces. */
    pause: wait.default(10),
    ...when,
  }),
  z.strictObject({
    fault: z.literal('join'),
    frames: z.number().int().min(2).max(1000).default(2),
    /** Milliseconds after which fewer are sent. */
    within: wait.default(100),
    ...when,
  }),
  z.strictObject({
    fault: z.literal('delay'),
    ms: wait,
    /** Up to so many milliseconds more. */
    jitter: wait.default(0),
    ...when,
  }),
  /** Without `ms` it lasts. */
  z.strictObject({ fault: z.literal('stall'), ms: wait.optional(), ...when }),
  z.strictObject({ fault: z.literal('reset'), ...when }),
  z.strictObject({ fault: z.literal('half-close'), ...when }),
  z.strictObject({ fault: z.literal('drop'), ...when }),
  z.strictObject({ fault: z.literal('duplicate'), ...when }),
  /** Bytes a second. */
  z.strictObject({ fault: z.literal('limit'), rate: z.number().min(1).max(1e9), ...when }),
] as const

const names = kinds.map(({ shape }) => shape.fault.value).join(', ')

const faultSchema = z
  .discriminatedUnion('fault', kinds, {
    error: ({ code }) => (code === 'invalid_union' ? `expected one of ${names}` : undefined),
  })
  .superRefine(({ frame, byte }, context) => {
    if (frame === undefined || byte === undefined) return
    const message = 'frame and byte are two ways to say where: leave out one of them'
    context.addIssue({ code: 'custom', path: ['byte'], message })
  })

const planSchema = z.strictObject({ faults: z.array(faultSchema).min(1).max(MOST_FAULTS) })

/** What a proxy does to the bytes that it passes on. */
export type FaultPlan = Readonly<z.infer<typeof planSchema>>
export type Fault = FaultPlan['faults'][number]
/** Who has sent the bytes of a direction. */
export type Sender = NonNullable<Fault['from']>

/** What a file says; throws a ZodError where it is wrong. */
export function parseFaultPlan(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): FaultPlan {
  return planSchema.parse(input, context)
}

/** Those that end or hold a direction; they strike behind a frame or a byte, or at a time. */
export type EndingFault = Extract<Fault, { fault: 'stall' | 'reset' | 'half-close' }>

export function isEnding(fault: Fault): fault is EndingFault {
  return fault.fault === 'stall' || fault.fault === 'reset' || fault.fault === 'half-close'
}

/** Whether it strikes at a time of its own, though nothing is sent. */
export function isTimed(fault: Fault): fault is EndingFault & { readonly after: number } {
  const { frame, byte, after } = fault
  return isEnding(fault) && after !== undefined && frame === undefined && byte === undefined
}
