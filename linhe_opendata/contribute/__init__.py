"""What a publisher writes with: begin a project, read a text, add its figures."""
