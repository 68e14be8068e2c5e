import type { PlatformClaim } from '../platform.js';

const LOOKS_RIGHT =
  /compute\.[a-z0-9]+\.firewall|gcp-types\/compute-[a-z0-9]+:firewalls|compute\.cnrm\.cloud\.google\.com\//;

/**
 * Google Cloud's firewall rules in configurations of Deployment Manager
 * (cloud.google.com/deployment-manager/docs/configuration) and as objects of Config Connector
 * (cloud.google.com/config-connector/docs/reference/resource-docs/compute/computefirewall).
 */
export const googleTemplatesClaim: PlatformClaim = {
  name: 'google-templates',
  title: 'Google Cloud templates',
  mayClaim: (path) => /\.ya?ml$/i.test(path),
  claims: ({ text }) => LOOKS_RIGHT.test(text),
};
