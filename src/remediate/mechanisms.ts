/** What can be told who may reach memcached; the choices of `remediate --for`. */
export const MECHANISMS = [
  'iptables',
  'nftables',
  'ufw',
  'firewalld',
  'windows',
  'ansible',
  'terraform-aws',
  'terraform-azure',
  'terraform-google',
  'kubernetes',
  'compose',
  'docker',
] as const;
export type Mechanism = (typeof MECHANISMS)[number];
