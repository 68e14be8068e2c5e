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

locals {
  rules = { a = "0.0.0.0/0", b = "10.0.0.0/8" }
}
resource "aws_security_group" "dyn" {
  name = "dyn"
  dynamic "ingress" {
    for_each = local.rules
    content {
      from_port = 11211
      to_port = 11211
      protocol = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
resource "terraform_data" "x" { input = 3 }
resource "aws_security_group" "attr" {
  name = "attr"
  ingress = [{
      from_port = 11211
      to_port = 11211
      protocol = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
      description = "d"
      ipv6_cidr_blocks = []
      prefix_list_ids = []
      security_groups = []
      self = false
  }]
}
resource "aws_security_group" "late" {
  name = "late"
  dynamic "ingress" {
    for_each = terraform_data.x.output == 3 ? [1] : []
    content {
      from_port = 11211
      to_port = 11211
      protocol = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
resource "aws_security_group_rule" "c" {
  count = 2
  type              = "ingress"
  from_port         = 11211
  to_port           = 11211
  protocol          = "tcp"
  cidr_blocks       = ["10.0.${count.index}.0/24"]
  security_group_id = aws_security_group.many[count.index].id
}
resource "aws_security_group" "many" {
  count = 2
}
resource "aws_instance" "w" {
  ami = "ami-12345678"
  instance_type = "t3.micro"
  vpc_security_group_ids = concat(aws_security_group.many[*].id, [local.dyn])
  provisioner "remote-exec" {
    inline = ["memcached -l 0.0.0.0"]
  }
  connection {
   host="x"
   }
}
locals { dyn = aws_security_group.dyn.id }
