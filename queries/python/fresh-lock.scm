((with_item value: (call
    function: [(identifier) @_class (attribute object: (identifier) @_module attribute: (identifier) @_class)]
    arguments: (argument_list)) @report @lock)
 (#match? @lock "^((threading|multiprocessing|asyncio|_thread|trio|anyio)\\.)?(Lock|RLock|Semaphore|BoundedSemaphore)\\(\\d*\\)$"))
