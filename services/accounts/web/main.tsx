import { startApp } from '@popug/ui-kit'
import en from './locales/en.json' with { type: 'json' }
import ru from './locales/ru.json' with { type: 'json' }
import { pages } from './pages.ts'

startApp({ service: 'accounts', locales: { en, ru }, pages })
