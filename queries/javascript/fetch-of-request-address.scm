((call_expression function: (_) @_fetch arguments: (arguments . (_) @source @report))
 (#calls? @_fetch "fetch" "node-fetch" "axios" "axios.get" "axios.post" "axios.request" "got" "got.get" "http.get"
   "https.get" "http.request" "https.request" "request" "undici.fetch" "undici.request")
 (#tainted? @source address))
