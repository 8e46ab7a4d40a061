((pair key: (property_identifier) @_key value: (string) @_version) @report
 (#any-of? @_key "minVersion" "maxVersion" "secureProtocol")
 (#match? @_version "^[\"'](TLSv1|TLSv1\\.1|SSLv[23]_\\w+|TLSv1_(1_)?(client_|server_)?method)[\"']$"))
