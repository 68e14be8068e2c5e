# A configuration that uses most of the language.
terraform {
  required_version = ">= 1.5"
  backend "s3" {}
}

variable "rules" {
  type = map(object({
    port    = optional(number, 11211)
    sources = list(string)
    open    = optional(bool, false)
  }))
  default = {
    cache = { sources = ["0.0.0.0/0"], open = true }
    web   = { port = 443, sources = ["10.0.0.0/8", "::/0"] }
  }
  validation {
    condition     = alltrue([for r in var.rules : r.port > 0 && r.port < 65536])
    error_message = "Ports run from 1 to 65535."
  }
}

locals {
  open   = { for name, rule in var.rules : name => rule if rule.open || can(regex("^c", name)) }
  ports  = flatten([for _, rule in var.rules : [rule.port]])[*]
  folded = merge([{ for k, v in local.open : k => v.sources... }]...)
  text   = <<-SCRIPT
    #!/bin/sh
    %{for name, rule in local.open~}
    echo "${name}: ${join(",", rule.sources)} $${HOME} %%{x}"
    %{endfor~}
    %{if length(local.open) > 0}memcached -d -l 0.0.0.0 -p ${var.rules["cache"].port} -U 0%{else}true%{endif}
  SCRIPT
  maths  = (1 + 2.5e1) * -3 % 4 >= 0 ? null : !true
}

module "net" {
  source   = "./modules/net"
  for_each = toset(["a", "b"])
  cidr     = cidrsubnet("10.0.0.0/8", 8, length(each.key))
  rules    = local.open
}

resource "aws_security_group" "cache" {
  count = length(local.open) > 0 ? 1 : 0
  dynamic "ingress" {
    for_each = var.rules
    iterator = rule
    content {
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = rule.key == "cache" ? "tcp" : "-1"
      cidr_blocks = [for s in rule.value.sources : s if !strcontains(s, ":")]
    }
  }
  lifecycle { ignore_changes = [tags["x"], ingress] }
}

resource "aws_instance" "cache" {
  user_data              = base64encode(local.text)
  vpc_security_group_ids = aws_security_group.cache[*].id
  provisioner "remote-exec" {
    inline = ["memcached -l ${self.private_ip}", templatefile("${path.module}/x.tpl", { a = 1 })]
  }
}

resource "kubernetes_service" "cache" {
  spec {
    type = "LoadBalancer"
    port { port = 11211 }
  }
}

resource "helm_release" "cache" {
  chart  = "memcached"
  values = [yamlencode({ service = { type = "NodePort" } }), file("values.yaml")]
  set {
    name  = "service.ports.memcached"
    value = 11211
  }
}

moved {
  from = aws_instance.old
  to   = aws_instance.cache
}

output "all" {
  value     = { "a.b" = local.folded, c = module.net["a"].id, d = try(local.none[0], "${local.maths}") }
  sensitive = true
}
