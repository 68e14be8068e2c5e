import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { found } from './found.js';

/** Title, script, what is found: the rule, the severity, the reach and the line. */
type Row = readonly [title: string, script: string, expected: readonly string[]];

const RULE = 'New-NetFirewallRule -DisplayName mc -Direction Inbound -Protocol TCP -Action Allow';

const POWERSHELL: readonly Row[] = [
  ['any source', `${RULE} -LocalPort 11211`, ['MCE101 high host :1']],
  ['another port', `${RULE} -LocalPort 11212`, []],
  [
    'defaults are inbound and allow',
    'New-NetFirewallRule -DisplayName mc -Protocol TCP -LocalPort 11211',
    ['MCE101 high host :1'],
  ],
  [
    'UDP by number',
    'New-NetFirewallRule -DisplayName mc -Protocol 17 -LocalPort 11211',
    ['MCE101 high host :1'],
  ],
  ['another protocol', 'New-NetFirewallRule -DisplayName mc -Protocol ICMPv4 -Action Allow', []],
  ['switched off', `${RULE} -LocalPort 11211 -Enabled False`, []],
  [
    'outbound',
    'New-NetFirewallRule -DisplayName mc -Direction Outbound -Protocol TCP -LocalPort 11211',
    [],
  ],
  [
    'only blocks',
    'New-NetFirewallRule -DisplayName mc -Protocol TCP -LocalPort 11211 -Action Block',
    [],
  ],
  [
    'shortened parameters',
    'New-NetFirewallRule -DisplayName mc -Dir Inbound -Prot TCP -LocalP 11211',
    ['MCE101 high host :1'],
  ],
  [
    'colons',
    'New-NetFirewallRule -DisplayName:mc -Protocol:TCP -LocalPort:11211',
    ['MCE101 high host :1'],
  ],
  ['a range', `${RULE} -LocalPort 11200-11299`, ['MCE101 high host :1']],
  ['a range beside it', `${RULE} -LocalPort 11212-11300`, []],
  ['a list', `${RULE} -LocalPort @(80, 11211)`, ['MCE101 high host :1']],
  ['one network', `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8`, ['MCE103 low private :1']],
  [
    'a mask',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/255.0.0.0`,
    ['MCE103 low private :1'],
  ],
  [
    'a range of addresses',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.1-10.3.255.255`,
    ['MCE103 low private :1'],
  ],
  [
    'two halves',
    `${RULE} -LocalPort 11211 -RemoteAddress 0.0.0.0/1,128.0.0.0/1`,
    ['MCE101 high host :1'],
  ],
  ['LocalSubnet', `${RULE} -LocalPort 11211 -RemoteAddress LocalSubnet`, ['MCE103 low private :1']],
  [
    'LocalSubnet and everybody',
    `${RULE} -LocalPort 11211 -RemoteAddress LocalSubnet,Any`,
    ['MCE101 high host :1'],
  ],
  ['loopback', `${RULE} -LocalPort 11211 -RemoteAddress 127.0.0.1`, []],
  ['on loopback', `${RULE} -LocalPort 11211 -LocalAddress 127.0.0.1`, []],
  ['another program', `${RULE} -LocalPort 11211 -Program "C:\\app\\web.exe"`, []],
  [
    'the program',
    `${RULE} -LocalPort 11211 -Program "C:\\memcached\\memcached.exe"`,
    ['MCE101 high host :1'],
  ],
  ['another service', `${RULE} -LocalPort 11211 -Service W3SVC`, []],
  ['who proves who he is', `${RULE} -LocalPort 11211 -Authentication Required`, []],
  [
    'networks of a domain',
    `${RULE} -LocalPort 11211 -Profile Domain,Private`,
    ['MCE103 low private :1'],
  ],
  [
    'public networks too',
    `${RULE} -LocalPort 11211 -Profile Domain,Public`,
    ['MCE101 high host :1'],
  ],
  ['a variable', `$port = 11211\n${RULE} -LocalPort $port`, ['MCE101 high host :1']],
  ['a variable for another port', `$port = 11212 # 11211\n${RULE} -LocalPort $port`, []],
  ['a typed variable', `[int]$port = 11211\n${RULE} -LocalPort "$port"`, ['MCE101 high host :2']],
  [
    'a variable of the environment',
    `$env:MC = '11211'\n${RULE} -LocalPort $env:MC`,
    ['MCE101 high host :1'],
  ],
  ['a sum', `$port = 11210 + 1\n${RULE} -LocalPort $port`, ['MCE101 high host :1']],
  [
    'splatting',
    "$rule = @{\n  DisplayName = 'mc'\n  Direction = 'Inbound'\n  Protocol = 'TCP'\n  LocalPort = 11211\n  Action = 'Allow'\n}\nNew-NetFirewallRule @rule",
    ['MCE101 high host :5'],
  ],
  [
    'splatting, restricted',
    "$rule = @{ DisplayName = 'mc'; Protocol = 'TCP'; LocalPort = 11211; RemoteAddress = '10.0.0.0/8' }\nNew-NetFirewallRule @rule",
    ['MCE103 low private :1'],
  ],
  [
    'splatting, entry set later',
    "$rule = @{ DisplayName = 'mc'; Protocol = 'TCP' }\n$rule.LocalPort = 11211\n$rule['RemoteAddress'] = '10.0.0.0/8'\nNew-NetFirewallRule @rule",
    ['MCE103 low private :2'],
  ],
  [
    'a here-string',
    `$sources = @"\n10.0.0.0/8\n"@\n${RULE} -LocalPort 11211 -RemoteAddress $sources`,
    ['MCE103 low private :4'],
  ],
  ['a here-string only', `$help = @'\n${RULE} -LocalPort 11211\n'@\nWrite-Host $help`, []],
  ['a comment', `<#\n${RULE} -LocalPort 11211\n#>\n# ${RULE} -LocalPort 11211`, []],
  [
    'a loop',
    `foreach ($port in 22, 11211) {\n  ${RULE} -LocalPort $port\n}`,
    ['MCE101 high host :1'],
  ],
  [
    'a loop over tables',
    `$rules = @(\n  @{ Name = 'a'; Port = 80 },\n  @{ Name = 'b'; Port = 11211 }\n)\nforeach ($r in $rules) { New-NetFirewallRule -DisplayName $r.Name -Protocol TCP -LocalPort $r.Port }`,
    ['MCE101 high host :3'],
  ],
  [
    'ForEach-Object',
    `80,11211 | ForEach-Object { ${RULE} -LocalPort $_ }`,
    ['MCE101 high host :1'],
  ],
  [
    'a condition that holds',
    `$open = $true\nif ($open) { ${RULE} -LocalPort 11211 }`,
    ['MCE101 high host :2'],
  ],
  ['a condition that does not', `$open = $false\nif ($open) { ${RULE} -LocalPort 11211 }`, []],
  [
    'the other branch',
    `$env = 'prod'\nif ($env -eq 'dev') { ${RULE} -LocalPort 11211 } else { ${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.5 }`,
    ['MCE103 low private :2'],
  ],
  [
    'unless it is there',
    `if (-not (Get-NetFirewallRule -DisplayName mc -ErrorAction SilentlyContinue)) {\n  ${RULE} -LocalPort 11211\n}`,
    ['MCE101 high host :2'],
  ],
  [
    'a function',
    `function Open([int]$Port) { ${RULE} -LocalPort $Port }\nOpen -Port 11211`,
    ['MCE101 high host :2'],
  ],
  ['a function nobody calls', `function Open { ${RULE} -LocalPort 11211 }`, []],
  [
    'a parameter with a default',
    `param([int]$Port = 11211, [string]$From = "10.0.0.0/8")\n${RULE} -LocalPort $Port -RemoteAddress $From`,
    ['MCE103 low private :1'],
  ],
  [
    'an unknown source',
    `param([string]$From)\n${RULE} -LocalPort 11211 -RemoteAddress $From`,
    ['MCE901 low host :2'],
  ],
  [
    'an unknown port of that name',
    'New-NetFirewallRule -DisplayName memcached -Protocol TCP -LocalPort $port',
    ['MCE101 high host :1'],
  ],
  [
    'a block wins',
    `${RULE} -LocalPort 11211\nNew-NetFirewallRule -DisplayName no -Protocol TCP -LocalPort 11211 -Action Block`,
    [],
  ],
  [
    'a block of some',
    `${RULE} -LocalPort 11211\nNew-NetFirewallRule -DisplayName no -Protocol TCP -LocalPort 11211 -Action Block -RemoteAddress 203.0.113.5`,
    ['MCE101 high host :1'],
  ],
  [
    'a block for the other protocol',
    `${RULE} -LocalPort 11211\nNew-NetFirewallRule -DisplayName no -Protocol UDP -LocalPort 11211 -Action Block`,
    ['MCE101 high host :1'],
  ],
  ['removed again', `${RULE} -LocalPort 11211\nRemove-NetFirewallRule -DisplayName mc`, []],
  [
    'another one removed',
    `${RULE} -LocalPort 11211\nRemove-NetFirewallRule -DisplayName other`,
    ['MCE101 high host :1'],
  ],
  [
    'removed through a pipe',
    `${RULE} -LocalPort 11211\nGet-NetFirewallRule -DisplayName 'm*' | Remove-NetFirewallRule`,
    [],
  ],
  ['switched off later', `${RULE} -LocalPort 11211\nDisable-NetFirewallRule -DisplayName mc`, []],
  [
    'narrowed later',
    `${RULE} -LocalPort 11211\nSet-NetFirewallRule -DisplayName mc -RemoteAddress 10.0.0.0/8`,
    ['MCE103 low private :1'],
  ],
  [
    'widened later',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8\nSet-NetFirewallRule -DisplayName mc -RemoteAddress Any`,
    ['MCE101 high host :1'],
  ],
  [
    'narrowed through filters',
    `${RULE} -LocalPort 11211\nGet-NetFirewallRule -DisplayName mc | Get-NetFirewallAddressFilter | Set-NetFirewallAddressFilter -RemoteAddress 10.0.0.0/8`,
    ['MCE103 low private :1'],
  ],
  [
    'blocked later',
    `${RULE} -LocalPort 11211\nSet-NetFirewallRule -DisplayName mc -Action Block`,
    [],
  ],
  [
    'all off',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8\nSet-NetFirewallProfile -Profile Domain,Public,Private -Enabled False`,
    ['MCE101 high host :2', 'MCE103 low private :1'],
  ],
  [
    'off for domains only',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8\nSet-NetFirewallProfile -Profile Domain -Enabled False`,
    ['MCE103 low private :1'],
  ],
  [
    'off and on again',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8\nSet-NetFirewallProfile -All -Enabled False\nSet-NetFirewallProfile -All -Enabled True`,
    ['MCE103 low private :1'],
  ],
  [
    'lets in what no rule is about',
    `${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.0/8\nSet-NetFirewallProfile -DefaultInboundAction Allow`,
    ['MCE101 high host :2', 'MCE103 low private :1'],
  ],
  [
    'off without memcached',
    'Set-NetFirewallProfile -All -Enabled False\nnetsh advfirewall set allprofiles state off',
    [],
  ],
  [
    'netsh in PowerShell',
    'netsh advfirewall firewall add rule name=mc dir=in action=allow protocol=TCP localport=80,11211',
    ['MCE101 high host :1'],
  ],
  [
    'Start-Process',
    'Start-Process netsh -ArgumentList "advfirewall firewall add rule name=mc dir=in action=allow protocol=TCP localport=11211" -Wait',
    ['MCE101 high host :1'],
  ],
  ['Invoke-Expression', `Invoke-Expression "${RULE} -LocalPort 11211"`, ['MCE101 high host :1']],
  [
    'a service and a narrow rule',
    `New-Service -Name memcached -BinaryPathName '"C:\\memcached.exe" -l 0.0.0.0'\n${RULE} -LocalPort 11211 -RemoteAddress 10.0.0.5`,
    ['MCE103 low private :2'],
  ],
  [
    'a service and a rule for all',
    `New-Service -Name memcached -BinaryPathName '"C:\\memcached.exe" -l 0.0.0.0'\n${RULE} -LocalPort 11211`,
    ['MCE101 high host :2'],
  ],
  [
    'a process',
    "Start-Process -FilePath C:\\mc\\memcached.exe -ArgumentList '-m','64','-l','0.0.0.0'",
    ['MCE301 medium host :1'],
  ],
  [
    'a process on loopback',
    "Start-Process -FilePath C:\\mc\\memcached.exe -ArgumentList '-m','64','-l','127.0.0.1'",
    [],
  ],
  [
    'a port proxy',
    'netsh interface portproxy add v4tov4 listenport=11211 listenaddress=0.0.0.0 connectport=11211 connectaddress=10.0.0.5',
    ['MCE201 high host :1'],
  ],
  [
    'a port proxy on loopback',
    'netsh interface portproxy add v4tov4 listenport=11211 listenaddress=127.0.0.1 connectport=11211 connectaddress=10.0.0.5',
    [],
  ],
];

