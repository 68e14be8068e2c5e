rules = {
  cache = {
    sources = ["0.0.0.0/0"]
  }
}
