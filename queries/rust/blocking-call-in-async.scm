((call_expression function: (scoped_identifier) @call) @report
  (#match? @call "^(std::fs::(read|read_to_string|write|copy|read_dir|remove_dir_all|File::open|File::create)|std::net::(TcpStream::connect|TcpListener::bind|UdpSocket::bind)|(ureq|reqwest::blocking|minreq)::(get|post|Client::new))$")
  (#inside? @report async)
  (#not-has-ancestor? @report "macro_invocation"))
