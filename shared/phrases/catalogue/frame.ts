/** What stands around all others, and what no catalogue has. */
export const FRAME = {
  '{{what}} at offset {{at}}: {{expectation}}': '{{what}}（偏移 {{at}}）：{{expectation}}',
  'expected {{expected}}, found {{found}}': '应为“{{expected}}”，实为“{{found}}”',
  '{{at}}': '{{at}}',
  '{{at}} + {{bytes}}': '{{at}} + {{bytes}}',
  '{{text}}': '{{text}}',
} as const
