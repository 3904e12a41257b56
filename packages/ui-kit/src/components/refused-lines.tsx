import { Group, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useKitText } from '../i18n/text.ts'
import { DataTable } from './data-table.tsx'
import { DownloadButton } from './download-button.tsx'

/** A line of a file that was refused: where it stands, which column is wrong, and why, in the person's language. */
export interface RefusedLine {
  readonly line: number
  /** Empty where the line as a whole is wrong. */
  readonly column: string
  readonly reason: string
}

interface RefusedLinesProps {
  readonly lines: readonly RefusedLine[]
  /** Saves them as a CSV to be mended. */
  readonly save: () => Promise<void>
}

const rowsAtOnce = 100

/** What of a file was refused, line by line: the place, the reason, and the way to get the lines back as a file. */
export const RefusedLines = ({ lines, save }: RefusedLinesProps) => {
  const text = useKitText()
  const format = useFormat()
  const [shown, setShown] = useState(rowsAtOnce)
  return (
    <Stack gap="sm" component="section" aria-label={text('refusedLines.refused')}>
      <Group justify="space-between" gap="sm">
        <Title order={2}>
          {text('refusedLines.count', { count: lines.length, number: format.number(lines.length) })}
        </Title>
        <DownloadButton save={save}>{text('refusedLines.save')}</DownloadButton>
      </Group>
      <DataTable
        label={text('refusedLines.refused')}
        dense
        rows={lines.slice(0, shown)}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', title: text('refusedLines.line'), cell: ({ line }) => format.number(line) },
          {
            key: 'column',
            title: text('refusedLines.column'),
            cell: ({ column }) => column || text('refusedLines.whole'),
          },
          { key: 'reason', title: text('refusedLines.reason'), main: true, cell: ({ reason }) => reason },
        ]}
        onMore={shown < lines.length ? () => setShown(shown + rowsAtOnce) : undefined}
      />
    </Stack>
  )
}
