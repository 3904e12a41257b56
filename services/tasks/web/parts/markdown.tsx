import { Text } from '@mantine/core'
import { lazy, Suspense } from 'react'

interface MarkdownProps {
  readonly children: string
}

const Plain = ({ children }: MarkdownProps) => (
  <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{children}</Text>
)

// Where the part that renders cannot be loaded the text as it was written says the same.
const Rendered = lazy(() => import('./rendered-markdown.tsx').catch(() => ({ default: Plain })))

/** A text in Markdown; as it was written until the part that renders it is there. */
export const Markdown = ({ children }: MarkdownProps) => (
  <Suspense fallback={<Plain>{children}</Plain>}>
    <Rendered>{children}</Rendered>
  </Suspense>
)
