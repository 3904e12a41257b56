import { InstallationSettings } from '@popug/service-kit'
import type { TObject, TSchema } from 'typebox'
import { BankSettings } from '../../apps/bank/settings.ts'
import { BankContainer } from '../../apps/composed/commands/bank.ts'
import { DemoSettings } from '../../apps/composed/commands/demo.ts'
import { ComposeVariables } from '../../apps/composed/compose-variables.ts'
import { ComposedSettings } from '../../apps/composed/settings.ts'
import { settledByCompose } from '../../apps/composed/settled-by-compose.ts'
import { services } from '../../apps/embedded/services.ts'
import { EmbeddedSettings } from '../../apps/embedded/settings.ts'
import { schemaText } from './schema-text.ts'

export interface SettingRow {
  readonly name: string
  readonly description: string
  readonly values: string
  readonly fallback: string | undefined
  readonly example: string
}

export interface SettingGroup {
  readonly title: string
  readonly rows: readonly SettingRow[]
}

const embedded = 'the embedded mode'

type Noted = TSchema & { description?: string; examples?: readonly unknown[]; default?: unknown; enum?: unknown[] }

/** Says of what `.env` cannot change that it cannot. */
const noteOn = (name: string): string =>
  settledByCompose[name] === undefined ? '' : ` (compose.yaml settles it: ${settledByCompose[name]})`

const rowsOf = (title: string, schema: TObject): SettingRow[] =>
  Object.entries(schema.properties).map(([name, setting]) => {
    const { description = '', examples = [], default: fallback, enum: values } = setting as Noted
    return {
      name,
      description: title === embedded ? description : description + noteOn(name),
      values: values ? schemaText({ enum: values } as unknown as TSchema) : '',
      fallback: fallback === undefined ? undefined : String(fallback),
      example: String(examples[0] ?? ''),
    }
  })

/** Every setting of the product, by who reads it; one that two groups share stands in the first. */
export const allSettings = (): readonly SettingGroup[] => {
  const seen = new Set<string>()
  const groups: [string, TObject][] = [
    [embedded, EmbeddedSettings],
    ['the whole installation', InstallationSettings],
    ...services.map(({ name, settings }): [string, TObject] => [name, settings]),
    ['the sandbox bank', BankSettings],
    ['docker compose', ComposeVariables],
    ['a container of the composed mode', ComposedSettings],
    ['the demo of the composed mode', DemoSettings],
    ['the sandbox bank of the composed mode', BankContainer],
  ]
  return groups
    .map(([title, schema]) => ({
      title,
      rows: rowsOf(title, schema).filter(({ name }) => !seen.has(name) && seen.add(name)),
    }))
    .filter(({ rows }) => rows.length > 0)
}
