locals {
  open = { cidrs = ["0.0.0.0/0"] }
}

unit "cache" {
  source = "${get_repo_root()}/units/cache"
  path   = "cache"
  values = merge(local.open, { port = 11211 })
}

stack "more" {
  source = "git::https://example.com/stacks.git//more?ref=v1"
  path   = "more"
  values = { port = 11211 }
}
