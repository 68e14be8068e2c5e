locals {
  a = 1
  b = <<E
line one
line two
E
  c = [
    "x",
  ]
}
