# A comment with "quotes" and { braces }
// another
/* and a
   third */
terraform { required_version = ">= 1.5" }

locals {
  empty_list = []
  empty_map  = {}
  numbers    = [0, 1, 1.5, 1e3, 2.5E-2, -4]
  words      = ["a", "b", "c",]
  mixed = {
    a       = 1, b = 2
    "c d"   : 3
    (local.words[0]) = 4
    e = {
      f = [1,
        2,
      ]
    }
  }
  escapes  = "tab\t newline\n quote\" backslash\\ unicode \u00e9 \U0001F600 dollar $${x} percent %%{y} $ % $$ {"
  template = "a ${local.words[0]} b ${"nested ${upper("x")} deep"} c"
  directive = "%{ if true ~} yes %{ else }no%{ endif } %{ for k, v in local.mixed }${k}=${v} %{ endfor ~}  end"
  heredoc  = <<EOT
plain ${local.words[1]}
  keeps "quotes" and \n as they are
	tab
EOT
  dedented = <<-EOT
    four
      six

    ${local.words[2]} four
    %{ if true }
    inside
    %{ endif }
    EOT
  call       = max(1, 2, [3, 4]...)
  provider   = provider::aws::arn_parse("arn:aws:iam::444455556666:role/x").account_id
  multi_line = concat(
    local.words, # the first
    [
      "d",
    ],
  )
  cond   = var.a == "x" && !var.b || (var.c >= 3) ? "yes" : "no"
  chain  = var.a ? "a" : var.b ? "b" : "c"
  for_l  = [for s in local.words : upper(s) if s != "a"]
  for_m  = { for k, v in local.mixed : k => v... if can(v.f) }
  for_i  = [for i, s in local.words : "${i}-${s}"]
  splat  = aws_instance.web[*].id
  legacy = aws_instance.web.*.private_ip
  index  = aws_instance.web.0.id
  nested = aws_instance.web[0].ebs_block_device[*].volume_id
  math   = 1 + 2 * 3 - 4 / 2 % 3
  neg    = -var.x + -1
  arith  = (1 + 2) * 3
  unary  = !true
  grüße  = "unicode names"
  dash-ed = 1
  parens = (
    1 +
    2
  )
}

resource "aws_security_group" "cache" {
  name = "cache"

  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  dynamic "ingress" {
    for_each = { for p in [1, 2] : "p${p}" => p }
    iterator = it
    content { from_port = it.value }
  }
  lifecycle { create_before_destroy = true }
}

resource aws_instance unquoted {
  ami = "ami-1"
}

output "one_line" { value = local.words }
