import { BlockList, isIP } from 'node:net'

/** What is reached from nowhere else, or is no single computer (IANA's registries of special addresses). */
const SPECIAL_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

/** Of IPv6 everything but global unicast, and of that what stands for an address of IPv4 or is for documents. */
const SPECIAL_V6 = [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
] as const

/** A list of both kinds would take an address of IPv4 for what stands for it in IPv6. */
const SPECIAL = { ipv4: listOf('ipv4', SPECIAL_V4), ipv6: listOf('ipv6', SPECIAL_V6) }

function listOf(family: 'ipv4' | 'ipv6', nets: readonly (readonly [net: string, prefix: number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}

/** Whether a numeric address is one of a computer that anybody may reach. What is no address is none. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  return !SPECIAL[family].check(address, family)
}
