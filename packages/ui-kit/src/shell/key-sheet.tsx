import { Kbd, Modal, Table } from '@mantine/core'
import { useKitText } from '../i18n/text.ts'

interface KeySheetProps {
  readonly opened: boolean
  readonly onClose: () => void
  /** Keys as they are shown, and what they do in the person's language. */
  readonly keys: readonly (readonly [keys: readonly string[], does: string])[]
}

/** What the keyboard can do here. */
export const KeySheet = ({ opened, onClose, keys }: KeySheetProps) => {
  const text = useKitText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('keys.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(([pressed, does]) => (
            <Table.Tr key={does}>
              <Table.Th scope="row" fw={400}>
                {does}
              </Table.Th>
              <Table.Td ta="right">
                {pressed.map((key, index) => (
                  <span key={key}>
                    {index > 0 && ' '}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
