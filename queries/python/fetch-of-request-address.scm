((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @source @report))
 (#calls? @_name "requests.get" "requests.post" "requests.put" "requests.patch" "requests.delete" "requests.head"
   "requests.Session().get" "requests.Session().post" "requests.Session().put" "requests.Session().patch"
   "requests.Session().delete" "requests.Session().head" "httpx.get" "httpx.post" "httpx.put" "httpx.patch"
   "httpx.delete" "httpx.head" "httpx.Client().get" "httpx.Client().post" "httpx.Client().put" "httpx.Client().patch"
   "httpx.Client().delete" "httpx.Client().head" "httpx.AsyncClient().get" "httpx.AsyncClient().post"
   "httpx.AsyncClient().put" "httpx.AsyncClient().patch" "httpx.AsyncClient().delete" "httpx.AsyncClient().head"
   "aiohttp.ClientSession().get" "aiohttp.ClientSession().post" "aiohttp.ClientSession().put"
   "aiohttp.ClientSession().patch" "aiohttp.ClientSession().delete" "aiohttp.ClientSession().head"
   "urllib.request.urlopen" "urllib2.urlopen" "*.urlopen" "urlopen")
 (#not-calls? @_name "self.*")
 (#tainted? @source address))
((call function: (attribute) @_name arguments: (argument_list . (_) @source @report))
 (#match? @_name "^(self\\.)?(session|client|http)\\.(get|post|put|patch|delete|head)$")
 (#tainted? @source address))
