((call_expression function: [(identifier) (scoped_identifier) (generic_function)] @call) @report
  (#names? @call
    "std::fs::read" "std::fs::read_to_string" "std::fs::write" "std::fs::copy" "std::fs::read_dir"
    "std::fs::remove_dir_all" "std::fs::File::open" "std::fs::File::create" "std::net::TcpStream::connect"
    "std::net::TcpListener::bind" "std::net::UdpSocket::bind" "ureq::get" "ureq::post" "reqwest::blocking::get"
    "reqwest::blocking::Client::new" "minreq::get" "minreq::post")
  (#inside? @report async)
  (#not-has-ancestor? @report "macro_invocation"))
