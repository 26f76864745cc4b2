import { escapeBytes, type Happened } from '@parley/kit'
import { mermaidOf } from './mermaid.ts'
import type {
  AloneRun,
  Blame,
  BrokenRule,
  Cell,
  Conversation,
  MatrixReport,
  Step,
} from './results.ts'

/** The report as JSON; bytes are texts in which all but printable ASCII is visible, as `\n`, `\xff`. */
export function matrixJson(report: MatrixReport): string {
  const { cells, alone, ...rest } = report
  const shown = { ...rest, cells: cells.map(cellOf), alone: alone.map(aloneOf) }
  return `${JSON.stringify(shown, null, 2)}\n`
}

function cellOf({ runs, blames, ...rest }: Cell) {
  const names = { client: rest.client, server: rest.server }
  return {
    ...rest,
    blames: blames.map(blameOf),
    runs: runs.map((run) => ({ ...conversationOf(run), mermaid: mermaidOf(run, names) })),
  }
}

function aloneOf({ conversation, ...rest }: AloneRun) {
  return { ...rest, conversation: conversationOf(conversation) }
}

function conversationOf({ steps, log, ...rest }: Conversation) {
  return { ...rest, steps: steps.map(stepShown), log: log.map(happenedOf) }
}

function stepShown({ came, ...rest }: Step) {
  return { ...rest, came: came === undefined ? undefined : escapeBytes(came) }
}

function happenedOf(happened: Happened) {
  switch (happened.kind) {
    case 'sent':
    case 'came':
      return { ...happened, bytes: escapeBytes(happened.bytes) }
    case 'event':
    case 'typed':
    case 'shown':
      return happened
  }
}

function blameOf({ evidence, ...rest }: Blame) {
  return {
    ...rest,
    evidence: evidence.map((one) => ({ ...one, rules: one.rules.map(ruleOf) })),
  }
}

function ruleOf({ came, ...rest }: BrokenRule) {
  return { ...rest, came: came === undefined ? undefined : escapeBytes(came) }
}