const ADD = 'netsh advfirewall firewall add rule';

const BATCH: readonly Row[] = [
  [
    'any source',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211`,
    ['MCE101 high host :1'],
  ],
  [
    'UPPER CASE and a path',
    '%windir%\\system32\\NETSH.EXE ADVFIREWALL FIREWALL ADD RULE NAME="mc" DIR=IN ACTION=ALLOW PROTOCOL=TCP LOCALPORT=11211',
    ['MCE101 high host :1'],
  ],
  [
    'a variable',
    `set PORT=11211\n${ADD} name="mc" dir=in action=allow protocol=TCP localport=%PORT%`,
    ['MCE101 high host :2'],
  ],
  [
    'a variable in quotes',
    `set "FROM=10.0.0.0/8"\n${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211 remoteip=%FROM%`,
    ['MCE103 low private :2'],
  ],
  [
    'an unknown variable',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211 remoteip=%1`,
    ['MCE901 low host :1'],
  ],
  [
    'joined lines',
    `${ADD} name="mc" ^\n  dir=in action=allow ^\n  protocol=TCP localport=11211`,
    ['MCE101 high host :3'],
  ],
  [
    'remarks',
    `rem ${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\n:: ${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211`,
    [],
  ],
  [
    'a loop',
    `for %%p in (80 11211) do ${ADD} name="mc" dir=in action=allow protocol=TCP localport=%%p`,
    ['MCE101 high host :1'],
  ],
  [
    'a loop that misses it',
    `for %%p in (80 11212) do ${ADD} name="11211" dir=in action=allow protocol=TCP localport=%%p`,
    [],
  ],
  [
    'counted',
    `for /L %%p in (11210,1,11212) do (\n  ${ADD} name="mc" dir=in action=allow protocol=TCP localport=%%p\n)`,
    ['MCE101 high host :2'],
  ],
  [
    'a condition that holds not',
    `set A=no\nif "%A%"=="yes" ${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211`,
    [],
  ],
  [
    'a condition that holds',
    `set A=yes\nif /i "%A%"=="YES" (\n  ${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\n) else (\n  echo no\n)`,
    ['MCE101 high host :3'],
  ],
  ['no direction', `${ADD} name="mc" action=allow protocol=TCP localport=11211`, []],
  [
    'without a protocol',
    `${ADD} name="mc" dir=in action=allow localport=11211`,
    ['MCE101 medium host :1'],
  ],
  [
    'deleted',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\nnetsh advfirewall firewall delete rule name="mc"`,
    [],
  ],
  [
    'deleted for another protocol',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\nnetsh advfirewall firewall delete rule name="mc" protocol=UDP localport=11211`,
    ['MCE101 high host :1'],
  ],
  [
    'narrowed',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\nnetsh advfirewall firewall set rule name="mc" new remoteip=10.0.0.0/8`,
    ['MCE103 low private :1'],
  ],
  [
    'switched off',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\nnetsh advfirewall firewall set rule name="mc" new enable=no`,
    [],
  ],
  [
    'the firewall off',
    `${ADD} name="mc" dir=in action=block protocol=TCP localport=11211\nnetsh advfirewall set allprofiles state off`,
    ['MCE101 high host :2'],
  ],
  [
    'the firewall on',
    `${ADD} name="mc" dir=in action=block protocol=TCP localport=11211\nnetsh advfirewall set allprofiles state on`,
    [],
  ],
  [
    'lets in what no rule is about',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211 remoteip=10.0.0.5\nnetsh advfirewall set publicprofile firewallpolicy allowinbound,allowoutbound`,
    ['MCE101 high host :2', 'MCE103 low private :1'],
  ],
  [
    'reset',
    `${ADD} name="mc" dir=in action=allow protocol=TCP localport=11211\nnetsh advfirewall reset`,
    [],
  ],
  [
    'the old command',
    'netsh firewall add portopening TCP 11211 memcached',
    ['MCE101 high host :1'],
  ],
  [
    'the old command, named',
    'netsh firewall add portopening protocol=TCP port=11211 name=mc mode=ENABLE scope=SUBNET',
    ['MCE103 low private :1'],
  ],
  [
    'the old command, some',
    'netsh firewall add portopening TCP 11211 mc ENABLE CUSTOM 10.0.0.0/8',
    ['MCE103 low private :1'],
  ],
  ['the old command, off', 'netsh firewall add portopening TCP 11211 mc DISABLE', []],
  [
    'PowerShell in batch',
    `powershell -Command "${RULE} -LocalPort 11211"`,
    ['MCE101 high host :1'],
  ],
  [
    'PowerShell in batch, some',
    `powershell.exe -NoProfile -Command "& {${RULE} -LocalPort 11211 -RemoteAddress LocalSubnet}"`,
    ['MCE103 low private :1'],
  ],
  [
    'a task',
    'schtasks /create /sc onstart /tn memcached /tr "c:\\memcached\\memcached.exe -m 512" /ru SYSTEM',
    ['MCE301 medium host :1'],
  ],
  [
    'a task on loopback',
    'schtasks /create /sc onstart /tn memcached /tr "c:\\memcached\\memcached.exe -m 512 -l 127.0.0.1" /ru SYSTEM',
    [],
  ],
];

function check(file: string, script: string, expected: readonly string[]): void {
  const text = script.endsWith('\n') ? script : `${script}\n`;
  const actual = found({ [file]: text })
    .filter((line) => !line.includes(' info '))
    .map((line) => line.replace(file, ''));
  expect(actual.sort()).toEqual([...expected].sort());
}

describe('PowerShell', () => {
  it.each(POWERSHELL)('%s', (_title, script, expected) => {
    check('setup.ps1', script, expected);
  });
});

describe('batch files', () => {
  it.each(BATCH)('%s', (_title, script, expected) => {
    check('setup.bat', script, expected);
    check('setup.cmd', script.replaceAll('\n', '\r\n'), expected);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    'New-NetFirewallRule',
    '-LocalPort',
    '11211',
    '$x',
    '=',
    '@{',
    '}',
    '(',
    ')',
    '{',
    '"',
    "'",
    '@"',
    '"@',
    '\n',
    '|',
    ';',
    'if',
    'foreach',
    'in',
    '`',
    '%x%',
    'set x=1',
    '<#',
    '#>',
    ',',
    '-eq',
    '$(',
    'function f',
    'netsh advfirewall firewall add rule',
    '[',
    ']',
    '^',
    'for %%i in (1 2) do',
    'else',
    '&',
  );
  it('is read to its end', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `11211 ${pieces.join(' ')}`;
        found({ 'a.ps1': text, 'a.bat': text });
      }),
      { numRuns: 300 },
    );
  });
});

