import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

describe('Windows scripts, workflows and Packer templates, exposed and safe', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'ssh -L',
      { 'deploy.sh': '#!/bin/sh\nssh -f -N -L 11211:cache:11211 bastion\n# memcached\n' },
      [],
    ],
    [
      'ssh -gL',
      { 'deploy.sh': '#!/bin/sh\nssh -f -N -g -L 11211:cache:11211 bastion\n# memcached\n' },
      ['MCE201 medium host deploy.sh:2'],
    ],
    [
      'ssh -L 0',
      { 'deploy.sh': '#!/bin/sh\nssh -fNL 0.0.0.0:11211:cache:11211 bastion\n# memcached\n' },
      ['MCE201 medium host deploy.sh:2'],
    ],
    [
      'ssh -R',
      { 'deploy.sh': '#!/bin/sh\nssh -N -R 0.0.0.0:11211:localhost:11211 bastion\n# memcached\n' },
      ['MCE901 info host deploy.sh:2'],
    ],
    [
      'port-forward',
      {
        'deploy.sh':
          '#!/bin/sh\nkubectl port-forward --address 0.0.0.0 svc/memcached 11211:11211\n# memcached\n',
      },
      ['MCE201 medium host deploy.sh:2'],
    ],
    [
      'sc',
      {
        'i.bat':
          'sc.exe create memcached binPath= "C:\\memcached\\memcached.exe -m 64 -l 0.0.0.0"\r\n',
      },
      ['MCE301 medium host i.bat:1'],
    ],
    [
      'sc lo',
      {
        'i.bat':
          'sc.exe create memcached binPath= "C:\\memcached\\memcached.exe -m 64 -l 127.0.0.1"\r\n',
      },
      [],
    ],
    [
      'nssm',
      { 'i.ps1': 'nssm install memcached "C:\\memcached\\memcached.exe" "-m 64 -U 11211"\n' },
      ['MCE301 high host i.ps1:1', 'MCE302 high host i.ps1:1'],
    ],
    [
      'install',
      { 'i.cmd': 'c:\\memcached\\memcached.exe -d install\r\n' },
      ['MCE301 medium host i.cmd:1'],
    ],
    [
      'netsh',
      {
        'i.bat':
          'netsh advfirewall firewall add rule name="memcached" dir=in action=allow protocol=TCP localport=11211\r\n',
      },
      ['MCE101 high host i.bat:1'],
    ],
    [
      'netsh remote',
      {
        'i.bat':
          'netsh advfirewall firewall add rule name="memcached" dir=in action=allow protocol=TCP localport=11211 remoteip=10.0.0.0/8\r\n',
      },
      ['MCE103 low private i.bat:1'],
    ],
    [
      'netsh block',
      {
        'i.bat':
          'netsh advfirewall firewall add rule name="memcached" dir=in action=block protocol=TCP localport=11211\r\n',
      },
      [],
    ],
    [
      'netsh allow+block',
      {
        'i.bat':
          'netsh advfirewall firewall add rule name="a" dir=in action=allow protocol=TCP localport=11211\r\nnetsh advfirewall firewall add rule name="b" dir=in action=block protocol=TCP localport=11211\r\n',
      },
      [],
    ],
    [
      'New-NetFirewallRule',
      {
        'i.ps1':
          'New-NetFirewallRule -DisplayName "Memcached" -Direction Inbound -LocalPort 11211 -Protocol TCP -Action Allow\n',
      },
      ['MCE101 high host i.ps1:1'],
    ],
    [
      'New-NetFirewallRule list `',
      {
        'i.ps1':
          'New-NetFirewallRule -DisplayName "Memcached" `\n  -LocalPort 80, 11211 `\n  -Protocol TCP -RemoteAddress LocalSubnet\n',
      },
      ['MCE103 low private i.ps1:2'],
    ],
    [
      'New-NetFirewallRule out',
      {
        'i.ps1':
          'New-NetFirewallRule -DisplayName "Memcached" -Direction Outbound -LocalPort 11211 -Protocol TCP -Action Allow\n',
      },
      [],
    ],
    [
      'ps docker',
      { 'i.ps1': 'docker run -d -p 11211:11211 memcached:1.6\n' },
      ['MCE201 high host i.ps1:1'],
    ],
    [
      'workflow',
      {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      memcached:\n        image: memcached:1.6\n        ports: ["11211:11211"]\n    steps:\n      - run: |\n          docker run -d -p 11211:11211 memcached:1.5.5\n          echo done\n      - run: echo memcached\n',
      },
      [
        'MCE302 low cluster .github/workflows/ci.yml:11',
        'MCE401 low cluster .github/workflows/ci.yml:11',
      ],
    ],
    [
      'workflow self',
      {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: [self-hosted, linux]\n    services:\n      memcached:\n        image: memcached:1.6\n        ports: ["11211:11211"]\n    steps:\n      - run: |\n          docker run -d -p 11211:11211 memcached:1.5.5\n          echo done\n      - run: echo memcached\n',
      },
      [
        'MCE201 medium host .github/workflows/ci.yml:8',
        'MCE201 medium host .github/workflows/ci.yml:11',
        'MCE401 medium host .github/workflows/ci.yml:11',
        'MCE302 low cluster .github/workflows/ci.yml:11',
      ],
    ],
    [
      'workflow aws',
      {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      memcached:\n        image: memcached:1.6\n        ports: ["11211:11211"]\n    steps:\n      - run: |\n          docker run -d -p 11211:11211 memcached:1.5.5\n          echo done\n      - run: aws ec2 authorize-security-group-ingress --group-id sg --protocol tcp --port 11211 --cidr 0.0.0.0/0\n',
      },
      [
        'MCE101 high internet .github/workflows/ci.yml:13',
        'MCE302 low cluster .github/workflows/ci.yml:11',
        'MCE401 low cluster .github/workflows/ci.yml:11',
      ],
    ],
    [
      'packer hcl',
      {
        'img.pkr.hcl':
          'variable "port" { default = 11211 }\nsource "amazon-ebs" "x" {}\nbuild {\n  sources = ["source.amazon-ebs.x"]\n  provisioner "shell" {\n    inline = [\n      "sudo apt-get install -y memcached",\n      "sudo sed -i \'s/^-l .*/-l 0.0.0.0/\' /etc/memcached.conf",\n    ]\n  }\n}\n',
      },
      ['MCE301 medium host img.pkr.hcl:8'],
    ],
    [
      'packer hcl safe',
      {
        'img.pkr.hcl':
          'variable "port" { default = 11211 }\nsource "amazon-ebs" "x" {}\nbuild {\n  sources = ["source.amazon-ebs.x"]\n  provisioner "shell" {\n    inline = [\n      "sudo apt-get install -y memcached",\n      "sudo sed -i \'s/^-m .*/-m 128/\' /etc/memcached.conf",\n    ]\n  }\n}\n',
      },
      [],
    ],
    [
      'packer hcl var',
      {
        'img.pkr.hcl':
          'variable "port" { default = 11211 }\nsource "amazon-ebs" "x" {}\nbuild {\n  sources = ["source.amazon-ebs.x"]\n  provisioner "shell" {\n    inline = [\n      "sudo apt-get install -y memcached",\n      "memcached -d -u nobody -p ${var.port} -U ${var.port}",\n    ]\n  }\n}\n',
      },
      ['MCE301 high host img.pkr.hcl:8', 'MCE302 high host img.pkr.hcl:8'],
    ],
    [
      'packer file',
      {
        'img.pkr.hcl':
          'build {\n  provisioner "file" {\n    source = "files/m.conf"\n    destination = "/tmp/m.conf"\n  }\n  provisioner "shell" {\n    inline = ["sudo mv /tmp/m.conf /etc/memcached.conf"]\n  }\n}\n',
        'files/m.conf': '-u memcache\n-l 0.0.0.0\n',
      },
      ['MCE301 medium host files/m.conf:2'],
    ],
    [
      'packer scripts',
      {
        'img.pkr.hcl':
          'build {\n  provisioner "shell" {\n    scripts = ["${path.root}/mc.sh", "fw.sh"]\n  }\n}\n',
        'mc.sh': '#!/bin/sh\nmemcached -d -u nobody -l 0.0.0.0\n',
        'fw.sh':
          '#!/bin/sh\niptables -A INPUT -p tcp --dport 11211 -s 10.0.0.0/8 -j ACCEPT\niptables -P INPUT DROP\n',
      },
      ['MCE301 low private mc.sh:2'],
    ],
    [
      'packer json',
      {
        'packer.json':
          '{\n "builders": [],\n "provisioners": [\n  {\n   "type": "shell",\n   "inline": [\n    "apt-get install -y memcached",\n    "echo \'-l 0.0.0.0\' > /etc/memcached.conf",\n    "echo \'-u memcache\' >> /etc/memcached.conf"\n   ]\n  }\n ]\n}',
      },
      ['MCE301 medium host packer.json:8'],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
