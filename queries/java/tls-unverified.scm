((method_declaration name: (identifier) @report body: (block) @_body)
 (#eq? @report "checkServerTrusted")
 (#match? @_body "^\\{(\\s|//[^\\n]*\\n|/\\*.*?\\*/|return;)*\\}$")
 (#not-symbol-match? @report "(?i)insecure|unsafe|trustall|naive|dummy|test|mock|fake"))
((method_invocation name: (identifier) @report arguments: (argument_list . (lambda_expression body: (true)) .))
 (#any-of? @report "setHostnameVerifier" "hostnameVerifier" "setDefaultHostnameVerifier" "setSSLHostnameVerifier")
 (#not-guarded? @report "(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|self_?signed|debug|local|test")
 (#not-symbol-match? @report "(?i)insecure|unsafe|trustall|naive|dummy|test"))
((method_invocation name: (identifier) @_set arguments: (argument_list . (_) @report .))
 (#any-of? @_set "setHostnameVerifier" "setSSLHostnameVerifier" "loadTrustMaterial" "trustManager")
 (#names? @report "org.apache.http.conn.ssl.NoopHostnameVerifier.INSTANCE"
   "org.apache.hc.client5.http.ssl.NoopHostnameVerifier.INSTANCE"
   "org.apache.http.conn.ssl.SSLConnectionSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER"
   "org.apache.http.conn.ssl.SSLSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER"
   "org.apache.http.conn.ssl.AllowAllHostnameVerifier()" "org.apache.http.conn.ssl.TrustAllStrategy.INSTANCE"
   "org.apache.hc.client5.http.ssl.TrustAllStrategy.INSTANCE"
   "io.netty.handler.ssl.util.InsecureTrustManagerFactory.INSTANCE")
 (#not-guarded? @report "(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|self_?signed|debug|local|test")
 (#not-symbol-match? @report "(?i)insecure|unsafe|trustall|naive|dummy|test"))
