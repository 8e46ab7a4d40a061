((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @data @report))
 (#any-of? @_name
   "open" "io.open" "aiofiles.open" "send_file" "flask.send_file" "FileResponse" "os.remove" "os.unlink" "os.rename"
   "os.listdir" "shutil.rmtree" "shutil.move" "shutil.copy" "shutil.copyfile"))
