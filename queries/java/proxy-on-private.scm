((method_declaration (modifiers [
   (marker_annotation name: (_) @name) @report
   (annotation name: (_) @name) @report
 ]) @_modifiers)
 (#match? @_modifiers "\\bprivate\\b")
 (#names? @name "org.springframework.transaction.annotation.Transactional" "jakarta.transaction.Transactional"
   "org.springframework.scheduling.annotation.Async" "org.springframework.cache.annotation.Cacheable"
   "org.springframework.cache.annotation.CacheEvict" "org.springframework.retry.annotation.Retryable"
   "org.springframework.security.access.prepost.PreAuthorize"))
