variable "vpc_id" {
  type = string
}

variable "ami" {
  type = string
}

variable "client_cidrs" {
  description = "Networks the application runs in."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}
