((call function: [(identifier) (attribute)] @call) @report
 (#calls? @call "time.sleep" "requests.get" "requests.post" "requests.put" "requests.patch" "requests.delete"
   "requests.head" "requests.options" "requests.request" "requests.Session().get" "requests.Session().post"
   "requests.Session().put" "requests.Session().patch" "requests.Session().delete" "requests.Session().head"
   "requests.Session().options" "requests.Session().request" "requests.session().get" "requests.session().post"
   "requests.session().put" "requests.session().patch" "requests.session().delete" "requests.session().head"
   "requests.session().options" "requests.session().request" "urllib.request.urlopen" "os.system" "os.wait"
   "os.waitpid" "subprocess.run" "subprocess.call" "subprocess.check_call" "subprocess.check_output"
   "subprocess.getoutput" "subprocess.getstatusoutput" "socket.create_connection" "socket.getaddrinfo"
   "socket.gethostbyname")
 (#inside? @report async))
