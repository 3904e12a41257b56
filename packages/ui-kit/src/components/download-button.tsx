import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { notifyProblem } from './notify.tsx'

interface DownloadButtonProps {
  readonly save: () => Promise<void>
  readonly children: ReactNode
}

/** Saves a file; says so where that fails. */
export const DownloadButton = ({ save, children }: DownloadButtonProps) => (
  <Button variant="default" leftSection={<Icon name="download" />} onClick={() => void save().catch(notifyProblem)}>
    {children}
  </Button>
)
