([
  (default_parameter name: (_) @name value: (call function: [(identifier) (attribute)] @_function) @default)
  (typed_default_parameter name: (_) @name value: (call function: [(identifier) (attribute)] @_function) @default)
 ] @report
 (#calls? @_function "time.time" "time.time_ns" "time.monotonic" "time.perf_counter" "time.localtime" "time.gmtime"
   "datetime.datetime.now" "datetime.datetime.utcnow" "datetime.datetime.today" "datetime.now" "datetime.utcnow"
   "datetime.today" "datetime.date.today" "date.today" "django.utils.timezone.now" "django.utils.timezone.localtime"
   "django.utils.timezone.localdate" "timezone.now" "timezone.localtime" "timezone.localdate" "uuid.uuid1"
   "uuid.uuid4" "uuid1" "uuid4" "random.random" "random.randint" "random.randrange" "random.choice" "random.uniform"
   "random.getrandbits" "secrets.token_hex" "secrets.token_bytes" "secrets.token_urlsafe"))
