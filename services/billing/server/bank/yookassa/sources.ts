import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** A list of addresses and networks by comma, as the settings have it; undefined where one of them is none. */
export const networksFrom = (text: string): BlockList | undefined => {
  const networks = new BlockList()
  for (const one of text.split(',').map((part) => part.trim())) {
    const [address = '', prefix] = one.split('/', 2)
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null
    const longest = family === 'ipv4' ? 32 : 128
    const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
    if (family === null || bits < 0 || bits > longest) return undefined
    networks.addSubnet(address, bits, family)
  }
  return networks
}

/** Whether an address is in one of these networks; an IPv4 address may be written as an IPv6 one. */
export const isWithin = (networks: BlockList, ip: string): boolean => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(plain)) return networks.check(plain, 'ipv4')
  return isIPv6(plain) && networks.check(plain, 'ipv6')
}
