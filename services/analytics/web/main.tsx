import { type Catalogue, startApp } from '@popug/ui-kit'
import { pages } from './pages.ts'

const texts = import.meta.glob<Catalogue>('../../../languages/*/analytics.json', { import: 'default' })

void startApp({ service: 'analytics', texts, pages })
