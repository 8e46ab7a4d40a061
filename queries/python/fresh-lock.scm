((with_item value: (call function: [(identifier) (attribute)] @_class arguments: (argument_list) @_count) @report @lock)
 (#match? @_count "^\\(\\d*\\)$")
 (#calls? @_class "threading.Lock" "threading.RLock" "threading.Semaphore" "threading.BoundedSemaphore"
   "multiprocessing.Lock" "multiprocessing.RLock" "multiprocessing.Semaphore" "multiprocessing.BoundedSemaphore"
   "asyncio.Lock" "asyncio.RLock" "asyncio.Semaphore" "asyncio.BoundedSemaphore" "_thread.Lock" "_thread.RLock"
   "_thread.Semaphore" "_thread.BoundedSemaphore" "trio.Lock" "trio.RLock" "trio.Semaphore" "trio.BoundedSemaphore"
   "anyio.Lock" "anyio.RLock" "anyio.Semaphore" "anyio.BoundedSemaphore" "Lock" "RLock" "Semaphore"
   "BoundedSemaphore"))
