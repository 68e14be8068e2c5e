import { describe, expect, it } from '@jest/globals';
import { found } from './found.js';

describe('what scripts, units, tables of cron and proxies open, exposed and safe', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a function for others to call',
      {
        'lib/cache.sh': 'start_cache() {\n  docker run -d -p 11211:11211 memcached:1.6\n}\n',
      },
      ['MCE201 medium host lib/cache.sh:2'],
    ],
    [
      'a function for others to call, on loopback',
      {
        'lib/cache.sh':
          'start_cache() {\n  docker run -d -p 127.0.0.1:11211:11211 memcached:1.6\n}\n',
      },
      [],
    ],
    [
      'a function that a script reads in and calls, once',
      {
        'lib.sh': 'start_cache() {\n  docker run -d -p 11211:11211 memcached:1.6\n}\n',
        'up.sh': '#!/bin/sh\n. ./lib.sh\nstart_cache # memcached\n',
      },
      ['MCE201 high host up.sh:2'],
    ],
    [
      'a function that a script leaves uncalled beside others that it calls',
      {
        'up.sh':
          '#!/bin/sh\nopen() {\n  docker run -d -p 11211:11211 memcached:1.6\n}\nmain() {\n  docker run -d memcached:1.6\n}\nmain "$@"\n',
      },
      [],
    ],
    [
      'what iptables-save prints, under its bare name',
      {
        'files/iptables':
          '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 11211 -j ACCEPT\nCOMMIT\n',
      },
      ['MCE101 high host files/iptables:4'],
    ],
    [
      'the same for one network',
      {
        'files/iptables':
          '*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -s 10.1.2.0/24 -p tcp -m tcp --dport 11211 -j ACCEPT\nCOMMIT\n',
      },
      ['MCE501 info host files/iptables:4'],
    ],
    [
      'notes under such a name',
      { 'files/iptables.txt': 'To open it: iptables -A INPUT -p tcp --dport 11211 -j ACCEPT\n' },
      [],
    ],
    [
      'the environment file of a unit beside it, without -l',
      {
        'cache/memcached.service':
          '[Service]\nEnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -p ${PORT} -m ${CACHESIZE} $OPTIONS\n',
        'cache/memcached': 'PORT="11211"\nCACHESIZE="64"\nOPTIONS="-l 0.0.0.0"\n',
      },
      ['MCE301 medium host cache/memcached:3'],
    ],
    [
      'the same with -l',
      {
        'cache/memcached.service':
          '[Service]\nEnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -p ${PORT} -m ${CACHESIZE} $OPTIONS\n',
        'cache/memcached': 'PORT="11211"\nCACHESIZE="64"\nOPTIONS="-l 127.0.0.1"\n',
      },
      [],
    ],
    [
      'the only file of variables beside a unit, which has the address in one of its own',
      {
        'cache/memcached.service':
          '[Service]\nEnvironmentFile=/etc/sysconfig/memcached\nExecStart=/opt/memcached -p $PORT -l $BIND -m $CACHESIZE $OPTIONS\n',
        'cache/memcache_env':
          'PORT=11211\nBIND=127.0.0.1\nUSER=nobody\nMAXCONN=1024\nCACHESIZE=10\nOPTIONS="-f 1.1 -C"\n',
      },
      [],
    ],
    [
      'the same on every address',
      {
        'cache/memcached.service':
          '[Service]\nEnvironmentFile=/etc/sysconfig/memcached\nExecStart=/opt/memcached -p $PORT -l $BIND -m $CACHESIZE $OPTIONS\n',
        'cache/memcache_env':
          'PORT=11211\nBIND=0.0.0.0\nUSER=nobody\nMAXCONN=1024\nCACHESIZE=10\nOPTIONS="-f 1.1 -C"\n',
      },
      ['MCE301 medium host cache/memcache_env:2'],
    ],
    [
      'options that are all switched off',
      { 'conf/memcached.conf': '# -m 64\n# -l 127.0.0.1\n# -c 1024\n' },
      ['MCE301 medium host conf/memcached.conf:2'],
    ],
    [
      'options that are explained',
      {
        'conf/memcached.conf':
          '# -m 64         memory in megabytes\n# -l 127.0.0.1  where it listens\n# -c 1024       connections\n',
      },
      [],
    ],
    [
      'another program of the image on the port',
      {
        'run.sh':
          'docker run -d --entrypoint teller-web -p 11211:11211 example/teller:2 # memcache is not in it\n',
      },
      ['MCE201 low host run.sh:1'],
    ],
    [
      'linode',
      {
        'deploy.sh':
          '#!/bin/sh\nlinode-cli firewalls create --label mc --rules.inbound_policy DROP --rules.outbound_policy ACCEPT --rules.inbound \'[{"action":"ACCEPT","protocol":"TCP","ports":"22,11211","addresses":{"ipv4":["0.0.0.0/0"]}}]\'\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'linode safe',
      {
        'deploy.sh':
          '#!/bin/sh\nlinode-cli firewalls create --label mc --rules.inbound_policy DROP --rules.outbound_policy ACCEPT --rules.inbound \'[{"action":"ACCEPT","protocol":"TCP","ports":"22,11211","addresses":{"ipv4":["10.0.0.0/8"]}}]\'\n# memcached\n',
      },
      ['MCE103 low private deploy.sh:2'],
    ],
    [
      'oci',
      {
        'deploy.sh':
          '#!/bin/sh\noci network security-list create --compartment-id c --vcn-id v --display-name mc --ingress-security-rules \'[{"protocol":"6","source":"0.0.0.0/0","tcpOptions":{"destinationPortRange":{"min":11211,"max":11211}}}]\'\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'oci safe',
      {
        'deploy.sh':
          '#!/bin/sh\noci network security-list create --compartment-id c --vcn-id v --display-name mc --ingress-security-rules \'[{"protocol":"6","source":"0.0.0.0/0","tcpOptions":{"destinationPortRange":{"min":443,"max":443}}}]\'\n# memcached\n',
      },
      [],
    ],
    [
      'oci nsg',
      {
        'deploy.sh':
          '#!/bin/sh\noci network nsg rules add --nsg-id x --security-rules \'[{"direction":"INGRESS","protocol":"17","source":"0.0.0.0/0","sourceType":"CIDR_BLOCK","udpOptions":{"destinationPortRange":{"min":11211,"max":11211}}}]\'\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'ibm',
      {
        'deploy.sh':
          '#!/bin/sh\nibmcloud is security-group-rule-add sg1 inbound tcp --port-min 11211 --port-max 11211\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'ibm safe',
      {
        'deploy.sh':
          '#!/bin/sh\nibmcloud is security-group-rule-add sg1 inbound tcp --port-min 11211 --port-max 11211 --remote 10.0.0.0/8\n# memcached\n',
      },
      ['MCE103 low private deploy.sh:2'],
    ],
    [
      'exo',
      {
        'deploy.sh':
          '#!/bin/sh\nexo compute security-group rule add mc --protocol tcp --port 11211 --network 0.0.0.0/0\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'exo safe',
      {
        'deploy.sh':
          '#!/bin/sh\nexo compute security-group rule add mc --protocol tcp --port 11211 --security-group web\n# memcached\n',
      },
      [],
    ],
    [
      'scw',
      {
        'deploy.sh':
          '#!/bin/sh\nscw instance security-group create-rule security-group-id=x protocol=TCP direction=inbound action=accept ip-range=0.0.0.0/0 dest-port-from=11211\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'scw safe',
      {
        'deploy.sh':
          '#!/bin/sh\nscw instance security-group create-rule security-group-id=x protocol=TCP direction=inbound action=drop ip-range=0.0.0.0/0 dest-port-from=11211\n# memcached\n',
      },
      [],
    ],
    [
      'vultr',
      {
        'deploy.sh':
          '#!/bin/sh\nvultr-cli firewall rule create --id=x --ip-type v4 --protocol tcp --port 11211 --subnet 0.0.0.0 --size 0\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'vultr safe',
      {
        'deploy.sh':
          '#!/bin/sh\nvultr-cli firewall rule create --id=x --ip-type v4 --protocol tcp --port 11211 --subnet 10.0.0.0 --size 8\n# memcached\n',
      },
      ['MCE103 low private deploy.sh:2'],
    ],
    [
      'yc',
      {
        'deploy.sh':
          '#!/bin/sh\nyc vpc security-group create --name mc --rule "direction=ingress,port=11211,protocol=tcp,v4-cidrs=[0.0.0.0/0]"\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'yc safe',
      {
        'deploy.sh':
          '#!/bin/sh\nyc vpc security-group create --name mc --rule "direction=ingress,port=11211,protocol=tcp,v4-cidrs=[10.0.0.0/8]"\n# memcached\n',
      },
      ['MCE103 low private deploy.sh:2'],
    ],
    [
      'tccli',
      {
        'deploy.sh':
          '#!/bin/sh\ntccli vpc CreateSecurityGroupPolicies --SecurityGroupId sg --SecurityGroupPolicySet \'{"Ingress":[{"Protocol":"TCP","Port":"11211","CidrBlock":"0.0.0.0/0","Action":"ACCEPT"}]}\'\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'aliyun',
      {
        'deploy.sh':
          '#!/bin/sh\naliyun ecs AuthorizeSecurityGroup --SecurityGroupId sg --IpProtocol tcp --PortRange 11211/11211 --SourceCidrIp 0.0.0.0/0\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'aliyun safe',
      {
        'deploy.sh':
          '#!/bin/sh\naliyun ecs AuthorizeSecurityGroup --SecurityGroupId sg --IpProtocol tcp --PortRange 11211/11211 --SourceCidrIp 192.168.0.0/16\n# memcached\n',
      },
      ['MCE103 low private deploy.sh:2'],
    ],
    [
      'nova',
      {
        'deploy.sh':
          '#!/bin/sh\nnova secgroup-add-rule default tcp 11211 11211 0.0.0.0/0\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'nacl',
      {
        'deploy.sh':
          '#!/bin/sh\naws ec2 create-network-acl-entry --network-acl-id acl --ingress --rule-number 100 --protocol tcp --port-range From=11211,To=11211 --cidr-block 0.0.0.0/0 --rule-action allow\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'nacl deny',
      {
        'deploy.sh':
          '#!/bin/sh\naws ec2 create-network-acl-entry --network-acl-id acl --ingress --rule-number 100 --protocol tcp --port-range From=11211,To=11211 --cidr-block 0.0.0.0/0 --rule-action deny\n# memcached\n',
      },
      [],
    ],
    [
      'aci',
      {
        'deploy.sh':
          '#!/bin/sh\naz container create -g rg -n mc --image memcached:1.6 --ports 11211 --ip-address Public\n# memcached\n',
      },
      ['MCE101 high internet deploy.sh:2'],
    ],
    [
      'aci private',
      {
        'deploy.sh':
          '#!/bin/sh\naz container create -g rg -n mc --image memcached:1.6 --ports 11211 --ip-address Private\n# memcached\n',
      },
      [],
    ],
    [
      'expose LB',
      {
        'deploy.sh':
          '#!/bin/sh\nkubectl expose deployment memcached --type=LoadBalancer --port=11211\n# memcached\n',
      },
      ['MCE202 high host deploy.sh:2'],
    ],
    [
      'expose',
      { 'deploy.sh': '#!/bin/sh\nkubectl expose deployment memcached --port=11211\n# memcached\n' },
      [],
    ],
    [
      'expose np',
      {
        'deploy.sh':
          '#!/bin/sh\nkubectl -n x expose deploy memcached --type NodePort --port 11211\n# memcached\n',
      },
      ['MCE202 medium host deploy.sh:2'],
    ],
    [
      'create svc lb',
      {
        'deploy.sh':
          '#!/bin/sh\nkubectl create service loadbalancer memcached --tcp=11211:11211\n# memcached\n',
      },
      ['MCE202 high host deploy.sh:2'],
    ],
    [
      'helm',
      {
        'deploy.sh':
          '#!/bin/sh\nhelm install cache bitnami/memcached --set service.type=LoadBalancer\n# memcached\n',
      },
      ['MCE202 high host deploy.sh:2'],
    ],
    [
      'helm safe',
      {
        'deploy.sh':
          '#!/bin/sh\nhelm install cache bitnami/memcached --set architecture=high-availability\n# memcached\n',
      },
      ['MCE502 info cluster deploy.sh:2'],
    ],
    [
      'kubectl run',
      {
        'deploy.sh':
          '#!/bin/sh\nkubectl run memcached --image=memcached --port=11211 --expose\n# memcached\n',
      },
      ['MCE502 info cluster deploy.sh:2'],
    ],
    [
      'socat',
      {
        'deploy.sh':
          '#!/bin/sh\nsocat TCP-LISTEN:11211,fork,reuseaddr TCP:10.0.0.5:11211 &\n# memcached\n',
      },
      ['MCE201 high host deploy.sh:2'],
    ],
    [
      'socat lo',
      {
        'deploy.sh':
          '#!/bin/sh\nsocat TCP-LISTEN:11211,fork,bind=127.0.0.1 TCP:10.0.0.5:11211 &\n# memcached\n',
      },
      [],
    ],
    [
      'socat range',
      {
        'deploy.sh':
          '#!/bin/sh\nsocat TCP-LISTEN:11211,fork,range=10.0.0.0/8 TCP:10.0.0.5:11211 &\n# memcached\n',
      },
      ['MCE201 low private deploy.sh:2'],
    ],
    [
      'port-forward lo',
      { 'deploy.sh': '#!/bin/sh\nkubectl port-forward svc/memcached 11211:11211\n# memcached\n' },
      [],
    ],
    [
      'lxc',
      {
        'deploy.sh':
          '#!/bin/sh\nlxc config device add c1 mc proxy listen=tcp:0.0.0.0:11211 connect=tcp:127.0.0.1:11211\n# memcached\n',
      },
      ['MCE201 high host deploy.sh:2'],
    ],
    [
      'lxc lo',
      {
        'deploy.sh':
          '#!/bin/sh\nlxc config device add c1 mc proxy listen=tcp:127.0.0.1:11211 connect=tcp:127.0.0.1:11211\n# memcached\n',
      },
      [],
    ],
    [
      'unit heredoc',
      {
        'deploy.sh':
          "#!/bin/sh\ncat > /etc/systemd/system/memcached.service <<'EOF'\n[Service]\nExecStart=/usr/bin/memcached -u memcache -l 0.0.0.0\nEOF\nsystemctl restart memcached\n# memcached\n",
      },
      ['MCE301 medium host deploy.sh:4'],
    ],
    [
      'unit heredoc safe',
      {
        'deploy.sh':
          "#!/bin/sh\ncat > /etc/systemd/system/memcached.service <<'EOF'\n[Service]\nExecStart=/usr/bin/memcached -u memcache -l 127.0.0.1\nEOF\nsystemctl restart memcached\n# memcached\n",
      },
      [],
    ],
    [
      'unit tee docker',
      {
        'deploy.sh':
          '#!/bin/sh\ntee /etc/systemd/system/mc.service >/dev/null <<EOF\n[Service]\nExecStart=/usr/bin/docker run --rm -p 11211:11211 memcached:1.6\nEOF\n# memcached\n',
      },
      ['MCE201 high host deploy.sh:4'],
    ],
    [
      'script heredoc',
      {
        'deploy.sh':
          "#!/bin/sh\ncat <<'EOF' > /usr/local/bin/mc\n#!/bin/bash\nexec memcached -u nobody -l 0.0.0.0\nEOF\nchmod +x /usr/local/bin/mc\n# memcached\n",
      },
      ['MCE301 medium host deploy.sh:4'],
    ],
    [
      'mv conf',
      {
        'deploy.sh':
          '#!/bin/sh\ncat > /tmp/m.conf <<EOF\n-u memcache\n-l 0.0.0.0\nEOF\nsudo mv /tmp/m.conf /etc/memcached.conf\n# memcached\n',
      },
      ['MCE301 medium host deploy.sh:4'],
    ],
    [
      'mv conf safe',
      {
        'deploy.sh':
          '#!/bin/sh\ncat > /tmp/m.conf <<EOF\n-u memcache\n-l 127.0.0.1\nEOF\nsudo mv /tmp/m.conf /etc/memcached.conf\n# memcached\n',
      },
      [],
    ],
    [
      'cron.d',
      { 'etc/cron.d/mc': '@reboot root /usr/bin/memcached -u nobody -d\n' },
      ['MCE301 medium host etc/cron.d/mc:1'],
    ],
    [
      'cron.d safe',
      { 'etc/cron.d/mc': '@reboot root /usr/bin/memcached -u nobody -d -l 127.0.0.1\n' },
      [],
    ],
    [
      'crontab',
      { crontab: '*/5 * * * * pgrep memcached || memcached -d -l 0.0.0.0\n' },
      ['MCE301 medium host crontab:1'],
    ],
    [
      'socket proxyd',
      {
        'mc.socket': '[Socket]\nListenStream=11211\n',
        'mc.service':
          '[Service]\nExecStart=/usr/lib/systemd/systemd-socket-proxyd 10.0.0.9:11211\n',
      },
      ['MCE201 high host mc.socket:2'],
    ],
    [
      'socket proxyd lo',
      {
        'mc.socket': '[Socket]\nListenStream=127.0.0.1:11211\n',
        'mc.service':
          '[Service]\nExecStart=/usr/lib/systemd/systemd-socket-proxyd 10.0.0.9:11211\n',
      },
      [],
    ],
    [
      'socket memcached',
      {
        'memcached.socket': '[Socket]\nListenStream=11211\nListenDatagram=11211\n',
        'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -l 127.0.0.1\n',
      },
      ['MCE901 low host memcached.socket:2', 'MCE901 low host memcached.socket:3'],
    ],
    [
      'runit',
      {
        'service/memcached/run':
          '#!/bin/sh\nexec chpst -u memcache memcached -l 0.0.0.0 -m 64 2>&1\n',
      },
      ['MCE301 medium host service/memcached/run:2'],
    ],
    [
      'runit safe',
      {
        'service/memcached/run':
          '#!/bin/sh\nexec chpst -u memcache memcached -l 127.0.0.1 -m 64 2>&1\n',
      },
      [],
    ],
    [
      'haproxy',
      {
        'haproxy.cfg':
          'listen memcached\n  bind *:11211\n  mode tcp\n  server m1 10.0.0.1:11211 check\n',
      },
      ['MCE201 high host haproxy.cfg:2'],
    ],
    [
      'haproxy acl',
      {
        'haproxy.cfg':
          'listen memcached\n  bind *:11211\n  mode tcp\n  tcp-request connection reject unless { src 10.0.0.0/8 }\n  server m1 10.0.0.1:11211 check\n',
      },
      ['MCE201 low private haproxy.cfg:2'],
    ],
    [
      'haproxy lo',
      {
        'haproxy.cfg':
          'frontend memcached\n  bind 127.0.0.1:11211\n  default_backend mc\nbackend mc\n  server m1 10.0.0.1:11211 check\n',
      },
      [],
    ],
    [
      'nginx stream',
      {
        'nginx/nginx.conf':
          'stream {\n  upstream mc { server 10.0.0.1:11211; }\n  server {\n    listen 11211;\n    proxy_pass mc;\n  }\n}\n',
      },
      ['MCE201 high host nginx/nginx.conf:4'],
    ],
    [
      'nginx stream allow',
      {
        'nginx/nginx.conf':
          'stream {\n  upstream mc { server 10.0.0.1:11211; }\n  server {\n    listen 11211;\n    allow 10.0.0.0/8;\n    deny all;\n    proxy_pass mc;\n  }\n}\n',
      },
      ['MCE201 low private nginx/nginx.conf:4'],
    ],
    [
      'nginx memcached_pass',
      {
        'nginx/nginx.conf':
          'http {\n  server {\n    listen 80;\n    location / { memcached_pass 127.0.0.1:11211; }\n  }\n}\n',
      },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
