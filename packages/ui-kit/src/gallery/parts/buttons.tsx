import { Button } from '@mantine/core'
import { PageButton, PageLink } from '../../app/links.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { DownloadButton } from '../../components/download-button.tsx'
import { Icon } from '../../components/icon.tsx'
import { NewSecret } from '../../components/new-secret.tsx'
import { notifyDone, notifyProblem } from '../../components/notify.tsx'
import { UploadButton } from '../../components/upload-button.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { problems } from '../samples.ts'

const here = '/operations/gallery'
const variants = ['filled', 'light', 'default', 'subtle'] as const
const settled = (): Promise<void> => Promise.resolve()
const refused = (): Promise<void> => Promise.reject(problems.forbidden)

const Plain = () => {
  const text = useText()
  return (
    <Exhibit of="Button">
      {variants.map((variant) => (
        <Specimen key={variant} state={`button.${variant}`}>
          <Button variant={variant}>{text('sample.create')}</Button>
        </Specimen>
      ))}
      <Specimen state="button.icon">
        <Button leftSection={<Icon name="plus" />}>{text('sample.create')}</Button>
      </Specimen>
      <Specimen state="button.disabled">
        <Button disabled>{text('sample.create')}</Button>
      </Specimen>
      <Specimen state="button.running">
        <Button loading>{text('sample.create')}</Button>
      </Specimen>
      <Specimen state="button.danger">
        <Button color="macaw">{text('sample.reassign')}</Button>
      </Specimen>
    </Exhibit>
  )
}

const Asking = () => {
  const text = useText()
  const shared = {
    title: text('sample.reassignAsk'),
    what: text('sample.reassignWhat'),
    confirm: text('sample.reassign'),
  }
  return (
    <Exhibit of="ConfirmButton">
      <Specimen state="confirm.does">
        <ConfirmButton {...shared} onConfirm={settled}>
          {text('sample.reassignAll')}
        </ConfirmButton>
      </Specimen>
      <Specimen state="confirm.fails">
        <ConfirmButton {...shared} onConfirm={refused}>
          {text('sample.reassignAll')}
        </ConfirmButton>
      </Specimen>
      <Specimen state="confirm.mayNot">
        <ConfirmButton {...shared} onConfirm={settled} mayConfirm={false}>
          {text('sample.reassignAll')}
        </ConfirmButton>
      </Specimen>
    </Exhibit>
  )
}

const Toasts = () => {
  const text = useText()
  return (
    <Exhibit of="notify">
      <Specimen state="toast.done">
        <Button variant="default" onClick={() => notifyDone(text('sample.done'))}>
          {text('sample.show')}
        </Button>
      </Specimen>
      <Specimen state="toast.problem">
        <Button variant="default" onClick={() => notifyProblem(problems.silent)}>
          {text('sample.show')}
        </Button>
      </Specimen>
    </Exhibit>
  )
}

/** What is pressed, what asks first, and what is said afterwards. */
export const Buttons = () => {
  const text = useText()
  return (
    <Group name="buttons">
      <Plain />
      <Exhibit of="PageButton">
        <Specimen state="ready">
          <PageButton to={here}>{text('title')}</PageButton>
        </Specimen>
      </Exhibit>
      <Exhibit of="PageLink">
        <Specimen state="ready">
          <PageLink to={here}>{text('title')}</PageLink>
        </Specimen>
      </Exhibit>
      <Asking />
      <Exhibit of="DownloadButton">
        <Specimen state="ready">
          <DownloadButton save={settled}>{text('sample.save')}</DownloadButton>
        </Specimen>
        <Specimen state="error">
          <DownloadButton save={refused}>{text('sample.save')}</DownloadButton>
        </Specimen>
      </Exhibit>
      <Exhibit of="UploadButton">
        {(['ready', 'sending', 'disabled'] as const).map((state) => (
          <Specimen key={state} state={`button.${state}`}>
            <UploadButton send={() => {}} sending={state === 'sending'} disabled={state === 'disabled'}>
              {text('sample.choose')}
            </UploadButton>
          </Specimen>
        ))}
      </Exhibit>
      <Toasts />
      <Exhibit of="NewSecret">
        <Specimen state="ready">
          <NewSecret
            label={text('sample.secret')}
            secret="popug_01890a5dac96774bbcce"
            hint={text('sample.secretHint')}
            onDone={() => {}}
          />
        </Specimen>
      </Exhibit>
    </Group>
  )
}
