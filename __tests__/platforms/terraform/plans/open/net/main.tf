variable "name" {}
variable "cidr" {}

resource "aws_security_group" "this" {
  name = var.name
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = var.cidr
  from_port         = 11211
  to_port           = 11211
  ip_protocol       = "tcp"
}

output "group_id" {
  value = aws_security_group.this.id
}
