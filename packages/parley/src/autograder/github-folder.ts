import { COURSE } from './course-files.ts'
import type { FolderFile } from './write-folder.ts'

/** Where the package, the course file and the rubric are in the repository of a student. */
export const GITHUB_FOLDER = '.github/parley'

/** The file that GitHub Classroom takes for the workflow of an assignment. */
export const WORKFLOW = '.github/workflows/classroom.yml'

/** What the folder is made of; `minutes`: how long a run may take in all. */
export interface GithubWish {
  readonly packageFile: string
  readonly minutes: number
  readonly seed: number
}

/** Checking out, installing and reporting have the rest of the time. */
const RESERVE = 120

/** The shortest run in which something can be checked, in minutes. */
export const SHORTEST_MINUTES = 3

/** The workflow that checks what a student pushes. */
export function githubFiles(wish: GithubWish): ReadonlyMap<string, FolderFile> {
  return new Map([[WORKFLOW, { text: workflow(wish) }]])
}

function workflow({ packageFile, minutes, seed }: GithubWish): string {
  return `# Checks the program in this repository at each push; the points are in the summary of the run.
name: Parley
on: [push, workflow_dispatch]
permissions:
  contents: read
  actions: read
  checks: write
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: ${minutes}
    if: github.actor != 'github-classroom[bot]'
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Install Parley
        run: >-
          npm install --prefix "$RUNNER_TEMP/parley" --offline --omit=optional --no-audit --no-fund
          "$PWD/${GITHUB_FOLDER}/${packageFile}"
      - name: Check the program
        id: parley
        run: |
          status=0
          "$RUNNER_TEMP/parley/node_modules/.bin/parley" autograder run ${GITHUB_FOLDER}/${COURSE} . \\
            --seed ${seed} --deadline ${60 * minutes - RESERVE} \\
            --markdown "$GITHUB_STEP_SUMMARY" --github-classroom "$RUNNER_TEMP/result.json" || status=$?
          if [ -f "$RUNNER_TEMP/result.json" ]; then
            echo "result=$(base64 -w 0 "$RUNNER_TEMP/result.json")" >> "$GITHUB_OUTPUT"
          fi
          exit "$status"
      - name: Report the points to GitHub Classroom
        if: always() && steps.parley.outputs.result != ''
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
          PARLEY_RESULTS: \${{ steps.parley.outputs.result }}
        with:
          runners: parley
`
}
