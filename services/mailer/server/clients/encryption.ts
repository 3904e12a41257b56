/** Whether letters may go unencrypted: never; or where no password is at stake and the server offers nothing better. */
export type Encryption = 'required' | 'auto'

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/** Whether a mail server must offer STARTTLS: where that is told, and where a password would cross a network. */
export const needsEncryption = (url: string, encryption: Encryption): boolean => {
  const { password, hostname } = new URL(url)
  return encryption === 'required' || (password !== '' && !isThisMachine(hostname))
}
