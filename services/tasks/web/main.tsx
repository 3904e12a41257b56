import { type Catalogue, startApp } from '@popug/ui-kit'
import { pages } from './pages.ts'

const texts = import.meta.glob<Catalogue>('../../../languages/*/tasks.json', { import: 'default' })

void startApp({ service: 'tasks', texts, pages })
