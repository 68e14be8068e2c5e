provider "aws" {
  region = "eu-central-1"
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = var.vpc_id
}

resource "aws_security_group" "cache" {
  name        = "cache"
  description = "memcached"
  vpc_id      = var.vpc_id

  ingress {
    description     = "memcached"
    from_port       = 11211
    to_port         = 11211
    protocol        = "tcp"
    security_groups = [aws_security_group.app.id]
  }
}

resource "aws_elasticache_cluster" "cache" {
  cluster_id                 = "cache"
  engine                     = "memcached"
  node_type                  = "cache.t3.small"
  num_cache_nodes            = 1
  port                       = 11211
  security_group_ids         = [aws_security_group.cache.id]
  transit_encryption_enabled = true
}
