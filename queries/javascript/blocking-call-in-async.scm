((call_expression function: (_) @call) @report
 (#calls? @call "fs.readFileSync" "fs.writeFileSync" "fs.readdirSync" "fs.statSync" "child_process.execSync"
   "child_process.spawnSync" "child_process.execFileSync" "crypto.pbkdf2Sync" "crypto.scryptSync" "zlib.gzipSync"
   "zlib.gunzipSync" "zlib.deflateSync" "zlib.inflateSync" "bcrypt.hashSync" "bcrypt.compareSync"
   "bcryptjs.hashSync" "bcryptjs.compareSync")
 (#around-match? @report function "(?s)^(async\\s+)?(function\\s*\\w*\\s*)?\\(\\s*_?req(uest)?\\b[^,)]*,\\s*_?res(ponse)?\\b"))
