((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @source @report))
 (#calls? @_name "open" "io.open" "aiofiles.open" "flask.send_file" "send_file" "*.FileResponse" "FileResponse"
   "os.remove" "os.unlink" "os.rename" "os.listdir" "shutil.rmtree" "shutil.move" "shutil.copy" "shutil.copyfile")
 (#not-calls? @_name "self.*")
 (#tainted? @source path))
