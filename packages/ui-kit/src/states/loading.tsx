import { Box, Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useKitText } from '../i18n/text.ts'

interface LoadingProps {
  /** The shape of what comes: a table's rows, a card with a large figure, or lines of text. */
  readonly shape?: 'rows' | 'figure' | 'text'
  readonly count?: number
}

const heights = { rows: 24, figure: 96, text: 14 }

/** Skeletons in the shape of what comes. */
export const Loading = ({ shape = 'rows', count = shape === 'figure' ? 1 : 6 }: LoadingProps) => {
  const text = useKitText()
  return (
    <Box role="status">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <Stack gap={shape === 'text' ? 'xs' : 16} aria-hidden="true">
        {Array.from({ length: count }, (_, line) => (
          <Skeleton key={`${shape}-${String(line)}`} height={heights[shape]} width={`${100 - ((line * 7) % 24)}%`} />
        ))}
      </Stack>
    </Box>
  )
}
