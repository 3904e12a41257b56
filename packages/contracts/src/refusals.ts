import type { Language } from './roles.ts'

/**
 * The closed catalogue of refusals: what each is on the wire, what an event handler that meets it does
 * (`park`: a dead letter at once, for trying again cannot help; `retry`: try again, then park), and what the screen says.
 */
interface RefusalKind {
  readonly status: number
  readonly message: 'park' | 'retry'
  readonly title: Readonly<Record<Language, string>>
}

const say = (status: number, en: string, ru: string, message: 'park' | 'retry' = 'park'): RefusalKind => ({
  status,
  message,
  title: { en, ru },
})

export const refusals = {
  invalid: say(400, 'Something in the request is not right', 'Что-то в запросе не так'),
  not_signed_in: say(401, 'Please sign in', 'Войдите, пожалуйста'),
  wrong_credentials: say(401, 'Wrong email or password', 'Неверная почта или пароль'),
  wrong_password: say(403, 'Wrong password', 'Неверный пароль'),
  forbidden: say(403, 'Your role may not do this', 'Вашей роли это не разрешено'),
  insufficient_scope: say(403, 'This token may not do this', 'Этому токену это не разрешено'),
  foreign_origin: say(403, 'This change came from another site', 'Запрос пришёл с чужого сайта'),
  not_from_the_bank: say(403, 'This does not come from the bank', 'Это пришло не от банка'),
  not_your_task: say(403, 'This task is someone else’s', 'Это чужая задача'),
  not_found: say(404, 'There is no such thing', 'Такого нет'),
  no_performers: say(
    409,
    'There is no active performer to give the task to',
    'Некому дать задачу: нет активных попугов',
  ),
  not_a_performer: say(409, 'This person is not an active performer', 'Этот человек не активный исполнитель'),
  task_already_closed: say(409, 'The task is already closed', 'Задача уже закрыта'),
  email_taken: say(409, 'This email is already in use', 'Эта почта уже занята'),
  too_many_tokens: say(
    409,
    'There are too many API tokens; end one that is not needed',
    'Слишком много токенов API; завершите ненужный',
  ),
  user_disabled: say(409, 'This person is disabled', 'Этот человек отключён'),
  last_admin: say(409, 'The last active admin must stay', 'Последний активный администратор должен остаться'),
  day_not_begun: say(409, 'This day has not begun yet', 'Этот день ещё не начался'),
  transaction_not_reversible: say(
    409,
    'Only fees, rewards and corrections that are no reversals themselves can be reversed',
    'Сторнировать можно только комиссию, награду или исправление, которое само не сторно',
  ),
  transaction_reversed: say(409, 'This row has been reversed already', 'Эта операция уже сторнирована'),
  payout_not_retryable: say(
    409,
    'A payout in this state cannot be tried again',
    'Выплату в этом состоянии нельзя повторить',
  ),
  payout_not_returnable: say(
    409,
    'A payout in this state cannot be returned',
    'Выплату в этом состоянии нельзя вернуть',
  ),
  payout_not_paid: say(409, 'This payout has not been paid', 'Эта выплата ещё не выплачена'),
  own_register: say(
    403,
    'Who closed the day cannot approve its payouts',
    'Кто закрыл день, не может сам одобрить его выплаты',
  ),
  register_decided: say(409, 'This register has been decided already', 'По этому реестру уже решили'),
  register_changed: say(
    409,
    'The register has changed since it was looked at; please look again',
    'Реестр с тех пор изменился; посмотрите ещё раз',
  ),
  payout_is_certain: say(409, 'Nothing about this payout has to be found out', 'Об этой выплате нечего выяснять'),
  mail_not_resendable: say(409, 'This letter is still on its way', 'Это письмо ещё в пути'),
  too_many_webhooks: say(409, 'There are too many webhooks already', 'Вебхуков уже слишком много'),
  webhook_disabled: say(409, 'This webhook is disabled', 'Этот вебхук отключён'),
  delivery_on_its_way: say(409, 'This is still on its way', 'Это ещё в пути'),
  dead_letter_settled: say(
    409,
    'This event was already replayed or discarded',
    'Это событие уже повторено или отброшено',
  ),
  log_moved_on: say(
    409,
    'The log has moved on since it was looked at; please look again',
    'Журнал с тех пор изменился; посмотрите ещё раз',
  ),
  not_repeatable: say(
    409,
    'This listener must not hear an event twice',
    'Этот слушатель не должен слышать событие дважды',
  ),
  idempotency_key_reused: say(
    422,
    'This idempotency key was used for another request',
    'Этот ключ идемпотентности уже был у другого запроса',
  ),
  invitation_over: say(
    410,
    'This link has been used, replaced, or is too old; ask an administrator for another one',
    'Эта ссылка уже использована, заменена или устарела; попросите у администратора другую',
  ),
  too_large: say(413, 'The request is too large', 'Запрос слишком большой'),
  unsupported_media_type: say(
    415,
    'This kind of content is not understood here',
    'Такой вид содержимого здесь не понимают',
  ),
  too_many_attempts: say(
    429,
    'Too many attempts, please wait a little',
    'Слишком много попыток, подождите немного',
    'retry',
  ),
  unavailable: say(
    503,
    'This does not answer right now, please try again',
    'Сейчас не отвечает, попробуйте ещё раз',
    'retry',
  ),
  internal: say(500, 'Something broke on our side', 'У нас что-то сломалось', 'retry'),
} as const satisfies Record<string, RefusalKind>

export type RefusalCode = keyof typeof refusals

export interface FieldError {
  /** JSON pointer of the field within its part of the request: `/body/title`. */
  readonly path: string
  readonly message: string
}

/** A "no" that the caller can understand and act on. Anything else thrown is a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, detail?: string, more: { errors?: readonly FieldError[]; retryAfter?: number } = {}) {
    super(detail ?? refusals[code].title.en)
    this.name = 'Refusal'
    this.code = code
    this.errors = more.errors
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return refusals[this.code].status
  }
}

/** The refusal `invalid` for one field. */
export const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid', `${path}: ${message}`, { errors: [{ path, message }] })