const OPENING = `${RULE} -LocalPort 11211`;
const data = (text: string): string =>
  `resource "aws_instance" "c" {\n  ami = "a"\n  user_data = <<-EOF\n${text}\n  EOF\n}\n`;
const stack = (text: string): string =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  C:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n${text.replace(/^/gm, '          ')}\n`;

describe('Windows scripts in other files', () => {
  it.each<[title: string, files: Record<string, string>, expected: string[]]>([
    [
      'user data for PowerShell',
      { 'main.tf': data(`<powershell>\n${OPENING}\n</powershell>`) },
      ['MCE101 high host main.tf:5'],
    ],
    [
      'user data for cmd',
      {
        'main.tf': data(
          '<script>\nnetsh advfirewall firewall add rule name=m dir=in action=allow protocol=TCP localport=11211\n</script>',
        ),
      },
      ['MCE101 high host main.tf:5'],
    ],
    ['for cloudbase-init', { 'main.tf': data(`#ps1\n${OPENING}`) }, ['MCE101 high host main.tf:5']],
    [
      'another port',
      { 'main.tf': data(`<powershell>\n${OPENING.replace('11211', '443')}\n</powershell>`) },
      [],
    ],
    [
      'from one network',
      {
        'main.tf': data(`<powershell>\n${OPENING} -RemoteAddress 10.0.0.0/24\n</powershell>`),
      },
      ['MCE103 low private main.tf:5'],
    ],
    [
      'a shell script that writes the words',
      { 'main.tf': data(`#!/bin/sh\necho '<powershell>${OPENING}</powershell>' > memcached.txt`) },
      [],
    ],
    [
      'a stack',
      { 't.yaml': stack(`<powershell>\n${OPENING}\n</powershell>`) },
      ['MCE101 high host t.yaml:9'],
    ],
    [
      'provisioners of Packer',
      {
        'a.pkr.hcl': `build {\n  provisioner "powershell" {\n    inline = ["${OPENING}"]\n  }\n}\n`,
      },
      ['MCE101 high host a.pkr.hcl:3'],
    ],
    [
      'scripts of such provisioners are judged once',
      {
        'a.pkr.hcl': 'build {\n  provisioner "powershell" {\n    scripts = ["s.ps1"]\n  }\n}\n',
        's.ps1': `${OPENING}\n`,
      },
      ['MCE101 high host s.ps1:1'],
    ],
    [
      'taken back by a later provisioner',
      {
        'a.pkr.hcl': `build {\n  provisioner "powershell" {\n    inline = ["${OPENING}", "Remove-NetFirewallRule -DisplayName mc"]\n  }\n}\n`,
      },
      [],
    ],
  ])('%s', (_title, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
