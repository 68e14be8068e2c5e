import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

describe('NixOS modules, exposed and safe', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'open in the firewall',
      {
        'configuration.nix':
          '{ config, pkgs, ... }:\n{\n  imports = [ ./hw.nix ];\n  services.memcached = {\n    enable = true;\n    listen = "0.0.0.0";\n  };\n  networking.firewall.allowedTCPPorts = [ 22 80 11211 ];\n}\n',
      },
      ['MCE101 high host configuration.nix:8'],
    ],
    [
      'loopback with an open port',
      {
        'configuration.nix':
          '{ config, pkgs, ... }:\n{\n  services.memcached.enable = true;\n  networking.firewall.allowedTCPPorts = [ 22 11211 ];\n}\n',
      },
      [],
    ],
    [
      'a rule of its own for a private network',
      {
        'zulip.nix':
          "{ lib, ... }: let mcPort = 11211; in {\n  services.memcached = { enable = true; listen = \"0.0.0.0\"; port = mcPort; };\n  networking.firewall.extraCommands = ''\n    iptables -A nixos-fw -p tcp -s 10.0.0.0/8 --dport ${toString mcPort} -j nixos-fw-accept\n  '';\n}\n",
      },
      ['MCE103 low private zulip.nix:4'],
    ],
    [
      'no firewall and UDP',
      {
        'x.nix':
          '{ ... }: { services.memcached = { enable = true; listen = "::"; extraOptions = [ "-U 11211" ]; }; networking.firewall.enable = false; }\n',
      },
      ['MCE301 high host x.nix:1', 'MCE302 high host x.nix:1'],
    ],
    [
      'one interface only',
      {
        'x.nix':
          '{ ... }: { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.interfaces.eth1.allowedTCPPorts = [ 11211 ]; networking.firewall.trustedInterfaces = ["docker0"]; }\n',
      },
      ['MCE901 low host x.nix:1'],
    ],
    [
      'a container',
      {
        'x.nix':
          '{ ... }: { virtualisation.oci-containers.containers.cache = { image = "memcached:1.6"; ports = [ "11211:11211" ]; }; }\n',
      },
      ['MCE201 high host x.nix:1'],
    ],
    [
      'the firewall of the module that imports it',
      {
        'base.nix':
          '{ ... }: { services.memcached = { enable = true; listen = "0.0.0.0,::"; }; }\n',
        'configuration.nix':
          '{ ... }: { imports = [ ./base.nix ]; networking.firewall = { enable = true; allowedTCPPortRanges = [ { from = 11000; to = 12000; } ]; }; }\n',
      },
      ['MCE102 high host configuration.nix:1'],
    ],
    [
      'behind the firewall that is on by itself',
      { 'x.nix': '{ ... }: { services.memcached = { enable = true; listen = "0.0.0.0"; }; }\n' },
      [],
    ],
    [
      'the same without a firewall',
      {
        'x.nix':
          '{ ... }: { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.enable = false; }\n',
      },
      ['MCE301 medium host x.nix:1'],
    ],
    [
      'not enabled',
      {
        'x.nix':
          '{ ... }: { services.memcached = { enable = false; listen = "0.0.0.0"; }; networking.firewall.enable = false; }\n',
      },
      [],
    ],
    [
      'a unix socket',
      {
        'x.nix':
          '{ ... }: { services.memcached = { enable = true; enableUnixSocket = true; listen = "0.0.0.0"; }; networking.firewall.enable = false; }\n',
      },
      [],
    ],
    [
      'mkIf false',
      {
        'x.nix':
          '{ lib, ... }: { config = lib.mkIf false { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.enable = false; }; }\n',
      },
      [],
    ],
    [
      'mkIf of something unknown',
      {
        'x.nix':
          '{ lib, config, ... }: { config = lib.mkIf config.my.cache { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.enable = false; }; }\n',
      },
      ['MCE301 medium host x.nix:1'],
    ],
    [
      'an address that is not known',
      {
        'x.nix':
          '{ config, ... }: { services.memcached = { enable = true; listen = config.my.address; }; networking.firewall.allowedTCPPorts = [ 11211 ]; }\n',
      },
      ['MCE901 low host x.nix:1'],
    ],
    [
      'ports put together',
      {
        'x.nix':
          '{ lib, ... }: let base = [ 22 ]; in { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.allowedTCPPorts = base ++ lib.optionals true [ 11211 ]; }\n',
      },
      ['MCE101 high host x.nix:1'],
    ],
    [
      'an open port and no server',
      { 'x.nix': '{ networking.firewall.allowedTCPPorts = [ 11211 ]; }\n' },
      ['MCE101 high host x.nix:1'],
    ],
    [
      'another open port and no server',
      { 'x.nix': '{ networking.firewall.allowedTCPPorts = [ 11212 ]; /* memcached */ }\n' },
      [],
    ],
    [
      'commented out',
      {
        'x.nix':
          '{ # services.memcached = { enable = true; listen = "0.0.0.0"; };\n networking.firewall.enable = false; }\n',
      },
      [],
    ],
    [
      'two machines of one test',
      {
        't.nix':
          '{ nodes = { a = { ... }: { services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.enable = false; }; b = { ... }: { services.memcached.enable = true; networking.firewall.allowedTCPPorts = [ 11211 ]; }; }; }\n',
      },
      ['MCE301 medium host t.nix:1'],
    ],
    [
      'a container on loopback',
      {
        'x.nix':
          '{ virtualisation.oci-containers.containers.c = { image = "memcached"; ports = [ "127.0.0.1:11211:11211" ]; }; }\n',
      },
      [],
    ],
    [
      'devenv on every address',
      {
        'devenv.nix':
          '{ pkgs, ... }: { services.memcached.enable = true; services.memcached.bind = null; }\n',
      },
      ['MCE301 medium host devenv.nix:1'],
    ],
    [
      'devenv as it comes',
      { 'devenv.nix': '{ pkgs, ... }: { services.memcached.enable = true; }\n' },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
