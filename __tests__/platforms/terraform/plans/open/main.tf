terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}

variable "cidrs" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_security_group" "cache" {
  name   = "cache"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }

  ingress {
    from_port       = 22
    to_port         = 22
    protocol        = "tcp"
    security_groups = [aws_security_group.app[0].id]
  }
}

resource "aws_security_group" "app" {
  count  = 2
  name   = "app-${count.index}"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "app" {
  for_each          = { a = "203.0.113.0/24", b = "0.0.0.0/0" }
  type              = "ingress"
  from_port         = 11211
  to_port           = 11211
  protocol          = "tcp"
  cidr_blocks       = [each.value]
  security_group_id = aws_security_group.app[0].id
}

resource "aws_vpc_security_group_ingress_rule" "vpc" {
  security_group_id = aws_security_group.app[1].id
  cidr_ipv4         = aws_vpc.main.cidr_block
  ip_protocol       = "-1"
}

resource "aws_eip" "office" {
  domain = "vpc"
}

resource "aws_security_group_rule" "office" {
  type              = "ingress"
  from_port         = 11211
  to_port           = 11211
  protocol          = "udp"
  cidr_blocks       = ["${aws_eip.office.public_ip}/32"]
  security_group_id = aws_security_group.app[1].id
}

resource "aws_elasticache_cluster" "cache" {
  cluster_id         = "cache"
  engine             = "memcached"
  node_type          = "cache.t3.micro"
  num_cache_nodes    = 1
  security_group_ids = [aws_security_group.cache.id]
}

module "net" {
  source   = "./net"
  for_each = toset(["blue", "green"])
  name     = each.key
  cidr     = each.key == "blue" ? "0.0.0.0/0" : "10.0.0.0/8"
}

resource "aws_instance" "web" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [module.net["blue"].group_id, aws_security_group.app[1].id]
  user_data              = <<-EOT
    #!/bin/sh
    apt-get install -y memcached
    memcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0
  EOT
}
