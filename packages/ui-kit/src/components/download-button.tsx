import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Icon } from './icon.tsx'
import { notifyProblem } from './notify.tsx'

interface DownloadButtonProps {
  readonly save: () => Promise<void>
  readonly size?: 'xs' | 'sm'
  readonly children: ReactNode
}

/** Saves a file, and is busy until it is there; says so where that fails. */
export const DownloadButton = ({ save, size = 'sm', children }: DownloadButtonProps) => {
  const [running, setRunning] = useState(false)
  const start = async (): Promise<void> => {
    setRunning(true)
    await save().catch(notifyProblem)
    setRunning(false)
  }
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<Icon name="download" size={size === 'xs' ? 14 : 18} />}
      loading={running}
      onClick={() => void start()}
    >
      {children}
    </Button>
  )
}
