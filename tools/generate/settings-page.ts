import { allSettings } from './all-settings.ts'
import { generatedBy, table } from './markdown.ts'

const section = ({ title, rows }: ReturnType<typeof allSettings>[number]): string =>
  `## ${title[0]?.toUpperCase()}${title.slice(1)}\n\n${table(
    ['setting', 'is', 'unless told'],
    rows.map(({ name, description, values, fallback, example }) => [
      `\`${name}\``,
      [description, values].filter(Boolean).join(': '),
      fallback === undefined ? `— (for example \`${example}\`)` : fallback === '' ? 'empty' : `\`${fallback}\``,
    ]),
  )}\n`

/** Every setting as a table. */
export const settingsPage = (): string => `${generatedBy}
# Settings

All settings are environment variables; each may also be read from the file that \`<NAME>_FILE\` names. In the embedded mode
\`SERVICE_SECRET\`, \`CARD_KEY\` and \`CARD_FINGERPRINT_KEY\` are made at the first start and kept in the data folder.

${allSettings().map(section).join('\n')}`
