((call_expression function: (_) @_name arguments: (arguments . (_) @source @report))
 (#calls? @_name "fs.readFile" "fs.readFileSync" "fs.createReadStream" "fs.writeFile" "fs.writeFileSync"
   "fs.createWriteStream" "fs.unlink" "fs.unlinkSync" "fs.rm" "fs.rmSync" "fs.readdir" "fs.readdirSync"
   "fs.promises.readFile" "fs.promises.writeFile" "fs.promises.unlink" "fs.promises.rm" "fs/promises.readFile"
   "fs/promises.writeFile" "fs/promises.unlink" "fs/promises.rm" "fs/promises.readdir")
 (#tainted? @source path))
((call_expression
   function: (member_expression object: (identifier) @_response property: (property_identifier) @_send)
   arguments: (arguments . (_) @source @report))
 (#any-of? @_response "res" "response")
 (#any-of? @_send "sendFile" "download")
 (#tainted? @source path))
