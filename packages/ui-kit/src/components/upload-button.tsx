import { Button, FileButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { notifyProblem } from './notify.tsx'

interface UploadButtonProps {
  /** Takes the text of the chosen file. */
  readonly send: (csv: string) => void
  readonly sending: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** Has a CSV chosen and sends its text; says so where the file cannot be read. */
export const UploadButton = ({ send, sending, disabled = false, children }: UploadButtonProps) => {
  const read = async (file: File | null): Promise<void> => {
    if (!file) return
    try {
      send(await file.text())
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <FileButton accept=".csv,text/csv" onChange={(file) => void read(file)}>
      {(props) => (
        <Button {...props} leftSection={<Icon name="upload" />} loading={sending} disabled={disabled}>
          {children}
        </Button>
      )}
    </FileButton>
  )
}
