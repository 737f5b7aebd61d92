import {BlockList, isIP} from 'node:net';

/**
 * Addresses that no visitor of the public net has: this machine, private networks (RFC 1918, RFC 4193),
 * link-local ones, and those that providers and tunnels share (RFC 6598).
 */
const PRIVATE = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1',
  'fc00::/7',
  'fe80::/10',
];

/**
 * Whether the other end of a connection may say for whom it asks: a private address, or one of these, each an
 * IP address or a network (`203.0.113.0/24`).
 */
export const trustedNeighbours = (listed: readonly string[]): ((address: string) => boolean) => {
  return onlyThese([...PRIVATE, ...listed]);
};

/** Whether an address is one of these, each an IP address or a network. */
export const onlyThese = (listed: readonly string[]): ((address: string) => boolean) => {
  const trusted = new BlockList();
  for (const network of listed) addTo(trusted, network);
  return address => trusted.check(address, familyOf(address));
};

const addTo = (trusted: BlockList, network: string): void => {
  const [address = '', bits] = network.split('/');
  if (bits === undefined) trusted.addAddress(address, familyOf(address));
  else trusted.addSubnet(address, Number(bits), familyOf(address));
};

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
