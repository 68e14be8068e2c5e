resource "aws_instance" "cache" {
  user_data = <<-EOF
    #!/bin/bash
    apt-get install -y memcached
    cat > /etc/memcached.conf <<CONF
    -l ${var.address}
    CONF
    echo "%%{literal} $${literal}"
  EOF

  metadata = <<META
{"a": "${jsonencode({
  b = 1
})}"}
META
  after = "still read"
  list = [<<A
first
A
    , <<B
second
B
  ]
}
