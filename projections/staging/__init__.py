"""SQL that lays the log out in columns, one family of facts a file."""
