([
  (default_parameter name: (_) @name value: (call function: (_) @_function) @default)
  (typed_default_parameter name: (_) @name value: (call function: (_) @_function) @default)
 ] @report
 (#match? @_function "^(time\\.(time|time_ns|monotonic|perf_counter|localtime|gmtime)|((datetime|dt|_datetime)\\.)?(datetime|date)\\.(now|utcnow|today)|timezone\\.(now|localtime|localdate)|(uuid\\.)?uuid[14]|random\\.(random|randint|randrange|choice|uniform|getrandbits)|secrets\\.token_(hex|bytes|urlsafe))$"))
