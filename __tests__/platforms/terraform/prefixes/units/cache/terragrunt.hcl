include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "../../modules//net?ref=x"
  extra_arguments "all" {
    commands           = get_terraform_commands_that_need_vars()
    optional_var_files = ["${get_terragrunt_dir()}/prod.tfvars"]
  }
}

dependency "vpc" {
  config_path  = "../vpc"
  mock_outputs = { id = "x" }
}

generate "rules" {
  path      = "rules.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
resource "aws_security_group_rule" "r" {
  type        = "ingress"
  from_port   = ${values.port}
  to_port     = ${values.port}
  protocol    = "tcp"
  cidr_blocks = ${jsonencode(values.cidrs)}
}
EOF
}

inputs = merge(
  read_terragrunt_config(find_in_parent_folders("env.hcl", "none.hcl"), {}).locals,
  { cidr = try(values.cidrs[0], dependency.vpc.outputs.cidr), rules = include.root.locals.rules },
)
