provider "aws" {
  region = "eu-central-1"
}

resource "aws_security_group" "cache" {
  name        = "cache"
  description = "memcached"
  vpc_id      = var.vpc_id

  ingress {
    description = "memcached"
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = var.client_cidrs
  }
}

resource "aws_instance" "cache" {
  ami                    = var.ami
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.cache.id]

  user_data = <<-EOF
    #!/bin/sh
    apt-get update && apt-get install -y memcached
    memcached -d -u memcache -l 0.0.0.0 -p 11211
  EOF
}
