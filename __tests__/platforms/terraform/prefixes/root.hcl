locals {
  rules = { cache = { port = 11211, sources = ["0.0.0.0/0"] } }
}
