((call_expression function: (selector_expression) @report)
 (#names? @report "golang.org/x/crypto/ssh.InsecureIgnoreHostKey")
 (#not-guarded? @report "(?i)insecure|check|strict|verif|known|skip|hostkey"))
