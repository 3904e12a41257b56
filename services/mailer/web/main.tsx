import { type Catalogue, startApp } from '@popug/ui-kit'
import { pages } from './pages.ts'

const texts = import.meta.glob<Catalogue>('../../../languages/*/mailer.json', { import: 'default' })

void startApp({ service: 'mailer', texts, pages })
