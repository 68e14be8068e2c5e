import type { Provider } from '../resource.js';
import { alibaba } from './alibaba.js';
import { aws } from './aws/index.js';
import { azure } from './azure/index.js';
import { civo } from './civo.js';
import { cloudflare } from './cloudflare.js';
import { digitalocean } from './digitalocean.js';
import { docker } from './docker.js';
import { exoscale } from './exoscale.js';
import { google } from './google/index.js';
import { gridscale } from './gridscale.js';
import { hetzner } from './hetzner.js';
import { huawei } from './huawei.js';
import { ibm } from './ibm.js';
import { ionos } from './ionos.js';
import { kubernetes } from './kubernetes/index.js';
import { linode } from './linode.js';
import { naver } from './naver.js';
import { nifcloud } from './nifcloud.js';
import { nomad } from './nomad.js';
import { openstack } from './openstack.js';
import { oracle } from './oracle.js';
import { outscale } from './outscale.js';
import { ovh } from './ovh.js';
import { proxmox } from './proxmox.js';
import { scaleway } from './scaleway.js';
import { stackit } from './stackit.js';
import { tencent } from './tencent.js';
import { upcloud } from './upcloud.js';
import { vultr } from './vultr.js';
import { yandex } from './yandex.js';

/**
 * Every provider whose resources are understood. A new one is a file (or folder) that exports a
 * `Provider`, and a line here. `firewall/` evaluates the rules of any provider from a table of its
 * arguments, `sources.ts` reads who is let in, `ports.ts` protocols and ports, `startup.ts` what a
 * machine's start-up script runs.
 */
export const PROVIDERS: readonly Provider[] = [
  aws,
  azure,
  google,
  kubernetes,
  docker,
  nomad,
  digitalocean,
  hetzner,
  linode,
  openstack,
  scaleway,
  vultr,
  exoscale,
  oracle,
  alibaba,
  ovh,
  yandex,
  tencent,
  ibm,
  upcloud,
  huawei,
  ionos,
  outscale,
  naver,
  nifcloud,
  stackit,
  gridscale,
  proxmox,
  civo,
  cloudflare,
];
