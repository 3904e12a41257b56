/** What a container may do, as `compose.yaml` says it and as compose tells it. */
export interface Rights {
  readonly image: string
  readonly user?: string
  readonly privileged?: boolean
  readonly read_only?: boolean
  readonly tmpfs?: readonly string[]
  readonly cap_drop?: readonly string[]
  readonly cap_add?: readonly string[]
  readonly security_opt?: readonly string[]
}

/** Images that begin as root, give what is in their volume to a user of their own, and go on as that one. */
const beginAsRoot = /^(mysql|rabbitmq):/
/** All that they need for it, to pass signals on afterwards, and to have the change of user noted. */
const toStepDown = ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID']

const own = /^popug-/

const sameNames = (some: readonly string[] = [], others: readonly string[] = []): boolean =>
  [...some].sort().join() === [...others].sort().join()

/** Each rule, and whether a container keeps it. */
const rules: Readonly<Record<string, (container: Rights) => boolean>> = {
  'is not privileged': ({ privileged }) => !privileged,
  'gains no privileges by what it runs': ({ security_opt = [] }) => security_opt.includes('no-new-privileges:true'),
  'has no capabilities': ({ cap_drop }) => sameNames(cap_drop, ['ALL']),
  'gets back only what stepping down takes': ({ image, cap_add }) =>
    sameNames(cap_add, beginAsRoot.test(image) ? toStepDown : []),
  'is not made root': ({ user = '' }) => !/^(0|root)(:|$)/.test(user),
  'writes to its volumes and /tmp alone, where it is ours': ({ image, read_only, tmpfs = [] }) =>
    !own.test(image) || (read_only === true && tmpfs.every((one) => one.split(':')[0] === '/tmp')),
}

/** The rules that containers break, each with who does. */
export const softness = (containers: Readonly<Record<string, Rights>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(rules)
      .map(([says, keeps]) => [
        says,
        Object.entries(containers).flatMap(([name, container]) => (keeps(container) ? [] : [name])),
      ])
      .filter(([, breaking]) => breaking?.length),
  )
