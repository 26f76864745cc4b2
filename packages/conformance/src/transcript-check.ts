import type { ServerDialect } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { type Fixture, fixture } from './fixtures.ts'
import { inOneChunk, otherSegmentations } from './segmentation.ts'
import { playTranscript } from './transcript-player.ts'

/** Plays a transcript in every way; the same must come of it each time. */
export function playedTranscript(
  dialect: ServerDialect,
  { transcript, problem }: Fixture,
): Findings {
  if (transcript === undefined) return [problem]
  if (transcript.steps.length === 0) return ['the transcript has no steps']
  const notes = new Notes()
  notes.during(inOneChunk.name, () => notes.add(playTranscript(dialect, transcript, inOneChunk)))
  if (notes.findings.length > 0 || transcript.wholeOnly !== undefined) return notes.findings
  const lengths = transcript.steps.map((step) => (step.kind === 'C' ? step.bytes.length : 0))
  for (const way of otherSegmentations(Math.max(...lengths))) {
    notes.during(way.name, () => notes.add(playTranscript(dialect, transcript, way)))
  }
  return notes.findings
}

/** What is wrong with the text of a transcript for this dialect, played in every way; nothing where it passes. */
export function transcriptFindings(dialect: ServerDialect, text: string): Findings {
  return playedTranscript(dialect, fixture('transcript', text))
}
