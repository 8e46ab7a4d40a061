((call_expression function: (_) @_write arguments: (arguments . (string) @path @report))
 (#match? @path "^[\"'](/var)?/tmp/")
 (#calls? @_write "fs.writeFile" "fs.writeFileSync" "fs.createWriteStream" "fs.appendFile" "fs.appendFileSync"
   "fs.promises.writeFile" "fs/promises.writeFile"))
