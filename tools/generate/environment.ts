import { allSettings } from './all-settings.ts'

/** `.env.example`: every setting, commented out at its default. */
export const environment = (): string =>
  [
    '# Made by `npm run generate`; a check compares it. Every setting of Popug, at its default; see docs/generated/settings.md.',
    ...allSettings().map(({ title, rows }) =>
      [
        '',
        `# --- ${title} ---`,
        ...rows.flatMap(({ name, description, values, fallback, example }) => [
          `# ${[description, values.replaceAll('`', '')].filter(Boolean).join(': ')}`,
          `# ${name}=${fallback ?? example}`,
        ]),
      ].join('\n'),
    ),
    '',
  ].join('\n')
