import { Box, Input, Kbd, Paper, Tabs, Text, Textarea } from '@mantine/core'
import { useText } from '@popug/ui-kit'
import { Markdown } from './markdown.tsx'

interface MarkdownFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

/** A field for Markdown, with a look at what it will become. */
export const MarkdownField = ({ label, value, onChange, error }: MarkdownFieldProps) => {
  const text = useText()
  return (
    <Input.Wrapper label={label} labelElement="div" description={text('markdown.hint')} error={error}>
      <Tabs defaultValue="write" variant="outline" keepMounted={false} my={6}>
        <Tabs.List aria-label={label}>
          <Tabs.Tab value="write">{text('markdown.write')}</Tabs.Tab>
          <Tabs.Tab value="preview">{text('markdown.preview')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" pt={6}>
          <Textarea
            aria-label={label}
            value={value}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
            error={Boolean(error)}
            autosize
            minRows={5}
            maxRows={14}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt={6}>
          <Paper withBorder p="sm" mih={124}>
            {value.trim() ? <Markdown>{value}</Markdown> : <Text c="dimmed">{text('markdown.nothing')}</Text>}
          </Paper>
        </Tabs.Panel>
      </Tabs>
    </Input.Wrapper>
  )
}

/** The keys that send a form from whatever field. */
export const SendKeys = () => (
  <Box component="span" aria-hidden="true" visibleFrom="sm">
    <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd>
  </Box>
)
