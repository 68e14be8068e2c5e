import { describe, expect, it } from '@jest/globals';
import { doors } from '../helpers.js';
import { checkTwins, findingsIn, serious } from './twins.js';

/** A classic load balancer in an open group, whose instance is in a group for the balancer alone. */
const classic = `resource "aws_security_group" "front" {
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "back" {
  ingress {
    from_port       = 11211
    to_port         = 11211
    protocol        = "tcp"
    security_groups = [aws_security_group.front.id]
  }
}
resource "aws_instance" "cache" {
  vpc_security_group_ids = [aws_security_group.back.id]
  user_data              = "#!/bin/sh\\nmemcached -d -u memcache -l 0.0.0.0 -U 0\\n"
}
resource "aws_elb" "cache" {
  instances       = [aws_instance.cache.id]
  security_groups = [aws_security_group.front.id]
  listener {
    lb_port           = 80
    lb_protocol       = "tcp"
    instance_port     = 11211
    instance_protocol = "tcp"
  }
}
`;
const network = `resource "aws_security_group" "front" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_lb" "l" {
  load_balancer_type = "network"
  security_groups    = [aws_security_group.front.id]
}
resource "aws_lb_target_group" "t" {
  port     = 11211
  protocol = "TCP"
}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.l.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
}
`;

describe('load balancers of AWS', () => {
  checkTwins([
    {
      name: 'a classic one that hands on to memcached on an instance',
      text: classic,
      line: 27,
      safe: [
        ['lb_protocol       = "tcp"', 'lb_protocol       = "http"'],
        ['instances       = [aws_instance.cache.id]', 'internal = true'],
        ['cidr_blocks = ["0.0.0.0/0"]', 'cidr_blocks = ["10.0.0.0/16"]'],
        ['from_port   = 80\n    to_port     = 80', 'from_port   = 81\n    to_port     = 81'],
        ['instance_port     = 11211', 'instance_port     = 8080'],
        ['-l 0.0.0.0', '-l 127.0.0.1'],
      ],
    },
    {
      name: 'a network one whose groups let everyone in on another port',
      text: network,
      line: 19,
      safe: [
        ['cidr_blocks = ["0.0.0.0/0"]', 'cidr_blocks = ["10.0.0.0/8"]'],
        ['load_balancer_type = "network"', 'load_balancer_type = "application"'],
        ['port     = 11211', 'port     = 443'],
      ],
    },
  ]);

  it('confirms what a classic one leads to', () => {
    const [worst] = findingsIn(classic);
    expect(worst).toMatchObject({ severity: 'critical', reach: 'internet' });
  });

  it('does not believe in a listener whose instance has no rule for the port', () => {
    const text = classic.replace(
      'from_port       = 11211\n    to_port         = 11211',
      'from_port       = 22\n    to_port         = 22',
    );
    expect(serious(text)).toEqual([]);
  });

  it('follows aws_elb_attachment', () => {
    const text =
      classic.replace('  instances       = [aws_instance.cache.id]\n', '') +
      'resource "aws_elb_attachment" "a" {\n  elb = aws_elb.cache.id\n  instance = aws_instance.cache.id\n}\n';
    expect(findingsIn(text)[0]).toMatchObject({ severity: 'critical' });
  });

  it('says that a balancer without groups is in the default one', () => {
    const text = `resource "aws_elb" "cache" {
  listener {
    lb_port           = 11211
    lb_protocol       = "TCP"
    instance_port     = 11211
    instance_protocol = "TCP"
  }
}
`;
    expect(doors(text)).toEqual([
      'main.tf:5 0.0.0.0/0,::/0 tcp 11211 if the default security group of its network, which it is in without `security_groups`, lets clients in',
    ]);
    expect(serious(text)).toEqual(['MCE202 internet 5']);
  });

  it('tells an opening of the group for memcached’s own port once', () => {
    const text = classic.replace(/= 80\b/g, '= 11211');
    expect(doors(text).filter((door) => !door.startsWith('main.tf:6 '))).toEqual([]);
  });
});

describe('network ACL rules of an ACL that is not in the repository', () => {
  const rule = (more = ''): string => `resource "aws_network_acl_rule" "all" {
  network_acl_id = "acl-123"
  rule_number    = 100
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  ${more}
}
`;
  checkTwins([
    {
      name: 'aws_network_acl_rule',
      text: rule(),
      line: 6,
      safe: [
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['"allow"', '"deny"'],
        ['"-1"', '"icmp"'],
        ['rule_number    = 100', 'egress = true\n  rule_number = 100'],
      ],
    },
  ]);

  it('are put in order, per ACL', () => {
    const deny = (acl: string): string => `resource "aws_network_acl_rule" "deny" {
  network_acl_id = ${acl}
  rule_number    = 50
  protocol       = "tcp"
  rule_action    = "deny"
  from_port      = 11211
  to_port        = 11211
  cidr_block     = "0.0.0.0/0"
}
`;
    expect(doors(rule() + deny('"acl-123"'))).toEqual(['main.tf:6 0.0.0.0/0 udp all ports']);
    expect(doors(rule() + deny('"acl-456"'))).toEqual(['main.tf:6 0.0.0.0/0 tcp+udp all ports']);
    const ofModule =
      rule().replace('"acl-123"', 'module.vpc.default_network_acl_id') +
      'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n';
    expect(doors(ofModule + deny('module.vpc.default_network_acl_id'))).toEqual([
      'main.tf:6 0.0.0.0/0 udp all ports',
    ]);
    expect(doors(ofModule + deny('module.vpc.public_network_acl_id'))).toEqual([
      'main.tf:6 0.0.0.0/0 tcp+udp all ports',
    ]);
  });

  it('say nothing unresolved of private networks, whatever the order', () => {
    const text = `variable "number" {}
resource "aws_network_acl" "a" {
  ingress {
    rule_no    = var.number
    action     = "deny"
    protocol   = "tcp"
    from_port  = 11211
    to_port    = 11211
    cidr_block = "10.1.0.0/16"
  }
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "icmp"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
  ingress {
    rule_no    = 300
    action     = "allow"
    protocol   = "tcp"
    from_port  = 11211
    to_port    = 11211
    cidr_block = "10.0.0.0/8"
  }
}
`;
    expect(doors(text)).toEqual(['main.tf:25 10.0.0.0/8 tcp 11211']);
  });
});
